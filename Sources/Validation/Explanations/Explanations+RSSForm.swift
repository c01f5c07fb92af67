/// Rules of RSS: contacts, order, and what a channel says of itself.
extension Explanations {
  static let rssForm: [Explanation] = [
    Explanation(
      "rss.contact", .rssItem,
      wrong: "<author>Ana Lima</author>",
      right: "<author>ana@example.org (Ana Lima)</author>",
      quote: "It's the email address of the author of the item."),
    Explanation(
      "rss.contact.form", .rssItem,
      wrong: "<author>Ana Lima, ana@example.org</author>",
      right: "<author>ana@example.org (Ana Lima)</author>"),
    Explanation(
      "rss.contact.name", .rssItem,
      wrong: "<author>ana@example.org</author>",
      right: "<author>ana@example.org (Ana Lima)</author>"),
    Explanation(
      "rss.content.after-description", .rssItem,
      wrong: #"""
        <content:encoded>&lt;p&gt;It is warm.&lt;/p&gt;</content:encoded>
        <description>Warm</description>
        """#,
      right: #"""
        <description>Warm</description>
        <content:encoded>&lt;p&gt;It is warm.&lt;/p&gt;</content:encoded>
        """#),
    Explanation(
      "rss.description.once", .rssItem,
      wrong: #"""
        <description>Warm</description>
        <body xmlns="http://www.w3.org/1999/xhtml"><p>It is warm.</p></body>
        """#,
      right: #"""
        <description>Warm</description>
        <content:encoded>&lt;p&gt;It is warm.&lt;/p&gt;</content:encoded>
        """#),
    Explanation(
      "rss.channel.order", .rssChannel,
      wrong: #"""
        <item><title>Summer</title></item>
        <language>en</language>
        """#,
      right: #"""
        <language>en</language>
        <item><title>Summer</title></item>
        """#),
    Explanation(
      "rss.build-date.newest", .rssChannel,
      wrong: #"""
        <lastBuildDate>Mon, 02 Feb 2026 10:00:00 GMT</lastBuildDate>
        <item><title>Summer</title><pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate></item>
        """#,
      right: #"""
        <lastBuildDate>Tue, 03 Feb 2026 10:00:00 GMT</lastBuildDate>
        <item><title>Summer</title><pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate></item>
        """#,
      quote: "The last time the content of the channel changed.",
      harm: "A reader that looks at lastBuildDate first ignores the new item."),
    Explanation(
      "rss.image.matches", .rssChannel,
      wrong: #"""
        <image><url>https://example.org/logo.png</url>
        <title>Logo</title><link>https://example.org/</link></image>
        """#,
      right: #"""
        <image><url>https://example.org/logo.png</url>
        <title>News</title><link>https://example.org/</link></image>
        """#,
      quote: #"""
        (Note, in practice the image <title> and <link> should have the same value as the channel's \#
        <title> and <link>.
        """#),
    Explanation(
      "rss.skip-hours.midnight", .rssChannel,
      wrong: "<skipHours><hour>24</hour></skipHours>",
      right: "<skipHours><hour>0</hour></skipHours>"),
    Explanation(
      "rss.skip.unique", .rssChannel,
      wrong: "<skipDays><day>Sunday</day><day>Sunday</day></skipDays>",
      right: "<skipDays><day>Sunday</day></skipDays>"),
  ]
}
