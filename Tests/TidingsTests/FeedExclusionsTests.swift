import ContentCorpus
import TestSupport
import Testing
import Tidings
import TidingsCore

/// Items that their owners keep out of feeds or sitemaps.
@Suite struct KeptOutTests {
  private let site = TestSite()

  @Test(arguments: [
    "feeds: false", "feed: false", "rss: no", "include_in_feeds: false", "hiddenInRss: true", "exclude_from_feed: true",
    "feed: {exclude: true}",
  ])
  func ofFeeds(field: String) async throws {
    try site.item(1)
    try site.item(2, more: field)
    try await site.build()
    #expect(try !site.text("feed.json").contains("item-2/") && site.text("sitemap-topic.s-one.xml").contains("item-2/"))
  }

  @Test(arguments: ["sitemap: false", "sitemaps: false", "sitemap: {disable: true}", "sitemap_exclude: true"])
  func ofSitemaps(field: String) async throws {
    try site.item(1)
    try site.item(2, more: field)
    try await site.build()
    #expect(try site.text("feed.json").contains("item-2/") && !site.text("sitemap-topic.s-one.xml").contains("item-2/"))
  }

  @Test(arguments: [
    "feed: true", "rss: https://x.example/feed", "feed: {excerpt_only: true}", "sitemap: {priority: 0.3}",
  ])
  func whatMeansSomethingElse(field: String) async throws {
    try site.item(1, more: field)
    try await site.build()
    #expect(try site.text("feed.json").contains("item-1/") && site.text("sitemap-topic.s-one.xml").contains("item-1/"))
  }

  @Test func peopleOfTheSitesData() async throws {
    let folder = TemporaryFolder()
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    try folder.write("{\"name\": \"Mina Berg\", \"website\": \"https://mina.example/\"}", to: "data/authors/mb.json")
    try folder.write("site:\n", to: "tidings.yaml")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\nauthor: mb\n---\nText\n", to: "content/a.md")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let author = CorpusReader(folder: folder.path, settings: settings).inspect("content/a.md").item?.authors.first
    #expect(author?.name == "Mina Berg" && author?.address == "https://mina.example/")
  }
}
