import Testing
import TidingsCore
import Validation

/// What entries say in several formats, and what sitemaps say of pages.
@Suite struct SetFeedTests {
  typealias Site = [String: String]

  static let site: Site = [
    "rss.xml":
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      + "<channel><title>T</title><link>https://a.example/</link><description>D</description>"
      + "<atom:link rel=\"self\" href=\"https://a.example/rss.xml\"/>"
      + "<item><title>Rivers &amp;amp; \u{201C}lakes\u{201D}</title><link>https://a.example/1/</link>"
      + "<guid isPermaLink=\"false\">tag:a.example,2021:1</guid><dc:creator>Ann Ash</dc:creator>"
      + "<category domain=\"https://a.example/tags\">Water</category><category>News</category>"
      + "<pubDate>Mon, 22 Feb 2021 10:46:42 GMT</pubDate></item>"
      + "<item><title>Two</title><link>https://a.example/2/</link>"
      + "<guid isPermaLink=\"false\">tag:a.example,2021:2</guid><author>bo@a.example (Bo Birch)</author>"
      + "<category>News</category><pubDate>Mon, 22 Feb 2021 10:46:42 GMT</pubDate></item></channel></rss>",
    "atom.xml":
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2021:f</id><title>T</title>"
      + "<updated>2021-02-22T10:46:42Z</updated><author><name>Bo Birch</name></author>"
      + "<link rel=\"self\" href=\"https://a.example/atom.xml\"/>"
      + "<entry><id>tag:a.example,2021:1</id><title type=\"html\">&lt;b&gt;Rivers&lt;/b&gt; &amp;amp; &amp;ldquo;lakes&amp;rdquo;</title>"
      + "<updated>2021-02-22T10:46:42Z</updated><link href=\"https://a.example/1/\"/><summary>S</summary>"
      + "<author><name>Ann Ash</name></author><author><name>Cy Cedar</name></author>"
      + "<category term=\"water\" scheme=\"https://a.example/tags\"/><category term=\"news\" label=\"News\"/></entry>"
      + "<entry><id>tag:a.example,2021:2</id><title>Two</title><updated>2021-02-22T10:46:42Z</updated>"
      + "<link href=\"https://a.example/2/\"/><summary>S</summary><category term=\"n\" label=\"News\"/></entry></feed>",
    "feed.json":
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"feed_url\": \"https://a.example/feed.json\","
      + " \"authors\": [{\"name\": \"Bo Birch\"}], \"items\": ["
      + "{\"id\": \"tag:a.example,2021:1\", \"url\": \"https://a.example/1/\", \"title\": \"Rivers & \\\"lakes\\\"\","
      + " \"content_text\": \"S\", \"authors\": [{\"name\": \"Ann Ash\"}, {\"name\": \"Cy Cedar\"}], \"tags\": [\"news\"]},"
      + "{\"id\": \"tag:a.example,2021:2\", \"url\": \"https://a.example/2/\", \"title\": \"Two\", \"content_text\": \"S\","
      + " \"tags\": [\"News\"]}]}",
    "en.xml": sitemap("1", names: "1", "2"),
    "de.xml": sitemap("2", names: "2", "1"),
    "robots.txt":
      "User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.pdf$\n\nUser-agent: Googlebot/2.1\n"
      + "Disallow: /x\nSitemap: https://a.example/en.xml\nSitemap: https://a.example/de.xml\n",
  ]

  private static func sitemap(_ page: String, names: String...) -> String {
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">"
      + "<url><loc>https://a.example/\(page)/</loc>"
      + names.map {
        "<xhtml:link rel=\"alternate\" hreflang=\"\($0 == "1" ? "en" : "de")\" href=\"https://a.example/\($0)/\"/>"
      }.joined() + "</url></urlset>"
  }

