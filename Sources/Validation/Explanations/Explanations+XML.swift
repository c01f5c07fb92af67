/// Rules of XML and JSON, whatever the document is.
extension Explanations {
  static let xml: [Explanation] = [
    Explanation(
      "xml.ampersand", .rssItem,
      wrong: "<link>https://example.org/?page=1&view=all</link>",
      right: "<link>https://example.org/?page=1&amp;view=all</link>",
      quote: #"""
        The ampersand character (&) and the left angle bracket (<) MUST NOT appear in their literal \#
        form, except when used as markup delimiters, or within a comment, a processing instruction, \#
        or a CDATA section.
        """#,
      harm: #"""
        Readers with a strict XML parser, such as Expat or libxml2, stop there and show nothing; \#
        feedparser falls back to guessing.
        """#),
    Explanation(
      "xml.entity.defined", .rssItem,
      wrong: "<title>Cause&nbsp;and effect</title>",
      right: "<title>Cause&#160;and effect</title>",
      harm: #"""
        Expat says 'undefined entity' and stops; browsers show an error page in place of the feed.
        """#),
    Explanation(
      "xml.character", .rssItem,
      wrong: "<title>A fine day &#55357;&#56842;</title>",
      right: "<title>A fine day &#x1F60A;</title>",
      harm: #"""
        Expat says 'reference to invalid character number' and stops, and feedparser ends with an \#
        exception: one emoji hides the whole feed.
        """#),
    Explanation(
      "xml.well-formed", .rssItem,
      wrong: "<title>Five < six</title>",
      right: "<title>Five &lt; six</title>",
      quote: #"""
        The ampersand character (&) and the left angle bracket (<) MUST NOT appear in their literal \#
        form, except when used as markup delimiters, or within a comment, a processing instruction, \#
        or a CDATA section.
        """#,
      harm: #"""
        Readers with a strict XML parser, such as Expat or libxml2, stop there and show nothing; \#
        feedparser falls back to guessing.
        """#),
    Explanation(
      "xml.declaration.first", .whole,
      wrong: #"""

        <?xml version="1.0"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <?xml version="1.0"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      harm: #"""
        Expat says 'XML or text declaration not at start of entity' and stops: a blank line of a \#
        template empties the feed.
        """#),
    Explanation(
      "xml.version", .whole,
      wrong: #"""
        <?xml version="1.1"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <?xml version="1.0"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#),
    Explanation(
      "xml.encoding.name", .whole,
      wrong: #"""
        <?xml version="1.0" encoding="utf8"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#),
    Explanation(
      "xml.prefix.declared", .whole,
      wrong: #"""
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        <itunes:explicit>false</itunes:explicit>
        </channel></rss>
        """#,
      right: #"""
        <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        <itunes:explicit>false</itunes:explicit>
        </channel></rss>
        """#,
      harm: "Expat says 'unbound prefix' and stops; so does every parser that knows namespaces."),
    Explanation(
      "xml.namespace.name", .rssItem,
      wrong: #"""
        <media:thumbnail url="https://example.org/a.jpg"
          xmlns:media=" http://search.yahoo.com/mrss/ "/>
        """#,
      right: #"""
        <media:thumbnail url="https://example.org/a.jpg"
          xmlns:media="http://search.yahoo.com/mrss/"/>
        """#,
      harm: "Readers compare namespaces letter by letter: the picture is not shown."),
    Explanation(
      "document.encoding", .whole,
      wrong: #"""
        <?xml version="1.0" encoding="utf-8859-1"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      harm: "Expat says 'unknown encoding' and stops: nothing is shown."),
    Explanation(
      "document.utf-8", .whole,
      wrong: #"""
        <?xml version="1.0" encoding="iso-8859-1"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#),
    Explanation(
      "document.characters", .rssItem,
      wrong: "<title>It&#146;s here</title>",
      right: "<title>It&#8217;s here</title>",
      harm: #"""
        The number is that of Windows-1252, and a control character in Unicode: readers that take it \#
        at its word show a box or nothing.
        """#),
    Explanation(
      "json.well-formed", .whole,
      wrong: #"""
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "News",
          "items": [],
        }
        """#,
      right: #"""
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "News",
          "items": []
        }
        """#,
      harm: "JSON parsers refuse the whole document: readers show nothing."),
  ]
}
