import LocalFiles
import SiteOutput
import TidingsCore
import Validation

/// What subscribers and search engines will see of a change: two sets of documents, held against each other as readers do.
public struct PublicationDiff: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public let id: String
    public let title: String
    public let address: String
  }

  public struct Feed: Sendable, Hashable {
    /// The folder of its documents, with a slash at its end; empty for the site's.
    public let folder: String
    /// Entries that nobody has had.
    public internal(set) var new: [Entry] = []
    /// Entries that say something else than before.
    public internal(set) var updated: [Entry] = []
    /// Entries that are gone, and did not just make room for newer ones.
    public internal(set) var vanished: [Entry] = []
    /// Entries that were published before, and were not in this feed.
    public internal(set) var resurfaced: [Entry] = []
    /// Entries that each reader would show as unread.
    public internal(set) var unread: [ReaderIdentity: Int] = [:]

    public var isEmpty: Bool { new.isEmpty && updated.isEmpty && vanished.isEmpty && resurfaced.isEmpty }
  }

  public struct Sitemap: Sendable, Hashable {
    public let path: String
    /// Addresses.
    public internal(set) var gained: [String] = []
    public internal(set) var lost: [String] = []
    /// Whose `lastmod` is another.
    public internal(set) var changed: [String] = []

    public var isEmpty: Bool { gained.isEmpty && lost.isEmpty && changed.isEmpty }
  }

  /// A topic whose documents lie elsewhere: anyone who follows it stays with the old ones.
  public struct Topic: Sendable, Hashable {
    public let label: String
    public let formerPath: String
    public let path: String
  }

  /// Topics that moved, in the order of their former paths.
  public let topics: [Topic]
  /// Those that differ, in the order of their folders.
  public let feeds: [Feed]
  /// Those that differ, in the order of their paths.
  public let sitemaps: [Sitemap]

  /// - Parameters:
  ///   - old: the folder of the documents of today.
  ///   - new: that of the documents to come.
  ///   - remembered: ids of entries that have been published at any time.
  /// - Throws: `SystemError`, ``Manifest/Unreadable``.
  public init(from old: String, to new: String, remembered: Set<String> = []) throws {
    let (before, after) = (try DocumentFolder(old), try DocumentFolder(new))
    isFirst = before.feeds.isEmpty && before.sitemaps.isEmpty
    topics = try TopicCatalogue.moved(from: TopicCatalogue(old), to: TopicCatalogue(new))
    let known = remembered.union(before.feeds.values.flatMap { $0.values.flatMap { $0.entries.compactMap(\.id) } })
    feeds = Set(before.feeds.keys).union(after.feeds.keys).sorted().map { folder in
      PublicationDiff.feed(folder, before.feeds[folder] ?? [:], after.feeds[folder] ?? [:], known)
    }.filter { !$0.isEmpty }
    sitemaps = Set(before.sitemaps.keys).union(after.sitemaps.keys).sorted().map { path in
      PublicationDiff.sitemap(path, before.sitemaps[path] ?? [:], after.sitemaps[path] ?? [:])
    }.filter { !$0.isEmpty }
  }

  public var isEmpty: Bool { topics.isEmpty && feeds.isEmpty && sitemaps.isEmpty }

  /// Whether there was no feed or sitemap before, so that nothing can be said of what anybody has had.
  public let isFirst: Bool

  private typealias Documents = [DocumentFormat: ParsedFeed]

  private static func feed(_ folder: String, _ old: Documents, _ new: Documents, _ known: Set<String>) -> Feed {
    var feed = Feed(folder: folder)
    // One format speaks for all: they carry the same entries. Atom and JSON Feed say more of them than RSS.
    let formats: [DocumentFormat] = [.json, .atom, .rss]
    guard
      let format = formats.first(where: { old[$0] != nil && new[$0] != nil })
        ?? formats.first(where: { old[$0] != nil || new[$0] != nil })
    else { return feed }
    let identity = ReaderIdentity.miniflux
    let former = old[format]?.entries ?? []
    let entries = new[format]?.entries ?? []
    let formerByKey = Dictionary(former.map { (identity.key(of: $0), $0) }) { first, _ in first }
    let keys = Set(entries.map(identity.key))
    for entry in entries {
      let key = identity.key(of: entry)
      if let earlier = formerByKey[key] {
        if earlier.says(otherwise: entry) { feed.updated.append(Entry(entry)) }
      } else if known.contains(key) {
        feed.resurfaced.append(Entry(entry))
      } else {
        feed.new.append(Entry(entry))
      }
    }
    // Those that are older than all that is left have made room, where the feed is as long as it was.
    let oldest = entries.compactMap(\.published).min()
    let isFull = entries.count >= former.count
    feed.vanished = former.filter { entry in
      guard !keys.contains(identity.key(of: entry)) else { return false }
      guard isFull, let oldest, let published = entry.published else { return true }
      return published >= oldest
    }.map(Entry.init)
    for reader in ReaderIdentity.allCases {
      feed.unread[reader] = formats.compactMap { format in
        // Nobody follows a feed yet whose format is new.
        guard let new = new[format], old[format] != nil || old.isEmpty else { return nil }
        let had = Set((old[format]?.entries ?? []).map(reader.key))
        return new.entries.count { !had.contains(reader.key(of: $0)) }
      }.max()
    }
    return feed
  }

  private static func sitemap(_ path: String, _ old: [String: String], _ new: [String: String]) -> Sitemap {
    var sitemap = Sitemap(path: path)
    sitemap.gained = new.keys.filter { old[$0] == nil }.sorted()
    sitemap.lost = old.keys.filter { new[$0] == nil }.sorted()
    sitemap.changed = new.filter { page in old[page.key].map { $0 != page.value } ?? false }.keys.sorted()
    return sitemap
  }
}

