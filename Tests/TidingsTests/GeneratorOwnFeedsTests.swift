import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteConventions
@testable import SiteOutput
@testable import SiteSettings
@testable import SiteSetup

/// Feeds that only the site's generator can make.
@Suite struct KeptFeedsTests {
  private let site = TestSite()

  private func feed(_ title: String, _ entries: [(page: String, id: String)]) -> String {
    let items = entries.map { page, id in
      "<item><title>\(id)</title><link>\(page)</link><guid isPermaLink='false'>\(id)</guid><pubDate>Fri, 01 Jan 2021 10:00:00 GMT</pubDate></item>"
    }
    return
      "<?xml version='1.0'?><rss version='2.0'><channel><title>\(title)</title><link>https://a.example/</link><description>d</description>\(items.joined())</channel></rss>"
  }

  private func page(_ title: String) -> String {
    "<html lang='en'><head><title>\(title)</title><meta property='article:published_time' content='2021-01-01T10:00:00Z'></head><body><main><h1>\(title)</h1><p>Words of \(title).</p></main></body></html>"
  }

  @Test func aFeedStaysAsItsGeneratorMakesIt() async throws {
    let pictures = feed("Pictures", [("https://a.example/galleries/1.jpg", "one")])
    try site.item(1)
    try site.folder.write("<html></html>", to: "public/index.html")
    try site.folder.write(pictures, to: "public/galleries/rss.xml")
    let more = """
      corpus: {rendered: '\(site.folder.path)/public'}
      feeds: {formats: [rss], kept: [galleries/rss.xml]}
      hosting: {compressed: [gzip]}
      """
    let report = try await site.build(more)
    #expect(try site.text("galleries/rss.xml") == pictures)
    #expect(report.rules.filter { $0.hasPrefix("feed.kept") || $0 == "feed.file.taken" }.isEmpty)
    let manifest = try Manifest(reading: Array(site.text("manifest.json").utf8))
    #expect(manifest.rows.contains { $0.path == "galleries/rss.xml" && $0.entries == 1 && $0.topic == nil })
    // It changes as the generator changes it.
    let changed = feed("Pictures", [("https://a.example/galleries/2.jpg", "two")])
    try site.folder.write(changed, to: "public/galleries/rss.xml")
    #expect(try await site.build(more).paths(.updated).contains("galleries/rss.xml"))
    #expect(try site.text("galleries/rss.xml") == changed)
    // What is torn or gone leaves the last one where it was.
    for text in [String(changed.dropLast(40)), "no feed"] {
      try site.folder.write(text, to: "public/galleries/rss.xml")
      let report = try await site.build(more)
      #expect(report.rules.contains("feed.kept.missing") && report.paths(.removed).isEmpty)
      #expect(try site.text("galleries/rss.xml") == changed)
    }
    // It is no former place of ours.
    let left = try await site.build("feeds: {formats: [rss]}\nhosting: {compressed: [gzip]}")
    #expect(left.paths(.removed) == ["galleries/rss.xml", "galleries/rss.xml.gz"])
    #expect(!left.rules.contains("feed.address.kept"))
  }

  @Test func itsPlaceIsNobodyElses() async throws {
    let other = feed("Other", [("https://b.example/1", "one")])
    try site.item(1)
    try site.folder.write("<html></html>", to: "public/index.html")
    try site.folder.write(other, to: "public/rss.xml")
    let report = try await site.build(
      """
      corpus: {rendered: '\(site.folder.path)/public'}
      feeds: {formats: [rss], kept: [rss.xml], files: [{of: topic, rss: rss.xml}]}
      """)
    #expect(try site.text("rss.xml") == other)
    #expect(try site.text("rss-feed.xml").contains("https://a.example/rss-feed.xml"))
    #expect(report.rules.contains("feed.file.taken"))
  }

