import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import FeedParsing

@Suite struct FeedReaderTests {
  private func read(_ text: String, address: String? = nil) -> FeedReader.Result {
    FeedReader.read(Array(text.utf8), path: "feed", address: address)
  }

  @Test func aCharacterThatXMLForbidsHidesNoEntry() throws {
    let entries = (1...3).map { number in
      "<item><title>T\(number)</title><guid>g\(number)</guid>"
        + "<description><![CDATA[A \(number == 2 ? "\u{8}" : "")word]]></description></item>"
    }
    let text = "<rss version=\"2.0\"><channel><title>T</title>\(entries.joined())</channel></rss>"
    let result = read(text)
    #expect(result.feed?.entries.map(\.id) == ["g1", "g2", "g3"])
    #expect(result.findings.contains { $0.rule == "xml.well-formed" })
  }

  /// What the three formats of one feed say is the same.
  @Test func formatsOfOneFeedAreOneFeed() throws {
    let folder = Fixtures.repository + "/output/"
    func feed(_ name: String) throws -> Feed {
      let result = FeedReader.read(try Fixtures.bytes("../../output/" + name), path: folder + name)
      #expect(result.findings.filter { $0.severity == .error } == [])
      return try #require(result.feed)
    }
    let (rss, atom, json) = (try feed("rss.xml"), try feed("atom.xml"), try feed("feed.json"))
    #expect(rss.entries.count == 10)
    for (one, other) in [(rss, atom), (atom, json)] {
      #expect(one.entries.map(\.id) == other.entries.map(\.id))
      #expect(one.entries.map(\.title) == other.entries.map(\.title))
      #expect(one.entries.map(\.page) == other.entries.map(\.page))
      #expect(one.entries.map(\.content) == other.entries.map(\.content))
      #expect(one.entries.map(\.summary) == other.entries.map(\.summary))
      #expect(one.head.title == other.head.title && one.head.home == other.head.home)
    }
    // RSS has no fractions of a second.
    #expect(atom.entries.map(\.published) == json.entries.map(\.published))
    #expect(atom.entries.map(\.updated) == json.entries.map(\.updated))
    #expect(
      zip(rss.entries, atom.entries).allSatisfy {
        $0.published.microseconds / 1_000_000 == $1.published.microseconds / 1_000_000
      }
    )
  }

  @Test func readsWhatHugoMakes() throws {
    let feed = try #require(
      read(
        """
        <?xml version="1.0" encoding="utf-8" standalone="yes"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News on A</title>
        <link>https://a.example/news/</link><description>Recent content</description><generator>Hugo</generator>
        <language>en-us</language><lastBuildDate>Mon, 02 Feb 2026 10:00:00 +0100</lastBuildDate>
        <atom:link href="https://a.example/news/index.xml" rel="self" type="application/rss+xml"/>
        <item><title>One &amp;amp; two</title><link>https://a.example/news/one/</link>
        <pubDate>Mon, 02 Feb 2026 10:00:00 +0100</pubDate><guid>https://a.example/news/one/</guid>
        <description>&lt;p&gt;Some &lt;b&gt;words&lt;/b&gt; &lt;a href="/x"&gt;more&lt;/a&gt;&lt;/p&gt;</description></item>
        </channel></rss>
        """
      ).feed)
    #expect(feed.head.home == "https://a.example/news/" && feed.head.language == "en-us")
    let entry = try #require(feed.entries.first)
    #expect(entry.id == "https://a.example/news/one/" && entry.page == entry.id)
    #expect(entry.title == "One & two")
    #expect(entry.published.rfc3339 == "2026-02-02T09:00:00Z")
    #expect(entry.summary == "Some words more")
    #expect(String(decoding: entry.content, as: UTF8.self).contains("href=\"https://a.example/x\""))
  }

  @Test func readsWhatWordPressMakes() throws {
    let feed = try #require(
      read(
        """
        <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
          xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>W</title><link>https://w.example</link><description/>
        <item><title>Hello</title><link>https://w.example/hello/</link><dc:creator><![CDATA[Ann]]></dc:creator>
        <pubDate>Sun, 01 Mar 2026 08:00:00 +0000</pubDate><category><![CDATA[News]]></category>
        <guid isPermaLink="false">https://w.example/?p=12</guid>
        <description><![CDATA[Short [&#8230;]]]></description>
        <content:encoded><![CDATA[<p>All of it</p>]]></content:encoded>
        <enclosure url="https://w.example/a.mp3" length="123" type="audio/mpeg"/></item></channel></rss>
        """
      ).feed)
    let entry = try #require(feed.entries.first)
    #expect(entry.id == "https://w.example/?p=12" && entry.page == "https://w.example/hello/")
    #expect(entry.authors == [Person(name: "Ann")] && entry.categories.map(\.label) == ["News"])
    #expect(entry.summary == "Short […]" && String(decoding: entry.content, as: UTF8.self) == "<p>All of it</p>")
    #expect(entry.enclosures == [Enclosure(address: "https://w.example/a.mp3", mediaType: "audio/mpeg", length: 123)])
  }

  @Test func readsAtomOfAllAges() throws {
    let feed = try #require(
      read(
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">J &amp;amp; K</title>
        <id>tag:j.example,2020:/</id><link href="/" /><link rel="self" href="https://j.example/feed.xml"/>
        <updated>2026-01-01T00:00:00Z</updated><author><name>Jo</name></author>
        <entry><id>tag:j.example,2020:1</id><title>T</title><link href="posts/1.html"/><updated>2026-01-02</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>W <em>x</em></p></div></content></entry></feed>
        """, address: "https://j.example/feed.xml"
      ).feed)
    #expect(feed.head.title == "J & K" && feed.head.id == "tag:j.example,2020:/" && feed.head.language == "de")
    let entry = try #require(feed.entries.first)
    #expect(entry.page == "https://j.example/posts/1.html")
    #expect(entry.updated.rfc3339 == "2026-01-02T00:00:00Z" && entry.published == entry.updated)
    #expect(entry.summary == "W x")
  }

  @Test func readsRSSOneAndWhatIsBroken() throws {
    let rdf = try #require(
      read(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r.example/"><title>R</title>
        <link>https://r.example/</link></channel><item rdf:about="https://r.example/1"><title>One</title>
        <link>https://r.example/1</link><dc:date>2026-01-01T10:00:00+01:00</dc:date></item></rdf:RDF>
        """
      ).feed)
    #expect(rdf.entries.map(\.id) == ["https://r.example/1"])
    #expect(rdf.entries.first?.published.rfc3339 == "2026-01-01T09:00:00Z")

    let broken = read(
      "\n<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A & B&nbsp;</title><item><title>One</title><guid>1</guid></item></channel></rss>"
    )
    #expect(broken.feed?.entries.map(\.id) == ["1"])
    #expect(broken.findings.contains { $0.severity == .error })

    let json = read(
      "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"J\",\"items\":[{\"id\":7,\"url\":\"https://j.example/7\",\"content_text\":\"a < b\"}]}"
    )
    #expect(json.feed?.entries.first?.id == "7")
    #expect(json.feed?.entries.first.map { String(decoding: $0.content, as: UTF8.self) } == "<p>a &lt; b</p>")
  }

  @Test(arguments: [
    "", "text", "<html><body>x</body></html>", "{}", "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"/>",
  ])
  func whatIsNoFeedIsNone(text: String) { #expect(read(text).feed == nil) }

  /// Every document that the validator is tested with comes to an end, and those of feeds are feeds.
  @Test func readsEveryFixture() throws {
    var feeds = 0
    for folder in ["rss", "atom", "json"] {
      for name in try Fixtures.names(in: "documents/" + folder) {
        let bytes = try Fixtures.bytes("documents/\(folder)/\(name)")
        if FeedReader.read(bytes, path: name).feed != nil { feeds += 1 }
      }
    }
    #expect(feeds > 200)
  }
}
