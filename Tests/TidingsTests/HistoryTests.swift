import ContentCorpus
import Documents
import Foundation
import LedgerKeeping
import TestSupport
import Testing
import Validation

@testable import Tidings

/// Pages of a feed's history: closed once, and never changed by an edit (RFC 5005, section 4).
@Suite struct HistoryTests {
  private let site = TestSite()
  private let settings = "feeds: {entries: 3, archives: month}\n"

  private func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text + "T00:00:00Z")) }

  @discardableResult
  private func build(_ now: String, _ settings: String? = nil, remembers: Bool = true) async throws -> PublishReport {
    let configuration = try site.configuration(settings ?? self.settings)
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: try instant(now)))
    var options = Build.Options()
    options.publishing.jobs = 2
    let ledger = remembers ? try SQLiteLedger(site.folder.path + "/tidings.sqlite") : nil
    let report = try await Build(configuration: configuration, reader: reader, options: options, ledger: ledger)
      .run(to: site.output)
    #expect(report.report.findings == [])
    return report
  }

  struct Page: Decodable {
    struct Item: Decodable {
      let id: String
      let title: String
      let dateModified: String
      let contentHtml: String
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
    let examined = contents.sorted { $0.key < $1.key }.map { Validator().examine($0.value, path: "out/" + $0.key) }
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

  @Test func withoutMemoryPagesAreThoseOfAFirstBuild() async throws {
    try seven()
    try await build("2026-04-20")
    let remembered = try site.folder.contents(of: "output")
    try site.folder.remove("output")
    try await build("2026-04-20", remembers: false)
    #expect(try site.folder.contents(of: "output") == remembered)
  }

  /// A page without its head, which follows its neighbours.
  private func entries(in page: [UInt8]?) throws -> ArraySlice<UInt8> {
    let page = try #require(page)
    return page[try #require(page.firstRange(of: Array("\"items\"".utf8))).lowerBound...]
  }

  /// Whatever an editor does, the chain has every entry as it is, and no page's entries change.
  @Test(arguments: 0..<4) func theChainTellsEverything(seed: UInt64) async throws {
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
      try await build(today)
      var found: [String: String] = [:]
      for item in try chain().flatMap(\.items) where found[item.title] == nil {
        found[item.title] = item.contentHtml
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
