import ContentCorpus
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SitePlanning
@testable import SiteRendering
@testable import SiteSettings

@Suite struct SitemapBuildingTests {
  private let site = TestSite()

  private func shards(_ limits: SitemapLimits) async throws -> [String: [UInt8]] {
    let configuration = try site.configuration()
    let corpus = try await site.corpus(configuration)
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: SiteAddresses(configuration),
      translations: Translations(corpus, lists: []), limits: limits)
    let built = try Plan(corpus, configuration: configuration).sitemaps.filter { $0.topic != nil }.flatMap(
      builder.documents)
    return Dictionary(uniqueKeysWithValues: built.map { ($0.document.path, $0.document.bytes) })
  }

  @Test func aLargeSitemapIsSplitAndOneItemMoreChangesOneShard() async throws {
    for id in 1...40 { try site.item(id, date: "20\(10 + id % 4)-0\(1 + id % 9)-11") }
    let limits = SitemapLimits(count: 8, bytes: URLSet.byteLimit)
    let before = try await shards(limits)
    #expect(before.count > 4)
    #expect(before.keys.contains { $0.hasPrefix("sitemap-topic.s-one~2010-") })
    try site.item(41, date: "2010-01-12")
    let after = try await shards(limits)
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    #expect(changed.count == 1)
  }

  @Test func bytesAreALimitToo() async throws {
    for id in 1...12 { try site.item(id, date: "201\(id % 3)-01-11") }
    let limits = SitemapLimits(count: 50_000, bytes: 550)
    let found = try await shards(limits)
    #expect(found.count > 3)
    #expect(found.values.allSatisfy { $0.count <= 550 })
  }

  @Test func itemsOfOneDayAreDistinguishedByTheirAddress() async throws {
    for id in 1...40 { try site.item(id) }
    let found = try await shards(SitemapLimits(count: 8, bytes: URLSet.byteLimit))
    #expect(found.keys.allSatisfy { $0.hasPrefix("sitemap-topic.s-one~2021-01-01-") })
    #expect(found.count > 4)
  }

  @Test func onlyWhatMayBeIndexedIsListed() async throws {
    try site.item(1)
    try site.item(2, more: "htmlMetaData: {robots: noindex}")
    try site.item(3, more: "draft: true")
    try site.item(4, date: "2027-01-01")
    try await site.build()
    let text = try site.text("sitemap-topic.s-one.xml")
    #expect(text.contains("https://a.example/item-1/"))
    for id in 2...4 { #expect(!text.contains("item-\(id)/")) }
    #expect(try site.text("rss.xml").contains("item-2"))
  }

  @Test func aPageHasOneLastmodInAllSitemapsAndTheIndexTheNewest() async throws {
    try site.item(1, topics: ["S: One", "S: Two"], more: "lastMod: '2021-05-05T01:02:03.5Z'")
    try site.item(2, topics: ["S: Two"], more: "lastMod: '2021-06-06'")
    try await site.build()
    let line = "<lastmod>2021-05-05T01:02:03.5Z</lastmod>"
    #expect(try site.text("sitemap-topic.s-one.xml").contains(line))
    #expect(try site.text("sitemap-topic.s-two.xml").contains(line))
    let index = try site.text("sitemap.xml")
    #expect(index.contains("sitemap-topic.s-one.xml</loc>\n    \(line)"))
    #expect(index.contains("sitemap-topic.s-two.xml</loc>\n    <lastmod>2021-06-06T00:00:00Z</lastmod>"))
  }

  @Test func newsAreThoseOfTheLastTwoDays() async throws {
    try site.item(1, date: "2025-12-31")
    try site.item(2, date: "2025-12-29")
    try site.item(3, date: "2025-12-31", more: "href: https://b.example/")
    let report = try await site.build("sitemaps: {news: {publication: The A, curated: false}}")
    #expect(report.rules == [])
    let text = try site.text("news-sitemap.xml")
    #expect(text.contains("item-1/") && !text.contains("item-2/") && !text.contains("item-3/"))
    #expect(text.contains("<news:name>The A</news:name>"))
    try await site.build("sitemaps: {news: true}")
    #expect(try site.text("news-sitemap.xml").contains("item-3/"))
    try await site.build("sitemaps: {enabled: false}")
    #expect(!site.folder.exists("output/news-sitemap.xml") && !site.folder.exists("output/sitemap.xml"))
  }

  @Test func namesOfTopicsNeverMeet() {
    let paths = ["a/b", "a.b", "a..b", "a./b", "a/b~1", "a/b~~1", "a-b", "a/b/c", "a.b/c"]
    #expect(Set(paths.map(Plan.fileName)).count == paths.count)
  }
}
