import ContentCorpus
import DataFormats
import LocalFiles
import TidingsCore

extension GeneratorFeeds {
  /// The feeds that Zola makes (getzola.org/documentation/templates/feeds).
  ///
  /// - Parameters:
  ///   - root: the configuration.
  ///   - folder: the site's.
  /// - Throws: `SystemError` where a template cannot be read.
  static func zola(_ root: YAMLNode, in folder: String) throws -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    let own = root["default_language"]?.text ?? "en"
    // Before 0.19 there was one.
    let names =
      root["feed_filenames"]?.texts ?? root["feed_filename"].map(\.texts)
      ?? root["languages"]?[own]?["feed_filenames"]?.texts ?? usualNames
    let templates =
      ["templates"] + (root["theme"]?.text.flatMap(SitePath.safe).map { ["themes/\($0)/templates"] } ?? [])
    func add(_ name: String, of rule: String?, among names: [String]) throws {
      let format = try format(name, templates.map { folder + "/" + $0 })
      // Every feed has them, and only places that are none of ours need be said.
      if rule != nil || names.count > 1 || name != format.fileName { feeds.add("{page}/" + name, format, of: rule) }
    }
    for pair in root["languages"]?.mapping ?? [] where pair.key != own {
      // The site's own feed is what anybody who runs this wants; those of other languages are made on request.
      if (pair.value["generate_feeds"] ?? pair.value["generate_feed"])?.bool != true { feeds.without.append(pair.key) }
      // What the site's own feeds are called says nothing of others.
      let others = pair.value["feed_filenames"]?.texts ?? pair.value["feed_filename"].map(\.texts) ?? usualNames
      guard others != names else { continue }
      for name in others { try add(name, of: PagesLanguages.rule(of: pair.key), among: others) }
    }
    for name in names { try add(name, of: nil, among: names) }
    feeds.entries = root["feed_limit"]?.text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    feeds.hasSections = true
    return feeds
  }

  private static let usualNames = ["atom.xml"]

  /// What the template of a feed makes: one of the site's or of its theme's, else the one of that name that Zola brings.
  private static func format(_ name: String, _ folders: [String]) throws -> DocumentFormat {
    for folder in folders where SitePath.safe(name) != nil {
      guard let bytes = try LocalFile.head(folder + "/" + name, count: 50_000) else { continue }
      if let format = format(of: String(decoding: bytes, as: UTF8.self)) { return format }
    }
    return name.contains("rss") ? .rss : name.hasSuffix(".json") ? .json : .atom
  }
}
