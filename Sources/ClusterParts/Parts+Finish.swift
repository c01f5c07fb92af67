import ContentCorpus
import DataFormats
import LocalFiles
import PublishingLedger
import SiteOutput
import SitePlanning
import SitePublishing
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

extension Parts {
  /// Where the last step lies on the disk, and what it may do.
  package struct Finish: Sendable {
    /// A folder of its own, for a moment.
    package var work: String
    /// The manifest of the documents that are published; `nil` where there are none.
    package var manifest: [UInt8]?
    package var allowsReannouncement = false
    package var allowsWithdrawal = false

    package init(work: String) { self.work = work }
  }

  /// What all other steps have given, gathered.
  private struct Gathered {
    var rows: [Manifest.Row] = []
    var newest: [String: Timestamp] = [:]
    var withheld: [Manifest.Row] = []
    var sitemapTopics: Set<String?> = []
    var feeds: [String: (total: Int, summary: Plan.PlannedFeed.Summary)] = [:]
    var news: [Corpus.PartItem] = []
    var remembered: [String: ItemRecord.Remembered] = [:]
    var unlisted: [String] = []
    var journal: [JournalEntry.Change] = []
    var lost: [String] = []
    var moves: [RelocationError.Move] = []
    var reannounced: [ReannouncementError.Entry] = []
    var ahead: Timestamp?
    var published = 0
    var unplaced: (count: Int, first: String)?
    /// Pages in sitemaps.
    var pages = 0
  }

  /// Makes what names all documents, holds the whole against what was published, and says what the ledger is to remember. Nothing is
  /// published before this step has ended well.
  ///
  /// - Throws: ``WithdrawalError``, ``RelocationError``, ``ReannouncementError``, ``ClockBehindError``, ``ClockAhead``,
  ///   ``Manifest/Unreadable``, `LedgerError`.
  package func finish(_ lines: [[UInt8]], _ finish: Finish, to out: inout PartOutput) throws {
    let gathered = try gather(lines)
    let former = try finish.manifest.map { try Manifest(reading: $0) }
    try check(gathered, finish)
    let plan = plan(gathered)
    try checkPlaces(of: plan, former?.rows ?? [])
    if !finish.allowsWithdrawal {
      try LossCheck.check(
        plan, former?.rows ?? [], pages: gathered.pages, knowsItems: facts.knowsItems, configuration)
    }
    for finding in configuration.findings + settings.findings + plan.findings { out.finding(finding) }
    if let unplaced = gathered.unplaced {
      let message =
        "\(unplaced.count == 1 ? "A picture" : "\(unplaced.count) pictures") without an address, the first of \(unplaced.first)"
      out.finding(PublishRules.assetsUnknown.finding(at: SourceLocation(path: unplaced.first), message))
    }
    var own = PartCollector()
    try write(indexesOf: gathered, plan, to: &own)
    // What is withheld stays as it was published, and so does its line.
    let withheld = Set(gathered.withheld.map(\.path) + own.withheld)
    let kept = (former?.rows ?? []).filter { withheld.contains($0.path) }
    for file in configuration.hosting.headers where !own.rows.contains(where: { $0.path == file.path }) {
      let rows = (gathered.rows + kept + own.rows).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      try own.write(.headers(file, configuration, rows), self, stager())
    }
    for line in own.lines { out.raw(line) }
    let rows = gathered.rows + kept + own.rows
    let manifest = Manifest(rows, unlisted: gathered.unlisted, isRemembered: hasLedger)
    out.line("document") { out in
      out.text("path", Manifest.fileName)
      out.text("format", DocumentFormat.manifest.rawValue)
      out.bytes("content", manifest.bytes)
    }
    let paths = Set(manifest.rows.map(\.path))
    for row in former?.rows ?? [] where !paths.contains(row.path) {
      out.line("gone") { $0.text("path", row.path) }
    }
    if hasLedger { try remember(gathered, plan, manifest, former, finish, to: &out) }
  }

