import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import SiteOutput
@testable import SitePublishing
@testable import SiteSettings

/// Feeds at the addresses that are followed.
@Suite struct FeedFilesTests {
  private let site = TestSite()

  private func paths(_ report: PublishReport) -> Set<String> {
    Set(report.documents.filter { $0.format.isFeed && $0.change != .removed }.map(\.path))
  }

  @Test func documentsLieWhereTheConfigurationHasThem() async throws {
    try site.item(1)
    let report = try await site.build(
      """
      feeds:
        formats: [rss, atom]
        files:
          - {of: site, rss: [index.xml, feed/index.xml]}
          - {of: S, atom: 'by/{name}.xml', rss: '{folder}/{label}.xml'}
        alsoAt: {of: topic, atom: '{folder}/feed.xml'}
      """)
    #expect(
      paths(report) == [
        "index.xml", "feed/index.xml", "atom.xml", "by/s-one.xml", "topic/s-one/One.xml", "topic/s-one/feed.xml",
      ])
    let rss = try site.text("index.xml")
    #expect(try rss.contains("href=\"https://a.example/index.xml\"") && rss == site.text("feed/index.xml"))
    #expect(
      try site.text("by/s-one.xml").contains(
        "rel=\"self\" type=\"application/atom+xml\" href=\"https://a.example/by/s-one.xml\""))
    #expect(try site.text("topics.json").contains("https://a.example/by/s-one.xml"))
    let manifest = try Manifest(reading: Array(site.text("manifest.json").utf8))
    #expect(manifest.rows.filter { $0.copyOf != nil }.map(\.path) == ["feed/index.xml", "topic/s-one/feed.xml"])
    #expect(report.rules.filter { $0.hasPrefix("feed.") }.isEmpty)
    let again = try await site.build("feeds: {formats: [rss, atom]}")
    #expect(again.rules.contains("feed.address.kept"))
  }

  @Test func aFeedGoesOnWhereItWas() async throws {
    try site.item(1)
    try await site.build()
    let report = try await site.build("feeds: {files: [{rss: '{folder}/index.xml'}]}")
    #expect(paths(report).isSuperset(of: ["rss.xml", "index.xml", "topic/s-one/rss.xml", "topic/s-one/index.xml"]))
    #expect(try site.text("rss.xml").contains("https://a.example/index.xml"))
    #expect(report.rules.filter { $0 == "feed.address.kept" }.count == 2)
    let moved = try await site.build("feeds: {keepFormer: false, files: [{rss: '{folder}/index.xml'}]}")
    #expect(moved.paths(.removed) == ["rss.xml", "topic/s-one/rss.xml"])
  }

  @Test func whatIsTakenIsReported() async throws {
    try site.item(1)
    let report = try await site.build(
      "feeds: {files: [{of: site, rss: topic/s-one/rss.xml, atom: sitemap.xml}, {of: topic, json: feed.json}]}")
    #expect(report.rules.filter { $0 == "feed.file.taken" }.count == 3)
    #expect(paths(report).isSuperset(of: ["rss.xml", "atom.xml", "topic/s-one/feed.json", "topic/s-one/rss.xml"]))
    #expect(try site.text("topic/s-one/rss.xml").contains("S: One"))
  }

  @Test func aNameThatNoPathTakesIsReported() async throws {
    let name = String(repeating: "long ", count: 60)
    try site.item(1, topics: ["S: One", "..", name])
    let report = try await site.build("feeds: {files: [{of: topic, rss: 'by/{label}.xml'}]}")
    #expect(report.rules.filter { $0 == "feed.file.path" }.count == 1)
    #expect(paths(report).contains("by/One.xml"))
  }

  @Test(arguments: ["../x.xml", "/../x.xml", "a/", ".hidden/x.xml", "{nothing}.xml", "a/{folder", ""])
  func whatIsNoPlaceIsRefused(pattern: String) {
    #expect(throws: ConfigurationError.self) { try site.configuration("feeds: {files: [{rss: '\(pattern)'}]}") }
  }

  @Test func aFeedOfTheSamesGeneratorGivesWay() async throws {
    try site.item(1)
    try site.folder.write(
      "<rss version='2.0'><channel><title>T</title><link>https://a.example/</link><description/></channel></rss>",
      to: "output/rss.xml")
    try site.folder.write(
      "<feed xmlns='http://www.w3.org/2005/Atom'><id>x:y</id><title>T</title><link href='https://other.example/'/></feed>",
      to: "output/atom.xml")
    let report = try await site.build()
    #expect(try site.text("rss.xml").contains("Title 1"))
    #expect(report.paths(.withheld) == ["atom.xml"])
  }

  @Test func headersFollowTheDocuments() async throws {
    for id in 1...7 { try site.item(id, topics: ["S: T\(id)"]) }
    try await site.build(
      "hosting: {headers: [nginx, netlify]}\nfeeds: {files: [{of: topic, atom: 'by/{name}.xml'}, {of: site, rss: index.xml}]}"
    )
    let nginx = try site.text("headers.nginx.conf")
    #expect(nginx.contains("^/by/[^/]+\\.xml$") && nginx.contains("^/(.*/)?index\\.xml$"))
    #expect(try site.text("_headers").contains("/by/*\n"))
  }
}
