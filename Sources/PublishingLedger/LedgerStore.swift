public import LocalFiles
public import TidingsCore

/// Where a ledger is kept.
public protocol LedgerStore: Sendable {
  /// A number that is another whenever the ledger is.
  ///
  /// - Throws: ``LedgerError``, as all of these.
  func generation() throws -> Int64
  func load() throws -> Ledger
  /// All but the rows of items that have been withdrawn.
  func loadPublished() throws -> Ledger
  /// All but the rows of items.
  func tables() throws -> Ledger
  /// Hands on the rows of items one after the other, in the order of their keys, those that have been withdrawn too.
  ///
  /// - Parameters:
  ///   - keys: which.
  ///   - take: called with each.
  func eachRow(in keys: KeyRange, _ take: (LedgerRow) throws -> Void) throws
  /// Hands on the path and the key of each published item, in no order.
  ///
  /// - Parameter take: called with each.
  func eachPublishedPath(_ take: (_ path: String, _ key: String) throws -> Void) throws
  /// How many items are published.
  func publishedCount() throws -> Int
  /// What the ledger's file looks like from outside; `nil` where it lies in none.
  func stamp() -> FileStamp?
  /// Looks whether the ledger is whole: for one that is not read whole and may have been touched.
  func verify() throws
  func feeds() throws -> [String: String]
  /// The first instants that feeds reach back to, by their folders.
  func since() throws -> [String: Timestamp]
  /// What was decided once, by name.
  func settings() throws -> [String: String]
  /// Where documents of feeds were published, but for the usual places.
  func places() throws -> Set<FeedPlace>
  /// The paths of topics that were made from their names, by these.
  func topics() throws -> [String: String]
  /// The paths of all topics that published items are filed under.
  func publishedTopics() throws -> Set<String>
  /// The rows of some keys; none for a key that is not known.
  func rows(keys: [String]) throws -> [LedgerRow]
  /// The rows of items with some ids.
  func rows(ids: [String]) throws -> [LedgerRow]
  /// The rows of items that mean the same as others to a reader.
  func rows(meanings: [ContentDigest]) throws -> [LedgerRow]
  /// The rows of items that have been withdrawn at an instant or later.
  func rows(withdrawnSince instant: Timestamp) throws -> [LedgerRow]
  /// The closed pages of all feeds' histories: by feed, the oldest first.
  func archivePages() throws -> [ArchivePage]
  /// Digests of the documents that the last build left, in hexadecimal, by their addresses.
  func documents() throws -> [String: String]
  /// What builds have changed, the first one first.
  ///
  /// - Parameter number: of the last build that is known already.
  func journal(after number: Int64) throws -> [JournalEntry]
  /// The same, a part at a time: for exports, since there may be much of it.
  ///
  /// - Parameters:
  ///   - number: of the last build that is known already.
  ///   - take: called with each part, those of one build one behind the other.
  func eachChange(after number: Int64, _ take: (JournalPart) throws -> Void) throws
  /// What has been reported to services, by their names.
  func services() throws -> [String: ServiceMemory]
  /// Whether any item has been withdrawn.
  func hasWithdrawn() throws -> Bool
  /// The last withdrawal of an entry, by the topic that it was filed under; of any, under the empty text.
  func lastWithdrawals() throws -> [String: Timestamp]
  /// The instant of the last build that the journal names; `nil` where it names none.
  func lastInstant() throws -> Timestamp?
  /// Takes the right to write, before the first document is published: what cannot be remembered is not to be published. It is given
  /// back by ``commit(_:)`` or ``release()``.
  func reserve() throws
  /// Gives the right to write back.
  func release()
  /// Takes in a build's changes, all of them or none.
  ///
  /// - Returns: the ledger's number from then on.
  func commit(_ changes: LedgerChanges) throws -> Int64
}

extension LedgerStore {
  public func stamp() -> FileStamp? { nil }
  public func verify() throws {}
  public func reserve() throws {}
  public func hasWithdrawn() throws -> Bool { try load().rows.values.contains { $0.withdrawn != nil } }

  public func services() throws -> [String: ServiceMemory] { [:] }

  public func eachChange(after number: Int64, _ take: (JournalPart) throws -> Void) throws {
    try withoutActuallyEscaping(take) { take in
      var gatherer = JournalGatherer(take)
      for entry in try journal(after: number) {
        for change in entry.changes { try gatherer.add(change, of: entry.number, at: entry.instant) }
      }
      try gatherer.finish()
    }
  }

  public func tables() throws -> Ledger {
    var ledger = try load()
    ledger.rows = [:]
    return ledger
  }

  public func eachRow(in keys: KeyRange, _ take: (LedgerRow) throws -> Void) throws {
    let rows = try load().rows.values.filter { keys.contains($0.key) }
    for row in rows.sorted(by: { KeyRange.precedes($0.key, $1.key) }) { try take(row) }
  }

  public func publishedCount() throws -> Int { try loadPublished().rows.count }

  public func eachPublishedPath(_ take: (_ path: String, _ key: String) throws -> Void) throws {
    for row in try loadPublished().rows.values { try take(row.path, row.key) }
  }

  public func loadPublished() throws -> Ledger {
    var ledger = try load()
    ledger.rows = ledger.rows.filter { $0.value.withdrawn == nil }
    return ledger
  }

  public func lastInstant() throws -> Timestamp? { try journal(after: 0).last?.instant }

  public func lastWithdrawals() throws -> [String: Timestamp] {
    var last: [String: Timestamp] = [:]
    for row in try rows(withdrawnSince: Timestamp(microseconds: 0)) where row.isEntry {
      guard let instant = row.withdrawn else { continue }
      for topic in [""] + row.topics { last[topic] = max(instant, last[topic] ?? instant) }
    }
    return last
  }
  public func release() {}
}
