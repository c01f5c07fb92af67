import ContentCorpus
import FeedParsing
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteReporting
@testable import SiteSettings
@testable import SiteSetup

/// Sites whose subscribers stay where they are.
@Suite struct MoveTests {
  private let folder = TemporaryFolder()

  private func rss(_ entries: [(id: String, day: Int)], self address: String = "https://a.example/index.xml") -> String
  {
    let items = entries.map { id, day in
      "<item><title>T</title><link>\(id)</link><guid>\(id)</guid><pubDate>\(day < 10 ? "0" : "")\(day) Jan 2025 00:00:00 GMT</pubDate></item>"
    }
    return "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>D</description>"
      + items.joined() + "</channel></rss>"
  }

  private func kinds(_ check: MoveCheck) -> [String] { check.problems.map(\.kind.rawValue) }

  private func check() throws -> MoveCheck { try MoveCheck(from: folder.path + "/old", to: folder.path + "/new") }

  @Test func theSameFeedsAtTheSameAddressesAreSafe() throws {
    let feed = rss([("https://a.example/2/", 2), ("https://a.example/1/", 1)])
    try folder.write(feed, to: "old/index.xml")
    try folder.write(
      feed.replacing("<title>T</title><link>https://a.example/2", with: "<title>U</title><link>https://a.example/2"),
      to: "new/index.xml")
    let check = try check()
    #expect(check.isSafe && check.feeds == 1 && check.notes == ["index.xml: 1 entries have another title"])
  }

  @Test func whatIsNewIsNoFlood() throws {
    try folder.write(rss([("https://a.example/2/", 2)]), to: "old/index.xml")
    try folder.write(rss([("https://a.example/3/", 3), ("https://a.example/2/", 2)]), to: "new/index.xml")
    #expect(try check().isSafe)
    try folder.write(rss([("https://a.example/2/", 2), ("https://a.example/1/", 1)]), to: "new/index.xml")
    #expect(try kinds(check()) == ["unread"])
    try folder.write(rss([("https://a.example/4/", 4)]), to: "new/index.xml")
    #expect(try kinds(check()) == [])
    try folder.write(rss([("tag:a:2", 2)]), to: "new/index.xml")
    #expect(try kinds(check()) == ["unread"])
  }

  @Test func deadAddressesAreReported() throws {
    let feed = rss([("https://a.example/2/", 2)])
    try folder.write(feed, to: "old/feed/index.xml")
    try folder.write(feed, to: "old/all.xml")
    try folder.write(rss([]), to: "old/tags/index.xml")
    try folder.write(
      "<link rel=alternate type=application/rss+xml href=/feed/><link rel=alternate type=application/rss+xml href=/all.xml>",
      to: "old/index.html")
    try folder.write(
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.example/p/</loc></url></urlset>",
      to: "old/sitemap.xml")
    try folder.write(
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": []}", to: "new/all.xml")
    #expect(try kinds(check()) == ["feed-missing", "feed-format", "page-missing", "link-missing"])
    try folder.write("/feed /x.xml 301\n/all.xml /x.xml 301\n/p / 302\n", to: "new/_redirects")
    try folder.write(feed, to: "new/x.xml")
    try folder.remove("new/all.xml")
    #expect(try check().isSafe)
  }

  @Test func whatWasDeadBeforeIsANote() throws {
    let urls = ["p", "q", "dead"].map { "<url><loc>https://a.example/\($0)/</loc></url>" }.joined()
    let urlset = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
    try folder.write(urlset + urls + "</urlset>", to: "old/sitemap.xml")
    for page in ["p", "q"] { try folder.write("<html><title>T</title></html>", to: "old/\(page)/index.html") }
    try folder.write(urlset + urls.replacing("dead", with: "other") + "</urlset>", to: "new/sitemap.xml")
    let found = try check()
    #expect(found.isSafe && found.notes.contains { $0.contains("https://a.example/dead/") })
  }

