public import TidingsCore

/// All that is remembered.
public struct Ledger: Sendable, Hashable {
  /// By key.
  public var rows: [String: LedgerRow] = [:]
  /// The ids of feeds, by the folder that they lie in; empty for that of the site.
  public var feeds: [String: String] = [:]
  /// The paths of topics that were made from their names, by ``TopicKey``.
  public var topics: [String: String] = [:]
  /// Closed pages of feeds' histories, by folder and name.
  public var pages: [PageKey: ArchivePage] = [:]

  /// The first instant that feeds reach back to, by their folders: what is older was never in them, or is read already.
  public var since: [String: Timestamp] = [:]
  /// What was decided once, by name.
  public var settings: [String: String] = [:]
  /// That ids which are paths stay so in Atom, since that is what the feed had that was taken over.
  public static let keptPaths = "atom-paths"
  /// Where documents of feeds were published, but for the usual places.
  public var places: Set<FeedPlace> = []

  /// What builds have changed, the first one first: of an export only, since nobody else needs all of it.
  public var journal: [JournalEntry] = []
  /// What has been reported to services, by their names; of an export only.
  public var services: [String: ServiceMemory] = [:]

  /// SHA-256 of the documents that the last build left, by their addresses.
  public var documents: [String: String] = [:]

  /// What distinguishes a page from all others.
  public struct PageKey: Sendable, Hashable, Comparable {
    public let folder: String
    public let name: String

    public static func < (left: PageKey, right: PageKey) -> Bool {
      (left.folder, left.name) < (right.folder, right.name)
    }
  }

  public init() {}

  public init(rows: some Sequence<LedgerRow>, feeds: [String: String]) {
    for row in rows { self.rows[row.key] = row }
    self.feeds = feeds
  }

  /// What turns another ledger into this one.
  public func changes(since other: Ledger) -> LedgerChanges {
    var changes = LedgerChanges(
      rows: rows.values.filter { other.rows[$0.key] != $0 }.sorted { $0.key < $1.key },
      removed: other.rows.keys.filter { rows[$0] == nil }.sorted(),
      feeds: feeds.filter { other.feeds[$0.key] != $0.value })
    changes.since = since.filter { other.since[$0.key] != $0.value }
    changes.settings = settings.filter { other.settings[$0.key] != $0.value }
    changes.places = places.subtracting(other.places).sorted()
    changes.topics = topics.filter { other.topics[$0.key] != $0.value }
    changes.documents = documents.filter { other.documents[$0.key] != $0.value }.mapValues { $0 }
    for address in other.documents.keys where documents[address] == nil { changes.documents[address] = .some(nil) }
    if other.journal.isEmpty { (changes.builds, changes.services) = (journal, services) }
    changes.pages = pages.filter { other.pages[$0.key] != $0.value }.sorted { $0.key < $1.key }.map(\.value)
    return changes
  }

  /// Takes in what another remembers, as ``LedgerRow/merged(with:)`` has it. A feed keeps the id that it has here.
  public mutating func merge(_ other: Ledger) {
    if rows.isEmpty {
      rows = other.rows
    } else {
      rows.merge(other.rows) { $0.merged(with: $1) }
    }
    joinRowsOfOneID()
    feeds.merge(other.feeds) { own, _ in own }
    topics.merge(other.topics) { own, _ in own }
    since.merge(other.since) { min($0, $1) }
    places.formUnion(other.places)
    settings.merge(other.settings) { own, _ in own }
    pages.merge(other.pages) { $0.preferred(to: $1) }
    documents.merge(other.documents) { Ledger.common($0, $1) }
  }

  /// Takes in a row, beside what is known of its item already.
  mutating func take(_ row: LedgerRow) {
    if let known = rows.updateValue(row, forKey: row.key) { rows[row.key] = known.merged(with: row) }
  }

  /// What two sides know of one document: nothing for certain where they differ, so that it counts as changed.
  static func common(_ left: String, _ right: String) -> String { left == right ? left : "" }

  /// Makes one row of two with one id, under the key of the later one: an item that has been renamed on one machine and not on
  /// the other.
  mutating func joinRowsOfOneID() {
    var seen = Set<String>(minimumCapacity: rows.count)
    let doubled = Set(rows.values.lazy.map(\.id).filter { !seen.insert($0).inserted })
    guard !doubled.isEmpty else { return }
    for same in Dictionary(grouping: rows.values.filter { doubled.contains($0.id) }, by: \.id).values {
      let joined = same.dropFirst().reduce(same[0]) { $0.merged(with: $1) }
      for row in same { rows[row.key] = nil }
      rows[joined.key] = joined
    }
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

extension Ledger {
  /// What is new to a ledger in an export's journal: builds behind its last one, and what was reported to services, where both are of one
  /// history.
  ///
  /// - Parameters:
  ///   - last: the number of the ledger's last build; `nil` where its journal is empty.
  ///   - instant: gives that of a build of the ledger.
  ///   - services: what the ledger knows of them.
  public func history(
    after last: Int64?, instant: (Int64) throws -> Timestamp?, services known: [String: ServiceMemory]
  ) rethrows -> (builds: [JournalEntry], services: [String: ServiceMemory]) {
    guard let last else { return (journal, services) }
    guard let meeting = journal.last(where: { $0.number <= last }), try instant(meeting.number) == meeting.instant
    else { return ([], [:]) }
    var merged = known
    for (service, memory) in services { merged[service, default: ServiceMemory()].merge(memory) }
    return (journal.filter { $0.number > last }, merged.filter { known[$0.key] != $0.value })
  }

  /// Takes what lies behind an instant back to it: a clock was ahead. Entries that were to come are taken for withdrawn, pages of history
  /// that were closed early are forgotten.
  ///
  /// - Parameter instant: the last that can be.
  /// - Returns: how many items, pages and builds were touched.
  public mutating func setBack(to instant: Timestamp) -> Int {
    var count = 0
    for (key, row) in rows {
      var row = row
      if row.isEntry, row.first > instant, row.withdrawn == nil { row.withdrawn = instant }
      // What comes after its withdrawal is a date of the file's own, and not of the clock.
      if let withdrawn = row.withdrawn { row.withdrawn = min(withdrawn, instant) }
      if row.modified != .unknown, row.modified > instant {
        row.modified = max(instant, row.isEntry ? row.first : instant)
      }
      guard row != rows[key] else { continue }
      rows[key] = row
      count += 1
    }
    let early = pages.filter { $0.value.entries.contains { $0.modified > instant } || $0.value.through > instant }
    for key in early.keys { pages[key] = nil }
    for index in journal.indices where journal[index].instant > instant {
      let entry = journal[index]
      journal[index] = JournalEntry(number: entry.number, instant: instant, changes: entry.changes)
      count += 1
    }
    return count + early.count
  }
}
