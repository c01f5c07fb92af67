public import LocalFiles
public import TidingsCore

/// A ledger to look at: what a build would add to it is forgotten.
public struct ReadOnlyLedger: LedgerStore {
  private let ledger: any LedgerStore

  public init(_ ledger: any LedgerStore) { self.ledger = ledger }

  public func generation() throws -> Int64 { try ledger.generation() }
  public func load() throws -> Ledger { try ledger.load() }
  public func loadPublished() throws -> Ledger { try ledger.loadPublished() }
  public func tables() throws -> Ledger { try ledger.tables() }
  public func eachRow(in keys: KeyRange, _ take: (LedgerRow) throws -> Void) throws {
    try ledger.eachRow(in: keys, take)
  }
  public func eachPublishedPath(_ take: (_ path: String, _ key: String) throws -> Void) throws {
    try ledger.eachPublishedPath(take)
  }
  public func publishedCount() throws -> Int { try ledger.publishedCount() }
  public func hasWithdrawn() throws -> Bool { try ledger.hasWithdrawn() }
  public func stamp() -> FileStamp? { ledger.stamp() }
  public func verify() throws { try ledger.verify() }
  public func feeds() throws -> [String: String] { try ledger.feeds() }
  public func since() throws -> [String: Timestamp] { try ledger.since() }
  public func places() throws -> Set<FeedPlace> { try ledger.places() }
  public func settings() throws -> [String: String] { try ledger.settings() }
  public func topics() throws -> [String: String] { try ledger.topics() }
  public func publishedTopics() throws -> Set<String> { try ledger.publishedTopics() }
  public func rows(keys: [String]) throws -> [LedgerRow] { try ledger.rows(keys: keys) }
  public func rows(ids: [String]) throws -> [LedgerRow] { try ledger.rows(ids: ids) }
  public func rows(meanings: [ContentDigest]) throws -> [LedgerRow] { try ledger.rows(meanings: meanings) }
  public func rows(withdrawnSince instant: Timestamp) throws -> [LedgerRow] {
    try ledger.rows(withdrawnSince: instant)
  }
  public func lastWithdrawals() throws -> [String: Timestamp] { try ledger.lastWithdrawals() }
  public func lastInstant() throws -> Timestamp? { try ledger.lastInstant() }
  public func archivePages() throws -> [ArchivePage] { try ledger.archivePages() }
  public func documents() throws -> [String: String] { try ledger.documents() }
  public func journal(after number: Int64) throws -> [JournalEntry] { try ledger.journal(after: number) }
  public func eachChange(after number: Int64, _ take: (JournalPart) throws -> Void) throws {
    try ledger.eachChange(after: number, take)
  }
  public func services() throws -> [String: ServiceMemory] { try ledger.services() }
  public func commit(_ changes: LedgerChanges) throws -> Int64 { try ledger.generation() }
}

/// A ledger that remembers nothing: for a look at what a first build would do.
public struct EmptyLedger: LedgerStore {
  public init() {}

  public func generation() -> Int64 { 0 }
  public func load() -> Ledger { Ledger() }
  public func feeds() -> [String: String] { [:] }
  public func since() -> [String: Timestamp] { [:] }
  public func places() -> Set<FeedPlace> { [] }
  public func settings() -> [String: String] { [:] }
  public func topics() -> [String: String] { [:] }
  public func publishedTopics() -> Set<String> { [] }
  public func rows(keys: [String]) -> [LedgerRow] { [] }
  public func rows(ids: [String]) -> [LedgerRow] { [] }
  public func rows(meanings: [ContentDigest]) -> [LedgerRow] { [] }
  public func rows(withdrawnSince instant: Timestamp) -> [LedgerRow] { [] }
  public func lastWithdrawals() -> [String: Timestamp] { [:] }
  public func lastInstant() -> Timestamp? { nil }
  public func archivePages() -> [ArchivePage] { [] }
  public func documents() -> [String: String] { [:] }
  public func journal(after number: Int64) -> [JournalEntry] { [] }
  public func commit(_ changes: LedgerChanges) -> Int64 { 0 }
}
