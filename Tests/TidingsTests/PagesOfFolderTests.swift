import ContentCorpus
import Foundation
import Markup
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteConventions
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings
@testable import SiteSetup

/// Pages that any generator made, or nobody, as the corpus.
@Suite struct PagesOfFolderTests {
  private let folder = TemporaryFolder()

  private func corpus(_ text: String = "") async throws -> Corpus {
    try folder.write("corpus: {convention: html, path: public}\n" + text, to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let reader = try CorpusReader(
      folder: folder.path + "/public",
      settings: configuration.corpusSettings(now: TestSite.now, folder: folder.path + "/public"))
    return try await reader.read(jobs: 2)
  }

  private func item(_ path: String) throws -> Item {
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let reader = try CorpusReader(
      folder: folder.path + "/public",
      settings: configuration.corpusSettings(now: TestSite.now, folder: folder.path + "/public"))
    return try #require(reader.inspect(path).item)
  }

  private func home() throws {
    try folder.write(
      "<html lang=en><head><title>Home</title><meta property='og:site_name' content='Site'>"
        + "<link rel=canonical href='https://www.example.org/index.html'></head><main>Hello</main>",
      to: "public/index.html")
  }

  private func page(_ path: String, head: String = "", _ body: String = "<main><h1>T</h1><p>Text</p></main>") throws {
    try folder.write("<html><head><title>T | Site</title>\(head)</head><body>\(body)</body>", to: "public/" + path)
  }

  @Test func pagesNameEachOtherInOtherLanguages() async throws {
    try home()
    let alternates =
      "<link rel=alternate hreflang=en href='https://www.example.org/a/'>"
      + "<link rel=alternate hreflang=de href='https://www.example.org/de/a/'>"
      + "<link rel=alternate type=application/rss+xml hreflang=de href=/de/feed.xml>"
    try page("a/index.html", head: alternates)
    try folder.write("<html lang=de><head>\(alternates)</head><main>Ja</main>", to: "public/de/a/index.html")
    try page("b/index.html")
    let corpus = try await corpus()
    let translations = Translations(corpus, lists: [])
    let german = try #require(corpus.items.firstIndex { $0.path == "de/a/index.html" })
    #expect(translations.pages(of: german).map(\.language) == [nil, "de"])
    let alone = try #require(corpus.items.firstIndex { $0.path == "b/index.html" })
    #expect(translations.pages(of: alone).isEmpty)
  }

  /// What the configuration chooses counts, where a page has it.
  @Test func theSelectorSaysWhatIsContent() async throws {
    try home()
    let body = "<main><p>Main</p><div class=text><p>Text</p><p class=ad>Ad</p></div></main>"
    try page("a/index.html", head: "<meta name=date content=2024-01-02>", body)
    try page("b/index.html", head: "<meta name=date content=2024-01-02>", "<main><p>B</p><p class=ad>Ad</p></main>")
    try folder.write("corpus: {convention: html, path: public, selector: .text, omit: .ad}\n", to: "tidings.yaml")
    #expect(String(decoding: try item("a/index.html").body.bytes, as: UTF8.self) == "<p>Text</p>")
    #expect(String(decoding: try item("b/index.html").body.bytes, as: UTF8.self) == "<p>B</p>")
  }

  @Test func relativeAddressesAreSeenFromTheBaseOfThePage() async throws {
    try home()
    try folder.write("corpus: {convention: html, path: public}\n", to: "tidings.yaml")
    try page(
      "a/b/index.html", head: "<base href='/a/'><meta name=date content=2024-01-02>", "<main><a href=c>C</a></main>")
    try page("a/d/index.html", head: "<meta name=date content=2024-01-02>", "<main><a href=c>C</a></main>")
    #expect(try item("a/b/index.html").base == "/a/")
    #expect(try item("a/d/index.html").base == nil)
  }

  private func date(_ path: String) async throws -> String? {
    try await corpus().items.first { $0.path == path && $0.kind == .entry }?.published.rfc3339
  }

  @Test func theHomePageSaysOfTheSite() async throws {
    try home()
    let corpus = try await corpus()
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    #expect(configuration.site.baseURL == "https://www.example.org/" && configuration.site.title == "Site")
    #expect(configuration.site.language == "en" && corpus.items.map(\.kind) == [.list])
  }

  @Test(arguments: [
    (
      "<script type='application/ld+json'>{\"@type\": \"BlogPosting\", \"datePublished\": \"2020-01-02\"}</script>"
        + "<meta property='article:published_time' content='2020-01-03'>", "", "2020-01-02T00:00:00Z"
    ),
    (
      "<meta property='article:published_time' content='2020-01-03T04:05:06+01:00'>", "<time datetime=2020-01-04>",
      "2020-01-03T03:05:06Z"
    ),
    (
      "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\"}, {\"@type\": [\"Article\"], \"datePublished\": \"2020-01-05\"}]}</script>",
      "", "2020-01-05T00:00:00Z"
    ),
    (
      "<meta name=date content=2020-01-08>", "<abbr class=published title='2020-01-06'>x</abbr>", "2020-01-06T00:00:00Z"
    ),
    ("", "<time datetime='2020-01-07'>x</time>", "2020-01-07T00:00:00Z"),
    ("<meta name=date content=2020-01-08>", "", "2020-01-08T00:00:00Z"),
    ("", "<ul><li><a href=/b/>b</a> <time datetime=2020-01-09>x</time></ul>", nil),
    (
      "<script type='application/ld+json'>{\"@type\": \"WebPage\", \"datePublished\": \"2020-01-02\"}</script>", "", nil
    ),
  ])
  func whereTheDateIsFrom(head: String, body: String, expected: String?) async throws {
    try home()
    try page("a/index.html", head: head, "<main><h1>T</h1>\(body)<p>Text</p></main>")
    #expect(try await date("a/index.html") == expected)
  }

  @Test func listsAreNoEntries() async throws {
    try home()
    let entry = { (n: Int) in "<article><h2><a href='/p\(n)/'>P</a></h2><time datetime=2020-01-0\(n)>x</time></article>"
    }
    try page("two/index.html", "<main>\(entry(1))\(entry(2))</main>")
    try page("one/index.html", "<main>\(entry(1))</main>")
    try page("p1/index.html", "<main>\(entry(1))</main>")
    let dates = try await (date("two/index.html"), date("one/index.html"), date("p1/index.html"))
    #expect(dates.0 == nil && dates.1 == nil && dates.2 == "2020-01-01T00:00:00Z")
  }

  @Test func whatAPageSaysOfItself() async throws {
    try home()
    try page(
      "a.html",
      head:
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Head\",\"datePublished\":\"2020-01-02\","
        + "\"dateModified\":\"2020-02-03\",\"author\":[{\"name\":\"Ana\",\"url\":\"https://ana.example/\"}],"
        + "\"keywords\":\"one, two\",\"image\":{\"url\":\"https://www.example.org/i.png\"},\"description\":\"D\"}</script>",
      "<main><h1>Head</h1><p>Text <a rel=tag href=/t/>three</a></p><nav>N</nav><div class=share>S</div></main>")
    let corpus = try await corpus()
    let record = try #require(corpus.items.first { $0.path == "a.html" })
    #expect(record.title == "Head" && record.permalink == "a.html" && record.isBare)
    #expect(record.modified.rfc3339 == "2020-02-03T00:00:00Z" && record.picture == "https://www.example.org/i.png")
    #expect(corpus.topics.map(\.label).sorted() == ["one", "three", "two"])
    let item = try item("a.html")
    #expect(item.authors.map(\.name) == ["Ana"] && item.summary == "D")
    #expect(
      String(decoding: item.body.cleanHTML(page: "https://www.example.org/a.html"), as: UTF8.self)
        == "<p>Text <a href=\"https://www.example.org/t/\">three</a></p>")
  }

