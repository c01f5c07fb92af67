import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Pages, documents of collections, and files without front matter. The addresses are those that Jekyll 4.3.1 gave to the same files.
@Suite struct JekyllPageTests {
  private let files = JekyllFiles()

  @Test(arguments: [
    ("date", "about.html", "sub/page.html", "docs/sub/d.html"), ("pretty", "about/", "sub/page/", "docs/sub/d/"),
    ("none", "about.html", "sub/page.html", "docs/sub/d.html"), ("weekdate", "about", "sub/page", "docs/sub/d"),
    ("/:year/:title", "about", "sub/page", "docs/sub/d"), ("/x/:title/", "about/", "sub/page/", "docs/sub/d/"),
    ("/:title:output_ext", "about.html", "sub/page.html", "docs/sub/d.html"),
  ])
  func styles(style: String, page: String, below: String, document: String) async throws {
    try files.write(["about.md": "", "sub/page.html": "", "_docs/sub/d.md": "", "index.md": "", "sub/index.html": ""])
    try files.folder.write("<p>x", to: "static.html")
    var rules = JekyllRules()
    rules.permalink = style
    rules.collections = ["docs": .init(isPublished: true)]
    let corpus = try await files.corpus(rules)
    #expect(corpus.findings == [] && corpus.published == [])
    #expect(
      corpus.addresses == [
        "about.md": page, "sub/page.html": below, "_docs/sub/d.md": document, "index.md": "", "sub/index.html": "sub/",
        "static.html": "static.html",
      ])
  }

  @Test func permalinks() async throws {
    try files.write([
      "a.md": "permalink: a-b", "b.md": "permalink: /p/:title/:basename/:path/x.html",
      "sub/c.md": "permalink: /p/:basename/:path",
      "d.md": "permalink: false", "e.md": "permalink:", "f.md": "permalink: /made.xml", "g.html": "permalink: /g/",
      "we ird+a&b@c%20d#e[g]~é.md": "", "trail..md": "", "h.htm": "", "i.xhtml": "", "j.HTML": "", "k.json": "",
      "l.txt": "",
      "m.md": "permalink: '/a/../b/./c//d..e/x./y/'",
    ])
    #expect(
      try await files.corpus().addresses == [
        "a.md": "a-b", "b.md": "p/:title/b/x.html", "sub/c.md": "p/c/sub", "d.md": "d.html", "e.md": "e.html",
        "g.html": "g/",
        "we ird+a&b@c%20d#e[g]~é.md": "we ird+a&b@c%20d#e[g]~é.html", "trail..md": "trail.html", "h.htm": "h.htm",
        "i.xhtml": "i.xhtml", "m.md": "a/b/c/d/e/xy/",
      ])
  }

  @Test func documents() async throws {
    try files.write([
      "_docs/a.md": "", "_docs/2020-02-02-dated.md": "", "_docs/sub/B c.md": "slug: S Lug", "_docs/index.md": "",
      "_docs/cat.md": "categories: x Y\npermalink: /c/:categories/:slugified_categories/:title-:slug-:name/",
      "_docs/date.md": "date: 2020-05-05 23:00:00 -0800\npermalink: /d/:year-:month-:day_:hour/",
      "_docs/undated.md": "permalink: /:year/:title/", "_docs/data.json": "", "_hidden/a.md": "", "_other/a.md": "",
      "_all/sub/Foo_Bar.x.md": "", "_all/2020-03-03-dated.html": "", "_style/a.md": "",
    ])
    try files.folder.write("<p>x", to: "_docs/bare.html")
    try files.folder.write("<p>x", to: "_all/sub/Bare_x.html")
    try files.folder.write("x", to: "_docs/bare.md")
    var rules = JekyllRules()
    rules.collections = [
      "docs": .init(isPublished: true), "hidden": .init(isPublished: false),
      "all": .init(isPublished: true, permalink: "/:collection/:path/:name-:title-:slug:output_ext"),
      // To Jekyll, only the site's own pattern may be the name of a style.
      "style": .init(isPublished: true, permalink: "pretty"),
    ]
    let corpus = try await files.corpus(rules, zone: "America/New_York")
    #expect(
      corpus.addresses == [
        "_docs/a.md": "docs/a.html", "_docs/2020-02-02-dated.md": "docs/2020-02-02-dated.html",
        "_docs/sub/B c.md": "docs/sub/B c.html", "_docs/index.md": "docs/", "_docs/cat.md": "c/x/y/x/y/cat-cat-cat/",
        "_docs/date.md": "d/2020-05-06_03/", "_docs/bare.html": "docs/bare.html", "_style/a.md": "pretty",
        "_all/sub/Foo_Bar.x.md": "all/sub/Foo_Bar.x/foo-bar-x-Foo_Bar.x-foo-bar-x.html",
        "_all/2020-03-03-dated.html": "all/2020-03-03-dated/2020-03-03-dated-dated-dated.html",
        "_all/sub/Bare_x.html": "all/sub/Bare_x/Bare_x--:slug.html",
      ])
    // The day of the build is no address.
    #expect(corpus.findings.map { "\($0.location.path) \($0.rule)" } == ["_docs/undated.md item.permalink.dated"])
    #expect(
      corpus.items.first { $0.path == "_docs/2020-02-02-dated.md" }?.lastModified?.rfc3339 == "2020-02-02T05:00:00Z")
  }

  @Test func pagesForProgramsAndForFaultsAreNotNamed() async throws {
    try files.write([
      "404.html": "", "en/404.md": "", "a.md": "sitemap: false", "b.md": "redirect_to: /c.html",
      "c.md": "redirect_from: /b.html",
      "d.md": "date: garbage\nlast_modified_at: 2021-02-03", "e.md": "date: 2090-01-01",
      "f.md": "status: draft\nexpiryDate: 2020-01-01",
    ])
    var rules = JekyllRules()
    #expect(try await files.corpus(rules).listed == ["b.html", "c.html", "d.html", "e.html", "f.html"])
    rules.redirects = true
    let corpus = try await files.corpus(rules)
    #expect(corpus.listed == ["c.html", "d.html", "e.html", "f.html"])
    #expect(corpus.items.first { $0.path == "d.md" }?.lastModified?.rfc3339 == "2021-02-03T00:00:00Z")
  }

  @Test func archives() async throws {
    try files.write([
      "_posts/2020-01-01-a.md": "categories: One Two\ntags: [C++ & D]", "_posts/2020-02-01-b.md": "category: one",
      "a.md": "tags: no",
    ])
    var rules = JekyllRules()
    #expect(try await files.corpus(rules).lists().isEmpty)
    rules.archives.enabled = ["categories", "tags", "year", "month"]
    rules.archives.permalinks["tag"] = "/t/:name.html"
    let lists = try await files.corpus(rules).lists()
    #expect(
      lists.map { "\($0.permalink)\($0.isBare ? "" : "/") \($0.modified?.rfc3339.prefix(10) ?? "")" } == [
        "2020/ 2020-02-01", "2020/01/ 2020-01-01", "2020/02/ 2020-02-01", "category/one/ 2020-02-01",
        "category/two/ 2020-01-01", "t/c-d.html 2020-01-01",
      ])
  }
}