extension PublicationDiff.Entry {
  init(_ entry: ParsedFeed.Entry) {
    id = entry.id ?? ""
    title = entry.title?.value ?? ""
    address = entry.links.first { $0.relation == "alternate" }?.address ?? ""
  }
}

extension ParsedFeed.Entry {
  /// Whether a reader that has one of two would show something else of the other.
  fileprivate func says(otherwise other: ParsedFeed.Entry) -> Bool {
    title != other.title || content != other.content || summary != other.summary || updated != other.updated
      || published != other.published
  }
}

/// The feeds and sitemaps in a folder of documents.
private struct DocumentFolder {
  /// By folder and format.
  var feeds: [String: [DocumentFormat: ParsedFeed]] = [:]
  /// `lastmod` by address, by path.
  var sitemaps: [String: [String: String]] = [:]

  /// - Parameter path: the folder, or its manifest. Without a manifest, every file that may be one of ours is looked at.
  init(_ path: String) throws {
    let isManifest = path.hasSuffix("/" + Manifest.fileName) || path == Manifest.fileName
    let folder = isManifest ? String(path.dropLast(Manifest.fileName.count)) : path.hasSuffix("/") ? path : path + "/"
    let manifest = folder + Manifest.fileName
    let paths =
      try LocalFile.kind(manifest) == .file
      ? try Manifest.paths(in: LocalFile.read(manifest).bytes)
      : try FileTree.list(folder.isEmpty ? "." : folder, include: { $0.hasSuffix(".xml") || $0.hasSuffix(".json") })
        .files
    for path in paths {
      guard path.hasSuffix(".xml") || path.hasSuffix(".json"),
        let bytes = try LocalFile.readIfThere(folder + path)?.bytes
      else {
        continue
      }
      if let feed = ParsedFeed.read(bytes) {
        // Nobody subscribes to a page of a feed's history.
        if ArchivePages.isPage(path) { continue }
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        feeds[String(path[..<slash]), default: [:]][feed.format] = feed
      } else if let pages = SitemapPages.read(bytes) {
        sitemaps[path] = Dictionary(pages.map { ($0.address, $0.modified ?? "") }) { first, _ in first }
      }
    }
  }
}