  @Test func addressesAreThoseOfFilesOrTheirOwnWord() async throws {
    try home()
    try page("a.html", head: "<link rel=canonical href=https://www.example.org/a>")
    try page("b.html")
    try page("c/index.html")
    try page("404.html")
    try page("search.html")
    try page("old.html", head: "<meta http-equiv=refresh content='0; url=/a'>")
    let items = try await corpus().items
    #expect(items.map { $0.permalink + ($0.isBare ? "" : "/") } == ["a", "b.html", "c/", "/"])
    #expect(!items.contains { !$0.isIndexable })
  }

  @Test func whatAnArticleShowsOfHTMLSaysNothingOfItsPage() async throws {
    try home()
    try page(
      "a.html", head: "<meta name=date content=2020-01-02>",
      "<main><h1>T</h1><pre><meta name=robots content=noindex>\n<meta http-equiv=refresh content='0; url=/b'></pre></main>"
    )
    let items = try await corpus().items
    #expect(items.filter { $0.kind == .entry && $0.isIndexable }.map(\.path) == ["a.html"])
  }

  @Test func pagesThatLeadElsewhereAreNoEntries() async throws {
    try home()
    let date = "<meta name=date content=2020-01-02>"
    try page("a.html", head: date + "<meta name=robots content=noindex>")
    try page("b.html", head: date + "<link rel=canonical href=https://www.example.org/c/>")
    let items = try await corpus().items
    #expect(items.filter { $0.kind == .entry }.isEmpty && items.filter(\.isIndexable).map(\.path) == ["index.html"])
  }

