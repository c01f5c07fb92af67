/// Rules of all feeds, with an example in RSS.
extension Explanations {
  static let feeds: [Explanation] = [
    Explanation(
      "feed.self.present", .rssChannel,
      wrong: "<link>https://example.org/</link>",
      right: #"""
        <link>https://example.org/</link>
        <atom:link href="https://example.org/feed.xml" rel="self"
          type="application/rss+xml"/>
        """#,
      harm: "A reader that got a copy of the feed does not know where to fetch updates."),
    Explanation(
      "feed.self.matches", .rssChannel,
      wrong: #"<atom:link href="https://example.org/rss" rel="self"/>"#,
      right: #"<atom:link href="https://example.org/feed.xml" rel="self"/>"#,
      harm: #"""
        Readers and hubs that follow the link to itself subscribe to an address that may be dead; in \#
        this example the feed is found at https://example.org/feed.xml.
        """#),
    Explanation(
      "address.character", .rssItem,
      wrong: "<link>https://example.org/rivers?month[]=3</link>",
      right: "<link>https://example.org/rivers?month%5B%5D=3</link>",
      quote: #"""
        A host identified by an Internet Protocol literal address, version 6 or later, is distinguished by enclosing the \#
        IP literal within square brackets ("[" and "]"). This is the only place where square bracket characters are \#
        allowed in the URI syntax.
        """#,
      harm: "Programs that take the address apart by its rules find no address in it."),
    Explanation(
      "address.percent", .rssItem,
      wrong: "<link>https://example.org/rivers/100%</link>",
      right: "<link>https://example.org/rivers/100%25</link>",
      quote: #"""
        Because the percent ("%") character serves as the indicator for percent-encoded octets, it must be percent-encoded \#
        as "%25" for that octet to be used as data within a URI.
        """#,
      harm: "Some programs refuse the address, and servers answer 400 to it."),
    Explanation(
      "feed.language", .rssChannel,
      wrong: "<language>en_US</language>",
      right: "<language>en-US</language>"),
    Explanation(
      "feed.text.markup", .rssItem,
      wrong: "<title>A &lt;b&gt;bold&lt;/b&gt; step</title>",
      right: "<title>A bold step</title>",
      harm: "Readers that take titles for plain text show the tags."),
    Explanation(
      "feed.namespace.known", .rssItem,
      wrong: #"<dc:creator xmlns:dc="https://purl.org/dc/elements/1.1">Ana</dc:creator>"#,
      right: #"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#,
      harm: "Namespaces are compared letter by letter: the author is not shown."),
    Explanation(
      "media.namespace", .rssItem,
      wrong: #"""
        <media:thumbnail url="https://example.org/a.jpg"
          xmlns:media="http://search.yahoo.com/mrss"/>
        """#,
      right: #"""
        <media:thumbnail url="https://example.org/a.jpg"
          xmlns:media="http://search.yahoo.com/mrss/"/>
        """#,
      harm: "Namespaces are compared letter by letter: the picture is not shown."),
    Explanation(
      "date.future", .rssItem,
      wrong: "<pubDate>Mon, 03 Feb 2062 10:00:00 GMT</pubDate>",
      right: "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>",
      harm: "The item stays on top of every list that is sorted by date."),
    Explanation(
      "itunes.explicit.value", .rssChannel,
      wrong: "<itunes:explicit>no</itunes:explicit>",
      right: "<itunes:explicit>false</itunes:explicit>"),
    Explanation(
      "itunes.category.known", .rssChannel,
      wrong: #"<itunes:category text="Technologies"/>"#,
      right: #"<itunes:category text="Technology"/>"#),
    Explanation(
      "itunes.required", .rssChannel,
      wrong: #"<itunes:category text="Technology"/>"#,
      right: #"""
        <language>en</language>
        <itunes:category text="Technology"/>
        <itunes:explicit>false</itunes:explicit>
        """#,
      harm: "Apple refuses the show until all of it is there."),
    Explanation(
      "html.escaped-twice", .rssItem,
      wrong: #"""
        <description>&amp;lt;p&amp;gt;It is \#
        &amp;lt;b&amp;gt;warm&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;</description>
        """#,
      right: "<description>&lt;p&gt;It is &lt;b&gt;warm&lt;/b&gt;.&lt;/p&gt;</description>",
      harm: "Readers show the tags in place of what they mean."),
    Explanation(
      "html.element.safe", .rssItem,
      wrong: #"<description>&lt;script src="https://example.org/a.js"&gt;&lt;/script&gt;</description>"#,
      right: #"<description>&lt;a href="https://example.org/"&gt;Look at it&lt;/a&gt;</description>"#,
      harm: "Readers remove the element, and what it was to show is missing."),
    Explanation(
      "html.attribute.safe", .rssItem,
      wrong: #"<description>&lt;p onclick="go()"&gt;Summer&lt;/p&gt;</description>"#,
      right: "<description>&lt;p&gt;Summer&lt;/p&gt;</description>"),
    Explanation(
      "html.address.absolute", .rssItem,
      wrong: #"<description>&lt;a href="/about"&gt;About&lt;/a&gt;</description>"#,
      right: #"<description>&lt;a href="https://example.org/about"&gt;About&lt;/a&gt;</description>"#,
      harm: "The reader's own site is the base in readers on the web: the link leads there."),
    Explanation(
      "html.markup", .rssItem,
      wrong: "<description>&lt;p&gt;One &lt;b&gt;two&lt;/p&gt;</description>",
      right: "<description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</description>",
      harm: "Readers that do not repair markup make bold what follows, too."),
  ]
}
