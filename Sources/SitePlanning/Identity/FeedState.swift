package import PublishingLedger
package import Syndication
package import TidingsCore

/// What is remembered of feeds: their ids, and what was withdrawn from them.
package struct FeedState: Sendable {
  /// By the folders that the feeds lie in.
  package var ids: [String: String] = [:]
  /// Paths of the documents that the last build left, as far as they are asked for.
  var documents: Set<String> = []
  /// SHA-256 of the documents that the last build left, by their paths.
  package var digests: [String: String] = [:]
  /// Where documents of feeds were, but for the usual places.
  package var places: Set<FeedPlace> = []
  /// Whether ids that are paths stay so in Atom.
  package var keepsPaths = false
  /// The first instants that feeds reach back to, by their folders.
  var since: [String: Timestamp] = [:]
  /// Ids of entries that are younger, and that feeds leave out all the same.
  var leftOut: [String: Set<String>] = [:]
  /// Items that were withdrawn not long ago, the last one first.
  var withdrawn: [LedgerRow] = []
  /// When an entry was last withdrawn, by the paths of topics; that of the site under an empty path.
  var withdrawals: [String: Timestamp] = [:]

  package init(ids: [String: String] = [:]) {
    self.ids = ids
  }

  /// When an entry was last withdrawn from a feed; `nil` where none ever was.
  ///
  /// - Parameter topics: the paths of the topics that its entries come from; `nil` where they may come from anywhere.
  package func lastWithdrawal(of topics: Set<String>?) -> Timestamp? {
    topics.map { $0.compactMap { withdrawals[$0] }.max() } ?? withdrawals[""]
  }

  /// What Atom says of entries that were withdrawn from a feed.
  ///
  /// - Parameters:
  ///   - topics: as above.
  ///   - limit: no more are reported; the last ones are.
  package func tombstones(of topics: Set<String>?, limit: Int) -> [Tombstone] {
    withdrawn.lazy.filter { row in topics.map { row.topics.contains(where: $0.contains) } ?? true }.prefix(limit)
      .compactMap { row in
        row.withdrawn.map {
          Tombstone(id: AtomID.substitute(for: row.id, keepsPaths: keepsPaths) ?? row.id, deleted: $0)
        }
      }
  }
}