  @Test func theGeneratorsOwnFeedSaysWhatPagesDoNot() async throws {
    try home()
    for name in ["a", "b", "c"] {
      try page("\(name).html", head: name == "c" ? "<meta name=date content=2026-01-01>" : "")
    }
    try folder.write(
      "<rss version='2.0'><channel><title>x</title><link>https://www.example.org/</link><description>x</description>"
        + "<item><title>Kept</title><link>https://www.example.org/a.html</link><pubDate>Thu, 02 Jan 2020 00:00:00 GMT</pubDate>"
        + "<description>&lt;p&gt;All of it&lt;/p&gt;</description><category>birds</category></item></channel></rss>",
      to: "public/feed.xml")
    let corpus = try await corpus()
    let entries = corpus.items.filter { $0.kind == .entry }
    // What the feed would show, and does not, is no entry.
    #expect(entries.map(\.path) == ["a.html"] && entries.first?.published.rfc3339 == "2020-01-02T00:00:00Z")
    #expect(corpus.topics.map(\.label) == ["birds"])
  }

  /// Hugo makes a feed of all tags.
  @Test func aFeedOfListsMakesNoEntries() async throws {
    try home()
    func feed(_ home: String, _ entries: [String]) -> String {
      let items = entries.map { path in
        "<item><title>\(path)</title><link>https://www.example.org/\(path)</link><pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate></item>"
      }
      return "<rss version='2.0'><channel><title>\(home)</title><link>https://www.example.org/\(home)</link>"
        + "<description>D</description>\(items.joined())</channel></rss>"
    }
    for path in ["a/index.html", "tags/index.html", "tags/x/index.html"] { try page(path) }
    try folder.write(feed("", ["a/"]), to: "public/index.xml")
    try folder.write(feed("tags/", ["tags/x/"]), to: "public/tags/index.xml")
    try folder.write(feed("tags/x/", ["a/"]), to: "public/tags/x/index.xml")
    let entries = try await corpus().items.filter { $0.kind == .entry }.map(\.path)
    #expect(entries == ["a/index.html"])
    let feeds = try GeneratorFeeds.pages(folder.path + "/public", named: [], base: "https://www.example.org/")
    #expect(feeds.kept == ["tags/index.xml"])
    // Who has it as a topic keeps its entries.
    let lists = "feeds: {files: [{of: list/tags, rss: tags/index.xml}]}\n"
    #expect(try await corpus(lists).items.filter { $0.kind == .entry }.map(\.path).contains("tags/x/index.html"))
  }

