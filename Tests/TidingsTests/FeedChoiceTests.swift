import Foundation
import TestSupport
import Testing
import TidingsCore

@testable import SiteOutput
@testable import SitePublishing

/// Feeds beside those of the site and of topics, and what goes with them.
@Suite struct FeedChoiceTests {
  private let site = TestSite()

  private func titles(_ path: String) throws -> [String] {
    try site.text(path).matches(of: /"title": "(Title [0-9]+)"/).map { String($0.1) }
  }

  @Test func feedsArePutTogetherFromTopics() async throws {
    try site.item(1, topics: ["S: One"])
    try site.item(2, date: "2021-01-02", topics: ["S: Two", "K: Three"])
    try site.item(3, date: "2021-01-03", topics: ["K: Three"])
    let more = """
      feeds:
        taxonomies: true
        combined:
          - {name: Both, include: [topic/s-one, "S: Two"], exclude: [nowhere]}
          - {name: Rest, path: x/rest, exclude: [Three]}
          - {name: Taken, path: topic/s-one, include: ["K: *"]}
      """
    let report = try await site.build(more)
    #expect(try titles("both/feed.json") == ["Title 2", "Title 1"])
    #expect(try titles("x/rest/feed.json") == ["Title 1"])
    #expect(try titles("taxonomy/k/feed.json") == ["Title 3", "Title 2"])
    #expect(Set(report.rules) == ["feed.combined.topic", "feed.combined.path"])
    #expect(try site.text("topics.json").contains("\"path\": \"x/rest\", \"kind\": \"combined\""))
  }

  @Test func authorsHaveFeedsAndAreNoCategories() async throws {
    try site.item(1, more: "author: [Ana B, Čeněk]")
    try await site.build("topics: {authors: true}")
    #expect(try titles("author/ana-b/feed.json") == ["Title 1"])
    #expect(try !site.text("author/ana-b/atom.xml").contains("label=\"Ana B\""))
    #expect(!site.folder.exists("output/sitemap-author.ana-b.xml"))
  }

  @Test func sitemapsNameTranslations() async throws {
    try site.item(1, more: "translationKey: k")
    try site.item(2, more: "translationKey: k\nlanguage: de")
    try site.item(3, more: "language: en-GB")
    try await site.build()
    let sitemap = try site.text("sitemap-topic.s-one.xml")
    for line in [
      "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://a.example/item-1/\"/>",
      "<xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"https://a.example/item-2/\"/>",
      "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://a.example/item-1/\"/>",
    ] { #expect(sitemap.components(separatedBy: line).count == 3) }
    #expect(sitemap.components(separatedBy: "xhtml:link").count == 7)
  }

  @Test func twinsAndHeadersLieBesideDocuments() async throws {
    try site.item(1)
    let more = "hosting: {compressed: [brotli, gzip], headers: [nginx, apache, caddy, netlify, cloudflare, json]}"
    let report = try await site.build(more)
    #expect(report.rules == [])
    for path in ["rss.xml.gz", "rss.xml.br", "topics.json.br", "headers.nginx.conf", "_headers", "headers.json"] {
      #expect(site.folder.exists("output/" + path))
    }
    #expect(!site.folder.exists("output/_headers.gz"))
    let nginx = try site.text("headers.nginx.conf")
    #expect(
      nginx.contains("  default_type application/rss+xml;\n  charset utf-8;\n  charset_types application/rss+xml;\n"))
    #expect(!nginx.contains("@tidings_browser"))
    let again = try await site.build(more)
    #expect(again.paths(.unchanged).count == again.documents.count)
    try await site.build()
    #expect(!site.folder.exists("output/rss.xml.gz") && !site.folder.exists("output/_headers"))
  }

  @Test func whatGoesWithAFeedIsReported() async throws {
    try site.item(1, more: "sourceFeed: {url: 'https://o.example/atom.xml', title: O, id: 'https://o.example/1'}")
    let report = try await site.build(
      "feeds: {ttl: 60, cloud: {domain: c.example, path: /rss}}\npages: {enabled: true}")
    #expect(report.rules == [])
    let rss = try site.text("topic/s-one/rss.xml")
    #expect(rss.contains("<ttl>60</ttl>") && rss.contains("<source url=\"https://o.example/atom.xml\">O</source>"))
    #expect(rss.contains("<?xml-stylesheet type=\"text/css\" href=\"../../feed.css\"?>"))
    #expect(try site.text("atom.xml").contains("<id>https://o.example/1</id>"))
    #expect(try site.text("topic/s-one/subscribe.html").contains("https://a.example/topic/s-one/atom.xml"))
  }
}