  /// - Throws: ``UncoveredError`` where a feed lies elsewhere now: one process publishes it at its former address too.
  private func checkPlaces(of plan: Plan, _ rows: [Manifest.Row]) throws {
    guard configuration.feeds.keepsFormer else { return }
    let former = FormerFeedPaths(rows, try memory(), kept: configuration.feeds.files.kept)
    let kept = former.keeping(plan, topics: facts.topics, formats: configuration.feeds.formats)
    if let moved = kept.findings.first { throw UncoveredError("feeds that have moved (\(moved.message))") }
  }

  private func gather(_ lines: [[UInt8]]) throws -> Gathered {
    var gathered = Gathered()
    for bytes in lines {
      let line = try PartLine(bytes)
      switch line.text("t") {
      case "document", "withheld":
        let isWithheld = line.text("t") == "withheld"
        let format = try line.needed(line.text("format").flatMap(DocumentFormat.init(rawValue:)), "format")
        let row = Manifest.Row(
          path: try line.needed(line.text("path"), "path"), format: format, bytes: line.number("bytes") ?? 0,
          sha256: line.text("sha256") ?? "", entries: line.number("entries") ?? 0, topic: line.text("topic"),
          newest: line.text("newest"), copyOf: line.text("copyOf"))
        if isWithheld { gathered.withheld.append(row) } else { gathered.rows.append(row) }
        gathered.newest[row.path] = line.instant("modified")
        if format == .sitemap {
          gathered.sitemapTopics.insert(row.topic)
          gathered.pages += row.entries
        }
      case "made":
        let folder = try line.needed(line.text("feed"), "feed")
        gathered.feeds[folder] = (
          line.number("total") ?? 0,
          .init(
            entries: line.number("entries") ?? 0, newest: line.instant("modified"),
            published: line.instant("published"))
        )
      case "news":
        let item = try ItemRecord(packed: try line.needed(line.bytes("item"), "item"))
        gathered.news.append(.init(item, topics: line.texts("topics")))
        if let id = line.text("id"), let modified = line.instant("modified") {
          gathered.remembered[item.path] = .init(id: id, modified: modified)
        }
      case "unlisted": gathered.unlisted.append(try line.needed(line.text("address"), "address"))
      case "change":
        let kind = try line.needed(line.text("change").flatMap(JournalEntry.Change.Kind.init(rawValue:)), "change")
        gathered.journal.append(.init(.page, kind, try line.needed(line.text("address"), "address")))
      case "lost": gathered.lost.append(try line.needed(line.text("path"), "path"))
      case "ahead": gathered.ahead = [gathered.ahead, line.instant("published")].compactMap { $0 }.max()
      case "moved":
        gathered.moves.append(
          .init(
            path: line.text("path") ?? "", former: line.text("former") ?? "", address: line.text("address") ?? ""))
      case "reannounced":
        gathered.reannounced.append(
          .init(
            path: line.text("path") ?? "", address: line.text("address") ?? "", formerID: line.text("former") ?? "",
            id: line.text("id") ?? ""))
      case "count": gathered.published += line.number("published") ?? 0
      case "unplaced":
        let path = try line.needed(line.text("path"), "path")
        let known = gathered.unplaced ?? (0, path)
        gathered.unplaced = (known.count + 1, min(known.first, path))
      default: break
      }
    }
    return gathered
  }

  /// The guards, as one process has them.
  private func check(_ gathered: Gathered, _ finish: Finish) throws {
    guard gathered.published > 0 else {
      throw UncoveredError("a site of which nothing is published: nothing was written")
    }
    guard hasLedger else { return }
    if !finish.allowsReannouncement {
      let limit = configuration.reannounceLimit
      if gathered.reannounced.count > limit {
        throw ReannouncementError(entries: gathered.reannounced.sorted { $0.path < $1.path }, limit: limit)
      }
      if gathered.moves.count > limit {
        throw RelocationError(moves: gathered.moves.sorted { $0.path < $1.path })
      }
    }
    try Build.checkClock(settings.now, ahead: gathered.ahead, last: facts.ledger.journal.last?.instant)
    let error = WithdrawalError(
      withdrawing: gathered.lost, beside: gathered.published, configuration.withdrawLimit)
    if let error, !finish.allowsWithdrawal { throw error }
  }

