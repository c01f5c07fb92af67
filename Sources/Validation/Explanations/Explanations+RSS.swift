/// Rules of RSS: what an item and a channel need.
extension Explanations {
  static let rss: [Explanation] = [
    Explanation(
      "rss.version", .whole,
      wrong: #"""
        <rss><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      quote: #"""
        At the top level, a RSS document is a <rss> element, with a mandatory attribute called \#
        version, that specifies the version of RSS that the document conforms to.
        """#),
    Explanation(
      "rss.namespace", .whole,
      wrong: #"""
        <rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      right: #"""
        <rss version="2.0"><channel>
        <title>News</title><link>https://example.org/</link>
        <description>What is new</description>
        </channel></rss>
        """#,
      harm: #"""
        To a program that knows namespaces these are elements of Atom, not of RSS: it finds no channel.
        """#),
    Explanation(
      "rss.element.required", .rssChannel,
      wrong: #"""
        <title>News</title>
        <link>https://example.org/</link>
        """#,
      right: #"""
        <title>News</title>
        <link>https://example.org/</link>
        <description>What is new</description>
        """#,
      quote: #"""
        Here's a list of the required channel elements, each with a brief description, an example, \#
        and where available, a pointer to a more complete description.
        """#),
    Explanation(
      "rss.element.known", .rssItem,
      wrong: #"""
        <title>Summer</title>
        <summary>It is warm.</summary>
        """#,
      right: #"""
        <title>Summer</title>
        <description>It is warm.</description>
        """#,
      harm: "Readers know no such element in RSS, and show the title alone."),
    Explanation(
      "rss.element.once", .rssItem,
      wrong: #"""
        <title>Summer</title>
        <title>Warm days</title>
        """#,
      right: "<title>Summer</title>"),
    Explanation(
      "rss.attribute.required", .rssItem,
      wrong: #"<enclosure url="https://example.org/talk.mp3" type="audio/mpeg"/>"#,
      right: #"<enclosure url="https://example.org/talk.mp3" length="1069871" type="audio/mpeg"/>"#,
      quote: "It has three required attributes.",
      harm: "Podcast apps show by the length how much there is to fetch."),
    Explanation(
      "rss.attribute.known", .rssItem,
      wrong: #"<guid ispermalink="false">news-42</guid>"#,
      right: #"<guid isPermaLink="false">news-42</guid>"#,
      harm: "The case of attributes matters: readers take the guid for an address, and open it."),
    Explanation(
      "rss.value", .rssItem,
      wrong: #"<enclosure url="https://example.org/talk.mp3" length="1 MB" type="audio/mpeg"/>"#,
      right: #"<enclosure url="https://example.org/talk.mp3" length="1069871" type="audio/mpeg"/>"#,
      quote: #"""
        url says where the enclosure is located, length says how big it is in bytes, and type says \#
        what its type is, a standard MIME type.
        """#),
    Explanation(
      "rss.text.place", .rssChannel,
      wrong: #"""
        Welcome to our news!
        <title>News</title>
        """#,
      right: #"""
        <title>News</title>
        <description>Welcome to our news!</description>
        """#),
    Explanation(
      "rss.text.blank", .rssItem,
      wrong: #"""
        <title> </title>
        <description>It is warm.</description>
        """#,
      right: #"""
        <title>Summer</title>
        <description>It is warm.</description>
        """#),
    Explanation(
      "rss.text.less-than", .rssItem,
      wrong: "<title>Use the &lt;b&gt; element</title>",
      right: "<title>Use the &amp;lt;b&amp;gt; element</title>",
      harm: #"""
        Some readers take a title for HTML: they make what follows bold, and the element's name disappears.
        """#),
    Explanation(
      "rss.item.text", .rssItem,
      wrong: "<link>https://example.org/summer</link>",
      right: #"""
        <title>Summer</title>
        <link>https://example.org/summer</link>
        """#,
      quote: #"""
        All elements of an item are optional, however at least one of title or description must be \#
        present.
        """#),
    Explanation(
      "rss.guid.present", .rssItem,
      wrong: "<title>Summer</title>",
      right: #"""
        <title>Summer</title>
        <guid>https://example.org/summer</guid>
        """#,
      quote: "This enables aggregators to not repeat items, even if there have been editing changes.",
      harm: #"""
        Readers that distinguish items by title or text show an item as new each time that you correct \#
        it.
        """#),
    Explanation(
      "rss.guid.unique", .rssChannel,
      wrong: #"""
        <item><title>Summer</title><guid>https://example.org/news</guid></item>
        <item><title>Autumn</title><guid>https://example.org/news</guid></item>
        """#,
      right: #"""
        <item><title>Summer</title><guid>https://example.org/summer</guid></item>
        <item><title>Autumn</title><guid>https://example.org/autumn</guid></item>
        """#,
      quote: "It's up to the source of the feed to establish the uniqueness of the string.",
      harm: "Readers that keep what they have seen by its guid never show the second item."),
    Explanation(
      "rss.guid.permalink", .rssItem,
      wrong: #"""
        <link>https://example.org/summer</link>
        <guid>news-42</guid>
        """#,
      right: #"""
        <link>https://example.org/summer</link>
        <guid isPermaLink="false">news-42</guid>
        """#,
      quote: "isPermaLink is optional, its default value is true.",
      harm: #"""
        Readers that prefer the guid to the link open 'news-42'; feedparser does where an item has no \#
        link.
        """#),
    Explanation(
      "rss.date.format", .rssItem,
      wrong: "<pubDate>2026-02-03T10:00:00Z</pubDate>",
      right: "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>",
      quote: #"""
        All date-times in RSS conform to the Date and Time Specification of RFC 822, with the \#
        exception that the year may be expressed with two characters or four characters (four \#
        preferred).
        """#,
      harm: #"""
        Readers that know RFC 822 only have no date for the item; feedparser reads this form, and not \#
        one such as 03/02/2026.
        """#),
    Explanation(
      "rss.date.form", .rssItem,
      wrong: "<pubDate>Tue, 03 Feb 26 10:00:00 GMT</pubDate>",
      right: "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>",
      quote: #"""
        All date-times in RSS conform to the Date and Time Specification of RFC 822, with the \#
        exception that the year may be expressed with two characters or four characters (four \#
        preferred).
        """#),
    Explanation(
      "rss.date.weekday", .rssItem,
      wrong: "<pubDate>Mon, 03 Feb 2026 10:00:00 GMT</pubDate>",
      right: "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>",
      harm: #"""
        Parsers that check the weekday, as .NET's and java.time's do, refuse the date; others take \#
        the day and never look.
        """#),
    Explanation(
      "rss.link.absolute", .rssItem,
      wrong: "<link>/news/summer</link>",
      right: "<link>https://example.org/news/summer</link>",
      quote: #"""
        The data in these elements must begin with an IANA-registered URI scheme, such as http://, \#
        https://, news://, mailto: and ftp://.
        """#,
      harm: "RSS names no base for it: readers that do not guess one open nothing."),
    Explanation(
      "rss.enclosure.attributes", .rssItem,
      wrong: #"<enclosure url="/talk.mp3" length="1069871" type="audio/mpeg"/>"#,
      right: #"<enclosure url="https://example.org/talk.mp3" length="1069871" type="audio/mpeg"/>"#,
      quote: "The url must be an http url.",
      harm: "Podcast apps cannot fetch the episode."),
    Explanation(
      "rss.enclosure.once", .rssItem,
      wrong: #"""
        <enclosure url="https://example.org/a.mp3" length="10" type="audio/mpeg"/>
        <enclosure url="https://example.org/a.ogg" length="10" type="audio/ogg"/>
        """#,
      right: #"<enclosure url="https://example.org/a.mp3" length="10" type="audio/mpeg"/>"#,
      harm: "Some readers take the first, some the last."),
  ]
}
