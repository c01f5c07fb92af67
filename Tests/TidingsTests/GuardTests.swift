import ContentCorpus
import Foundation
import LocalFiles
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// What cannot be read is not taken for what is not there, and nothing much goes without being asked for.
@Suite struct GuardTests {
  private let site = TestSite()

  private func day(_ day: Int) -> Timestamp { TestSite.now.advanced(bySeconds: Int64(day) * 86400) }

  private func store() throws -> SQLiteLedger { try SQLiteLedger(site.folder.path + "/tidings.sqlite") }

  @discardableResult
  private func build(
    _ more: String = "", now: Timestamp = TestSite.now, remembers: Bool = true,
    _ adjust: (inout Build.Options) -> Void = { _ in }
  ) async throws -> PublishReport {
    let configuration = try site.configuration(more)
    var options = Build.Options()
    options.publishing.jobs = 2
    adjust(&options)
    let reader = CorpusReader(folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: now))
    return try await Build(
      configuration: configuration, reader: reader, options: options, ledger: remembers ? try store() : nil
    ).run(to: site.output)
  }

  @Test(arguments: [true, false])
  func aFolderThatIsNotThereTakesNothingAway(remembers: Bool) async throws {
    for id in 1...40 { try site.item(id) }
    try await build(remembers: remembers)
    let before = try site.folder.contents(of: "output")
    for id in 5...40 { try site.folder.remove("corpus/item-\(id).md") }
    do {
      try await build(now: day(1), remembers: remembers)
      Issue.record("most of the site was withdrawn")
    } catch let loss as WithdrawalError {
      #expect(loss.items == 36 && (remembers ? loss.published == 40 : loss.published >= 40))
      #expect(loss.description.contains("--allow-withdrawal"))
    }
    #expect(try site.folder.contents(of: "output") == before)
    try await build(now: day(1), remembers: remembers) { $0.publishing.allowsWithdrawal = true }
    #expect(try site.text("feed.json").contains("item-4/") && !site.text("feed.json").contains("item-5/"))
  }

  @Test func aFewMayGoAndSoMayWhatHasExpired() async throws {
    for id in 1...40 { try site.item(id, more: id > 20 ? "expiryDate: 2026-01-10" : "") }
    try await build()
    for id in 1...10 { try site.folder.remove("corpus/item-\(id).md") }
    try await build(now: day(1))
    #expect(try store().load().rows.values.count { $0.withdrawn == nil } == 30)
    try await build(now: day(30))
    #expect(try store().load().rows.values.count { $0.withdrawn == nil } == 10)
    #expect(throws: ConfigurationError.self) { try site.configuration("withdrawLimit: some") }
    #expect(try site.configuration("withdrawLimit: 3").withdrawLimit == .items(3))
    #expect(try site.configuration("withdrawLimit: 25%").withdrawLimit == .share(percent: 25))
  }

  @Test func aTopicThatWouldLoseAllIsReported() async throws {
    for id in 1...25 { try site.item(id, topics: ["S: One"]) }
    for id in 26...30 { try site.item(id, topics: ["S: Two"]) }
    try await build()
    for id in 1...25 { try site.item(id, topics: ["S: Two"]) }
    do {
      try await build(now: day(1))
      Issue.record("a feed lost all of its entries")
    } catch let loss as WithdrawalError {
      #expect(loss.items == 0 && loss.feeds.map(\.name).contains("topic/s-one/atom.xml"))
    }
    try await build(now: day(1)) { $0.publishing.allowsWithdrawal = true }
  }

  @Test func aClockThatIsBehindIsReportedInBothWays() async throws {
    try site.item(1)
    try site.item(2, date: "2026-01-02")
    try await build(now: day(5))
    // Only the date of an entry shows it.
    await #expect(throws: ClockBehindError.self) { try await build(now: day(-2)) }
    try site.item(1, body: "Other words.")
    try await build(now: day(6))
    await #expect(throws: ClockBehindError.self) { try await build(now: day(5)) }
    // An entry that is put off is not a clock that is behind.
    try site.item(2, date: "2026-02-01")
    try await build(now: day(7))
    #expect(try store().load().rows["2"]?.withdrawn == day(7))
  }

  @Test func addressesThatMoveByThemselvesStop() async throws {
    for id in 1...6 { try site.write("content/x/a-\(id).md", "title: T\(id)\ndate: 2021-01-0\(id)") }
    try await build()
    let configuration = try site.configuration("corpus: {contentFolders: []}\n")
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: day(1)))
    await #expect(throws: RelocationError.self) {
      try await Build(configuration: configuration, reader: reader, ledger: try store()).run(to: site.output)
    }
  }

  @Test func whatWasPublishedOfABrokenFileStays() async throws {
    for id in 1...4 { try site.item(id, topics: ["S: One"], more: id == 2 ? "robots: noindex" : "") }
    try await build()
    let before = try site.folder.contents(of: "output")
    try site.write("item-1.md", "title: 'open\ndate: 2021-01-01")
    try site.write("item-2.md", "title: 'open\ndate: 2021-01-01")
    let report = try await build(now: day(1))
    #expect(report.rules.contains("item.kept") && report.report.errors == 2)
    #expect(try site.folder.contents(of: "output") == before)
    // What is new beside it changes nothing of it.
    try site.item(5, date: "2026-01-02", topics: ["S: One"])
    try await build(now: day(2))
    for name in ["atom.xml", "rss.xml", "feed.json", "topic/s-one/atom.xml"] {
      let (old, new) = (String(decoding: before[name] ?? [], as: UTF8.self), try site.text(name))
      #expect(old.contains("Words of 1.") && new.contains("Words of 1.") && new.contains("item-5/"), "\(name)")
    }
    #expect(try !site.text("sitemap-topic.s-one.xml").contains("item-2/"))
    #expect(try site.text("sitemap-topic.s-one.xml").contains("item-1/"))
    try site.item(1, topics: ["S: One"])
    try site.item(2, topics: ["S: One"], more: "robots: noindex")
    try await build(now: day(3))
    #expect(try site.text("atom.xml").contains("Words of 1.") && !site.text("atom.xml").contains("at:"))
  }

  @Test func aLedgerThatIsGoneIsMissed() async throws {
    try site.item(1)
    try await build()
    let path = site.folder.path + "/tidings.sqlite"
    try MissingLedgerError.check(path, output: site.output, cache: nil)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: MissingLedgerError.self) { try MissingLedgerError.check(path, output: site.output, cache: nil) }
    try Data().write(to: URL(filePath: path))
    #expect(throws: LedgerError.self) { _ = try store() }
  }
}
