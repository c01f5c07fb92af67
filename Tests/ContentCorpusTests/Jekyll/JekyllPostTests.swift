import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Where posts are. The addresses are those that Jekyll 4.3.1 gave to the same files.
@Suite struct JekyllPostTests {
  private let files = JekyllFiles()

  @Test(arguments: [
    ("date", "2021/03/04/first-post.html", "big cat/2021/03/07/Mixed-Case-Name.html", "deflt/2021/03/10/deflt.html"),
    ("pretty", "2021/03/04/first-post/", "big cat/2021/03/07/Mixed-Case-Name/", "deflt/2021/03/10/deflt/"),
    ("none", "first-post.html", "big cat/Mixed-Case-Name.html", "deflt/deflt.html"),
    ("ordinal", "2021/063/first-post.html", "big cat/2021/066/Mixed-Case-Name.html", "deflt/2021/069/deflt.html"),
    (
      "weekdate", "2021/W09/Thu/first-post.html", "big cat/2021/W09/Sun/Mixed-Case-Name.html",
      "deflt/2021/W10/Wed/deflt.html"
    ),
    ("/:year/:i_month/:i_day/:slug", "2021/3/4/first-post", "2021/3/7/mixed-case-name", "2021/3/10/deflt"),
    (
      "/x/:short_month-:y_day/:title.html", "x/Mar-063/first-post.html", "x/Mar-066/Mixed-Case-Name.html",
      "x/Mar-069/deflt.html"
    ),
    (
      "/:slugified_categories/:long_day/:hour:minute/:title/", "Thursday/0000/first-post/",
      "big-cat/Sunday/0230/Mixed-Case-Name/", "deflt/Wednesday/0000/deflt/"
    ),
    (
      "/:short_year/:w_year/:week/:w_day/:second/:month_:day/:long_month:output_ext",
      "21/2021/09/4/00/03_04/March.html",
      "21/2021/09/7/00/03_07/March.html", "21/2021/10/3/00/03_10/March.html"
    ),
    (
      "/:collection/:path/:name/:Title:/", "posts/2021-03-04-first-post/2021-03-04-first-post/:Title:/",
      "posts/2021-03-06-Mixed Case Name/2021-03-06-mixed-case-name/:Title:/",
      "posts/sub/2021-03-10-deflt/2021-03-10-deflt/:Title:/"
    ),
  ])
  func styles(pattern: String, first: String, mixed: String, deflt: String) async throws {
    try files.write([
      "_posts/2021-03-04-first-post.md": "title: First",
      "_posts/2021-03-06-Mixed Case Name.md": "title: Mixed\ndate: 2021-03-06 23:30:00 -0800\ncategory: Big Cat",
      "_posts/2021-03-08-own.md": "title: Own\npermalink: own/:title",
      "_posts/sub/2021-03-10-deflt.md": "title: Default",
    ])
    var rules = JekyllRules()
    rules.permalink = pattern
    rules.defaults = [try JekyllFiles.defaults("_posts/sub", "categories: [deflt]")]
    let corpus = try await files.corpus(rules, zone: "America/New_York")
    #expect(corpus.findings == [])
    #expect(
      corpus.addresses == [
        "_posts/2021-03-04-first-post.md": first, "_posts/2021-03-06-Mixed Case Name.md": mixed,
        "_posts/2021-03-08-own.md": "own/own", "_posts/sub/2021-03-10-deflt.md": deflt,
      ])
    let dates = Dictionary(uniqueKeysWithValues: corpus.items.map { ($0.path, $0.published.rfc3339) })
    #expect(dates["_posts/2021-03-04-first-post.md"] == "2021-03-04T05:00:00Z")
    #expect(dates["_posts/2021-03-06-Mixed Case Name.md"] == "2021-03-07T07:30:00Z")
  }

  @Test(arguments: [
    ("2021-01-01-Ünï cöde+a&b@c%d$e_f(g)'h!", "", "Ünï-cöde+a&b@c-d$e_f(g)'h!.html"),
    ("2021-01-01-.a.b..", "", ".a.b.html"),
    ("2021-01-01-a--b-", "", "a-b.html"), ("2021-01-01-a", "slug: My S-lug! x", "My-S-lug!-x.html"),
    ("2021-01-01-a", "slug: 007", "7.html"), ("2021-01-01-a", "permalink: /x/:title", "x/a"),
    ("2021-01-01-a", "permalink: /x/index.html", "x/"), ("2021-01-01-a", "permalink: /x.htm", "x.htm"),
    ("2021-01-01-a", "permalink: '/caf%C3%A9/a b/ö+ä&@/'", "café/a b/ö+ä&@/"),
    ("2021-01-01-a", "permalink: '/a/../b/./c//d..e/x./y/'", "a/b/c/d/e/xy/"),
    ("2021-01-01-a", "permalink: false", "a.html"),
    ("2021-01-01-a", "permalink: /x/:title:output_ext", "x/a.html"),
    ("2021-01-01-a", "permalink: ':title.html'", "a.html"),
    ("20-1-3-a", "", "a.html"),
  ])
  func names(name: String, front: String, address: String) async throws {
    try files.write(["_posts/\(name).md": front])
    var rules = JekyllRules()
    rules.permalink = "none"
    #expect(try await files.corpus(rules).addresses == ["_posts/\(name).md": address])
  }

  @Test func daysOfNames() async throws {
    try files.write([
      "_posts/2019-02-29-a.md": "", "_posts/2021-4-31-b.md": "", "_posts/69-1-2-c.md": "", "_posts/2021-02-32-d.md": "",
      "_posts/2021-02-03-.md": "", "_posts/none.md": "",
    ])
    let corpus = try await files.corpus()
    #expect(
      corpus.addresses == [
        "_posts/2019-02-29-a.md": "2019/03/01/a.html", "_posts/2021-4-31-b.md": "2021/05/01/b.html",
        "_posts/69-1-2-c.md": "1969/01/02/c.html",
      ])
    #expect(corpus.refused == [])
  }

  /// Folders in front of `_posts`, defaults, `categories` and `category`, in this order.
  @Test func categories() async throws {
    try files.write([
      "es/Deep/_posts/2020-01-01-a.md": "categories: es extra", "my_posts_x/_posts/2020-01-02-b.md": "",
      "_posts/sub/2020-01-03-c.md": "categories: Foo, Bar foo\ncategory: Baz Qux\ntags: a b\ntag: c d",
      "_posts/sub/2020-01-04-d.md": "categories: [Foo Bar, 2020, 1.50]\ntags: [x y, true]",
      "_posts/2020-01-05-e.md": "category: [One, Two]\ncategories:\ntags: x y",
    ])
    var rules = JekyllRules()
    rules.permalink = "none"
    rules.defaults = [try JekyllFiles.defaults("_posts/sub", "categories: De flt")]
    let corpus = try await files.corpus(rules)
    #expect(
      corpus.addresses == [
        "es/Deep/_posts/2020-01-01-a.md": "es/deep/extra/a.html", "my_posts_x/_posts/2020-01-02-b.md": "my/b.html",
        "_posts/sub/2020-01-03-c.md": "de/flt/foo,/bar/foo/baz qux/c.html",
        "_posts/sub/2020-01-04-d.md": "de/flt/foo bar/2020/1.5/d.html", "_posts/2020-01-05-e.md": "one/two/e.html",
      ])
    let labels = Dictionary(
      uniqueKeysWithValues: corpus.items.map { item in (item.path, item.topics.map { corpus.topics[$0].label }) })
    #expect(labels["_posts/sub/2020-01-03-c.md"] == ["De", "flt", "Foo,", "Bar", "Baz Qux", "c d"])
    #expect(labels["_posts/sub/2020-01-04-d.md"] == ["De", "flt", "Foo Bar", "2020", "1.5", "x y", "true"])
    #expect(labels["_posts/2020-01-05-e.md"] == ["One", "Two", "x", "y"])
    #expect(labels["es/Deep/_posts/2020-01-01-a.md"] == ["es", "Deep", "extra"])
  }

  @Test func unknownMarksPublishNothing() async throws {
    try files.write(["_posts/2020-01-01-a.md": "", "_posts/2020-01-02-b.md": "permalink: /x/"])
    var rules = JekyllRules()
    rules.permalink = "/:nonsense/:title"
    let corpus = try await files.corpus(rules)
    #expect(corpus.addresses == ["_posts/2020-01-02-b.md": "x/"])
    #expect(corpus.findings.map(\.rule) == ["item.permalink.safe"])
    #expect(Convention.unknownMarksOfJekyll(in: "/:nonsense/:title_:month/:Year/:x:path") == [":nonsense", ":x"])
  }

  /// The one that Jekyll writes last is seen, and nothing is wrong to it.
  @Test func ofTwoAtOneAddressTheNewestIsShown() async throws {
    try files.write(["_posts/2020-01-01-a.md": "", "_posts/2021-01-01-a.md": "", "a.md": ""])
    var rules = JekyllRules()
    rules.permalink = "none"
    let corpus = try await files.corpus(rules)
    #expect(corpus.addresses == ["_posts/2021-01-01-a.md": "a.html"])
    #expect(corpus.findings.map(\.rule) == ["page.permalink.unique", "page.permalink.unique"])
    #expect(corpus.findings.allSatisfy { $0.severity == .warning })
  }
}
