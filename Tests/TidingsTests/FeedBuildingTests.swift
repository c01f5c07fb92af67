import Foundation
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing

@Suite struct FeedBuildingTests {
  private let site = TestSite()

  private struct JSONFeedFile: Decodable {
    struct Item: Decodable {
      let id: String
      let url: String
      let html: String?
      let text: String?

      enum CodingKeys: String, CodingKey {
        case id, url
        case html = "content_html"
        case text = "content_text"
      }
    }
    let items: [Item]
  }

  private func items(_ path: String = "feed.json") throws -> [JSONFeedFile.Item] {
    try JSONDecoder().decode(JSONFeedFile.self, from: Data(try site.text(path).utf8)).items
  }

  @Test func newestFirstAndNoMoreThanConfigured() async throws {
    for id in 1...5 { try site.item(id, date: "2021-01-0\(id)") }
    try await site.build("feeds: {entries: 3}")
    #expect(try items().map(\.id) == [5, 4, 3].map { "tag:a.example,2021-01-0\($0):\($0)" })
  }

  @Test func contentGivesWayBeforeEntriesDo() async throws {
    try site.item(1, date: "2021-01-01", body: "<p>\(String(repeating: "long ", count: 4000))</p>")
    for id in 2...4 { try site.item(id, date: "2021-01-0\(id)") }
    let report = try await site.build("feeds: {limitBytes: 10KB}")
    #expect(Set(report.rules) == ["feed.entry.shortened"])
    #expect(report.report.errors == 0)
    let found = try items()
    #expect(found.map { $0.html == nil } == [false, false, false, true])
    #expect(found[3].text?.isEmpty == false)
    #expect(report.documents.filter { $0.format.isFeed }.allSatisfy { $0.bytes <= 10_000 })
  }

  @Test func aFeedWithoutRoomCarriesFewerEntries() async throws {
    for id in 1...9 { try site.item(id, date: "2021-01-0\(id)") }
    let report = try await site.build("feeds: {limitBytes: 5KB, warnBytes: 4KB}")
    #expect(report.rules.contains("feed.entries.shortened"))
    #expect(report.rules.contains("feed.size.warn"))
    let feeds = report.documents.filter { $0.format.isFeed }
    #expect(feeds.allSatisfy { $0.bytes <= 5_000 && $0.entries < 9 && $0.entries > 0 })
    #expect(Set(feeds.map(\.entries)).count == 1)
  }

  @Test func oneGiantDescriptionHarmsNobodyElse() async throws {
    for id in 1...3 { try site.item(id, date: "2021-01-0\(id)") }
    try site.item(4, date: "2021-02-01", more: "description: \(String(repeating: "word ", count: 250_000))")
    let report = try await site.build()
    #expect(report.rules == [])
    #expect(try items().count == 4)
  }

  @Test func whatIsEncodedStaysAsItIs() async throws {
    try site.item(
      1, more: "featuredImage: '/img/a%20b.png?v=2'\nrelatedOfferings: [{label: L, permalink: /o/a%2Fb?x=1}]")
    try await site.build()
    #expect(try site.text("feed.json").contains("\"image\": \"https://a.example/img/a%20b.png?v=2\""))
    #expect(try site.text("feed.json").contains("https://a.example/o/a%2Fb?x=1"))
  }

  @Test func modesOfContent() async throws {
    try site.item(1, more: "description: In short", body: "<p>\(String(repeating: "word ", count: 100))</p>")
    try await site.build("feeds: {content: summary}")
    #expect(try items()[0].html == "<p>In short</p>")
    try await site.build("feeds: {content: excerpt, excerptCharacters: 20}")
    #expect(try items()[0].html == "<p>word word word word…</p>")
  }

  @Test func curatedItemsNameTheirOriginal() async throws {
    try site.item(
      1, more: "link: {original: 'https://b.example/x?a=1&b=2', brand: B & B}\nvia: Jane\nviaLink: https://j.example/")
    try await site.build()
    let line =
      "<p>Read the original at <a href=\"https://b.example/x?a=1&amp;b=2\">B &amp; B</a>, found via <a href=\"https://j.example/\">Jane</a></p>"
    #expect(try items()[0].html == line + "<p>Words of 1.</p>")
    let permalinkFirst = try site.text("rss.xml")
    try await site.build("feeds: {curated: link-first, attribution: false}")
    #expect(try items()[0].html == "<p>Words of 1.</p>")
    let linkFirst = try site.text("rss.xml")
    #expect(permalinkFirst.contains("<link>https://a.example/item-1/</link>"))
    #expect(linkFirst.contains("<link>https://b.example/x?a=1&amp;b=2</link>"))
    for text in [permalinkFirst, linkFirst] {
      #expect(text.contains("<guid isPermaLink=\"false\">tag:a.example,2021-01-01:1</guid>"))
    }
  }

  @Test func topicsWithTooFewItemsHaveNoDocuments() async throws {
    try site.item(1, topics: ["S: One"])
    try site.item(2, topics: ["S: One", "S: Two"])
    try site.item(3, topics: ["S: Two", "S: Three"])
    let report = try await site.build("topics: {minimumEntries: 2}")
    #expect(report.documents.contains { $0.path == "topic/s-two/rss.xml" })
    #expect(!report.documents.contains { $0.path.contains("s-three") })
    #expect(try !site.text("other-sitemap.xml").contains("item-"))
  }

  @Test func picturesNeedAnAddressAndEnclosuresALength() async throws {
    try site.item(1, more: "featuredImage: {href: p.png, size: [3, 4]}\nfeaturedPdf: d.pdf")
    let without = try await site.build()
    #expect(without.rules == ["site.asset-base.given"])
    #expect(try !site.text("rss.xml").contains("media:content "))
    try site.folder.write("12345", to: "assets/p.png")
    try await site.build("corpus: {assets: '\(site.folder.path)/assets'}")
    let configuration = "site: {baseURL: 'https://a.example/', title: A, assetBaseURL: 'https://cdn.example/i/'}"
    let corpus = "\ncorpus: {assets: '\(site.folder.path)/assets'}"
    let read = try ConfigurationReader.read(text: Array((configuration + corpus).utf8), named: "t")
    let items = try await site.corpus(read)
    _ = try await Publisher(configuration: read).publish(Plan(items, configuration: read), of: items, to: site.output)
    let rss = try site.text("rss.xml")
    // A picture never takes the place of an attachment, whose length nobody knows.
    #expect(rss.contains("<enclosure url=\"https://cdn.example/i/d.pdf\" length=\"0\" type=\"application/pdf\"/>"))
    #expect(
      rss.contains(
        "<media:content url=\"https://cdn.example/i/p.png\" medium=\"image\" type=\"image/png\" fileSize=\"5\" width=\"3\" height=\"4\"/>"
      ))
    #expect(
      try site.text("atom.xml").contains(
        "<link rel=\"enclosure\" type=\"application/pdf\" href=\"https://cdn.example/i/d.pdf\"/>"))
  }
}
