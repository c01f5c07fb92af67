import Codecs
import TestSupport
import Testing
import TidingsCore
import Validation

/// What `--fix` mends, what it leaves, and that nobody loses by it.
@Suite struct MendingTests {
  private let validator = Validator(now: Timestamp(secondsSinceEpoch: 1_790_000_000))

  private func mend(_ text: String, path: String = "feed.xml") -> Mending {
    validator.mend(Array(text.utf8), path: path)
  }

  private func mended(_ text: String, path: String = "feed.xml") -> String? {
    mend(text, path: path).bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  private func rss(_ item: String, declaration: String = "", root: String = "") -> String {
    "\(declaration)<rss version=\"2.0\"\(root)><channel><title>T</title><link>https://a.example/</link>"
      + "<description>D</description>\n<item><title>A</title><link>https://a.example/1</link>\(item)</item></channel></rss>"
  }

  @Test(arguments: [
    ("<description>A & B</description>", "<description>A &amp; B</description>"),
    ("<comments>https://a.example/?a=1&b=2</comments>", "<comments>https://a.example/?a=1&amp;b=2</comments>"),
    ("<description>a&nbsp;b &copy; c &amp; d</description>", "<description>a&#160;b &#169; c &amp; d</description>"),
    ("<description>1 < 2, a <3 b</description>", "<description>1 &lt; 2, a &lt;3 b</description>"),
    ("<description>&#55357;&#56842;</description>", "<description>&#x1F60A;</description>"),
    ("<description>a\u{8}b\u{B}c &#x1F;</description>", "<description>ab c </description>"),
    ("<description><![CDATA[a & b\u{1}]]></description>", "<description><![CDATA[a & b]]></description>"),
    ("<description>It&#146;s &#x85;</description>", "<description>It&#8217;s &#8230;</description>"),
    ("<description>x ]]> y</description>", "<description>x ]]&gt; y</description>"),
    ("<description>Tom &amp Jerry</description>", "<description>Tom &amp; Jerry</description>"),
    ("<pubDate>Mon, 3 Feb 2026 10:00:00 GMT</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>"),
    ("<pubDate>Tue 3 Feb 2026 10:00 +01:00</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 +0100</pubDate>"),
    ("<pubDate>3 February 2026 10:00:00 utc</pubDate>", "<pubDate>03 Feb 2026 10:00:00 GMT</pubDate>"),
    ("<pubDate>2026-02-03T10:00:00.5-05:00</pubDate>", "<pubDate>03 Feb 2026 10:00:00 -0500</pubDate>"),
    (
      "<pubDate><![CDATA[ 2026-02-03 10:00:00+0000 ]]></pubDate>",
      "<pubDate><![CDATA[ 03 Feb 2026 10:00:00 GMT ]]></pubDate>"
    ),
    ("<pubDate>2026-02-03 T 100000 Z</pubDate>", "<pubDate>03 Feb 2026 10:00:00 GMT</pubDate>"),
    ("<pubDate>Tuesday, 03-Feb-26 10:00:00 est</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 EST</pubDate>"),
    (
      "<pubDate>Tue Feb 03 2026 10:00:00 GMT+0100 (CET (winter))</pubDate>",
      "<pubDate>Tue, 03 Feb 2026 10:00:00 +0100</pubDate>"
    ),
    ("<pubDate>Tue Feb 03 10:00:00 +0000 2026</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>"),
    ("<guid>abc</guid>", "<guid isPermaLink=\"false\">abc</guid>"),
    ("<guid isPermaLink='true'>abc</guid>", "<guid isPermaLink='false'>abc</guid>"),
  ])
  func mendsAnItem(_ wrong: String, _ right: String) {
    #expect(mended(rss(wrong)) == rss(right))
  }

  @Test(arguments: [
    // Neither zone nor instant is certain.
    "<pubDate>Tue, 03 Feb 2026 10:00:00</pubDate>", "<pubDate>2026-02-03</pubDate>",
    "<pubDate>03/02/2026 10:00 GMT</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 IST</pubDate>",
    "<pubDate>Tue, 31 Feb 2026 10:00:00 GMT</pubDate>", "<pubDate>Tue, 03 Feb 2026 10:00:00 A</pubDate>",
    // Nobody knows what it stands for.
    "<description>&widget;</description>", "<description>half &#55357; of one</description>",
    "<description>a <b</description>", "<guid>https://a.example/1</guid>",
  ])
  func leavesWhatIsAChoice(_ item: String) {
    #expect(mended(rss(item)) == nil)
  }

  @Test func aGuidIsLeftWhereItIsTheOnlyAddress() {
    let feed =
      "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>D</description>"
      + "<item><title>A</title><guid>/1</guid></item></channel></rss>"
    #expect(mended(feed) == nil)
  }

  @Test(arguments: [
    ("\n\n<?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?>"),
    ("\u{FEFF} \n<?xml version=\"1.0\"?>", "\u{FEFF}<?xml version=\"1.0\"?>"),
    ("<br />\n<b>Warning</b>: no such file\n<?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?>"),
    ("Notice: x\n", ""),
    ("<?xml encoding='utf-8'?>\n<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
    ("<?xml encoding=\"utf-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
    ("<?xml version=\"1.1\"?>\n", "<?xml version=\"1.0\"?>\n"),
    (
      "<?xml version=\"1.0\" standalone=\"yes\" encoding=\"utf-8\"?>",
      "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>"
    ),
    ("<?xml version=\"1.0\" encoding=\"utf8\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
    ("<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
    ("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
  ])
  func mendsWhatStandsBefore(_ wrong: String, _ right: String) {
    let item = "<description>Élan, café</description>"
    #expect(mended(rss(item, declaration: wrong)) == rss(item, declaration: right))
  }

  @Test func realLatin1StaysAsItIs() throws {
    let text = rss(
      "<description>caf</description>\n<pubDate>Mon, 3 Feb 2026 10:00:00 GMT</pubDate>",
      declaration: "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>")
    var bytes = Array(text.utf8)
    let place = try #require(bytes.firstRange(of: Array("caf<".utf8))).upperBound - 1
    bytes.insert(0xE9, at: place)
    let mended = validator.mend(bytes, path: "feed.xml")
    var expected = Array(text.replacing("Mon, 3 Feb", with: "Tue, 03 Feb").utf8)
    expected.insert(0xE9, at: place)
    #expect(mended.bytes == expected)
  }

  @Test(arguments: [
    (
      " xmlns:dc=\"http://purl.org/dc/elements/1.1\"", "<dc:creator>Ana</dc:creator>",
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    ),
    (
      " xmlns:media=\" https://search.yahoo.com/MRSS \"", "<media:title>Ana</media:title>",
      " xmlns:media=\"http://search.yahoo.com/mrss/\""
    ),
    ("", "<dc:creator>Ana</dc:creator>", " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""),
  ])
  func mendsNamespaces(_ root: String, _ item: String, _ right: String) {
    let result = mended(rss(item, root: root))
    let expected =
      root.isEmpty
      ? rss(item).replacing("<rss ", with: "<rss\(right) ") : rss(item, root: right)
    #expect(result == expected)
  }

  @Test func mendsNamespacesOfFormats() {
    let sitemap = "<urlset><url><loc>https://a.example/</loc><lastmod>2026/2/3</lastmod></url></urlset>"
    #expect(
      mended(sitemap)
        == "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.example/</loc>"
        + "<lastmod>2026-02-03</lastmod></url></urlset>")
    let atom = """
      <feed xmlns="https://www.w3.org/2005/atom/"><id> tag:a.example,2026:a\n </id><title>T</title>
      <updated>2026-02-03 10:00:00 +0000 UTC</updated><author><name>Ana</name></author>
      <entry><id>tag:a.example,2026:1</id><title>A</title><updated>2026-02-03t10:00z</updated><link href="https://a.example/1"/></entry>
        <subtitle>S</subtitle></feed>
      """
    #expect(
      mended(atom) == """
        <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2026:a</id><title>T</title>
        <updated>2026-02-03T10:00:00Z</updated><author><name>Ana</name></author>
        <subtitle>S</subtitle>
          <entry><id>tag:a.example,2026:1</id><title>A</title><updated>2026-02-03T10:00:00Z</updated><link href="https://a.example/1"/></entry></feed>
        """)
    let rss =
      "<rss version=\"2.0\" xmlns=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>"
      + "<link>https://a.example/</link><description>D</description></channel></rss>"
    #expect(mended(rss) == rss.replacing(" xmlns=\"http://www.w3.org/2005/Atom\"", with: ""))
  }

  @Test func mendsJSONFeeds() {
    let feed = """
      {"version": "http://jsonfeed.org/version/1.1/", "title": "A\tB", "language": "en_US", "expired": "false", "items": [
        {"id": 42, "content_text": "x, ]", "date_published": "Tue, 3 Feb 2026 10:00:00 GMT", "attachments": [
          {"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": "12"},
        ],},
      ],}
      """
    #expect(
      mended(feed, path: "feed.json") == """
        {"version": "https://jsonfeed.org/version/1.1", "title": "A\\tB", "language": "en-US", "expired": false, "items": [
          {"id": "42", "content_text": "x, ]", "date_published": "2026-02-03T10:00:00Z", "attachments": [
            {"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}
          ]}
        ]}
        """)
    #expect(mended("{\"version\": \"https://jsonfeed.org/version/1.1\", 'title': \"T\", \"items\": [,]}") == nil)
  }

  @Test func editsAreReportedByTheirPlaceInTheOriginal() throws {
    let text =
      "\n<?xml version=\"1.0\"?>\n"
      + rss("\n<pubDate>Mon, 3 Feb 2026 10:00:00 GMT</pubDate>\n<description>A & B</description>")
    let mending = mend(text)
    #expect(mending.edits.map(\.rule) == ["xml.declaration.first", "rss.date.weekday", "xml.ampersand"])
    #expect(mending.edits.map(\.location.line) == [1, 5, 6])
    #expect(mending.edits.map(\.location.column) == [1, 10, 16])
    #expect(mending.edits.map(\.old) == ["\n", "Mon, 3 Feb 2026 10:00:00 GMT", "&"])
    #expect(mending.edits.map(\.new) == ["", "Tue, 03 Feb 2026 10:00:00 GMT", "&amp;"])
    #expect(mending.verdict.isValid)
  }

  /// The namespace of the extension is clear, and so is what it would bring to light.
  @Test func whatWouldBreakAnotherRuleIsLeft() {
    let text = rss(
      "<media:thumbnail/><pubDate>Mon, 3 Feb 2026 10:00:00 GMT</pubDate>",
      root: " xmlns:media=\" http://search.yahoo.com/MRSS \"")
    let mending = mend(text)
    #expect(mending.edits.map(\.rule) == ["rss.date.weekday"])
    #expect(mending.refusals.count == 1)
    #expect(mending.refusals.first?.reason.contains("media.") == true, "\(mending.refusals)")
    #expect(mending.bytes != nil)
  }

  @Test func gzipStaysGzip() throws {
    let text =
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.example/?a&b</loc></url></urlset>"
    let bytes = try #require(validator.mend(Gzip.compressed(Array(text.utf8)), path: "sitemap.xml.gz").bytes)
    #expect(Gzip.isGzip(bytes))
    #expect(try Gzip.decompressed(bytes, limit: 10_000) == Array(text.replacing("a&b", with: "a&amp;b").utf8))
  }

  /// Every faulty document of the fixtures: nothing new is wrong with it, and mending it again changes nothing.
  @Test(arguments: FixtureTests.fixtures)
  func mendedOnceIsMended(_ fixture: String) throws {
    let bytes = try Fixtures.bytes("documents/" + fixture)
    let path = fixture.hasPrefix("robots/") ? "robots.txt" : fixture
    let mending = validator.mend(bytes, path: path)
    guard let mended = mending.bytes else {
      #expect(mending.edits.isEmpty)
      return
    }
    #expect(!mending.edits.isEmpty)
    #expect(Mending.rules.isSuperset(of: mending.edits.map(\.rule)))
    let again = validator.mend(mended, path: path)
    #expect(again.bytes == nil, "\(again.edits)")
  }

  /// Thousands of faults cost a pass or two, not a pass each.
  @Test
  func manyFaultsAreMendedTogether() {
    let items = (0..<4000).map { number in
      "<item><title>A & B &nbsp; < \(number)</title><link>https://a.example/\(number)</link><guid>g\(number)</guid>"
        + "<pubDate>Mon, 3 Feb 2026 10:00:00 GMT</pubDate></item>"
    }
    let text =
      "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>D</description>"
      + items.joined() + "</channel></rss>"
    let mending = mend(text)
    #expect(mending.edits.count == 20_000)
    #expect(mending.verdict.findings.allSatisfy { $0.severity < .error })
  }
}