  /// All feeds, of which only these facts are at hand.
  func plan(
    _ feeds: [String: (total: Int, summary: Plan.PlannedFeed.Summary)], sitemaps: [Plan.PlannedSitemap] = []
  ) -> Plan {
    Plan(
      summarising: feeds, of: corpus([]), topics: facts.planned.sorted(), lists: facts.lists, sitemaps: sitemaps,
      configuration: configuration)
  }

  /// All feeds with what is known of them, without their items.
  private func plan(_ gathered: Gathered) -> Plan {
    let sitemaps = facts.planned.sorted().filter { gathered.sitemapTopics.contains(facts.topics[$0].path) }.map {
      topic in
      Plan.PlannedSitemap(
        topic: topic, name: "sitemap-" + Plan.fileName(facts.topics[topic].path), lists: [], items: [])
    }
    return plan(gathered.feeds, sitemaps: sitemaps)
  }

  /// What names other documents: the index of the sitemaps, robots.txt, lists of feeds; and the news sitemap.
  private func write(indexesOf gathered: Gathered, _ plan: Plan, to own: inout PartCollector) throws {
    let stager = try stager()
    var corpus = corpus(gathered.news)
    for index in corpus.items.indices {
      if let known = gathered.remembered[corpus.items[index].path] { corpus.remember(known, at: index) }
    }
    let addresses = stager.addresses
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: addresses, translations: Translations(corpus, lists: []))
    let news = builder.news(Plan.news(corpus, settings: configuration.sitemaps.news))
    for document in news { try own.write(document, self, stager) }
    let made = gathered.rows.filter { $0.format == .sitemap }.map { ($0.path, gathered.newest[$0.path]) }
    let withheld = gathered.withheld.filter { $0.format == .sitemap }.map { ($0.path, Timestamp?.none) }
    let named = (made + withheld + news.map { ($0.document.path, $0.newest) })
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      .map { SitemapIndex.Part(address: addresses.document($0.0), modified: $0.1) }
    let indexes = builder.index(of: named)
    for document in indexes { try own.write(document, self, stager) }
    if configuration.robots {
      let text = RobotsFile.document(sitemaps: indexes.map { addresses.document($0.document.path) })
      try own.write(
        BuiltDocument(
          document: Document(path: DocumentFormat.robots.fileName, format: .robots, bytes: text),
          entries: indexes.count, topic: nil, newest: nil), self, stager)
    }
    let store = EntryStore.empty(corpus, configuration, stager.directory)
    let feeds = FeedBuilder(
      corpus: corpus, configuration: configuration, addresses: addresses, store: store, memory: try memory())
    let lists = [
      OutlineBuilder(feeds: feeds, addresses: addresses).document(plan),
      CatalogBuilder(feeds: feeds, addresses: addresses).document(plan),
      configuration.indexNow.map { .key($0.key) },
    ]
    for document in lists.compactMap({ $0 }) { try own.write(document, self, stager) }
    guard configuration.pages.isEnabled else { return }
    let kept = LastGoodEntries(corpus, configuration, stager.directory, keepsPaths: stager.keepsPaths)
    let pages = try PageBuilder(feeds: feeds, addresses: addresses, plan: plan, kept: kept)
    for document in pages.sharedDocuments() { try own.write(document, self, stager) }
  }

  /// What the ledger says from now on beside items, in lines of its export. A ledger in a file takes the changes, as it does for one process.
  private func remember(
    _ gathered: Gathered, _ plan: Plan, _ manifest: Manifest, _ former: Manifest?, _ finish: Finish,
    to out: inout PartOutput
  ) throws {
    let store = try SQLiteLedger(finish.work + "/tables.sqlite")
    var known = facts.ledger
    known.rows = [:]
    known.services = [:]
    let last = known.journal.last?.number ?? 0
    _ = try store.commit(known.changes(since: Ledger()))
    var changes = LedgerChanges()
    for feed in plan.feeds where known.feeds[feed.folder] == nil {
      changes.feeds[feed.folder] = configuration.feedID(in: feed.folder)
    }
    changes.places = plan.places(configuration.feeds.formats).subtracting(known.places).sorted()
    changes.topics = facts.newTopics.filter { known.topics[$0.key] == nil }
    changes.instant = settings.now
    if facts.knowsItems { changes.journal = gathered.journal }
    let old = Dictionary((former?.rows ?? []).map { ($0.path, $0.sha256) }) { first, _ in first }
    let new = Set(manifest.rows.map(\.path))
    let documents =
      manifest.rows.map { row in
        PublishReport.Row(
          path: row.path,
          change: old[row.path] == nil ? .created : old[row.path] == row.sha256 ? .unchanged : .updated,
          format: row.format, bytes: row.bytes, entries: row.entries)
      }
      + (former?.rows ?? []).filter { !new.contains($0.path) }.map { row in
        PublishReport.Row(path: row.path, change: .removed, format: row.format, bytes: 0, entries: 0)
      }
    let report = PublishReport(
      corpus: .init(), topics: 0, documents: documents, report: Report([]), isDryRun: false)
    let rows = manifest.rows.filter { !$0.format.isCompressedVariant }
    changes = changes.with(
      DocumentChanges(SiteAddresses(configuration), rows, report, known: known.documents), isFirst: !facts.knowsItems)
    _ = try store.commit(changes)
    try LedgerLines.write(store) { bytes in
      for line in PartLineReader.lines(bytes) {
        let text = String(decoding: line, as: UTF8.self)
        // The end of an export is written when it is whole.
        if line.starts(with: Array("{\"end\":".utf8)) { continue }
        let isJournal = try LedgerLines.read(line + [0x0A]).journal.first
        if let entry = isJournal {
          if entry.number > last { out.line("journal") { $0.text("row", text) } }
        } else {
          out.line("table") { $0.text("row", text) }
        }
      }
    }
  }

  /// Takes an export of a ledger apart.
  ///
  /// - Throws: `LedgerLines.Fault` where it is none, or not whole.
  package func takeApart(_ bytes: [UInt8], to out: inout PartOutput) throws {
    let export = try LedgerLines.lines(bytes)
    try LedgerLines.check(export)
    for line in PartLineReader.lines(export) where !line.starts(with: Array("{\"end\":".utf8)) {
      let read = try LedgerLines.read(line + [0x0A])
      if let row = read.rows.values.first {
        out.row(row)
      } else {
        let isHistory = !read.journal.isEmpty || !read.services.isEmpty
        out.line(isHistory ? "journal" : "table") { $0.text("row", String(decoding: line, as: UTF8.self)) }
      }
    }
  }
}

/// Documents on their way, with their rows.
private struct PartCollector {
  private(set) var rows: [Manifest.Row] = []
  /// Paths of documents that do not come to be.
  private(set) var withheld: [String] = []
  private(set) var lines: [[UInt8]] = []

  mutating func write(_ built: BuiltDocument, _ parts: Parts, _ stager: DocumentStager) throws {
    for (_, outcome) in try stager.forms(built) {
      if outcome.change == .withheld {
        withheld.append(outcome.path)
      } else if let row = outcome.row {
        rows.append(row)
      }
    }
    let box = PartBox()
    var out = PartOutput { box.bytes += $0 }
    try parts.write(built, stager, to: &out)
    out.flush()
    lines += PartLineReader.lines(box.bytes)
  }
}

private final class PartBox {
  var bytes: [UInt8] = []
}

/// The end of an export, whose lines come in any order.
package struct PartLedgerSum {
  private var sum = LineSum()

  package init() {}

  package mutating func add(_ line: [UInt8]) { sum.add(line, line.indices) }

  package var line: [UInt8] { LedgerLines.end(sum) }
}