  @Test func nothingIsLostByBadInput() async throws {
    try home()
    try page(
      "json.html",
      head: "\n<script type='application/ld+json'>{\"@type\": [}</script><meta name=date content=2020-01-02>")
    try folder.write(
      Array("<title>Caf".utf8) + [0xE9] + Array("</title><meta name=date content=2020-01-02>Text".utf8),
      to: "public/latin.html")
    try page("two.html", head: "<link rel=canonical href=/two.html><link rel=canonical href=/x.html>")
    try page("future.html", head: "<meta name=date content=2999-01-02>")
    try page("deep.html", String(repeating: "<div>", count: 30_000))
    try page("empty.html", "")
    try folder.write("", to: "public/none.html")
    let corpus = try await corpus()
    #expect(
      corpus.findings.contains {
        $0.rule == "page.data.readable" && $0.location.path == "json.html" && $0.location.line == 2
      })
    let paths = Set(corpus.items.filter { $0.publication.isPublished && $0.isIndexable }.map(\.path))
    #expect(paths.isSuperset(of: ["json.html", "latin.html", "two.html", "future.html", "deep.html", "empty.html"]))
  }

  @Test func aChangeOfTheTemplateMovesNoDate() async throws {
    try home()
    func write(_ extra: String, to numbers: ClosedRange<Int>) throws {
      for n in numbers {
        try page("p\(n).html", head: "<meta name=date content=2026-01-01>", "<main>Text \(n)\(extra)</main>")
      }
    }
    let store = try SQLiteLedger(folder.path + "/tidings.sqlite")
    func build(_ day: Int64) async throws -> (moved: Int, report: PublishReport) {
      try folder.write("corpus: {convention: html, path: public}\n", to: "tidings.yaml")
      let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
      let reader = try CorpusReader(
        folder: folder.path + "/public",
        settings: configuration.corpusSettings(
          now: TestSite.now.advanced(bySeconds: day * 86400), folder: folder.path + "/public"))
      let report = try await Build(configuration: configuration, reader: reader, ledger: store).run(
        to: folder.path + "/out")
      let feed = try folder.text("out/feed.json")
      return (feed.matches(of: /"date_modified": "(?!2026-01-01T00:00:00Z)/).count, report)
    }
    try write("", to: 1...8)
    _ = try await build(0)
    try write(", © 2027", to: 1...8)
    let template = try await build(1)
    #expect(template.moved == 0 && template.report.rules.contains("pages.template"))
    try write(", © 2027 and more", to: 3...3)
    let edit = try await build(2)
    #expect(edit.moved == 1 && !edit.report.rules.contains("pages.template"))
  }

  /// Parts and templates that generators leave beside their pages, and Sphinx's lists of all that it knows.
  @Test func partsOfPagesAreNoPages() async throws {
    try home()
    try page("a/index.html")
    try folder.write("<div class=sidebar><a href=/>Home</a></div>\n", to: "public/layout/sidebar.html")
    try folder.write("<html><head><title>{{ title }}</title></head><body>x</body>", to: "public/theme/page.html")
    for path in ["genindex/index.html", "py-modindex.html", "genindex-A.html", "_static/a.html", "docs/genindex.html"] {
      try page(path)
    }
    let paths = try await corpus().pages.map { $0 }.count
    #expect(paths == 2)
  }

  @Test func theNameOfTheSiteIsNoPartOfATitle() async throws {
    try home()
    try page("a/index.html", head: "<meta property=og:title content='T - Site'><meta name=date content=2024-01-02>")
    try page("b/index.html", head: "<meta property=og:title content='T - more'>", "<main><h1>Other</h1></main>")
    let corpus = try await corpus()
    #expect(corpus.items.first { $0.path == "a/index.html" }?.title == "T")
    #expect(corpus.items.first { $0.path == "b/index.html" }?.title == "T - more")
  }

  /// A theme shows the date in a list of facts that lies in another list.
  @Test func aDateInAListOfFactsCounts() async throws {
    try home()
    let facts =
      "<main><ul><li>Facts<ul><li><time datetime=2024-05-06>May</time></li><li><a href=/c/>C</a></li></ul></li></ul><h1>T</h1></main>"
    try page("a/index.html", facts)
    try page("b/index.html", "<main><ul><li><time datetime=2024-05-06>May</time> <a href=/x/>X</a></li></ul></main>")
    let corpus = try await corpus()
    #expect(corpus.published.map { corpus.items[$0].path } == ["a/index.html"])
  }

  @Test func theFeedThatTheHomePageNamesIsTheSites() throws {
    try folder.write(
      "<html><head><title>Site | Site</title><link rel=canonical href='https://www.example.org/'>"
        + "<link rel=alternate type=application/atom+xml href=/zz/main.xml></head><main>Hello</main>",
      to: "public/index.html")
    for (path, title) in [("a.xml", "A"), ("zz/main.xml", "Main")] {
      try folder.write(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>\(title)</title><id>tag:x,2020:\(title)</id>"
          + "<updated>2024-01-01T00:00:00Z</updated><entry><title>T</title><id>tag:x,2020:1</id>"
          + "<updated>2024-01-01T00:00:00Z</updated><link href='https://www.example.org/a/'/></entry></feed>",
        to: "public/" + path)
    }
    let known = try #require(try ConfigurationTemplate.known(in: folder.path, pages: "public"))
    // Its readers know the site by the name that its feed has.
    #expect(known.title == "Main")
    let text = ConfigurationTemplate.text(baseURL: nil, title: nil, known: known)
    #expect(text.contains("atom: zz/main.xml") || text.contains("atom: 'zz/main.xml'"), "\(text)")
  }

  @Test func aFolderWithoutAHomePageIsReported() throws {
    try folder.write("x", to: "public")
    let (file, missing) = try (
      ConfigurationTemplate.known(in: folder.path, pages: "public"),
      ConfigurationTemplate.known(in: folder.path, pages: "missing")
    )
    #expect(file == nil && missing == nil)
  }

  @Test func whatTheGeneratorSaysNobodyOfIsHeldBack() async throws {
    try home()
    let dated = "<main><h1>T</h1><time datetime=2024-05-06>May</time><p>Text</p></main>"
    for path in ["a/index.html", "b/index.html", "private/index.html", "drafts/d.html"] { try page(path, dated) }
    let listed = ["", "a/", "b/"].map { "<url><loc>https://www.example.org/\($0)</loc></url>" }.joined()
    try folder.write(
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\(listed)</urlset>", to: "public/sitemap.xml")
    try folder.write("site: {baseURL: 'https://www.example.org/'}\n", to: "tidings.yaml")
    let corpus = try await corpus("site: {baseURL: 'https://www.example.org/'}\n")
    let shown = corpus.items.filter { $0.publication.isPublished && $0.isIndexable }.map(\.path)
    #expect(shown == ["a/index.html", "b/index.html", "index.html"])
    #expect(corpus.published.map { corpus.items[$0].path }.sorted() == ["a/index.html", "b/index.html"])
  }

  @Test func whatTheFeedSaysBetterCounts() async throws {
    try home()
    try page("a/index.html", "<main><h1>Site</h1><time datetime='2024-05-06T08:55:36XYZ'>May</time><p>Text</p></main>")
    try page("%2Bb/index.html", "")
    try page(
      "+b/index.html", head: "<link rel=canonical href='https://www.example.org/%2Bb/'>",
      "<main><h1>B</h1><time datetime=2024-05-07>May</time></main>")
    try folder.write(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>Site</title><id>tag:x,2020:f</id>"
        + "<updated>2024-05-06T00:00:00Z</updated><entry><title>A day in May</title><id>tag:x,2020:1</id>"
        + "<published>2024-05-06T09:00:00Z</published><updated>2024-05-06T09:00:00Z</updated>"
        + "<link href='https://www.example.org/a/'/></entry></feed>", to: "public/atom.xml")
    let corpus = try await corpus("site: {baseURL: 'https://www.example.org/'}\n")
    let first = try #require(corpus.items.first { $0.path == "a/index.html" })
    #expect(first.title == "A day in May" && first.published.rfc3339 == "2024-05-06T09:00:00Z")
    #expect(corpus.items.first { $0.path == "+b/index.html" }?.isIndexable == true)
  }
}
