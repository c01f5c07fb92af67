import ContentCorpus
import DataFormats
import LocalFiles
import TidingsCore

/// The feeds of a site that Jekyll makes: those of jekyll-feed (github.com/jekyll/jekyll-feed), and such as are written by hand.
extension JekyllSite {
  /// - Throws: `SystemError` where a template cannot be read.
  func feeds() throws -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    let folder = rules.source.isEmpty ? files.folder : files.folder + "/" + rules.source
    let own = try GeneratorFeeds.templates(
      in: folder, places: ["", "feed", "feeds", "blog"], endings: [".xml", ".json", ".rss", ".atom"]
    ) { $0 }
    for template in own { feeds.add(template.path, template.format, of: "site") }
    let node = files["feed"]
    guard plugins.contains("jekyll-feed") || node?.mapping != nil else { return feeds }
    feeds.entries = node?["posts_limit"]?.text.flatMap { Int($0) } ?? 10
    if node?["excerpt_only"]?.bool == true { feeds.content = .summary }
    if try LocalFile.isFile(folder + "/feed.xslt.xml") { feeds.styleSheet = "/feed.xslt.xml" }
    var collections: [(name: String, node: YAMLNode?)] =
      node?["collections"]?.mapping?.map { ($0.key, $0.value) }
      ?? node?["collections"]?.texts.map { ($0, nil) } ?? []
    if !collections.contains(where: { $0.name == "posts" }) { collections.append(("posts", nil)) }
    for (name, collection) in collections {
      let isPosts = name == "posts"
      let path = collection?["path"]?.text ?? (isPosts ? node?["path"]?.text : nil)
      let place = path ?? (isPosts ? "feed.xml" : "feed/\(name).xml")
      // A file of that name is the site's own, and the plugin makes none.
      if !own.contains(where: { $0.path.drop { $0 == "/" } == place.drop { $0 == "/" } }) {
        feeds.add(place, .atom, of: isPosts ? "site" : name)
      }
      if !isPosts { feeds.hasSections = true }
      let categories = collection?["categories"]?.texts ?? (isPosts ? node?["categories"]?.texts ?? [] : [])
      guard !categories.isEmpty else { continue }
      if isPosts {
        for vocabulary in ["categories", "category"] { feeds.add("feed/{label}.xml", .atom, of: vocabulary) }
      } else {
        feeds.notes.append(
          "Feeds of categories within the collection '\(name)' (\(categories.joined(separator: ", "))) are not made.")
      }
    }
    if let tags = node?["tags"], tags.bool != false, !tags.isNull {
      let path = tags["path"]?.text ?? "feed/by_tag/"
      for vocabulary in ["tags", "tag"] { feeds.add(path + "{label}.xml", .atom, of: vocabulary) }
    }
    return feeds
  }

  /// Labels of the collections that have feeds of their own.
  var feedCollections: Set<String> {
    let node = files["feed"]?["collections"]
    return Set(node?.mapping?.map(\.key) ?? node?.texts ?? []).subtracting(["posts"])
  }
}
