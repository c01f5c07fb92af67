import DataFormats
import TidingsCore

extension GeneratorFeeds {
  /// The feeds that Zola makes (getzola.org/documentation/templates/feeds).
  static func zola(_ root: YAMLNode) -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    // Before 0.19 there was one.
    let names = root["feed_filenames"]?.texts ?? root["feed_filename"].map(\.texts) ?? ["atom.xml"]
    for name in names {
      let format: DocumentFormat = name.contains("rss") ? .rss : name.hasSuffix(".json") ? .json : .atom
      // Every feed has them, and only places that are none of ours need be said.
      if names.count > 1 || name != format.fileName { feeds.add("{page}/" + name, format, of: nil) }
    }
    feeds.entries = root["feed_limit"]?.text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    feeds.hasSections = true
    return feeds
  }
}
