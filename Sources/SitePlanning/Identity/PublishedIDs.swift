package import ContentCorpus
import FeedParsing
import LocalFiles
import PublishingLedger
import SiteOutput
package import SiteSettings
package import Syndication
import TidingsCore

/// What the documents of an output folder say of ids, where no ledger remembers them: it is new, or was lost.
package struct PublishedIDs {
  /// That of the site first.
  package let feeds: [Feed]

  /// Reads one format of each feed that an earlier build published, of the site and of some topics.
  ///
  /// - Parameters:
  ///   - output: the folder of the documents.
  ///   - topics: the paths of the topics that count; `nil` for all.
  /// - Throws: `SystemError` where a document cannot be read.
  package init(in output: String, topics: Set<String>? = nil) throws {
    guard let bytes = try LocalFile.readIfThere(output + "/" + Manifest.fileName)?.bytes,
      let rows = try? Manifest(reading: bytes).rows
    else {
      feeds = []
      return
    }
    var paths: [String: (format: Int, path: String)] = [:]
    for row in rows where !ArchivePages.isPage(row.path) {
      guard let rank = [DocumentFormat.json, .atom, .rss].firstIndex(of: row.format) else { continue }
      guard row.copyOf == nil else { continue }
      let isSites = row.topic == nil && !row.path.contains("/")
      guard let folder = row.topic.map({ $0 + "/" }) ?? (isSites ? "" : nil),
        folder.isEmpty || topics?.contains(String(folder.dropLast())) != false
      else { continue }
      if rank < paths[folder]?.format ?? Int.max { paths[folder] = (rank, row.path) }
    }
    feeds = try paths.sorted { $0.key < $1.key }.compactMap { _, found in
      try LocalFile.readIfThere(output + "/" + found.path).flatMap { FeedReader.feed($0.bytes) }
    }
  }

  /// Entries that would have another id from now on, by the addresses of their pages below the site's base address, which may
  /// be another one now.
  ///
  /// - Parameter new: the items that the ledger does not know.
  package func reannounced(_ corpus: Corpus, _ new: NewItems, _ configuration: Configuration) -> [ReannouncementError
    .Entry]
  {
    guard let base = feeds.first?.head.home else { return [] }
    let moved = feeds.map { feed in
      var feed = feed
      for index in feed.entries.indices where feed.entries[index].page.hasPrefix(base) {
        feed.entries[index].page = configuration.site.baseURL + feed.entries[index].page.dropFirst(base.count)
      }
      return feed
    }
    let outcome = IDAdoption(configuration: configuration).outcome(of: moved, for: corpus, in: Ledger())
    let ids = Dictionary(
      corpus.published.map { (corpus.items[$0].key, configuration.entryID(of: corpus.items[$0])) }
    ) { first, _ in first }
    return outcome.changes.rows.compactMap { row in
      guard new.contains(key: row.key), let id = ids[row.key], id != row.id, let address = row.addresses.last else {
        return nil
      }
      return ReannouncementError.Entry(path: row.path, address: address, formerID: row.id, id: id)
    }
  }
}
