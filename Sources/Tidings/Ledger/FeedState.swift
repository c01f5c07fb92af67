import PublishingLedger
import Syndication
import TidingsCore

/// What is remembered of feeds: their ids, and what was withdrawn from them.
struct FeedState: Sendable {
  /// By the folders that the feeds lie in.
  var ids: [String: String] = [:]
  /// Paths of the documents that the last build left, as far as they are asked for.
  var documents: Set<String> = []
  /// SHA-256 of the documents that the last build left, by their paths.
  var digests: [String: String] = [:]
  /// Where documents of feeds were, but for the usual places.
  var places: Set<FeedPlace> = []
  /// Whether ids that are paths stay so in Atom.
  var keepsPaths = false
  /// The first instants that feeds reach back to, by their folders.
  var since: [String: Timestamp] = [:]
  /// Ids of entries that are younger, and that feeds leave out all the same.
  var leftOut: [String: Set<String>] = [:]
  /// Items that were withdrawn not long ago, the last one first.
  var withdrawn: [LedgerRow] = []
  /// When an entry was last withdrawn, by the paths of topics; that of the site under an empty path.
  var withdrawals: [String: Timestamp] = [:]

  /// When an entry was last withdrawn from a feed; `nil` where none ever was.
  ///
  /// - Parameter topics: the paths of the topics that its entries come from; `nil` where they may come from anywhere.
  func lastWithdrawal(of topics: Set<String>?) -> Timestamp? {
    topics.map { $0.compactMap { withdrawals[$0] }.max() } ?? withdrawals[""]
  }

  /// What Atom says of entries that were withdrawn from a feed.
  ///
  /// - Parameters:
  ///   - topics: as above.
  ///   - limit: no more are reported; the last ones are.
  func tombstones(of topics: Set<String>?, limit: Int) -> [Tombstone] {
    withdrawn.lazy.filter { row in topics.map { row.topics.contains(where: $0.contains) } ?? true }.prefix(limit)
      .compactMap { row in
        row.withdrawn.map {
          Tombstone(id: AtomID.substitute(for: row.id, keepsPaths: keepsPaths) ?? row.id, deleted: $0)
        }
      }
  }
}
