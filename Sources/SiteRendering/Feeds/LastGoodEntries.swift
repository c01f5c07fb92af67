package import ContentCorpus
import Markup
package import SiteOutput
import SitePlanning
package import SiteSettings
import Synchronization
import Syndication
import TidingsCore

/// The entries of items whose files cannot be read any more, as they stand in the documents that are published.
package final class LastGoodEntries: Sendable {
  private let configuration: Configuration
  private let directory: OutputDirectory
  private let keepsPaths: Bool
  /// Positions in the corpus.
  private let records: [ItemRecord]
  /// Whether anything is kept, an entry or a page.
  private let hasKept: Bool
  private let found = Mutex<[String: PublishedEntry]?>(nil)

  /// - Parameters:
  ///   - corpus: whose items are asked for.
  ///   - configuration: of the site.
  ///   - directory: with the documents.
  ///   - keepsPaths: whether ids that are paths stay so in Atom.
  package init(_ corpus: Corpus, _ configuration: Configuration, _ directory: OutputDirectory, keepsPaths: Bool) {
    (self.configuration, self.directory, self.keepsPaths) = (configuration, directory, keepsPaths)
    hasKept = corpus.items.contains { $0.isKept && $0.publication.isPublished }
    records = corpus.items.filter { $0.isKept && $0.publication.isPublished && $0.kind == .entry }
  }

  /// What stands in the documents of an entry; nothing where none has it.
  ///
  /// - Throws: `SystemError` where a document cannot be read.
  func entry(_ record: ItemRecord) throws -> PublishedEntry {
    let id = configuration.entryID(of: record)
    return try found.withLock { found in
      let all = try found ?? read()
      found = all
      return all[id] ?? PublishedEntry([:])
    }
  }

  /// What was published says of a list's last change, where a member of the list may be kept: nobody knows whether.
  ///
  /// - Throws: as ``entry(_:)``.
  func modified(ofList address: String) throws -> Timestamp? {
    guard hasKept else { return nil }
    for row in directory.rows where row.format == .sitemap {
      guard let bytes = try directory.published(row.path), let own = SitemapURLs.cut(address, from: bytes) else {
        continue
      }
      return SitemapURLs.modified(own)
    }
    return nil
  }

  /// What sitemaps say of a page.
  enum Listing: Sendable, Equatable {
    /// Its element, as it stands there.
    case listed([UInt8])
    /// There are sitemaps, and none names it.
    case unlisted
    /// There is nothing to look at.
    case unknown
  }

  /// - Throws: as ``entry(_:)``.
  func listing(_ record: ItemRecord, in path: String) throws -> Listing {
    let rows = directory.rows.filter { $0.format == .sitemap }
    guard !rows.isEmpty else { return .unknown }
    let address = record.address(on: configuration.site.baseURL)
    for row in rows.filter({ $0.path.hasPrefix(path) }) + rows.filter({ !$0.path.hasPrefix(path) }) {
      guard let bytes = try directory.published(row.path), let own = SitemapURLs.cut(address, from: bytes) else {
        continue
      }
      return .listed(own)
    }
    return .unlisted
  }

  private func read() throws -> [String: PublishedEntry] {
    let ids = Set(records.map(configuration.entryID))
    var bytes: [String: [DocumentFormat: [UInt8]]] = [:]
    let rows = directory.rows.filter { $0.format.isFeed && $0.copyOf == nil }
    // The site's feeds first, pages of history last: most are found soon.
    let ordered = rows.filter { !ArchivePages.isPage($0.path) } + rows.filter { ArchivePages.isPage($0.path) }
    for row in ordered {
      let missing = ids.filter { bytes[$0]?[row.format] == nil }.sorted()
      guard !missing.isEmpty, let document = try directory.published(row.path) else { continue }
      for id in missing {
        let own = row.format == .atom ? AtomID.substitute(for: id, keepsPaths: keepsPaths) ?? id : id
        bytes[id, default: [:]][row.format] = PublishedEntry.cut(id: own, from: document, format: row.format)
      }
    }
    return bytes.mapValues(PublishedEntry.init)
  }
}
