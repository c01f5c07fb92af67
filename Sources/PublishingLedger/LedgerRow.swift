public import LocalFiles
public import TidingsCore

/// What is remembered of one item: what cannot be known from its file.
public struct LedgerRow: Sendable, Hashable {
  /// The item's stable key, as its file gives it.
  public var key: String
  /// The entry's id (a `tag:` URI, RFC 4151, or one that was taken over): minted once, and never another.
  public var id: String
  /// Its file, relative to the corpus folder.
  public var path: String
  /// Its first publication; `Timestamp.unknown` of a page that is no entry.
  public var first: Timestamp
  /// Of what a reader sees of it.
  public var meaning: ContentDigest
  /// Which way of reading content gave the meaning: those of different ways say nothing of each other.
  public var reading: Int
  /// The last significant change; `Timestamp.unknown` where none is known.
  public var modified: Timestamp
  /// The last change as its file claims it; `nil` where the file says nothing.
  public var claimed: Timestamp?
  /// The addresses that its page has had, the present one last.
  public var addresses: [String]
  /// The paths of the topics that it is filed under, or was when it was withdrawn.
  public var topics: [String]
  /// Since when it is published no more; `nil` where it is.
  public var withdrawn: Timestamp?

  /// Whether feeds name it.
  public var isEntry: Bool { first != .unknown }

  public init(
    key: String, id: String, path: String, first: Timestamp, meaning: ContentDigest, modified: Timestamp,
    claimed: Timestamp? = nil, addresses: [String], topics: [String] = [], withdrawn: Timestamp? = nil,
    reading: Int = 0
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
    self.reading = reading
  }

  /// What two ledgers remember of one item, when they are brought together: what was known first of its identity, what was
  /// known last of everything else.
  public func merged(with other: LedgerRow) -> LedgerRow {
    let elder = (first, id) <= (other.first, other.id) ? self : other
    let (older, newer) = isBefore(other) ? (self, other) : (other, self)
    var merged = newer
    merged.id = elder.id
    merged.first = elder.first
    let known = Set(newer.addresses)
    merged.addresses = older.addresses.filter { !known.contains($0) } + newer.addresses
    return merged
  }

  private func isBefore(_ other: LedgerRow) -> Bool {
    let (own, theirs) = (max(modified, withdrawn ?? modified), max(other.modified, other.withdrawn ?? other.modified))
    if own != theirs { return own < theirs }
    // Nothing shows which is the later: any order will do that is the same on every machine.
    return LedgerLines.line(self).lexicographicallyPrecedes(LedgerLines.line(other))
  }
}
