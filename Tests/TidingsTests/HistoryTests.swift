import ContentCorpus
import Foundation
import LocalFiles
import PublishingLedger
import TestSupport
import Testing
import TidingsCore
import Validation

@testable import SitePublishing
@testable import SiteSettings

/// Pages of a feed's history: closed once, and never changed by an edit (RFC 5005, section 4).
@Suite struct HistoryTests {
  private let site = TestSite()
  private let settings = "feeds: {entries: 3, archives: month}\n"

  private func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text + "T00:00:00Z")) }

  /// A ledger that is lost to a build at the very end.
  private struct Unreachable: LedgerStore {
    let ledger: SQLiteLedger

    func generation() throws -> Int64 { try ledger.generation() }
    func load() throws -> Ledger { try ledger.load() }
    func feeds() throws -> [String: String] { try ledger.feeds() }
    func since() throws -> [String: Timestamp] { try ledger.since() }
    func settings() throws -> [String: String] { try ledger.settings() }
    func places() throws -> Set<FeedPlace> { try ledger.places() }
    func topics() throws -> [String: String] { try ledger.topics() }
    func publishedTopics() throws -> Set<String> { try ledger.publishedTopics() }
    func rows(keys: [String]) throws -> [LedgerRow] { try ledger.rows(keys: keys) }
    func rows(ids: [String]) throws -> [LedgerRow] { try ledger.rows(ids: ids) }
    func rows(meanings: [ContentDigest]) throws -> [LedgerRow] { try ledger.rows(meanings: meanings) }
    func rows(withdrawnSince instant: Timestamp) throws -> [LedgerRow] { try ledger.rows(withdrawnSince: instant) }
    func archivePages() throws -> [ArchivePage] { try ledger.archivePages() }
    func documents() throws -> [String: String] { try ledger.documents() }
    func journal(after number: Int64) throws -> [JournalEntry] { try ledger.journal(after: number) }
    func commit(_ changes: LedgerChanges) throws -> Int64 { throw LedgerError(.unreachable, ledger.path, "gone") }
  }

  private func ledger() throws -> SQLiteLedger { try SQLiteLedger(site.folder.path + "/tidings.sqlite") }

  @discardableResult
  private func build(
    _ now: String, _ settings: String? = nil, remembers: Bool = true, caches: Bool = false, to output: String? = nil,
    loses: Bool = false
  ) async throws -> PublishReport {
    let configuration = try site.configuration(settings ?? self.settings)
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: try instant(now)))
    var options = Build.Options()
    options.publishing.jobs = 2
    if caches { options.cache = CacheFolder(site.folder.path + "/cache") }
    let known = remembers ? try ledger() : nil
    let store: (any LedgerStore)? = loses ? known.map { Unreachable(ledger: $0) } : known
    let report = try await Build(configuration: configuration, reader: reader, options: options, ledger: store)
      .run(to: output ?? site.output)
    #expect(report.report.findings == [])
    return report
  }

  struct Page: Decodable {
    struct Item: Decodable {
      let id: String
      let title: String
      let dateModified: String
      let contentHtml: String?
    }
    let feedUrl: String
    let nextUrl: String?
    let items: [Item]
  }

  private func page(_ path: String) throws -> Page {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Page.self, from: Data(try site.text(path).utf8))
  }

  /// A feed with all its pages, newest first, as who follows the links has it.
  private func chain(_ folder: String = "") throws -> [Page] {
    var pages = [try page(folder + "feed.json")]
    while let next = pages.last?.nextUrl {
      pages.append(try page(String(next.dropFirst("https://a.example/".count))))
      #expect(pages.count < 1000)
    }
    return pages
  }

  /// What is wrong with the documents, each for itself and together.
  private func verdicts() throws -> [Finding] {
    let contents = try site.folder.contents(of: "output")
    let validated = contents.filter { $0.key != "topics.json" }
    let examined = validated.sorted { $0.key < $1.key }.map { Validator().examine($0.value, path: "out/" + $0.key) }
    let set = DocumentSet(examined.compactMap(\.facts), in: "out/", baseAddress: "https://a.example/") { path in
      contents[String(path.dropFirst("out/".count))]
    }
    return examined.flatMap(\.verdict.findings) + set.findings
  }

  private func names(_ pages: [Page]) -> [String] {
    pages.map { String($0.feedUrl.dropFirst("https://a.example/".count).prefix { $0 != "." }) }
  }

  private func seven() throws {
    for id in 1...7 { try site.item(id, date: "2026-0\((id + 1) / 2)-1\(id)") }
  }

  @Test func aSmallFeedSaysThatItIsComplete() async throws {
    for id in 1...3 { try site.item(id) }
    try await build("2026-05-01")
    #expect(try site.text("atom.xml").contains("<fh:complete/>"))
    #expect(try site.text("rss.xml").contains("<fh:complete/>"))
    try await build("2026-05-02", "feeds: {entries: 2}")
    #expect(try !site.text("atom.xml").contains("fh:"))
  }

  @Test func aFeedWithoutRoomForAllIsNotComplete() async throws {
    for id in 1...3 { try site.item(id, body: "<p>\(String(repeating: "Words. ", count: 100))</p>") }
    let configuration = try site.configuration("feeds: {archives: year, limitBytes: 1400}\n")
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: TestSite.now))
    let report = try await Build(configuration: configuration, reader: reader).run(to: site.output)
    #expect(report.report.findings.contains { $0.rule == "feed.entries.shortened" })
    #expect(try !site.text("atom.xml").contains("fh:complete"))
  }

  @Test func pagesAreLinkedFromTheOldestOn() async throws {
    try seven()
    try await build("2026-04-20")
    #expect(try names(chain()) == ["feed", "archive-2026-03", "archive-2026-02", "archive-2026-01"])
    #expect(try chain("topic/s-one/").count == 4)
    let middle = try site.text("archive-2026-02.atom.xml")
    for link in [
      #"rel="prev-archive" type="application/atom+xml" href="https://a.example/archive-2026-01.atom.xml""#,
      #"rel="next-archive" type="application/atom+xml" href="https://a.example/archive-2026-03.atom.xml""#,
      #"rel="current" type="application/atom+xml" href="https://a.example/atom.xml""#, "<fh:archive/>",
    ] { #expect(middle.contains(link)) }
    #expect(try !site.text("archive-2026-01.rss.xml").contains("prev-archive"))
    #expect(try !site.text("archive-2026-03.rss.xml").contains("next-archive"))
    #expect(try verdicts() == [])
  }

  @Test func anEditGoesToTheFeedAndNotIntoThePage() async throws {
    try seven()
    try await build("2026-04-20")
    let before = try site.folder.contents(of: "output")
    try site.item(1, date: "2026-01-11", body: "<p>Other words.</p>")
    try await build("2026-04-21")
    let after = try site.folder.contents(of: "output")
    for (path, bytes) in before where path.contains("archive-") { #expect(after[path] == bytes) }
    #expect(try page("feed.json").items.map(\.title) == ["Title 7", "Title 6", "Title 5", "Title 1"])
    // When its month is over, the edit is history too.
    try await build("2026-05-02")
    #expect(try names(chain()).prefix(2) == ["feed", "archive-2026-04"])
    #expect(try page("feed.json").items.map(\.title) == ["Title 7", "Title 6", "Title 5"])
    #expect(
      try page("archive-2026-04.feed.json").items.map(\.contentHtml) == ["<p>Other words.</p>", "<p>Words of 7.</p>"])
    let last = try site.folder.contents(of: "output")
    for (path, bytes) in before where path.contains("archive-") && !path.contains("archive-2026-03") {
      #expect(last[path] == bytes)
    }
  }

  @Test func whatIsWithdrawnLeavesItsPage() async throws {
    try seven()
    try await build("2026-04-20")
    try site.folder.remove("corpus/item-3.md")
    try await build("2026-04-21")
    #expect(try page("archive-2026-02.feed.json").items.map(\.title) == ["Title 4"])
    try site.folder.remove("corpus/item-4.md")
    try await build("2026-04-22")
    #expect(try names(chain()) == ["feed", "archive-2026-03", "archive-2026-02", "archive-2026-01"])
    #expect(try page("archive-2026-02.feed.json").items.isEmpty)
    #expect(try verdicts() == [])
  }

  @Test func aPageThatIsLostHasTheSameEntriesAgain() async throws {
    try seven()
    try await build("2026-04-20")
    let before = try site.folder.contents(of: "output")
    try site.folder.remove("output")
    try await build("2026-04-20")
    #expect(try site.folder.contents(of: "output") == before)
    // The ledger from its export does as well.
    let ledger = try SQLiteLedger(site.folder.path + "/tidings.sqlite").load()
    #expect(try LedgerLines.read(LedgerLines.text(ledger)) == ledger)
  }

  @Test func whatComesLateWaitsForThePageOfTheMonthThatEnds() async throws {
    try seven()
    try await build("2026-04-20")
    try site.item(8, date: "2026-01-30")
    try await build("2026-04-21")
    #expect(try page("feed.json").items.map(\.title) == ["Title 7", "Title 6", "Title 5", "Title 8"])
    #expect(try page("archive-2026-01.feed.json").items.map(\.title) == ["Title 2", "Title 1"])
    try await build("2026-05-01")
    #expect(try page("archive-2026-04.feed.json").items.map(\.title) == ["Title 7", "Title 8"])
  }

  @Test func aFeedDoesNotGrowWithoutEndWithinAMonth() async throws {
    for id in 10...28 { try site.item(id, date: "2026-04-\(id)") }
    try await build("2026-04-29")
    #expect(try page("feed.json").items.count <= 6)
    #expect(try names(chain()).dropFirst().last == "archive-2026-04")
    #expect(try Set(chain().flatMap(\.items).map(\.id)).count == 19)
    #expect(try chain().dropFirst().allSatisfy { $0.items.count == 3 })
  }

  @Test func pagesKeepAllTheirEntriesHoweverLarge() async throws {
    for id in 1...7 {
      try site.item(id, date: "2026-0\((id + 1) / 2)-1\(id)", body: "<p>\(String(repeating: "Words ", count: 200))</p>")
    }
    let configuration = try site.configuration("feeds: {entries: 3, archives: month, limitBytes: 3000}\n")
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: try instant("2026-04-20")))
    let report = try await Build(configuration: configuration, reader: reader, ledger: try ledger()).run(
      to: site.output)
    #expect(report.rules.contains("feed.entry.shortened"))
    #expect(try Set(chain().dropFirst().flatMap(\.items).map(\.title)).count == 6)
  }

  @Test func anotherPeriodTakesNoNameTwice() async throws {
    let yearly = "feeds: {entries: 2, archives: year}\n"
    let monthly = "feeds: {entries: 2, archives: month}\n"
    for id in 1...28 { try site.item(id, date: "2025-\(id < 10 ? "01" : "10")-\(id < 10 ? "0" : "")\(id)") }
    try await build("2026-01-20", yearly)
    #expect(try names(chain()).contains("archive-2025-p10"))
    for (id, date) in [(40, "2025-11-05"), (41, "2025-10-06"), (42, "2026-01-07"), (43, "2026-01-08")] {
      try site.item(id, date: date)
    }
    for (now, settings) in [
      ("2026-01-20", monthly), ("2026-02-03", monthly), ("2026-02-04", yearly), ("2027-01-02", yearly),
    ] {
      try await build(now, settings)
      #expect(try Set(chain().flatMap(\.items).map(\.id)).count == 32)
      #expect(try Set(names(chain())).count == names(chain()).count)
      #expect(try verdicts() == [])
    }
    // What came late is in the page of the month that ended next.
    #expect(try page("archive-2026-01.feed.json").items.count == 2)
  }

  @Test func aPeriodThatFilledAPageEarlyIsClosedAllTheSame() async throws {
    for id in 11...18 { try site.item(id, date: "2026-03-\(id)") }
    try await build("2026-03-20")
    #expect(try names(chain()).contains("archive-2026-03"))
    try site.item(25, date: "2026-03-25")
    for id in 1...3 { try site.item(id, date: "2026-04-0\(id)") }
    try await build("2026-04-20")
    #expect(try page("feed.json").items.map(\.title) == ["Title 3", "Title 2", "Title 1"])
    try await build("2026-05-20")
    let months = try chain().dropFirst().map { page in (page.feedUrl, page.items.map(\.title)) }
    for (address, titles) in months {
      #expect(titles.allSatisfy { $0.count == (address.contains("2026-04") ? 7 : 8) }, "\(address): \(titles)")
    }
  }

  @Test func allFormatsOfAPageAreMadeTogether() async throws {
    try seven()
    try await build("2026-04-20", "feeds: {entries: 3, archives: month, formats: [atom]}\n")
    try site.item(1, date: "2026-01-11", body: "<p>Other words.</p>")
    try await build("2026-04-21")
    #expect(try verdicts() == [])
    try site.folder.write("damaged", to: "output/archive-2026-01.rss.xml")
    try site.item(2, date: "2026-01-12", body: "<p>Other words.</p>")
    try await build("2026-04-22")
    #expect(try verdicts() == [])
  }

  @Test func whatIsWithdrawnLeavesEveryFolder() async throws {
    try seven()
    let other = site.folder.path + "/other"
    try await build("2026-04-20")
    try await build("2026-04-20", to: other)
    try site.folder.remove("corpus/item-3.md")
    try await build("2026-04-21")
    try await build("2026-04-21", to: other)
    #expect(try site.folder.contents(of: "other") == site.folder.contents(of: "output"))
  }

  @Test func aBuildThatLosesItsLedgerIsMadeUpFor() async throws {
    try seven()
    try await build("2026-04-20")
    try site.folder.remove("corpus/item-1.md")
    await #expect(throws: LedgerError.self) { try await build("2026-04-21", loses: true) }
    #expect(try page("archive-2026-01.feed.json").items.map(\.title) == ["Title 2"])
    // The documents are ahead of the ledger, whose journal names them all the same.
    let last = try ledger().journal(after: 0).last?.number ?? 0
    try await build("2026-04-22")
    let reported = try ledger().journal(after: last).flatMap(\.changes).filter { $0.subject == .document }.map(
      \.address)
    #expect(reported.contains("https://a.example/archive-2026-01.atom.xml"))
    try site.item(1, date: "2026-01-11")
    await #expect(throws: LedgerError.self) { try await build("2026-04-23", loses: true) }
    try site.folder.remove("corpus/item-1.md")
    try await build("2026-04-24")
    try site.item(1, date: "2026-01-11")
    try await build("2026-04-25")
    #expect(try page("archive-2026-01.feed.json").items.map(\.title) == ["Title 2", "Title 1"])
  }

  @Test func aPageThatWasMovedBeforeAKillIsNotRebuilt() async throws {
    try seven()
    try await build("2026-04-20")
    try site.item(6, date: "2026-03-16", body: "<p>Edited.</p>")
    try await build("2026-04-21")
    let before = try site.folder.contents(of: "output")
    try site.folder.copy(site.output, to: "second")
    try await build("2026-05-02", to: site.folder.path + "/second")
    let whole = try site.folder.contents(of: "second")
    // As a kill leaves it that came after some of the moves: pages of the new build beside the old manifest.
    let manifest = try #require(whole["manifest.json"])
    for path in ["archive-2026-03.atom.xml", "archive-2026-03.rss.xml", "archive-2026-04.atom.xml"] {
      try site.folder.write(String(decoding: try #require(whole[path]), as: UTF8.self), to: "output/" + path)
    }
    try site.folder.write(String(decoding: manifest, as: UTF8.self), to: "output/.tidings-staging/manifest.json")
    #expect(before["archive-2026-03.atom.xml"] != whole["archive-2026-03.atom.xml"])
    try await build("2026-05-02")
    #expect(try site.folder.contents(of: "output") == whole)
  }

  @Test func anEditAtTheSameInstantIsNotLost() async throws {
    for id in 10...28 { try site.item(id, date: "2026-04-\(id)") }
    try await build("2026-04-29")
    for words in ["once", "twice"] {
      try site.item(10, date: "2026-04-10", body: "<p>Edited \(words).</p>")
      try await build("2026-04-29")
      let first = try chain().lazy.flatMap(\.items).first { $0.title == "Title 10" }
      #expect(first?.contentHtml == "<p>Edited \(words).</p>")
    }
  }

  @Test func withoutMemoryACacheMakesNoDifference() async throws {
    try seven()
    try await build("2026-04-20", remembers: false, caches: true)
    try site.item(1, date: "2026-01-11", body: "<p>Other words.</p>")
    try await build("2026-04-21", remembers: false, caches: true)
    let cached = try site.folder.contents(of: "output")
    try site.folder.remove("output")
    try await build("2026-04-21", remembers: false)
    #expect(try site.folder.contents(of: "output") == cached)
  }

  @Test func withoutMemoryPagesAreThoseOfAFirstBuild() async throws {
    try seven()
    try await build("2026-04-20")
    let remembered = try site.folder.contents(of: "output")
    try site.folder.remove("output")
    try await build("2026-04-20", remembers: false)
    // All but the mark that a ledger remembers it.
    #expect(
      try site.folder.contents(of: "output").filter { $0.key != "manifest.json" }
        == remembered.filter { $0.key != "manifest.json" })
  }

  /// A page without its head, which follows its neighbours.
  private func entries(in page: [UInt8]?) throws -> ArraySlice<UInt8> {
    let page = try #require(page)
    return page[try #require(page.firstRange(of: Array("\"items\"".utf8))).lowerBound...]
  }

  /// Whatever an editor does, the chain has every entry as it is, and no page's entries change.
  @Test(arguments: 0..<4) func theChainSaysEverything(seed: UInt64) async throws {
    var random = SeededGenerator(seed: 500 + seed)
    var living: [Int: String] = [:]
    var dates: [Int: String] = [:]
    var former: [String: Set<String>] = [:]
    var known: [String: [UInt8]] = [:]
    var next = 1
    for step in 0..<40 {
      let day = Timestamp(secondsSinceEpoch: 1_767_225_600).advanced(bySeconds: Int64(step) * 86400 * 6)
      let today = String(day.rfc3339.prefix(10))
      var written: Set<Int> = Set(living.keys)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let choice = Int.random(in: 0..<5, using: &random)
        if choice < 3 || living.isEmpty {
          dates[next] = Bool.random(using: &random) ? today : "2025-0\(Int.random(in: 1...9, using: &random))-15"
          living[next] = "Words \(step)"
          next += 1
        } else if let id = living.keys.sorted().randomElement(using: &random) {
          if choice == 3 {
            living[id] = "Edited \(step)"
          } else {
            living[id] = nil
            if written.remove(id) != nil { try site.folder.remove("corpus/item-\(id).md") }
          }
        }
      }
      for (id, words) in living { try site.item(id, date: dates[id] ?? today, body: "<p>\(words)</p>") }
      guard !living.isEmpty else { continue }
      try await build(today, caches: seed % 2 == 1)
      var found: [String: String] = [:]
      for item in try chain().flatMap(\.items) where found[item.title] == nil {
        found[item.title] = item.contentHtml ?? ""
      }
      #expect(
        found == Dictionary(uniqueKeysWithValues: living.map { ("Title \($0)", "<p>\($1)</p>") }),
        "seed \(seed), step \(step)")
      #expect(try page("feed.json").items.count <= 9)
      let titles = Set(living.keys.map { "Title \($0)" })
      let contents = try site.folder.contents(of: "output")
      for path in contents.keys where path.hasPrefix("archive-") && path.hasSuffix("json") {
        let own = Set(try page(path).items.map(\.title))
        if let before = former[path] {
          #expect(own == before.intersection(titles), "seed \(seed), step \(step), \(path)")
          if own == before {
            #expect(try entries(in: contents[path]) == entries(in: known[path]), "seed \(seed), step \(step), \(path)")
          }
        }
        former[path] = own
        known[path] = contents[path]
      }
      #expect(former.keys.allSatisfy { contents[$0] != nil }, "seed \(seed), step \(step)")
      #expect(try verdicts() == [], "seed \(seed), step \(step)")
    }
  }
}
