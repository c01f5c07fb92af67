public import TidingsCore

/// What one build adds to what is remembered.
public struct LedgerChanges: Sendable, Hashable {
  public var rows: [LedgerRow]
  /// Further rows, of items that nothing was remembered of; only where nothing is remembered at all.
  public var firstRows: LedgerRowSource?
  /// Keys.
  public var removed: [String]
  public var feeds: [String: String]
  /// Paths of topics by their names.
  public var topics: [String: String] = [:]
  /// The first instants that feeds reach back to.
  public var since: [String: Timestamp] = [:]
  /// Decisions, by name.
  public var settings: [String: String] = [:]
  /// Places of feeds' documents that were not known.
  public var places: [FeedPlace] = []
  /// Pages of feeds' histories that were closed.
  public var pages: [ArchivePage] = []
  /// Digests of documents by their addresses; `nil` for one that is gone.
  public var documents: [String: String?] = [:]
  /// Builds of an export, with their numbers: none that is known already.
  public var builds: [JournalEntry] = []
  /// What has been reported to services, by their names, in the place of what was known.
  public var services: [String: ServiceMemory] = [:]
  /// What the journal is to say of it.
  public var journal: [JournalEntry.Change] = []
  /// The build's instant, for the journal.
  public var instant = Timestamp(microseconds: 0)

  public init(rows: [LedgerRow] = [], removed: [String] = [], feeds: [String: String] = [:]) {
    self.rows = rows
    self.removed = removed
    self.feeds = feeds
  }

  public var isEmpty: Bool {
    rows.isEmpty && firstRows.map { $0.count == 0 } ?? true && removed.isEmpty && feeds.isEmpty && topics.isEmpty
      && pages.isEmpty && documents.isEmpty
      && journal.isEmpty && builds.isEmpty && services.isEmpty && since.isEmpty && places.isEmpty && settings.isEmpty
  }
}
