package import ContentCorpus
package import PublishingLedger
package import SiteSettings
import Synchronization

/// What the ledger remembers of published items, by the paths of their files: asked for where a file cannot be read and no earlier build
/// left more.
///
/// One broken file is no reason to hold a large ledger. So the first questions are answered row by row, with a small index of the
/// paths; only many questions read all rows, and those of a small ledger.
package final class PublishedItems: Sendable {
  private let store: any LedgerStore
  private let base: String
  private let smallCount: Int
  private let state = Mutex(State())
  /// More questions than this read all rows at once, which is quicker then.
  private static let limit = 1000

  private struct State {
    var questions = 0
    var index: PathIndex?
    var rows: [String: LedgerRow]?
  }

  /// - Parameter smallCount: as many rows are read at once from the first question on.
  package init(_ store: any LedgerStore, _ configuration: Configuration, smallCount: Int = 10_000) {
    (self.store, base, self.smallCount) = (store, SiteAddresses(configuration).home, smallCount)
  }

  /// - Parameter path: of a file, relative to the corpus folder.
  /// - Returns: `nil` where nothing of it was published, or not any more.
  /// - Throws: ``LedgerError``.
  package func item(of path: String) throws -> PublishedItem? {
    guard let row = try row(of: path), let address = row.addresses.last else { return nil }
    return PublishedItem(
      key: row.key, published: row.first, claimed: row.claimed, modified: row.modified, address: address, below: base,
      topics: row.topics)
  }

  private func row(of path: String) throws -> LedgerRow? {
    try state.withLock { state in
      state.questions += 1
      if state.questions == 1, try store.publishedCount() <= smallCount { state.rows = try published() }
      if state.rows == nil, state.questions <= PublishedItems.limit {
        let index = try state.index ?? PathIndex(store)
        state.index = index
        let rows = try store.rows(keys: index.keys(of: path))
        return rows.filter { $0.withdrawn == nil && $0.path == path }.min { $0.key < $1.key }
      }
      let rows = try state.rows ?? published()
      (state.rows, state.index) = (rows, nil)
      return rows[path]
    }
  }

  private func published() throws -> [String: LedgerRow] {
    let rows = try store.loadPublished().rows.values
    return Dictionary(rows.map { ($0.path, $0) }) { $0.key < $1.key ? $0 : $1 }
  }
}

/// The keys of published items by their files' paths, of which only hashes are kept: there may be a million.
private struct PathIndex {
  private let entries: [(hash: Int, key: String)]

  init(_ store: any LedgerStore) throws {
    var entries: [(hash: Int, key: String)] = []
    try store.eachPublishedPath { path, key in entries.append((path.hashValue, key)) }
    entries.sort { $0.hash < $1.hash }
    self.entries = entries
  }

  /// Keys of all items whose paths have the hash of this one.
  func keys(of path: String) -> [String] {
    let hash = path.hashValue
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0.hash == hash }.map(\.key)
  }
}
