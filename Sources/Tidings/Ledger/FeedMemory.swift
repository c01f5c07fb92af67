import Documents
import LedgerKeeping
import Syndication

/// What is remembered of feeds: their ids, and what was withdrawn from them.
struct FeedMemory: Sendable {
  /// By the folders that the feeds lie in.
  var ids: [String: String] = [:]
  /// Items that were withdrawn not long ago, the last one first.
  var withdrawn: [LedgerRow] = []
  /// When an entry was last withdrawn, by the paths of topics; that of the site under an empty path.
  var withdrawals: [String: Timestamp] = [:]

  /// When an entry was last withdrawn from a feed; `nil` where none ever was.
  func lastWithdrawal(of topic: String?) -> Timestamp? { withdrawals[topic ?? ""] }

  /// What Atom tells of entries that were withdrawn from a feed.
  ///
  /// - Parameters:
  ///   - topic: the path of the feed's topic; `nil` for the feed of the site.
  ///   - limit: no more are told; the last ones are.
  func tombstones(of topic: String?, limit: Int) -> [Tombstone] {
    withdrawn.lazy.filter { row in topic.map(row.topics.contains) ?? true }.prefix(limit).compactMap { row in
      row.withdrawn.map { Tombstone(id: AtomID.substitute(for: row.id) ?? row.id, deleted: $0) }
    }
  }
}
