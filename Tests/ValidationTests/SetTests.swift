import Testing
import TidingsCore
import Validation

/// A small site whose documents fit each other, and what is said when one of them is broken.
@Suite struct SetTests {
  private typealias Site = [String: String]

  private static let site: Site = {
    var site: Site = [:]
    for topic in ["rivers", "lakes"] {
      let base = "https://a.example/\(topic)/"
      let page = "https://a.example/notes/\(topic)-1/"
      let date = "2021-02-22T10:46:42Z"
      site["\(topic)/rss.xml"] =
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title><link>\(base)</link>"
        + "<description>D</description><atom:link rel=\"self\" href=\"\(base)rss.xml\"/>"
        + "<item><title>One</title><link>\(page)</link><guid isPermaLink=\"false\">tag:a.example,2021:\(topic)</guid>"
        + "<pubDate>Mon, 22 Feb 2021 10:46:42 GMT</pubDate></item></channel></rss>"
      site["\(topic)/atom.xml"] =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2021:feed-\(topic)</id><title>T</title>"
        + "<updated>\(date)</updated><author><name>A</name></author><link rel=\"self\" href=\"\(base)atom.xml\"/>"
        + "<entry><id>tag:a.example,2021:\(topic)</id><title>One</title><updated>\(date)</updated>"
        + "<published>\(date)</published><link href=\"\(page)\"/><summary>S</summary></entry></feed>"
      site["\(topic)/feed.json"] =
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"feed_url\": \"\(base)feed.json\", \"items\": ["
        + "{\"id\": \"tag:a.example,2021:\(topic)\", \"url\": \"\(page)\", \"content_text\": \"S\","
        + " \"date_published\": \"\(date)\", \"date_modified\": \"\(date)\"}]}"
      site["sitemap-\(topic).xml"] =
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>\(page)</loc><lastmod>2021-02-22</lastmod></url>"
        + "<url><loc>https://a.example/notes/both/</loc><lastmod>2021-02-22</lastmod></url></urlset>"
    }
    site["sitemap.xml"] =
      "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
      + "<sitemap><loc>https://a.example/sitemap-rivers.xml</loc></sitemap>"
      + "<sitemap><loc>https://a.example/sitemap-lakes.xml</loc></sitemap></sitemapindex>"
    site["robots.txt"] = "User-agent: *\nDisallow:\nSitemap: https://a.example/sitemap.xml\n"
    site["topics.opml"] =
      "<opml version=\"2.0\"><head/><body>"
      + "<outline type=\"rss\" text=\"R\" title=\"R\" xmlUrl=\"https://a.example/rivers/rss.xml\"/>"
      + "<outline type=\"rss\" text=\"L\" title=\"L\" xmlUrl=\"https://a.example/lakes/rss.xml\"/></body></opml>"
    site["manifest.json"] = "{\"documents\": [{\"path\": \"sitemap.xml\"}, {\"path\": \"lakes/rss.xml\"}]}"
    return site
  }()

  private func validate(_ site: Site) -> (own: [Finding], set: [Finding]) {
    let validator = Validator()
    let examined = site.sorted { $0.key < $1.key }.map {
      validator.examine(Array($0.value.utf8), path: "out/" + $0.key)
    }
    let set = DocumentSet(examined.compactMap(\.facts), in: "out/") { path in
      site[String(path.dropFirst("out/".count))].map { Array($0.utf8) }
    }
    return (examined.flatMap(\.verdict.findings), set.findings)
  }

  @Test func aWholeSiteHasNoFindings() {
    let (own, set) = validate(SetTests.site)
    #expect(own.isEmpty, "\(own)")
    #expect(set.isEmpty, "\(set)")
  }

