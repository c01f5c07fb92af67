import ContentCorpus
import DataFormats
import LocalFiles
import PublishingLedger
import TidingsCore

/// What is known of the whole corpus where only a part of it is at hand: topics, lists, and what the ledger says beside items.
struct PartFacts: Sendable {
  /// In the order of their paths.
  private(set) var topics: [Topic] = []
  /// Positions of topics that get documents.
  private(set) var planned: Set<Int> = []
  /// The path of each term's topic, by the term's id.
  private(set) var paths: [String: String] = [:]
  /// Pages that list others.
  private(set) var lists: [ListPage] = []
  /// With rows of items that were withdrawn not long ago, and no others.
  let ledger: Ledger
  /// The last withdrawals, by the paths of topics.
  private(set) var withdrawals: [String: Timestamp] = [:]
  private(set) var topicMemory: PublishedTopics
  /// Paths of topics that are to be remembered from now on, by what they are remembered by.
  private(set) var newTopics: [String: String] = [:]
  /// How many entries each feed of the whole could have, by its folder; empty before that is known.
  private(set) var feeds: [String: Int] = [:]
  /// Whether the ledger remembers any item.
  private(set) var knowsItems = false

  /// - Throws: ``PartLine/Damaged``, `LedgerLines.Fault`.
  init(_ facts: [UInt8], ledger lines: [UInt8]) throws {
    ledger = try LedgerLines.read(lines)
    topicMemory = PublishedTopics(paths: ledger.topics)
    var known: [(topic: Topic, isPlanned: Bool)] = []
    var named: [(list: ListPage, topic: String?)] = []
    for bytes in PartLineReader.lines(facts) {
      let line = try PartLine(bytes)
      switch line.text("t") {
      case "topic":
        known.append((try Topic(line), line.flag("planned")))
      case "at": if let id = line.text("id"), let path = line.text("path") { paths[id] = path }
      case "newTopic": if let name = line.text("name"), let path = line.text("path") { newTopics[name] = path }
      case "publishedTopic":
        if ledger.topics.isEmpty, let path = line.text("path") { topicMemory.published.insert(path) }
      case "withdrawal": if let at = line.instant("at") { withdrawals[line.text("topic") ?? ""] = at }
      case "knowsItems": knowsItems = true
      case "feed": if let folder = line.text("feed") { feeds[folder] = line.number("total") ?? 0 }
      case "list": named.append((ListPage(permalink: line.text("list") ?? ""), line.text("topic")))
      default: break
      }
    }
    known.sort { $0.topic.path.utf8.lexicographicallyPrecedes($1.topic.path.utf8) }
    topics = known.map(\.topic)
    planned = Set(known.indices.filter { known[$0].isPlanned })
    let positions = Dictionary(topics.enumerated().map { ($1.path, $0) }) { first, _ in first }
    lists = named.map { list, topic in
      var list = list
      list.topic = topic.flatMap { positions[$0] }
      return list
    }.sorted { $0.permalink.utf8.lexicographicallyPrecedes($1.permalink.utf8) }
  }

  func position(ofTopic path: String) -> Int? {
    var (low, high) = (0, topics.count)
    while low < high {
      let middle = (low + high) / 2
      if topics[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < topics.count && topics[low].path == path ? low : nil
  }
}

/// What is known of a ledger where its items lie elsewhere.
struct PartLedger: LedgerStore {
  let facts: PartFacts

  func generation() -> Int64 { facts.knowsItems ? 1 : 0 }
  func load() -> Ledger { facts.ledger }
  func feeds() -> [String: String] { facts.ledger.feeds }
  func since() -> [String: Timestamp] { facts.ledger.since }
  func places() -> Set<FeedPlace> { facts.ledger.places }
  func settings() -> [String: String] { facts.ledger.settings }
  func topics() -> [String: String] { facts.ledger.topics }
  func publishedTopics() -> Set<String> { facts.topicMemory.published }
  func rows(keys: [String]) -> [LedgerRow] { keys.compactMap { facts.ledger.rows[$0] } }
  func rows(ids: [String]) -> [LedgerRow] { [] }
  func rows(meanings: [ContentDigest]) -> [LedgerRow] { [] }
  func rows(withdrawnSince instant: Timestamp) -> [LedgerRow] {
    facts.ledger.rows.values.filter { row in row.withdrawn.map { $0 >= instant } ?? false }
  }
  func lastWithdrawals() -> [String: Timestamp] { facts.withdrawals }
  func archivePages() -> [ArchivePage] { [] }
  func documents() -> [String: String] { facts.ledger.documents }
  func journal(after number: Int64) -> [JournalEntry] { facts.ledger.journal }
  func commit(_ changes: LedgerChanges) -> Int64 { generation() }
}
