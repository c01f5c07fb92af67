/// Rules of OPML.
extension Explanations {
  static let opml: [Explanation] = [
    of(
      "opml.version", wrong: list("<outline text=\"News\"/>", version: ""), right: list("<outline text=\"News\"/>"),
      quote: "The version attribute is a version string, of the form, x.y, where x and y are both numeric strings."),
    of(
      "opml.obsolete",
      wrong: #"""
        <outlineDocument>
        <head><title>Feeds</title></head>
        <body><outline text="News"/></body>
        </outlineDocument>
        """#,
      right: list("<outline text=\"News\"/>"),
      harm: "Readers look for opml at the root, and say that the file is not a list."),
    of(
      "opml.subscription.address",
      wrong: list("<outline type=\"rss\" text=\"News\" title=\"News\" xmlUrl=\"/feed.xml\"/>"), right: list(feed),
      quote: "Required attributes: type, text, xmlUrl.",
      harm: "A reader that imports the list ignores the feed, or subscribes to nothing."),
    of(
      "opml.subscription.title",
      wrong: list("<outline type=\"rss\" text=\"News\" xmlUrl=\"https://example.org/feed.xml\"/>"), right: list(feed),
      quote: "title is probably the same as text, it should not be omitted."),
    of(
      "opml.subscription.version",
      wrong: list(feed.replacing("<outline", with: "<outline version=\"2.0\"")),
      right: list(feed.replacing("<outline", with: "<outline version=\"RSS\"")),
      quote: #"""
        The values it can have are: RSS1 for RSS 1.0; RSS for 0.91, 0.92 or 2.0; scriptingNews for scriptingNews \#
        format.
        """#),
    of(
      "opml.outline.type", wrong: list(feed.replacing(" type=\"rss\"", with: "")), right: list(feed),
      quote: "type is a string, it says how the other attributes of the <outline> are interpreted.",
      harm: "A reader that imports the list takes the line for a folder without feeds."),
    of(
      "opml.link.address", wrong: list("<outline type=\"link\" text=\"Notes\"/>"),
      right: list("<outline type=\"link\" text=\"Notes\" url=\"https://example.org/notes\"/>"),
      quote: "An outline element whose type is link must have a url attribute whose value is an http address."),
    of(
      "opml.attribute.required",
      wrong: list("<outline type=\"rss\" title=\"News\" xmlUrl=\"https://example.org/feed.xml\"/>"), right: list(feed),
      quote: "A missing text attribute in any outline element is an error."),
    of(
      "opml.element.required",
      wrong: #"""
        <opml version="2.0">
        <body><outline text="News"/></body>
        </opml>
        """#,
      right: list("<outline text=\"News\"/>"),
      quote: #"""
        <opml> is an XML element, with a single required attribute, version; a <head> element and a <body> element, \#
        both of which are required.
        """#),
    of(
      "opml.element.once", wrong: list("<outline text=\"News\"/>", head: "<title>Feeds</title><title>Mine</title>"),
      right: list("<outline text=\"News\"/>"), quote: "No sub-element of <head> may be repeated."),
    of(
      "opml.element.known", wrong: list("<feed text=\"News\"/><outline text=\"Notes\"/>"),
      right: list("<outline text=\"News\"/><outline text=\"Notes\"/>"),
      quote: "A <body> contains one or more <outline> elements."),
    of(
      "opml.value",
      wrong: list("<outline text=\"News\"/>", head: "<dateCreated>3 March</dateCreated>"),
      right: list("<outline text=\"News\"/>", head: "<dateCreated>Tue, 03 Mar 2026 10:00:00 GMT</dateCreated>"),
      quote: #"""
        All date-times conform to the Date and Time Specification of RFC 822, with the exception that the year may be \#
        expressed with two characters or four characters (four preferred).
        """#),
  ]

  private static let feed =
    "<outline type=\"rss\" text=\"News\" title=\"News\" xmlUrl=\"https://example.org/feed.xml\"/>"

  private static func list(
    _ outlines: String, head: String = "<title>Feeds</title>", version: String = " version=\"2.0\""
  ) -> String {
    """
    <opml\(version)>
    <head>\(head)</head>
    <body>
    \(outlines)
    </body>
    </opml>
    """
  }

  private static func of(
    _ rule: String, wrong: String, right: String, quote: String? = nil, harm: String? = nil
  ) -> Explanation {
    Explanation(rule, .whole, wrong: wrong, right: right, quote: quote, harm: harm)
  }
}
