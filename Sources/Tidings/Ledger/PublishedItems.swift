import ContentCorpus
import PublishingLedger
import Synchronization

/// What the ledger remembers of published items, by the paths of their files: asked for where a file cannot be read and no earlier build
/// left more.
final class PublishedItems: Sendable {
  private let store: any LedgerStore
  private let base: String
  private let rows = Mutex<[String: LedgerRow]?>(nil)

  init(_ store: any LedgerStore, _ configuration: Configuration) {
    (self.store, base) = (store, SiteAddresses(configuration).home)
  }

  /// - Parameter path: of a file, relative to the corpus folder.
  /// - Returns: `nil` where nothing of it was published, or not any more.
  /// - Throws: ``LedgerError``.
  func item(of path: String) throws -> PublishedItem? {
    let row = try rows.withLock { rows in
      let known = try rows ?? published()
      rows = known
      return known[path]
    }
    guard let row, let address = row.addresses.last else { return nil }
    return PublishedItem(
      key: row.key, published: row.first, claimed: row.claimed, modified: row.modified, address: address, below: base,
      topics: row.topics)
  }

  private func published() throws -> [String: LedgerRow] {
    let rows = try store.loadPublished().rows.values
    return Dictionary(rows.map { ($0.path, $0) }) { $0.key < $1.key ? $0 : $1 }
  }
}