  private static func findings(_ site: Site, base: String? = nil) -> [Finding] {
    let facts = site.sorted { $0.key < $1.key }.compactMap {
      Validator().examine(Array($0.value.utf8), path: "out/" + $0.key).facts
    }
    return DocumentSet(facts, in: "out/", baseAddress: base) { path in
      site[String(path.dropFirst(4))].map { Array($0.utf8) }
    }.findings
  }

  @Test func whatFormatsCannotExpressIsNoFault() {
    let found = SetFeedTests.findings(SetFeedTests.site)
    #expect(found.isEmpty, "\(found)")
  }

  /// A change of one document, the rule that it breaks, and what the finding must say.
  static let breakages: [(file: String, old: String, new: String, rule: String, says: String)] = [
    ("feed.json", "\"Two\"", "\"Three\"", "set.feed.titles", "'Two' here and 'Three' there"),
    ("rss.xml", "<title>Two", "<title>Two, again", "set.feed.titles", "tag:a.example,2021:2"),
    ("rss.xml", "Ann Ash", "Dee Dogwood", "set.feed.authors", "Dee Dogwood"),
    ("rss.xml", "(Bo Birch)", "(Ann Ash)", "set.feed.authors", "tag:a.example,2021:2"),
    ("feed.json", ", {\"name\": \"Cy Cedar\"}", ", {\"name\": \"Dee Dogwood\"}", "set.feed.authors", "Dee Dogwood"),
    ("feed.json", "[\"News\"]", "[\"News\", \"Ponds\"]", "set.feed.categories", "News, Ponds"),
    ("rss.xml", "<category>News</category><pub", "<category>Ponds</category><pub", "set.feed.categories", "Ponds"),
    ("en.xml", "/2/\"", "/3/\"", "set.sitemap.alternate", "'https://a.example/2/' names 'https://a.example/1/'"),
    (
      "en.xml", "<loc>https://a.example/1/", "<loc>https://a.example/private/1/", "set.sitemap.forbidden",
      "it does not name"
    ),
    ("en.xml", "<loc>https://a.example/1/", "<loc>https://a.example/a.pdf", "set.sitemap.forbidden", "/a.pdf"),
    ("en.xml", "<loc>https://a.example/1/", "<loc>https://a.example/x/1/", "set.sitemap.forbidden", "Googlebot"),
    ("robots.txt", "Googlebot/2.1", "other", "set.sitemap.forbidden", ""),
    ("rss.xml", "https://a.example/2/", "https://b.example/2/", "set.feed.listed", "https://b.example/2/"),
  ]

  @Test(arguments: breakages)
  func aDifferenceIsReported(file: String, old: String, new: String, rule: String, says: String) throws {
    var site = SetFeedTests.site
    let text = try #require(site[file])
    try #require(text.contains(old))
    site[file] = text.replacing(old, with: new)
    if rule == "set.feed.listed" {
      site["other.xml"] = SetFeedTests.sitemap("9", names: "9").replacing("a.example", with: "b.example")
    }
    if says.isEmpty {
      // What only crawlers with a group of their own may not fetch is no matter of the sitemap.
      site["en.xml"] = site["en.xml"]?.replacing("<loc>https://a.example/1/", with: "<loc>https://a.example/x/")
      #expect(!SetFeedTests.findings(site).contains { $0.rule == rule })
      return
    }
    let found = SetFeedTests.findings(site).filter { $0.rule == rule }
    #expect(!found.isEmpty && found.contains { $0.message.contains(says) }, "\(SetFeedTests.findings(site))")
  }

  @Test(arguments: [
    ("<loc>https://a.example/private/open/1", true), ("<loc>https://a.example/a.pdf?x", true),
    ("<loc>https://a.example/pr%69vate/1", false), ("<loc>https://b.example/private/1", true),
    ("<loc>https://A.example/private/1", false),
  ])
  func robotsAreReadAsCrawlersDo(page: String, isAllowed: Bool) {
    var site = SetFeedTests.site
    site["en.xml"] = site["en.xml"]?.replacing("<loc>https://a.example/1/", with: page)
    let found = SetFeedTests.findings(site).filter { $0.rule == "set.sitemap.forbidden" }
    #expect(found.isEmpty == isAllowed, "\(found)")
  }

