import ContentCorpus
import Foundation
import Markup
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteOutput
@testable import SitePublishing
@testable import SiteSettings

/// Content from the pages that the site generator made.
@Suite struct BuiltSiteTests {
  private let site = TestSite()

  private var configured: String { "corpus: {rendered: '\(site.folder.path)/public'}\npages: {enabled: true}\n" }

  private func page(_ address: String, _ content: String, head: String = "") throws {
    try site.folder.write(
      "<!doctype html><html><head><title>x</title>\(head)</head><body><header>Top</header><main><article>\(content)"
        + "</article></main></body></html>", to: "public/\(address)")
  }

  private func build(output: String? = nil, cache: String? = "cache") async throws -> PublishReport {
    let configuration = try site.configuration(configured)
    var options = Build.Options()
    options.publishing.jobs = 2
    options.cache = cache.map { CacheFolder(site.folder.path + "/" + $0) }
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: TestSite.now))
    return try await Build(configuration: configuration, reader: reader, options: options)
      .run(to: output ?? site.output)
  }

  @Test func entriesAreWhatThePageShows() async throws {
    try site.item(1, body: "{{< note >}}Source{{< /note >}}")
    try page(
      "item-1/index.html",
      "<h1>Title 1</h1><div class=note onclick='x()'>Built <a href='more/'>more</a><script>x</script></div>")
    let report = try await site.build(configured)
    // There is no home page, and so none in a sitemap.
    #expect(report.rules.filter { $0.hasPrefix("item.") || $0.hasPrefix("page.") } == ["page.list.present"])
    #expect(try !site.text("sitemap.xml").contains("other-sitemap"))
    let atom = try site.text("atom.xml")
    #expect(atom.contains("Built &lt;a href=\"https://a.example/item-1/more/\"&gt;more&lt;/a&gt;"))
    #expect(!atom.contains("Source") && !atom.contains("onclick") && !atom.contains("h1"))
  }

  @Test func whatHasNoPageIsNotPublished() async throws {
    for id in 1...5 { try site.item(id, more: id == 2 ? "draft: true" : "") }
    for id in 4...5 { try page("item-\(id)/index.html", "Words of \(id).") }
    try page("item-3/index.html", "Words of 3.")
    try page("item-1/index.html", "x", head: "<meta http-equiv=refresh content='0; url=/'>")
    let report = try await site.build(configured)
    #expect(report.rules.filter { $0 == "item.page.present" }.count == 1)
    #expect(try !site.text("atom.xml").contains("item-1/") && site.text("atom.xml").contains("item-3/"))
  }

  /// gohugo.io/content-management/build-options (measured: Hugo 0.168).
  @Test func whatHugoOnlyListsStaysInItsFeedUnderItsAddress() async throws {
    let folder = TemporaryFolder()
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    try folder.write("site:\ncorpus: {rendered: public}\n", to: "tidings.yaml")
    for (name, more) in ["a": "", "b": "", "link": "build: {render: link}", "never": "build: {render: never}"] {
      try folder.write(
        "---\ntitle: \(name)\ndate: 2021-01-01\n\(more)\n---\nWords of \(name).\n", to: "content/\(name).md")
    }
    for name in ["a", "b"] {
      try folder.write(
        "<html><head><title>\(name)</title></head><body><main><p>Words of \(name).</p></main></body></html>",
        to: "public/\(name)/index.html")
    }
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    var options = Build.Options()
    options.cache = CacheFolder(folder.path + "/cache")
    func build() async throws -> PublishReport {
      let reader = CorpusReader(folder: folder.path, settings: settings)
      return try await Build(configuration: configuration, reader: reader, options: options)
        .run(to: folder.path + "/output")
    }
    #expect(try await build().rules.allSatisfy { $0 != "item.page.present" })
    let files = try FolderContents.read(folder.path + "/output")
    let feed = String(decoding: try #require(files["atom.xml"]), as: UTF8.self)
    #expect(feed.contains("https://a.example/link/") && feed.contains("Words of link."))
    #expect(!feed.contains("https://a.example/never/"))
    // No page is there that a search engine could find.
    #expect(
      !files.contains { $0.key.contains("sitemap") && String(decoding: $0.value, as: UTF8.self).contains("/link/") })
    #expect(try await build().paths(.updated).isEmpty)
  }

  @Test func aFolderWithFewPagesOfTheContentIsNotBelieved() async throws {
    for id in 1...3 { try site.item(id) }
    try page("item-3/index.html", "Words of 3.")
    let report = try await site.build(configured)
    #expect(report.rules.filter { $0 == "item.page.present" }.isEmpty && report.rules.contains("site.built.whole"))
    #expect(try site.text("atom.xml").contains("Words of 1."))
  }

  @Test func aFolderOlderThanTheContentIsNotBelieved() async throws {
    for id in 1...5 { try site.item(id) }
    for id in 2...5 {
      try page("item-\(id)/index.html", "Words of \(id).")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)],
        ofItemAtPath: site.folder.path + "/public/item-\(id)/index.html")
    }
    let report = try await site.build(configured)
    #expect(report.rules.contains("site.built.whole") && report.rules.contains("item.page.stale"))
    #expect(try site.text("atom.xml").contains("Words of 1."))
  }

  @Test func aPageThatLiesElsewhereIsTheItems() async throws {
    for id in 1...4 { try site.item(id) }
    for id in 1...2 { try page("item-\(id)/index.html", "Words of \(id).") }
    try site.folder.write(
      "<title>Title 3 | Site</title><main><p>Words of 3.</p></main>", to: "public/2026/title-3/index.html")
    try site.folder.write(
      "<title>Title 4</title><link rel=canonical href=/four><main><p>Words of 4.</p></main>", to: "public/x.html")
    let report = try await site.build(configured)
    #expect(report.rules.filter { $0 == "item.page.elsewhere" }.count == 1)
    let atom = try site.text("atom.xml")
    #expect(atom.contains("https://a.example/2026/title-3/\"") && atom.contains("https://a.example/four\""))
    #expect(!atom.contains("item-3/") && !atom.contains("item-4/"))
  }

  @Test func canonicalAndNoIndexAreObeyed() async throws {
    for id in 1...5 { try site.item(id) }
    try page("item-1/index.html", "1", head: "<meta name=robots content=noindex>")
    try page("item-2/index.html", "2", head: "<link rel=canonical href='https://other.example/item-2/'>")
    try page("item-3/index.html", "3", head: "<link rel=canonical href='https://www.a.example/item-3'>")
    try page("item-4.html", "4", head: "<link rel=canonical href='./'>")
    try site.folder.write("<p>no article</p>", to: "public/item-5/index.html")
    let report = try await site.build(configured)
    let sitemap = try site.text("sitemap-topic.s-one.xml")
    #expect(!sitemap.contains("item-1/") && !sitemap.contains("item-2/"))
    #expect(sitemap.contains("item-3/") && sitemap.contains("item-4/") && sitemap.contains("item-5/"))
    #expect(report.rules.filter { $0 == "item.page.listed" }.count == 2)
    #expect(try site.text("atom.xml").contains("Words of 5."))
    let chosen = try await site.build(
      "corpus: {rendered: '\(site.folder.path)/public', selector: article}\npages: {enabled: true}\n")
    #expect(chosen.rules.filter { $0 == "item.page.content" }.count == 1)
  }

  @Test func whatIsHeldBackIsInNoSitemapThoughItsPageIsThere() async throws {
    try site.item(1)
    try site.item(2, more: "draft: true")
    for path in ["item-1/index.html", "item-2/index.html", "extra.html", "page/2/index.html", "blog/page-3.html"] {
      try page(path, path)
    }
    try await site.build(configured)
    let sitemap = try site.text("other-sitemap.xml")
    #expect(
      sitemap.contains("https://a.example/extra.html") && !sitemap.contains("item-2") && !sitemap.contains("page"))
  }

  /// A plug-in may make a page for each tag, and Tidings knows it by the built site alone.
  @Test func pagesOfTopicsThatOnlyTheGeneratorMakesAreListed() async throws {
    try site.item(1, topics: ["Wine"])
    for path in ["item-1/index.html", "topic/wine/index.html", "de/404.html"] { try page(path, path) }
    try await site.build(configured)
    let sitemap = try site.text("other-sitemap.xml")
    #expect(sitemap.contains("https://a.example/topic/wine/") && !sitemap.contains("404"))
  }

  @Test func aPageWithoutAnItemIsANotice() async throws {
    try site.item(1)
    try page("index.html", "home")
    try page("404.html", "lost")
    try page("item-1/index.html", "1")
    try page("about/index.html", "about")
    try page("old/index.html", "", head: "<meta http-equiv=refresh content='0; url=/item-1/'>")
    try page("tags/index.html", "", head: "<meta name=robots content=noindex>")
    try page("copy/index.html", "", head: "<link rel=canonical href=/item-1/>")
    let report = try await site.build(configured, to: site.folder.path + "/public")
    let again = try await site.build(configured, to: site.folder.path + "/public")
    for report in [report, again] {
      let notices = report.report.findings.filter { $0.rule == "page.item" }
      #expect(notices.map(\.message) == ["'/about' has no content file"])
    }
    let sitemap = try site.folder.text("public/other-sitemap.xml")
    #expect(sitemap.matches(of: /<loc>/).count == 2 && sitemap.contains("<loc>https://a.example/about/</loc>"))
  }

  @Test func aChangedPageIsSeenAndNothingElseIsRead() async throws {
    for id in 1...4 {
      try site.item(id)
      try page("item-\(id)/index.html", "Page \(id)")
    }
    try await Task.sleep(for: .milliseconds(40))
    _ = try await build()
    #expect(try await build().reuse?.filesRead == 0)
    try page("item-2/index.html", "Other 2")
    let changed = try await build()
    #expect(changed.reuse?.filesRead == 1)
    #expect(
      changed.paths(.updated).contains("rss.xml") && !changed.paths(.updated).contains { $0.hasPrefix("sitemap") })
    #expect(try site.text("rss.xml").contains("Other 2"))
    // A page that goes, and one that comes.
    try site.folder.remove("public/item-3/index.html")
    try await Task.sleep(for: .milliseconds(40))
    #expect(try await build().rules.filter { $0 == "item.page.present" }.count == 1)
    try page("item-3/index.html", "Back 3", head: "<meta name=robots content=noindex>")
    let back = try await build()
    #expect(!back.rules.contains("item.page.present") && back.rules.contains("item.page.listed"))
    _ = try await build(output: site.folder.path + "/fresh", cache: nil)
    #expect(try site.folder.contents(of: "output") == site.folder.contents(of: "fresh"))
  }

  @Test func whatAPageMarksAsItsContentCounts() async throws {
    try site.item(1)
    try page("item-1/index.html", "<p>By Ana, 3 minutes</p><div class='post-content e-content'><p>Text</p></div>")
    try await site.build(configured)
    #expect(try !site.text("atom.xml").contains("minutes") && site.text("atom.xml").contains("&lt;p&gt;Text"))
  }

  /// A generator may be at work, and its folder empty for a moment.
  @Test func aPageThatIsGoneForAMomentMovesNoDate() async throws {
    try site.item(1)
    try page("item-1/index.html", "Page 1")
    let store = try SQLiteLedger(site.folder.path + "/tidings.sqlite")
    func build(_ day: Int64) async throws -> String {
      let configuration = try site.configuration(configured)
      let reader = CorpusReader(
        folder: site.folder.path + "/corpus",
        settings: configuration.corpusSettings(now: TestSite.now.advanced(bySeconds: day * 86400)))
      _ = try await Build(configuration: configuration, reader: reader, ledger: store).run(to: site.output)
      return try site.text("atom.xml")
    }
    let first = try await build(0)
    try site.folder.remove("public/item-1/index.html")
    #expect(try await build(1).contains("Words of 1."))
    try page("item-1/index.html", "", head: "<meta http-equiv=refresh content='0; url=/'>")
    _ = try await build(2)
    try page("item-1/index.html", "Page 1")
    #expect(try await build(3) == first)
    // What only the template changes is no change of the entry's.
    try page("item-1/index.html", "Page 1, changed")
    let other = try await build(4)
    #expect(other.contains("Page 1, changed") && !other.contains("<updated>2026-01-05T00:00:00Z</updated>"))
    try site.item(1, body: "Other words of 1.")
    // The generator builds it too: a page that is older than its file waits.
    try page("item-1/index.html", "Page 1, changed")
    #expect(try await build(5).contains("<updated>2026-01-06T00:00:00Z</updated>"))
  }

  @Test func settings() throws {
    let settings = try site.configuration("corpus: {rendered: public, selector: '.post > div', omit: [aside, .x]}\n")
    #expect(settings.corpus.builtSite?.selection.content.map(\.text) == [".post > div"])
    #expect(settings.corpus.builtSite?.selection.omitted.map(\.text) == ["aside", ".x"])
    #expect(throws: ConfigurationError.self) {
      try site.configuration("corpus: {rendered: public, selector: 'p:hover'}\n")
    }
  }
}
