import FeedParsing
import LocalFiles
package import Syndication
package import TidingsCore

/// A feed that lies in a folder of built pages.
package struct PagesFeed {
  /// Relative to the folder.
  let path: String
  /// What it is; `nil` of RSS 1.0, which Tidings reads and does not write.
  package let format: DocumentFormat?
  package let feed: Feed
  /// Whether entries have neither an id nor a whole address.
  package let hasUncertainIDs: Bool

  /// The largest file that is read for a feed, in bytes.
  private static let byteLimit = 20_000_000

  /// The feeds in a folder: those first that the home page names, then those at the top.
  ///
  /// - Parameters:
  ///   - folder: the built site.
  ///   - links: of its home page, to feeds.
  ///   - depth: how many parts the path of a feed may have.
  ///   - limit: how many files are looked at.
  /// - Throws: `SystemError` where the folder or a feed cannot be read.
  static func all(in folder: String, named links: [String] = [], depth: Int, limit: Int) throws -> [PagesFeed] {
    try PagesSite.ordered(paths(in: folder, depth: depth), by: links).prefix(limit).compactMap {
      try read($0, in: folder)
    }
  }

  /// The paths of what may be feeds, those at the top first.
  package static func paths(in folder: String, depth: Int = .max) throws -> [String] {
    let files = try FileTree.listIfThere(folder, include: isName).files
    let near = files.map { (depth: $0.utf8.count { $0 == UInt8(ascii: "/") }, path: $0) }.filter { $0.depth < depth }
    return near.sorted { $0 < $1 }.map(\.path)
  }

  private static func isName(_ name: String) -> Bool {
    [".xml", ".rss", ".atom", ".json"].contains(where: name.hasSuffix) && !name.hasPrefix("sitemap")
  }

  /// - Returns: `nil` of what is no feed, or too large to be read for one.
  package static func read(_ path: String, in folder: String) throws -> PagesFeed? {
    guard let head = try LocalFile.head(folder + "/" + path, count: 2048) else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    let format = GeneratorFeeds.format(of: text)
    guard format != nil || text.contains("<rdf:RDF"),
      let bytes = try LocalFile.readIfThere(folder + "/" + path)?.bytes, bytes.count < byteLimit,
      let (feed, isUncertain) = FeedReader.feedAndDoubt(bytes)
    else { return nil }
    return PagesFeed(path: path, format: format, feed: feed, hasUncertainIDs: isUncertain)
  }

  /// The files of pages that are lists: a feed of other pages lies beside each, and says that it is the page's. Hugo makes a feed of all
  /// tags, whose entries are such pages.
  static func listPages(_ feeds: [PagesFeed], base: String, _ folder: String) throws -> Set<String> {
    var pages: Set<String> = []
    for feed in feeds {
      guard let slash = feed.path.lastIndex(of: "/"), !feed.feed.head.home.isEmpty, !feed.feed.entries.isEmpty
      else { continue }
      let page = String(feed.path[...slash]) + "index.html"
      guard try PagesSite.file(of: feed.feed.head.home, base, folder) == page else { continue }
      if try !feed.feed.entries.contains(where: { try PagesSite.file(of: $0.page, base, folder) == page }) {
        pages.insert(page)
      }
    }
    return pages
  }
}