  @Test func aFileThatForbidsAllButSomeHasItsSitemapsForThem() {
    var site = SetFeedTests.site
    site["robots.txt"] =
      "User-agent: *\nDisallow: /\nUser-agent: Googlebot\nAllow: /\nSitemap: https://a.example/en.xml\n"
      + "Sitemap: https://a.example/de.xml"
    #expect(SetFeedTests.findings(site).isEmpty)
    site["robots.txt"] = site["robots.txt"]?.replacing("Googlebot", with: "Bingbot")
    #expect(SetFeedTests.findings(site).map(\.rule) == ["set.sitemap.forbidden", "set.sitemap.forbidden"])
  }

  /// Each page against each pattern would take hours.
  @Test(arguments: [("/d#/", true), ("/*#x*y*z", false)])
  func manyPatternsAndManyPagesAreQuick(pattern: String, isForbidden: Bool) {
    let count = 20_000
    let robots = (0..<count).map { "Disallow: " + pattern.replacing("#", with: "\($0)") }.joined(separator: "\n")
    let pages = (0..<count).map { "<url><loc>https://a.example/d\($0)/page</loc></url>" }.joined()
    let found = SetFeedTests.findings([
      "robots.txt": "User-agent: *\n\(robots)\nSitemap: https://a.example/sitemap.xml\n",
      "sitemap.xml": "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(pages)</urlset>",
    ])
    let reported = found.filter { $0.rule == "set.sitemap.forbidden" }.map(\.message)
    let message = "out/robots.txt forbids all crawlers https://a.example/d0/page, and \(count - 1) more"
    #expect(reported == (isForbidden ? [message] : []))
  }

  @Test func whoLeavesSomethingOutOfAFormatIsNotReported() {
    var site = SetFeedTests.site
    site["feed.json"] = site["feed.json"]?.replacing(", \"tags\": [\"news\"]", with: "").replacing(
      ", \"tags\": [\"News\"]", with: "")
    site["rss.xml"] = site["rss.xml"]?.replacing(
      "<dc:creator>Ann Ash</dc:creator>", with: "<author>a@a.example</author>")
    let found = SetFeedTests.findings(site)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func manyAreOneFindingWithTheirNumber() {
    func feed(_ title: (Int) -> String) -> String {
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2021:f</id><title>T</title>"
        + "<updated>2021-02-22T10:46:42Z</updated><author><name>A</name></author>"
        + (0..<500).map {
          "<entry><id>tag:a.example,2021:\($0)</id><title>\(title($0))</title><updated>2021-02-22T10:46:42Z</updated>"
            + "<link href=\"https://a.example/\($0)/\"/><summary>S</summary></entry>\n"
        }.joined() + "</feed>"
    }
    let json =
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": ["
      + (0..<500).map {
        "{\"id\": \"tag:a.example,2021:\($0)\", \"url\": \"https://a.example/\($0)/\", \"title\": \"Title \($0)\", \"content_text\": \"S\"}"
      }.joined(separator: ",") + "]}"
    let listing = SetFeedTests.sitemap("other", names: "other")
    let found = SetFeedTests.findings(
      ["atom.xml": feed { "Headline \($0)" }, "feed.json": json, "sitemap.xml": listing], base: "https://a.example/")
    #expect(found.map(\.rule).sorted() == ["set.feed.titles", "set.page.listed"], "\(found)")
    #expect(found.contains { $0.message.hasSuffix("and 499 more differ") })
    #expect(found.contains { $0.message.contains("and 499 more of the feed are in none") })
    #expect(found.allSatisfy { $0.related.count <= 21 })
  }
}
