import ContentCorpus
import PublishingLedger
import TestSupport
import Testing

@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// What the ledger says of items whose files cannot be read.
@Suite struct PublishedItemsTests {
  private let site = TestSite()

  @Test func aLedgerAnswersAlikeHoweverLargeItIs() async throws {
    for day in 1...4 { try site.item(day, date: "2020-01-0\(day)") }
    let configuration = try site.configuration("")
    let ledger = try SQLiteLedger(site.folder.path + "/tidings.sqlite")
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: TestSite.now))
    _ = try await Build(configuration: configuration, reader: reader, options: Build.Options(), ledger: ledger)
      .run(to: site.output)
    let atOnce = PublishedItems(ledger, configuration)
    let byRow = PublishedItems(ledger, configuration, smallCount: 0)
    let paths = try ledger.load().rows.values.map(\.path).sorted()
    #expect(paths.count == 4)
    for path in paths {
      let item = try #require(try byRow.item(of: path))
      #expect(try atOnce.item(of: path) == item)
    }
    #expect(try byRow.item(of: "nothing.md") == nil)
  }
}
