import ContentCorpus
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteRendering
@testable import SiteReporting
@testable import SiteSettings

/// Sites as they are: whole configurations, pages that are no entries, lists.
@Suite struct WholeSiteTests {
  private let folder = TemporaryFolder()

  private func configuration(_ text: String = "site:\n") throws -> Configuration {
    try folder.write(text, to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  private func corpus(_ configuration: Configuration) async throws -> Corpus {
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    return try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 2)
  }

  /// Addresses of all sitemaps, with the dates of changes.
  private func pages(_ configuration: Configuration) async throws -> [String: String?] {
    let corpus = try await corpus(configuration)
    let addresses = SiteAddresses(configuration)
    var pages: [String: String?] = [:]
    for sitemap in Plan(corpus, configuration: configuration).sitemaps {
      for list in sitemap.lists { pages[addresses.page(of: list)] = .some(list.modified?.rfc3339) }
      for index in sitemap.items {
        pages[addresses.page(of: corpus.items[index])] = .some(corpus.items[index].lastModified?.rfc3339)
      }
      for file in sitemap.files { pages[addresses.file(file)] = .some(nil) }
    }
    return pages
  }

  private func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(text, to: path) }
  }

  @Test func hugosConfigurationFolder() throws {
    try write([
      "config/_default/hugo.toml":
        "baseURL = 'https://www.example.org/'\ndefaultContentLanguage = 'de'\ntimeZone = 'America/LosAngeles'\n",
      "config/_default/languages.de.toml": "title = 'Deutsch'\nlocale = 'de-AT'\n",
      "config/_default/languages.toml":
        "[en]\nweight = 2\ntitle = 'English'\n[fr]\ndisabled = true\n[nl]\ntitle = 'N'\n",
      "config/_default/params.toml": "description = 'About'\n",
      "config/_default/params.de.toml": "description = 'Über'\n",
      "config/_default/module.yaml":
        "mounts:\n  - {source: inhalt, target: content/x, files: ['! geheim/**']}\n  - {source: ../outside, target: content}\n",
      "config/production/hugo.toml":
        "baseURL = 'https://prod.example.org/'\ndisableLanguages = ['nl']\nignoreFiles = ['\\.tmp$']\n",
      "config/staging/hugo.toml": "baseURL = 'https://staging.example.org/'\n",
    ])
    let configuration = try configuration()
    #expect(configuration.site.baseURL == "https://prod.example.org/" && configuration.site.title == "Deutsch")
    #expect(configuration.site.language == "de-AT" && configuration.site.description == "Über")
    #expect(configuration.site.languages.map(\.tag) == ["en"])
    let hugo = configuration.corpus.convention.hugo
    #expect(hugo.mounts.map(\.target) == ["x"] && hugo.ignoredFiles == ["\\.tmp$"])
    #expect(hugo.disabledLanguages.sorted() == ["fr", "nl"])
    #expect(
      configuration.findings.map {
        "\($0.location.path.split(separator: "/").last ?? ""):\($0.location.line) \($0.rule)"
      }.sorted()
        == ["hugo.toml:3 configuration.generator", "module.yaml:3 configuration.generator"])
    let staging = try self.configuration("corpus: {environment: staging}\n")
    #expect(staging.site.baseURL == "https://staging.example.org/")
    try folder.write("ignoreFiles = ['(']\n", to: "config/production/x.toml")
    try folder.write("ignoreFiles = ['(']\n", to: "config/production/hugo.toml")
    #expect(throws: ConfigurationError.self) { try self.configuration() }
    try folder.write("x = [\n", to: "config/production/hugo.toml")
    #expect(throws: ConfigurationError.self) { try self.configuration() }
  }

  @Test func whatHugosOwnerHoldsBackStaysBack() async throws {
    try write([
      "hugo.toml":
        "baseURL = 'https://a.example/'\nignoreFiles = ['secret', '\\.tmp\\.md$']\n[module]\n[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nfiles = ['! hidden/**']\n",
      "content/p/ok.md": "---\ntitle: T\ndate: 2021-01-01\n---\nx",
      "content/p/a.tmp.md": "---\ntitle: T\ndate: 2021-01-01\n---\nx",
      "content/secret/a.md": "---\ntitle: T\ndate: 2021-01-01\n---\nx",
      "content/hidden/a.md": "---\ntitle: T\ndate: 2021-01-01\n---\nx",
      "content/d/_index.md": "---\ntitle: D\ncascade: {draft: true}\n---\n",
      "content/d/a.md": "---\ntitle: T\ndate: 2021-01-01\n---\nx",
      "content/aside/_index.md": "---\ntitle: D\ncascade: {sitemap: {disable: true}}\n---\n",
      "content/aside/a.md": "---\ntitle: T\ndate: 2021-01-02\n---\nx",
    ])
    let configuration = try configuration()
    #expect(
      try await pages(configuration).keys.sorted() == [
        "https://a.example/", "https://a.example/categories/", "https://a.example/p/", "https://a.example/p/ok/",
        "https://a.example/tags/",
      ])
    #expect(try await corpus(configuration).published.count == 2)
    try folder.write("---\ntitle: [\n---\n", to: "content/d/_index.md")
    #expect(throws: UnreadableRuleError.self) {
      try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    }
  }

  @Test func aJekyllSiteOfSeveralConfigurations() async throws {
    try write([
      "_config.yml": "url: https://a.example\ncollections: {notes: {output: true}, own: {}}\npermalink: /:slog/\n",
      "_config.prod.yml": "url: https://münchen.example\nbaseurl: /b\npermalink: pretty\n",
      "_posts/2021-01-01-a.md": "---\ntitle: A\ntitle: B\n---\nx", "_notes/n.md": "---\n---\nx",
      "_own/o.md": "---\n---\nx",
      "index.md": "---\n---\n", "file.pdf": "x", "_posts/2021-01-02-b.md": "---\ntitle: C\nsitemap: false\n---\nx",
    ])
    #expect(
      try configuration().findings.map { "\($0.location.line) \($0.rule)" }.sorted().reversed() == [
        "3 configuration.generator", "1 configuration.title",
      ])
    let configuration = try configuration("corpus: {configurations: [_config.yml, _config.prod.yml]}\n")
    let base = "https://xn--mnchen-3ya.example/b/"
    #expect(
      try await pages(configuration).keys.sorted() == [
        base, base + "2021/01/01/a/", base + "file.pdf", base + "notes/n/",
      ])
    let corpus = try await corpus(configuration)
    #expect(corpus.items[corpus.published[1]].title == "B")
    #expect(
      corpus.findings.map { "\($0.location.path):\($0.location.line) \($0.rule)" } == [
        "_posts/2021-01-01-a.md:2 front-matter.unique"
      ])
    #expect(throws: ConfigurationError.self) {
      try self.configuration("corpus: {configurations: [_config.yml, none.yml]}\n")
    }
  }

  @Test func zolasSectionsAndPagination() async throws {
    try write([
      "zola.toml":
        "base_url = 'https://a.example'\ntaxonomies = [{name = 'tags', paginate_by = 1}]\nignored_content = ['*.tmp.md', '**/left']\n",
      "content/_index.md": "+++\n+++\n",
      "content/blog/_index.md": "+++\npaginate_by = 2\nsort_by = 'date'\n+++\n",
      "content/blog/in/_index.md": "+++\ntransparent = true\nrender = false\n+++\n",
      "content/blog/a.md": "+++\ndate = 2021-01-01\ntitle = 'A'\n[taxonomies]\ntags = ['x']\n+++\n",
      "content/blog/b.md": "+++\ntitle = 'B'\n+++\n",
      "content/blog/in/c.md": "+++\ndate = 2021-01-03\ntitle = 'C'\n+++\n",
      "content/blog/in/d.md": "+++\ndate = 2021-01-02\ntitle = 'D'\n+++\n",
      "content/secret/_index.md": "+++\ndraft = true\n+++\n",
      "content/secret/deep/s.md": "+++\ndate = 2021-01-01\ntitle = 'S'\n+++\n",
      "content/blog/x.tmp.md": "+++\ndate = 2021-01-01\ntitle = 'X'\n+++\n",
      "content/left/y.md": "+++\ndate = 2021-01-01\ntitle = 'Y'\n+++\n",
      "content/old.md": "+++\ntitle = 'Old'\npath = '2014/12/12/name'\n+++\n",
    ])
    let found = try await pages(configuration())
    #expect(
      Set(found.keys)
        == Set(
          [
            "", "blog/", "blog/a/", "blog/b/", "blog/in/c/", "blog/in/d/", "blog/page/1/", "blog/page/2/", "tags/",
            "tags/x/", "tags/x/page/1/", "2014/12/12/name/",
          ]
          .map { "https://a.example/" + $0 }))
    #expect(
      found["https://a.example/blog/"] == "2021-01-03T00:00:00Z" && found["https://a.example/blog/b/"] == .some(nil))
    #expect(found["https://a.example/2014/12/12/name/"] == "2014-12-12T00:00:00Z")
  }

  @Test func eleventysDataAndTemplates() async throws {
    try write([
      "eleventy.config.mjs":
        "export default c => { c.addPlugin(feed, {metadata: {title: `E`, base: process.env.URL || \"https://a.example/\"}}); return {pathPrefix: '/sub/', dir: {input: 'src'}} }\n",
      "src/index.njk": "---\nlayout: home\n---\n{{ x }}", "src/feed.njk": "---\npermalink: /feed.xml\n---\n<x/>",
      "src/posts/posts.11tydata.js": "export default {}", "src/posts/a.md": "---\ntitle: A\n---\nx",
      "src/posts/a.11tydata.json": "{\"permalink\": \"/own/{{ page.fileSlug }}/\", \"date\": \"2021-01-01\"}",
      "src/2018-01-02-trip/index.md": "---\ntitle: B\n---\nx",
      "src/off.md": "---\ntitle: C\npermalink: false\ndate: 2021-01-01\n---\nx",
      "src/drafts/drafts.json": "{\"draft\": true}", "src/drafts/d.md": "---\ntitle: D\ndate: 2021-01-01\n---\nx",
      ".eleventyignore": "src/left\n*.tmp.md\n",
      "src/left/e.md": "---\ntitle: E\ndate: 2021-01-01\n---\nx",
      "src/f.tmp.md": "---\ntitle: F\ndate: 2021-01-01\n---\nx",
    ])
    let configuration = try configuration()
    #expect(configuration.site.title == "E" && configuration.site.baseURL == "https://a.example/sub/")
    let base = "https://a.example/sub/"
    #expect(try await pages(configuration).keys.sorted() == [base, base + "2018-01-02-trip/", base + "own/a/"])
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    #expect(
      settings.findings.map { "\($0.location.path) \($0.rule)" } == ["src/posts/posts.11tydata.js site.data.program"])
    try folder.write("{", to: "src/drafts/drafts.json")
    #expect(throws: UnreadableRuleError.self) {
      try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    }
  }

  @Test func listsOfFrontMatter() async throws {
    let front = "breadcrumbLinks: [/, /news/, '']\ncategories: ['S: One']\ncategoryUrl: [topic/one]\n"
    try write([
      "content/news/a.md": "---\ntitle: A\ndate: 2021-01-01\n\(front)---\nx",
      "content/news/b.md": "---\ntitle: B\ndate: 2021-02-01\n\(front)---\nx",
      "content/about.md": "---\ntitle: About\n---\nx", "node_modules/p/README.md": "x",
      "public/index.html": "<!DOCTYPE html><p>x",
      "report.html": "<!DOCTYPE html>\n<head><meta name=\"generator\" content=\"Tidings\"></head>",
    ])
    let site = "site: {baseURL: 'https://a.example/', title: A}\n"
    let found = try await pages(configuration(site))
    #expect(
      found == [
        "https://a.example/": "2021-02-01T00:00:00Z", "https://a.example/news/": "2021-02-01T00:00:00Z",
        "https://a.example/topic/one/": "2021-02-01T00:00:00Z", "https://a.example/news/a/": "2021-01-01T00:00:00Z",
        "https://a.example/news/b/": "2021-02-01T00:00:00Z", "https://a.example/about/": nil,
      ])
    let corpus = try await corpus(configuration(site))
    #expect(corpus.findings.map(\.rule) == ["item.date.none"])
    let plan = Plan(corpus, configuration: try configuration(site))
    #expect(plan.sitemaps.first { $0.topic != nil }?.lists.map(\.permalink) == ["topic/one"])
    #expect(try await pages(configuration(site + "sitemaps: {lists: false}\n")).count == 3)
  }

  @Test func aLongSlugIsAnAddress() async throws {
    let slug = String(repeating: "क", count: 85)
    try folder.write("---\ntitle: T\ndate: 2021-01-01\nslug: \(slug)\n---\nx", to: "a.md")
    try folder.write("---\ntitle: U\ndate: 2021-01-01\nslug: .well-known+x@y\n---\nx", to: "b.md")
    let found = try await pages(configuration("site: {baseURL: 'https://a.example/', title: A}\n"))
    #expect(found.count == 3 && found["https://a.example/.well-known+x@y/"] != nil)
    #expect(found.keys.contains { $0.count > 700 })
  }

  @Test func sitemapsAreHeldAgainstTheBuiltSite() async throws {
    func url(_ path: String, _ date: String = "2021-01-01") -> String {
      "<url>\n<loc>https://a.example/b/\(path)</loc>\n<lastmod>\(date)</lastmod></url>\n"
    }
    let paths = (1...20).map { "p\($0)/" } + ["gone/", "hidden/", "same/", "file.html", ""]
    let text =
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + paths.map { url($0) }.joined()
      + "</urlset>\n"
    for path in paths where path != "gone/" {
      let head =
        path == "hidden/"
        ? "<meta name=robots content=noindex>" : path == "same/" ? "<link rel=canonical href=/b/p1/>" : ""
      try folder.write("<html><head>\(head)</head><body>x", to: path.hasSuffix("html") ? path : path + "index.html")
    }
    try folder.write("<p>x", to: "lonely/index.html")
    try folder.write("<p>x", to: "404.html")
    let check = SiteCheck(folder: folder.path, baseURL: "https://a.example/b/")
    let findings = try await check.findings([.init(path: "sitemap.xml", bytes: Array(text.utf8))], jobs: 2)
    #expect(
      findings.map {
        "\($0.location.path.split(separator: "/").suffix(2).joined(separator: "/")):\($0.location.line) \($0.rule)"
      } == [
        "sitemap.xml:63 sitemap.page.missing", "sitemap.xml:66 sitemap.page.hidden",
        "sitemap.xml:69 sitemap.page.hidden",
        "lonely/index.html:1 sitemap.page.unlisted", "sitemap.xml:1 sitemap.lastmod.same",
      ])
  }

  @Test func newsBeyondAThousandAreReportedInAnotherSitemap() async throws {
    for id in 0..<1001 { try folder.write("---\nid: \(id)\ntitle: T\ndate: 2025-12-31\n---\nx", to: "c/\(id).md") }
    let configuration = try configuration("site: {baseURL: 'https://a.example/', title: A}\nsitemaps: {news: true}\n")
    let corpus = try await corpus(configuration)
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: SiteAddresses(configuration),
      translations: Translations(corpus, lists: []))
    let news = builder.news(Plan(corpus, configuration: configuration).news)
    #expect(
      news.map(\.document.path) == ["news-sitemap.xml", "news-sitemap~2.xml"] && news.map(\.entries) == [1000, 1])
  }

  @Test func aPageBecomesAnEntryAndAnEntryKeepsItsDate() async throws {
    let site = TestSite()
    func build(_ day: Int) async throws -> PublishReport {
      let configuration = try site.configuration()
      let now = Timestamp(Timestamp.Components(year: 2026, month: 1, day: day))!
      let reader = CorpusReader(folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: now))
      let ledger = try SQLiteLedger(site.folder.path + "/ledger.sqlite")
      return try await Build(configuration: configuration, reader: reader, ledger: ledger).run(to: site.output)
    }
    try site.item(1)
    try site.write("about.md", "title: About\nslug: about", body: "<p>One.</p>")
    _ = try await build(1)
    #expect(try site.text("other-sitemap.xml").contains("<loc>https://a.example/about/</loc>\n  </url>"))
    try site.write("about.md", "title: About\nslug: about", body: "<p>Two.</p>")
    _ = try await build(2)
    #expect(try site.text("other-sitemap.xml").contains("about/</loc>\n    <lastmod>2026-01-02T00:00:00Z"))
    try site.write("about.md", "title: About\nslug: about\ndate: 2026-01-03", body: "<p>Two.</p>")
    #expect(try await build(3).rules.isEmpty)
    #expect(try site.text("atom.xml").contains("<published>2026-01-03T00:00:00Z</published>"))
    let before = try site.text("atom.xml")
    // Somebody has deleted the line by mistake: no feed says that the entry is gone.
    try site.write("about.md", "title: About\nslug: about", body: "<p>Two.</p>")
    #expect(try await build(4).rules.contains("item.date.lost"))
    #expect(try !site.text("atom.xml").contains("deleted-entry"))
    try site.write("about.md", "title: About\nslug: about\ndate: 2026-01-03", body: "<p>Two.</p>")
    _ = try await build(5)
    #expect(try site.text("atom.xml") == before)
  }
}