  @Test func initLeavesToTheGeneratorWhatOnlyItCanMake() async throws {
    let folder = TemporaryFolder()
    let posts = (1...3).map { "https://a.example/p\($0)/" }
    for number in 1...3 { try folder.write(page("P\(number)"), to: "public/p\(number)/index.html") }
    try folder.write("<html><head><title>A</title></head><body></body></html>", to: "public/index.html")
    try folder.write("<html><head><title>A 1</title></head><body></body></html>", to: "public/a1/index.html")
    try folder.write(feed("A", posts.map { ($0, $0) }), to: "public/feed.xml")
    // By other ids, of pictures, of pages that are no entries.
    try folder.write(feed("Old A", posts.prefix(2).map { ($0, "tag:" + $0) }), to: "public/old/feed.xml")
    try folder.write(feed("Pictures", [("https://a.example/1.jpg", "one")]), to: "public/pictures/feed.xml")
    try folder.write(feed("Some", posts.prefix(2).map { ($0, $0) }), to: "public/some/feed.xml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path, pages: "public"))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 2)
    let text = ConfigurationTemplate.text(baseURL: nil, title: nil, known: completed)
    try folder.write(text, to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    #expect(configuration.feeds.files.kept.map(\.path).sorted() == ["old/feed.xml", "pictures/feed.xml"])
    #expect(completed.notes.contains { $0.contains("'old/feed.xml'") && $0.contains("other ids") })
    let places = configuration.feeds.files.rules.flatMap { $0.paths.values.flatMap { $0 } }
    #expect(places.contains("feed.xml") && places.contains("some/feed.xml") && !places.contains("old/feed.xml"))
  }

  /// No feed of ours has the id that each reader makes of a relative address.
  @Test func aFeedWithoutIDsAndWholeAddressesIsLeftToTheGenerator() async throws {
    let folder = TemporaryFolder()
    try folder.write(page("A"), to: "public/index.html")
    try folder.write(page("P"), to: "public/p/index.html")
    let items = "<item><title>P</title><link>/p/</link><pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate></item>"
    try folder.write(
      "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>\(items)</channel></rss>",
      to: "public/feed.xml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path, pages: "public"))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 1)
    #expect(completed.feeds.kept == ["feed.xml"], "\(completed.notes)")
  }

  /// A vocabulary's feed has terms for entries, and no items.
  @Test func feedsOfVocabulariesAreOurs() async throws {
    let folder = TemporaryFolder()
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    for name in ["a", "b"] {
      try folder.write(
        "---\ntitle: \(name)\ndate: 2021-01-01\ntags: [\(name)x]\n---\nWords.\n", to: "content/\(name).md")
      try folder.write(page(name), to: "public/\(name)/index.html")
    }
    try folder.write(page("A"), to: "public/index.html")
    let pages = ["a", "b"].map { "https://a.example/\($0)/" }
    try folder.write(feed("A", pages.map { ($0, $0) }), to: "public/index.xml")
    let terms = ["ax", "bx"].map { "https://a.example/tags/\($0)/" }
    try folder.write(feed("Tags on A", terms.map { ($0, $0) }), to: "public/tags/index.xml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 2)
    #expect(completed.feeds.kept.isEmpty, "\(completed.notes)")
  }

  @Test func yesIsADraftUnlessHugoHasPublishedIt() async throws {
    let folder = TemporaryFolder()
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    for name in ["a", "b"] {
      try folder.write("---\ntitle: \(name)\ndate: 2021-01-01\ndraft: yes\n---\nWords.\n", to: "content/\(name).md")
    }
    try folder.write(page("a"), to: "public/a/index.html")
    try folder.write(page("A"), to: "public/index.html")
    func published(_ more: String) async throws -> [String] {
      try folder.write(more, to: "tidings.yaml")
      let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
      let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
      let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
      #expect(corpus.findings.map(\.rule).contains("item.draft.published") == !corpus.published.isEmpty)
      return corpus.items.filter { $0.kind == .entry && $0.publication.isPublished }.map(\.permalink)
    }
    #expect(try await published("corpus: {convention: hugo}").isEmpty)
    #expect(try await published("corpus: {convention: hugo, rendered: public}") == ["a"])
  }
}
