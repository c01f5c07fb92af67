import Syndication
import TestSupport
import Testing
import TidingsCore

@Suite struct FeedTests {
  /// A feed with everything that a feed can have, and an entry with next to nothing.
  private let feed = Feed(
    head: FeedHead(
      id: "tag:example.org,2020:feed", title: "News & <Notes>", subtitle: "All \"of\" it", home: "https://example.org/",
      addresses: [
        .rss: "https://example.org/rss.xml", .atom: "https://example.org/atom.xml",
        .json: "https://example.org/feed.json",
      ], language: "en", authors: [Person(name: "Editors")], rights: "© Example", icon: "https://example.org/icon.png",
      hubs: ["https://hub.example.org/"], updated: Timestamp(microseconds: 1_613_990_802_897_697),
      published: Timestamp(secondsSinceEpoch: 1_613_952_000)),
    entries: [
      Entry(
        id: "tag:example.org,2021-02-22:1", title: "A&B <5% “quoted” 医療 🩺", page: "https://example.org/news/a/",
        published: Timestamp(secondsSinceEpoch: 1_613_952_000), updated: Timestamp(microseconds: 1_613_990_802_897_697),
        summary: "Less than <5% & \"more\"", content: Array("<p>x &amp; <b>y</b>\u{A0}z</p>".utf8),
        authors: [
          Person(name: "Ana", email: "ana@example.org", address: "https://example.org/ana"), Person(name: "Bo"),
        ],
        categories: [
          Category(term: "billing", scheme: "tag:example.org,2020:taxonomy/s", label: "Billing & Co"),
          Category(term: "News", label: "News"),
        ], original: Link("https://other.example/a?b=1&c=2", title: "other.example"),
        via: Link("https://via.example/", title: "Jane's"),
        picture: Picture(
          address: "https://cdn.example/p.jpeg", mediaType: "image/jpeg", width: 10, height: 20, alternative: "A & B",
          length: 99),
        enclosures: [
          Enclosure(address: "https://cdn.example/p.jpeg", mediaType: "image/jpeg", length: 99),
          Enclosure(address: "https://cdn.example/p.pdf", mediaType: "application/pdf"),
        ], related: [Link("https://example.org/offering/x", title: "X")]),
      Entry(
        id: "tag:example.org,2020-01-01:2", title: "Plain", page: "https://example.org/news/b/",
        published: Timestamp(secondsSinceEpoch: 1_577_836_800), updated: Timestamp(secondsSinceEpoch: 1_577_836_800),
        summary: "Nothing else", authors: [Person(name: "Editors")]),
    ])

  @Test(arguments: [(DocumentFormat.rss, "rss.xml"), (.atom, "atom.xml"), (.json, "feed.json")])
  func goldenBytes(format: DocumentFormat, name: String) throws {
    let bytes = try #require(feed.bytes(as: format))
    #expect(try Golden.matches(bytes, name))
  }

  @Test func onlyFeedFormatsHaveFeeds() {
    for format in DocumentFormat.allCases {
      #expect((feed.bytes(as: format) != nil) == format.isFeed)
    }
  }

  @Test func linkFirstOpensTheOriginalAndChangesNoId() throws {
    var turned = feed
    turned.entries[0].opens = .original
    let rss = String(decoding: try #require(turned.bytes(as: .rss)), as: UTF8.self)
    #expect(rss.contains("<link>https://other.example/a?b=1&amp;c=2</link>"))
    #expect(rss.contains("rel=\"related\" type=\"text/html\" href=\"https://example.org/news/a/\""))
    #expect(rss.contains("<guid isPermaLink=\"false\">tag:example.org,2021-02-22:1</guid>"))
    let json = String(decoding: try #require(turned.bytes(as: .json)), as: UTF8.self)
    #expect(json.contains("\"url\": \"https://example.org/news/a/\""))
  }

  @Test func whatXMLForbidsNeverReachesADocument() throws {
    var hostile = feed
    hostile.entries[0].title = "a\u{0}b\u{1B}c\u{FFFE}d]]>"
    hostile.entries[0].content = Array("<p>\u{B}x</p>".utf8)
    for format in [DocumentFormat.rss, .atom] {
      let bytes = try #require(hostile.bytes(as: format))
      #expect(!bytes.contains { $0 < 0x20 && $0 != 0xA })
      #expect(String(decoding: bytes, as: UTF8.self).contains("abcd]]&gt;"))
    }
  }

  @Test func anEntryWithoutRoomCarriesItsSummary() throws {
    let entry = RenderedEntry(feed.entries[0])
    #expect(entry.size(.summary) < entry.size(.full))
    let writer = try #require(FeedWriter(head: feed.head, format: .json))
    let text = String(decoding: writer.document([PlacedEntry(entry, form: .summary)]), as: UTF8.self)
    #expect(text.contains("\"content_text\": \"Less than <5% & \\\"more\\\"\""))
    #expect(!text.contains("content_html"))
  }

  @Test func sizesBoundDocuments() throws {
    for format in [DocumentFormat.rss, .atom, .json] {
      for form in [EntryForm.full, .summary] {
        let writer = try #require(FeedWriter(head: feed.head, format: format))
        let placed = feed.entries.map { PlacedEntry(RenderedEntry($0), form: form) }
        let bound = placed.reduce(writer.headSize) { $0 + $1.entry.size(form) }
        #expect(writer.document(placed).count <= bound)
      }
    }
  }
}

@Suite struct SitemapTests {
  @Test func goldenSitemap() throws {
    let urls = [
      SitemapURL(
        address: "https://example.org/a?b=1&c='2'", modified: Timestamp(microseconds: 1_613_990_802_897_697),
        images: ["https://cdn.example/a&b.png"]),
      SitemapURL(
        address: "https://example.org/b/", modified: Timestamp(secondsSinceEpoch: 0),
        news: .init(
          publication: "The Example", language: "en", published: Timestamp(secondsSinceEpoch: 0), title: "A & B")),
    ]
    let document = URLSet.document(urls)
    #expect(try Golden.matches(document, "sitemap.xml"))
    #expect(document.count == URLSet.overhead + urls.reduce(0) { $0 + $1.bytes.count })
    let text = String(decoding: document, as: UTF8.self)
    #expect(!text.contains("changefreq") && !text.contains("priority"))
  }

  @Test func goldenIndexOutlineAndRobots() throws {
    let index = SitemapIndex.document([
      .init(address: "https://example.org/sitemap-a.xml", modified: Timestamp(secondsSinceEpoch: 0)),
      .init(address: "https://example.org/sitemap-b.xml", modified: nil),
    ])
    #expect(try Golden.matches(index, "sitemap-index.xml"))
    let feed = Outline.Subscription(
      title: "S: A & B", address: "https://example.org/a/rss.xml", home: "https://example.org/a/")
    let outline = Outline(
      title: "Example", modified: Timestamp(secondsSinceEpoch: 0), owner: "Editors",
      groups: [.init(name: "S", subscriptions: [feed]), .init(name: nil, subscriptions: [feed])])
    #expect(try Golden.matches(outline.bytes, "topics.opml"))
    let robots = RobotsFile.document(sitemaps: ["https://example.org/sitemap.xml"])
    #expect(
      String(decoding: robots, as: UTF8.self)
        == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n")
  }
}
