import ContentCorpus
import FeedParsing
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteOutput
@testable import SitePublishing
@testable import SiteSettings

/// Sites that an earlier state of this program built, with what it left of them: documents, ledger, cache. No id, date, address
/// or feed moves by an update where the content has not changed.
@Suite struct FormerStateTests {
  private let folder = TemporaryFolder()

  private struct Published: Hashable {
    let id: String
    let address: String?
    let published: Timestamp
    let updated: Timestamp
  }

  private func entries(_ folder: String, _ path: String) throws -> [Published] {
    let bytes = try #require(try FolderContents.read(folder)[path])
    let feed = try #require(FeedReader.read(bytes, path: path).feed)
    return feed.entries.map { Published(id: $0.id, address: $0.page, published: $0.published, updated: $0.updated) }
  }

  private func build(_ site: String, now: Timestamp) async throws -> PublishReport {
    let root = folder.path + "/" + site
    let configuration = try ConfigurationReader.read(root + "/site/tidings.yaml")
    var settings = try configuration.corpusSettings(now: now, folder: root + "/site")
    settings.excludedFolders = []
    var options = Build.Options()
    options.publishing.jobs = 2
    options.cache = CacheFolder(root + "/cache")
    let ledger = try SQLiteLedger(root + "/ledger.sqlite")
    return try await Build(
      configuration: configuration, reader: CorpusReader(folder: root + "/site", settings: settings), options: options,
      ledger: ledger
    ).run(to: root + "/output")
  }

  private static let states =
    ["former", "former-2", "former-3"].flatMap { state in
      ["medigy", "hugo", "jekyll", "zola", "eleventy"].map { ($0, state) }
    } + [("html", "former-3")]

  /// The first state has a ledger of the second version, the others of the third and the fourth.
  @Test(arguments: states)
  func anUpdateMovesNothing(_ site: String, _ state: String) async throws {
    let left = Fixtures.path(state + "/" + site)
    try folder.copy(left, to: site)
    if state != "former", site != "html" {
      try folder.copy(Fixtures.path("former/" + site + "/site"), to: site + "/site")
    }
    let now = try #require(Timestamp(Timestamp.Components(year: 2026, month: 10, day: 20)))
    let report = try await build(site, now: now)
    #expect(report.report.findings.filter { $0.severity == .error }.isEmpty)
    let feeds = try FolderContents.read(left + "/output").keys.filter {
      [".json", ".xml"].contains(where: $0.hasSuffix) && !$0.contains("sitemap") && !$0.hasPrefix("manifest")
        && !$0.hasPrefix("topics")
    }
    #expect(feeds.count >= 9)
    for feed in feeds {
      #expect(
        try entries(folder.path + "/" + site + "/output", feed) == entries(left + "/output", feed), "\(site): \(feed)")
    }
    // What a sitemap named it still names, with the same date.
    let before = try FormerStateTests.pages(in: left + "/output")
    let after = try FormerStateTests.pages(in: folder.path + "/" + site + "/output")
    for (address, modified) in before { #expect(after[address] == modified, "\(address)") }
    #expect(!before.isEmpty)
    // Nothing is withdrawn, and nothing changes once more.
    let ledger = try SQLiteLedger(folder.path + "/" + site + "/ledger.sqlite", for: .reading).load()
    let former = try SQLiteLedger(left + "/ledger.sqlite", for: .reading).load()
    for row in former.rows.values {
      let row = row
      let same = ledger.rows[row.key]
      #expect(same?.id == row.id && same?.withdrawn == row.withdrawn && same?.modified == row.modified, "\(row.key)")
      #expect(same?.addresses.last == row.addresses.last)
    }
    let again = try await build(site, now: now)
    #expect(again.paths(.updated).isEmpty && again.paths(.created).isEmpty && again.paths(.removed).isEmpty)
  }

  private static func pages(in output: String) throws -> [String: String] {
    var pages: [String: String] = [:]
    for (path, bytes) in try FolderContents.read(output)
    where path.hasSuffix(".xml") && path.contains("sitemap-") || path == "other-sitemap.xml" {
      let text = String(decoding: bytes, as: UTF8.self)
      for match in text.matches(of: /<loc>(.*?)<\/loc>\s*<lastmod>(.*?)<\/lastmod>/) {
        pages[String(match.1)] = String(match.2)
      }
    }
    return pages
  }
}
