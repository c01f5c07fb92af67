/// Rules of JSON Feed.
extension Explanations {
  static let jsonFeed: [Explanation] = [
    Explanation(
      "json.version", .jsonFeed,
      wrong: #""version": "1.1""#,
      right: #""version": "https://jsonfeed.org/version/1.1""#,
      quote: "`version` (required, string) is the URL of the version of the format the feed uses.",
      harm: "Readers that recognise JSON Feed by it do not take the document for a feed."),
    Explanation(
      "json.required", .jsonFeed,
      wrong: #""home_page_url": "https://example.org/""#,
      right: #"""
        "title": "News",
        "home_page_url": "https://example.org/"
        """#,
      quote: #"""
        `title` (required, string) is the name of the feed, which will often correspond to the name \#
        of the website (blog, for instance), though not necessarily.
        """#),
    Explanation(
      "json.feed-url.present", .jsonFeed,
      wrong: #""home_page_url": "https://example.org/""#,
      right: #"""
        "home_page_url": "https://example.org/",
        "feed_url": "https://example.org/feed.json"
        """#,
      quote: #"""
        `feed_url` (optional but strongly recommended, string) is the URL of the feed, and serves as \#
        the unique identifier for the feed.
        """#),
    Explanation(
      "json.feed-url.matches", .jsonFeed,
      wrong: #""feed_url": "https://example.org/old.json""#,
      right: #""feed_url": "https://example.org/feed.json""#,
      harm: #"""
        Readers that follow it subscribe to an address that may be dead; in this example the feed is \#
        found at https://example.org/feed.json.
        """#),
    Explanation(
      "json.next-url", .jsonFeed,
      wrong: #"""
        "feed_url": "https://example.org/feed.json",
        "next_url": "https://example.org/feed.json"
        """#,
      right: #"""
        "feed_url": "https://example.org/feed.json",
        "next_url": "https://example.org/feed-2.json"
        """#,
      quote: #"""
        `next_url` must not be the same as `feed_url`, and it must not be the same as a previous \#
        `next_url` (to avoid infinite loops).
        """#),
    Explanation(
      "json.author", .jsonFeed,
      wrong: #""authors": [{"nickname": "Ana"}]"#,
      right: #""authors": [{"name": "Ana"}]"#,
      quote: #"""
        These are all optional — but if you provide an author object, then at least one is required:
        """#),
    Explanation(
      "json.author.deprecated", .jsonFeed,
      wrong: #""author": {"name": "Ana"}"#,
      right: #""authors": [{"name": "Ana"}]"#,
      quote: "New feeds should use `authors`, even if only 1 author is needed."),
    Explanation(
      "json.language", .jsonFeed,
      wrong: #""language": "en_US""#,
      right: #""language": "en-US""#,
      quote: #"""
        The value is usually a 2-letter language tag from [ISO \#
        639-1](https://en.wikipedia.org/wiki/List_of_ISO_639-1_codes), optionally followed by a \#
        region tag.
        """#),
    Explanation(
      "json.hub", .jsonFeed,
      wrong: #""hubs": [{"type": "WebSub"}]"#,
      right: #""hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}]"#,
      quote: "Each object has a `type` and `url`, both of which are required."),
    Explanation(
      "json.extension", .jsonFeed,
      wrong: #""copyright": "Ana Lima""#,
      right: #""_example": {"copyright": "Ana Lima"}"#,
      quote: "Names must start with an `_` character followed by a letter."),
    Explanation(
      "json.name.unique", .jsonFeed,
      wrong: #"""
        "title": "News",
        "title": "What is new"
        """#,
      right: #""title": "News""#,
      harm: "Some parsers take the first, most the last, and some refuse the document."),
    Explanation(
      "json.item.id", .jsonItem,
      wrong: #""id": 42"#,
      right: #""id": "42""#,
      quote: "`id` (required, string) is unique for that item for that feed over time.",
      harm: #"""
        Readers whose language has strict types, such as Swift or Go, fail at the number unless they \#
        were written for it.
        """#),
    Explanation(
      "json.item.unique", .jsonItems,
      wrong: #"""
        {"id": "1", "content_text": "Summer"},
        {"id": "1", "content_text": "Autumn"}
        """#,
      right: #"""
        {"id": "1", "content_text": "Summer"},
        {"id": "2", "content_text": "Autumn"}
        """#,
      quote: "New items should never use a previously-used `id`.",
      harm: "Readers that keep what they have seen by its id never show the second item."),
    Explanation(
      "json.item.content", .jsonItem,
      wrong: #""summary": "It is warm.""#,
      right: #"""
        "summary": "It is warm.",
        "content_text": "It is warm, and will be."
        """#,
      quote: #"""
        `content_html` and `content_text` are each optional strings — but one or both must be present.
        """#),
    Explanation(
      "json.address.absolute", .jsonItem,
      wrong: #""url": "/news/summer""#,
      right: #""url": "https://example.org/news/summer""#,
      quote: "`url` (optional, string) is the URL of the resource described by the item.",
      harm: "The format names no base for it: readers that do not guess one open nothing."),
    Explanation(
      "json.date.format", .jsonItem,
      wrong: #""date_published": "Tue, 03 Feb 2026 10:00:00 GMT""#,
      right: #""date_published": "2026-02-03T10:00:00Z""#,
      quote: #"""
        `date_published` (optional, string) specifies the date in [RFC \#
        3339](https://tools.ietf.org/html/rfc3339) format.
        """#),
    Explanation(
      "json.attachment", .jsonItem,
      wrong: #""attachments": [{"url": "https://example.org/talk.mp3"}]"#,
      right: #"""
        "attachments": [{
          "url": "https://example.org/talk.mp3", "mime_type": "audio/mpeg"
        }]
        """#,
      quote: #"""
        `mime_type` (required, string) specifies the type of the attachment, such as “audio/mpeg.”
        """#),
    Explanation(
      "json.text.plain", .jsonItem,
      wrong: #""title": "A <b>bold</b> step""#,
      right: #""title": "A bold step""#,
      quote: "Important: the only place HTML is allowed in this format is in `content_html`.",
      harm: "Readers show the tags."),
    Explanation(
      "json.type", .jsonItem,
      wrong: #""tags": "summer, warm""#,
      right: #""tags": ["summer", "warm"]"#,
      quote: "`tags` (optional, array of strings) can have any plain text values you want.",
      harm: #"""
        Readers whose language has strict types, such as Swift or Go, fail at the text unless they \#
        were written for it.
        """#),
  ]
}
