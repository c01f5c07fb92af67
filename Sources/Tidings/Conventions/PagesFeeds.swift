import ContentCorpus
import Documents
import FeedReading
import LocalFiles
import Syndication

extension GeneratorFeeds {
  /// The feeds that lie in a folder of built pages.
  ///
  /// The first of each format is the site's. Any other whose entries have one topic in common is that topic's.
  static func pages(_ folder: String, named links: [String]) throws -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    var sites: [DocumentFormat: FeedHead] = [:]
    for path in try paths(folder, links) {
      guard let bytes = try LocalFile.readIfThere(folder + "/" + path)?.bytes, bytes.count < 20_000_000,
        let format = format(of: String(decoding: bytes.prefix(2048), as: UTF8.self)), let feed = FeedReader.feed(bytes)
      else { continue }
      if sites[format] == nil {
        sites[format] = feed.head
        feeds.add(path, format, of: "site")
        feeds.entries = max(feeds.entries ?? 0, feed.entries.count)
      } else if let topic = topic(of: feed, path) {
        feeds.add(path, format, of: topic)
      } else if let site = sites[format], site.title == feed.head.title, site.home == feed.head.home {
        // The same in another order: whoever follows it goes on with the site's.
        feeds.add(path, format, of: "site")
        feeds.notes.append("The feed at '\(path)' becomes that of the site, in its order.")
      } else {
        feeds.notes.append("The feed at '\(path)' is not made: its entries have no topic in common.")
      }
    }
    return feeds
  }

  private static let limit = 500
  private static let depth = 4

  /// Those that the home page names first, then those at the top.
  private static func paths(_ folder: String, _ links: [String]) throws -> [String] {
    let files =
      try FileTree.listIfThere(folder) { name in
        [".xml", ".rss", ".atom", ".json"].contains(where: name.hasSuffix) && !name.hasPrefix("sitemap")
      }.files
    let sorted = files.filter { $0.split(separator: "/").count <= depth }
      .sorted { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
    return Array(PagesSite.ordered(sorted, by: links).prefix(limit))
  }

  /// The topic that all entries have; where there are several, the one that the file is named after.
  private static func topic(of feed: Feed, _ path: String) -> String? {
    guard let first = feed.entries.first else { return nil }
    func labels(_ entry: Entry) -> Set<String> {
      Set(entry.categories.map { $0.label.isEmpty ? $0.term : $0.label }.filter { !$0.isEmpty })
    }
    let common = feed.entries.reduce(labels(first)) { $0.intersection(labels($1)) }
    let name = SitePath.slug(path.split(separator: "/").suffix(2).joined(separator: " "))
    let named = common.filter { name.contains(SitePath.slug($0)) }
    return named.max { ($0.utf8.count, $1) < ($1.utf8.count, $0) } ?? (common.count == 1 ? common.first : nil)
  }
}
