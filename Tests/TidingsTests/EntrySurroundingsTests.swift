import ContentCorpus
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// Lines around entries, and what else feeds are given in place of the generator's.
@Suite struct EntryLineTests {
  private let site = TestSite()

  @Test func linesStandAroundTheContent() async throws {
    try site.item(1, more: "author: {name: 'Ann <A>', email: a@b.example}\ntitle: 'Q & A: 1/2?'")
    try site.write(
      "item-1.md",
      "id: 1\ntitle: 'Q & A: 1/2?'\ndate: 2021-01-01\nslug: item-1\nauthor: {name: 'Ann <A>', email: a@b.example}")
    try await site.build(
      """
      feeds:
        before: '<p>By {author}<script>x()</script></p>'
        after: '<p><a href="mailto:{email}?subject=Re: {title}">Reply</a> to <a href="{address}">{title}</a> (<a href="/rights/">rights</a>)</p>'
      """)
    let feed = try site.text("feed.json")
    #expect(feed.contains("<p>By Ann &lt;A&gt;</p>"))
    #expect(feed.contains("mailto:a@b.example?subject=Re:%20Q%20%26%20A%3A%201%2F2%3F"))
    #expect(
      feed.contains("https://a.example/item-1/\\\">Q &amp; A: 1/2?</a>") && feed.contains("https://a.example/rights/"))
  }

  @Test func aLineIsNoChangeOfAnEntry() async throws {
    try site.item(1)
    let store = try SQLiteLedger(site.folder.path + "/l.sqlite")
    func build(_ more: String, _ day: Int64) async throws {
      let configuration = try site.configuration(more)
      let now = TestSite.now.advanced(bySeconds: day * 86400)
      let reader = CorpusReader(
        folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: now))
      _ = try await Build(configuration: configuration, reader: reader, options: Build.Options(), ledger: store)
        .run(to: site.output)
    }
    try await build("", 1)
    let before = try store.load().rows
    try await build("feeds: {after: '<p>Rights</p>'}", 2)
    #expect(try store.load().rows == before && site.text("rss.xml").contains("Rights"))
  }

  @Test func aLineMayBeThatOfSomeFeeds() async throws {
    try site.item(1, topics: ["S: One", "S: Two"], more: "author: {name: Ann, email: a@b.example}")
    let report = try await site.build(
      """
      feeds:
        formats: [json]
        before:
          - {of: 'S: Two', html: '<p>Two</p>'}
          - {of: topic, html: ''}
          - {html: '<p>By {author}, {email}</p>'}
        after: [{of: site, html: '<p>Site</p>'}]
      """)
    #expect(report.report.errors == 0)
    let (own, one, two) = (
      try site.text("feed.json"), try site.text("topic/s-one/feed.json"), try site.text("topic/s-two/feed.json")
    )
    #expect(own.contains("<p>By Ann, a@b.example</p><p>Words of 1.</p><p>Site</p>"), "\(own)")
    #expect(!one.contains("<p>By") && !one.contains("<p>Site") && one.contains("<p>Words of 1.</p>"))
    #expect(two.contains("<p>Two</p>") && !two.contains("<p>Site") && !one.contains("<p>Two"))
  }

  @Test func linesThatAreNone() throws {
    for text in ["[x]", "[{of: site}]", "[{html: [a]}]", "{of: site, htm: x}"] {
      let error = #expect(throws: ConfigurationError.self) { try site.configuration("feeds: {after: \(text)}") }
      #expect(error?.findings.first?.message.contains("'feeds.after'") == true, "\(text)")
    }
  }

  @Test func aSiteHasItsOwnStyleSheet() async throws {
    try site.item(1)
    try await site.build("feeds: {styleSheet: /feed.xslt.xml}")
    #expect(
      try site.text("atom.xml").contains(
        "<?xml-stylesheet type=\"text/xsl\" href=\"https://a.example/feed.xslt.xml\"?>"))
  }

  @Test func anItemMayGiveItsSummaryOnly() async throws {
    try site.item(1, more: "feed: {excerpt_only: true}\nsummary: Short", body: "<p>Long words.</p>")
    try site.item(2, body: "<p>All of it.</p>")
    try await site.build()
    let feed = try site.text("feed.json")
    #expect(!feed.contains("Long words") && feed.contains("<p>Short</p>") && feed.contains("All of it."))
  }

  @Test func formerPlacesOfFeedsLeadToThem() async throws {
    try site.item(1)
    let configuration = try site.configuration(
      "feeds: {keepFormer: false, formats: [rss], files: [{of: site, rss: index.xml}]}")
    let corpus = try await site.corpus(configuration)
    var ledger = Ledger()
    ledger.places = [FeedPlace(folder: "topic/s-one/", format: "rss", path: "old/one.xml")]
    let moved = RedirectMap(corpus, ledger, configuration: configuration).moved
    #expect(moved.map(\.path) == ["/old/one.xml", "/rss.xml"])
    #expect(moved.map(\.target) == ["https://a.example/topic/s-one/rss.xml", "https://a.example/index.xml"])
  }
}
