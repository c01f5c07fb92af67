import ContentCorpus
import DataFormats
import LocalFiles
import SiteSettings
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
        for category in categories {
          for vocabulary in ["categories", "category"] {
            feeds.add("feed/\(category).xml", .atom, of: "\(vocabulary): \(category)")
          }
        }
      } else {
        feeds.notes.append(
          "Feeds of categories within the collection '\(name)' (\(categories.joined(separator: ", "))) are not made.")
      }
    }
    if let tags = node?["tags"], tags.bool != false, !tags.isNull {
      addTags(tags, to: &feeds)
    }
    return feeds
  }

  /// Feeds of tags: of all of them, of some, or of all but some, whose feeds then lie where they do elsewhere.
  private func addTags(_ tags: YAMLNode, to feeds: inout GeneratorFeeds) {
    let path = tags["path"]?.text ?? "feed/by_tag/"
    let except = tags["except"]?.texts ?? []
    for vocabulary in ["tags", "tag"] {
      if let only = tags["only"]?.texts {
        for tag in only where !except.contains(tag) {
          feeds.add("\(path)\(tag).xml", .atom, of: "\(vocabulary): \(tag)")
        }
        continue
      }
      for tag in except { feeds.add("{folder}/\(DocumentFormat.atom.fileName)", .atom, of: "\(vocabulary): \(tag)") }
      feeds.add(path + "{label}.xml", .atom, of: vocabulary)
    }
  }

  /// Labels of the collections that have feeds of their own.
  var feedCollections: Set<String> {
    let node = files["feed"]?["collections"]
    return Set(node?.mapping?.map(\.key) ?? node?.texts ?? []).subtracting(["posts"])
  }
}