  private func corpus(_ files: [String: String], _ text: String) async throws -> (Configuration, Corpus, CorpusReader) {
    for (path, content) in files { try folder.write(content, to: path) }
    try folder.write(text, to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    var settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    settings.readsMeaning = true
    let reader = CorpusReader(folder: folder.path, settings: settings)
    return (configuration, try await reader.read(jobs: 1), reader)
  }

  @Test func itemsThatHaveLeftTheOldFeedGetItsIDsToo() async throws {
    var files = ["hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\n"]
    for day in 1...5 { files["content/p\(day).md"] = "---\ntitle: T\(day)\ndate: 2025-01-0\(day)\n---\nText \(day)\n" }
    let (configuration, corpus, _) = try await corpus(files, "site:\n")
    let old = try #require(
      FeedReader.feed(Array(rss((4...5).reversed().map { ("https://a.example/p\($0)/", $0) }).utf8)))
    let adoption = IDAdoption(configuration: configuration)
    let outcome = adoption.outcome(of: [old], for: corpus, in: Ledger(), derives: true)
    #expect(outcome.adopted == 2 && outcome.derived == 3 && outcome.rule == .address)
    #expect(Set(outcome.changes.rows.map(\.id)) == Set((1...5).map { "https://a.example/p\($0)/" }))
    let reach = adoption.reach(of: [old], corpus, Ledger())
    #expect(reach.since[""]?.rfc3339 == "2025-01-04T00:00:00Z" && reach.leftOut.isEmpty)
    let plan = Plan(corpus, configuration: configuration)
    func items(_ reach: IDAdoption.Reach) -> Int? {
      var ledger = Ledger()
      ledger.note(reach)
      var memory = FeedState()
      (memory.since, memory.leftOut) = (ledger.since, Ledger.leftOut(ledger.settings))
      return plan.reaching(memory, corpus, configuration).feeds.first?.items.count
    }
    #expect(items(reach) == 2)
    // One that chose otherwise, or was cut among entries of one day.
    let gap = try #require(FeedReader.feed(Array(rss([5, 3].map { ("https://a.example/p\($0)/", $0) }).utf8)))
    let chosen = adoption.reach(of: [gap], corpus, Ledger())
    #expect(chosen.leftOut[""]?.count == 1 && items(chosen) == 2)
    // A rule that the entries contradict is none.
    let other = try #require(
      FeedReader.feed(
        Array(
          rss([("https://a.example/p5/?x=1", 5)]).replacing(
            "<link>https://a.example/p5/?x=1", with: "<link>https://a.example/p5/"
          ).utf8)))
    #expect(adoption.outcome(of: [other], for: corpus, in: Ledger(), derives: true).derived == 0)
  }

  @Test func idsOfJekyllAndPelican() async throws {
    let (configuration, corpus, reader) = try await corpus(
      [
        "_config.yml": "url: https://a.example\ntitle: A\ntimezone: Europe/Berlin\n",
        "_posts/2025-01-02-one.md": "---\ntitle: A\n---\nA\n",
        "_posts/2025-01-03-two.md": "---\ntitle: B\nslug: zwei\npermalink: /x/y/\n---\nB\n",
      ], "site:\n")
    func ids(_ rule: IDRule) -> [String] {
      corpus.published.map { corpus.items[$0] }.map { record in
        rule.id(of: record, name: reader.generatorName(record.path), configuration)
      }
    }
    #expect(ids(.jekyll) == ["https://a.example/x/zwei", "https://a.example/2025/01/02/one"])
    #expect(ids(.tagOfDay) == ["tag:a.example,2025-01-03:/x/y/", "tag:a.example,2025-01-02:/2025/01/02/one.html"])
  }

  @Test func feedsOfTermsAreMadeWhereHugoMakesThem() async throws {
    let (configuration, corpus, _) = try await corpus(
      [
        "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\n",
        "content/a.md": "---\ntitle: T\ndate: 2025-01-01\ntags: [x, y]\n---\nText\n",
      ], "topics: {sections: auto}\nfeeds: {files: [{rss: '{folder}/index.xml'}]}\n")
    let feeds = Plan(corpus, configuration: configuration).feeds.filter { $0.scope.terms != nil }
    #expect(feeds.map { $0.scope.path(.rss) } == ["tags/index.xml", "categories/index.xml"])
    #expect(feeds.map { $0.scope.terms?.count } == [2, 0])
  }

  @Test func aLedgerKnowsWhereFeedsLay() throws {
    var ledger = Ledger()
    ledger.since["topic/x/"] = Timestamp(secondsSinceEpoch: 1_700_000_000)
    ledger.places = [FeedPlace(folder: "", format: "rss", path: "index.xml")]
    #expect(try LedgerLines.read(LedgerLines.text(ledger)) == ledger)
    let store = try SQLiteLedger(folder.path + "/l.sqlite")
    _ = try store.commit(ledger.changes(since: Ledger()))
    #expect(try store.load() == ledger && store.since() == ledger.since && store.places() == ledger.places)
  }

  @Test func aWordPressMovesByItsExport() async throws {
    try folder.copy(Fixtures.path("wordpress/export.xml"), to: "export.xml")
    try folder.write(
      String(decoding: try FolderContents.read(Fixtures.path("wordpress"))["rss2.xml"] ?? [], as: UTF8.self),
      to: "old/feed/index.xml")
    let known = try ConfigurationTemplate.known(in: folder.path, pages: "export.xml")
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let path = configuration.corpus.path ?? folder.path
    let reader = try CorpusReader(
      folder: path,
      settings: configuration.corpusSettings(now: TestSite.now.advanced(bySeconds: 400 * 86400), folder: path))
    let corpus = try await reader.read(jobs: 1)
    _ = try await Publisher(configuration: configuration, options: .init()).publish(
      Plan(corpus, configuration: configuration), of: corpus, to: folder.path + "/new")
    let check = try check()
    #expect(check.isSafe && check.feeds == 1, "\(check.problems)")
    let paths = try FolderContents.read(folder.path + "/new").keys
    #expect(
      paths.contains("feed/atom/index.xml")
        && paths.contains { $0.hasPrefix("category/") && $0.hasSuffix("/feed/index.xml") })
  }
}
