public import Documents
public import LocalFiles

/// What is remembered of one item: what cannot be told from its file.
public struct LedgerRow: Sendable, Hashable {
  /// The item's stable key, as its file gives it.
  public var key: String
  /// The entry's id (a `tag:` URI, RFC 4151, or one that was taken over): minted once, and never another.
  public var id: String
  /// Its file, relative to the corpus folder.
  public var path: String
  /// Its first publication.
  public var first: Timestamp
  /// Of what a reader sees of it.
  public var meaning: ContentDigest
  /// The last significant change.
  public var modified: Timestamp
  /// The last change as its file claims it; `nil` where the file says nothing.
  public var claimed: Timestamp?
  /// The addresses that its page has had, the present one last.
  public var addresses: [String]
  /// The paths of the topics that it is filed under, or was when it was withdrawn.
  public var topics: [String]
  /// Since when it is published no more; `nil` where it is.
  public var withdrawn: Timestamp?

  public init(
    key: String, id: String, path: String, first: Timestamp, meaning: ContentDigest, modified: Timestamp,
    claimed: Timestamp? = nil, addresses: [String], topics: [String] = [], withdrawn: Timestamp? = nil
  ) {
    self.key = key
    self.id = id
    self.path = path
    self.first = first
    self.meaning = meaning
    self.modified = modified
    self.claimed = claimed
    self.addresses = addresses
    self.topics = topics
    self.withdrawn = withdrawn
  }

  /// What two ledgers remember of one item, when they are brought together: what was known first of its identity, what was
  /// known last of everything else.
  public func merged(with other: LedgerRow) -> LedgerRow {
    let elder = (first, id) <= (other.first, other.id) ? self : other
    let (older, newer) = isBefore(other) ? (self, other) : (other, self)
    var merged = newer
    merged.id = elder.id
    merged.first = elder.first
    merged.addresses = older.addresses.filter { !newer.addresses.contains($0) } + newer.addresses
    return merged
  }

  private func isBefore(_ other: LedgerRow) -> Bool {
    let (own, theirs) = (max(modified, withdrawn ?? modified), max(other.modified, other.withdrawn ?? other.modified))
    if own != theirs { return own < theirs }
    // Nothing tells which is the later: any order will do that is the same on every machine.
    return LedgerLines.line(self) < LedgerLines.line(other)
  }
}

/// All that is remembered.
public struct Ledger: Sendable, Hashable {
  /// By key.
  public var rows: [String: LedgerRow] = [:]
  /// The ids of feeds, by the folder that they lie in; empty for that of the site.
  public var feeds: [String: String] = [:]

  public init() {}

  public init(rows: some Sequence<LedgerRow>, feeds: [String: String]) {
    for row in rows { self.rows[row.key] = row }
    self.feeds = feeds
  }

  /// What turns another ledger into this one.
  public func changes(since other: Ledger) -> LedgerChanges {
    LedgerChanges(
      rows: rows.values.filter { other.rows[$0.key] != $0 }.sorted { $0.key < $1.key },
      removed: other.rows.keys.filter { rows[$0] == nil }.sorted(),
      feeds: feeds.filter { other.feeds[$0.key] != $0.value })
  }

  /// Takes in what another remembers, as ``LedgerRow/merged(with:)`` has it. A feed keeps the id that it has here.
  public mutating func merge(_ other: Ledger) {
    rows.merge(other.rows) { $0.merged(with: $1) }
    feeds.merge(other.feeds) { own, _ in own }
  }

  /// What cannot be: one id for two items, and the like. Empty where all is well.
  public var faults: [String] {
    var owners: [String: String] = [:]
    var faults: [String] = []
    for row in rows.values.sorted(by: { $0.key < $1.key }) {
      if let owner = owners.updateValue(row.key, forKey: row.id) {
        faults.append("the items '\(owner)' and '\(row.key)' have one id, \(row.id)")
      }
      if row.modified < row.first { faults.append("the item '\(row.key)' was changed before it was published") }
      if row.addresses.isEmpty { faults.append("the item '\(row.key)' has no address") }
    }
    return faults
  }
}

/// What one build adds to what is remembered.
public struct LedgerChanges: Sendable, Hashable {
  public var rows: [LedgerRow]
  /// Keys.
  public var removed: [String]
  public var feeds: [String: String]
  /// What the journal is to say of it.
  public var journal: [JournalEntry.Change] = []
  /// The build's instant, for the journal.
  public var instant = Timestamp(microseconds: 0)

  public init(rows: [LedgerRow] = [], removed: [String] = [], feeds: [String: String] = [:]) {
    self.rows = rows
    self.removed = removed
    self.feeds = feeds
  }

  public var isEmpty: Bool { rows.isEmpty && removed.isEmpty && feeds.isEmpty && journal.isEmpty }
}

/// Where a ledger is kept.
public protocol LedgerStore: Sendable {
  /// A number that is another whenever the ledger is.
  ///
  /// - Throws: ``LedgerProblem``, as all of these.
  func generation() throws -> Int64
  func load() throws -> Ledger
  func feeds() throws -> [String: String]
  /// The rows of some keys; none for a key that is not known.
  func rows(keys: [String]) throws -> [LedgerRow]
  /// The rows of items that mean the same as others to a reader.
  func rows(meanings: [ContentDigest]) throws -> [LedgerRow]
  /// The rows of items that have been withdrawn at an instant or later.
  func rows(withdrawnSince instant: Timestamp) throws -> [LedgerRow]
  /// What builds have changed, the first one first.
  ///
  /// - Parameter number: of the last build that is known already.
  func journal(after number: Int64) throws -> [JournalEntry]
  /// Takes in a build's changes, all of them or none.
  ///
  /// - Returns: the ledger's number from then on.
  func commit(_ changes: LedgerChanges) throws -> Int64
}

/// Why a ledger cannot be used. It is never replaced: it holds what nothing else knows.
public struct LedgerProblem: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// It is of a later version of Tidings.
    case newer
    /// It is a database of something else.
    case foreign
    case damaged
    /// Another process has it.
    case inUse
    case unreachable
  }

  public let kind: Kind
  public let path: String
  public let reason: String

  public init(_ kind: Kind, _ path: String, _ reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  public var description: String {
    switch kind {
    case .newer:
      "the ledger \(path) is of a newer version of Tidings (\(reason)); update Tidings, or name another with 'ledger:'"
    case .foreign: "\(path) is no ledger of Tidings (\(reason)); name another file with 'ledger:'"
    case .damaged:
      "the ledger \(path) is damaged (\(reason)); put back a copy, or move it away and run 'tidings ledger import' with the last export"
    case .inUse: "the ledger \(path) is in use by \(reason); wait for it to end"
    case .unreachable: "cannot open the ledger \(path): \(reason)"
    }
  }
}