  /// A change of one document, the rule that it breaks, and what the findings must name, beside where they stand.
  static let breakages: [(file: String, old: String, new: String, rule: String, names: String)] = [
    ("rivers/feed.json", "2021:rivers\"", "2021:other\"", "set.feed.entries", "out/rivers/feed.json"),
    ("rivers/atom.xml", "<published>2021", "<published>2020", "set.feed.dates", "out/rivers/feed.json"),
    ("rivers/feed.json", "notes/rivers-1", "notes/rivers-2", "set.feed.links", "out/rivers/feed.json"),
    ("rivers/atom.xml", "rivers/atom.xml", "lakes/atom.xml", "set.self", "out/lakes/atom.xml"),
    ("rivers/rss.xml", "rivers/rss.xml", "rivers/feed", "set.self", "rivers/rss.xml"),
    ("sitemap-rivers.xml", "", "", "set.reference.present", "sitemap-rivers.xml"),
    ("topics.opml", "rivers/rss.xml", "old/rss.xml", "set.reference.present", "old/rss.xml"),
    ("robots.txt", "sitemap.xml", "sitemap-old.xml", "set.reference.present", "sitemap-old.xml"),
    ("manifest.json", "lakes/rss", "ponds/rss", "set.reference.present", "ponds/rss.xml"),
    (
      "rivers/rss.xml", "<item>", "<atom:link rel=\"next\" href=\"https://a.example/rivers/2.xml\"/><item>",
      "set.reference.present", "rivers/2.xml"
    ),
    (
      "rivers/rss.xml", "<item>", "<atom:link rel=\"hub\" href=\"https://a.example/lakes/rss.xml\"/><item>",
      "set.hub", "out/lakes/rss.xml"
    ),
    ("sitemap-rivers.xml", "notes/rivers-1", "notes/rivers-9", "set.page.listed", "notes/rivers-1"),
    (
      "sitemap-rivers.xml", "both/</loc><lastmod>2021-02-22", "both/</loc><lastmod>2021-02-23", "set.sitemap.lastmod",
      "out/sitemap-lakes.xml"
    ),
    (
      "sitemap.xml", "<sitemap><loc>https://a.example/sitemap-rivers.xml</loc></sitemap>", "", "set.sitemap.named",
      "out/sitemap-rivers.xml"
    ),
    (
      "sitemap.xml", "https://a.example/sitemap-rivers", "https://b.example/sitemap-rivers", "set.index.foreign",
      "b.example"
    ),
    ("sitemap.xml", "sitemap-rivers.xml", "sitemap.xml", "set.index.nested", "sitemap.xml"),
    (
      "topics.opml",
      "<outline type=\"rss\" text=\"R\" title=\"R\" xmlUrl=\"https://a.example/rivers/rss.xml\"/>", "",
      "set.opml.complete",
      "out/rivers/"
    ),
  ]

  @Test(arguments: breakages)
  func aBrokenSiteIsReported(file: String, old: String, new: String, rule: String, names: String) throws {
    var site = SetTests.site
    if old.isEmpty {
      site[file] = nil
    } else {
      let text = try #require(site[file])
      try #require(text.contains(old))
      site[file] = text.replacing(old, with: new)
    }
    let found = validate(site).set.filter { $0.rule == rule }
    #expect(!found.isEmpty, "\(validate(site).set)")
    #expect(found.contains { $0.description.contains(names) }, "\(found)")
  }

  @Test func everyRuleOnSetsIsBrokenOnce() {
    let broken = Set(SetTests.breakages.map(\.rule)).union(SetFeedTests.breakages.map(\.rule))
    #expect(Set(Rules.all.map(\.id).filter { $0.hasPrefix("set.") }) == broken)
  }

  @Test func feedsOfDifferentSitesInOneFolderAreNotCompared() throws {
    let one = try #require(SetTests.site["rivers/rss.xml"])
    let two = try #require(SetTests.site["lakes/atom.xml"])
    #expect(validate(["rivers.xml": one, "lakes.xml": two]).set.isEmpty)
    #expect(validate(["notes.rss": one, "notes.atom": two]).set.contains { $0.rule == "set.feed.entries" })
  }

  @Test func pagesThatAreUnlistedOnPurposeAreNoFault() {
    var site = SetTests.site
    site["sitemap-rivers.xml"] = site["sitemap-rivers.xml"]?.replacing("notes/rivers-1", with: "notes/rivers-9")
    site["manifest.json"] = "{\"documents\": [], \"unlisted\": [\"https://a.example/notes/rivers-1/\"]}"
    #expect(validate(site).set.isEmpty)
  }
}

@Suite struct SetAddressTests {
  @Test func anAddressIsTheSameHoweverMuchOfItIsEncoded() {
    let validator = Validator()
    func feed(_ own: String) -> [UInt8] {
      Array(
        ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2021:f</id><title>F</title>"
          + "<updated>2021-01-01T00:00:00Z</updated><link rel=\"self\" href=\"\(own)\"/></feed>").utf8)
    }
    for (own, isRight) in [
      ("https://a.example/c%2B%2B/atom.xml", true), ("https://a.example/c++/atom.xml", true),
      ("https://a.example/c%2B%2b/atom.xml", true), ("https://a.example/c%2F%2B/atom.xml", false),
    ] {
      let facts = validator.examine(feed(own), path: "out/c++/atom.xml").facts
      let set = DocumentSet([facts].compactMap { $0 }, in: "out/", baseAddress: "https://a.example/") { _ in nil }
      #expect(set.findings.isEmpty == isRight, "\(own): \(set.findings)")
    }
  }
}
