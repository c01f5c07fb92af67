extension Explanation {
  /// The wrong example in the smallest document that it can stand in.
  package var wrongDocument: String { document(wrong) }

  /// The right example in the smallest document that it can stand in.
  package var rightDocument: String { document(right) }

  /// What the frame requires and the right example has not is filled in.
  private func document(_ example: String) -> String {
    switch frame {
    case .whole: example
    case .rssChannel: Explanation.rss(filled(example, channelParts))
    case .rssItem:
      Explanation.rss(
        "<title>News</title><link>https://example.org/</link><description>News</description>\n<item>"
          + filled(example, [("<title", "<title>Summer</title>")]) + "</item>")
    case .atomFeed: Explanation.atom(filled(example, feedParts))
    case .atomEntry:
      Explanation.atom(feedParts.map(\.part).joined() + "<entry>" + filled(example, entryParts) + "</entry>")
    case .jsonFeed: "{" + filled(example, jsonParts, separator: ",\n") + "}"
    case .jsonItem:
      Explanation.json(
        "{"
          + filled(
            example, [("\"id\"", "\"id\": \"1\""), ("\"content_", "\"content_text\": \"Summer\"")],
            separator: ",\n") + "}")
    case .jsonItems: Explanation.json(example)
    case .sitemap: Explanation.urlset(example)
    case .sitemapURL:
      Explanation.urlset("<url>" + filled(example, [("<loc", "<loc>https://example.org/</loc>")]) + "</url>")
    }
  }

  private typealias Part = (mark: String, part: String)

  private func filled(_ example: String, _ parts: [Part], separator: String = "\n") -> String {
    let missing = parts.filter { !right.contains($0.mark) }.map(\.part)
    return (missing + [example]).joined(separator: separator)
  }

  /// An item has a title and may have a link too: those of the channel are there unless the example is about them.
  private var channelParts: [Part] {
    let own = right.contains("<item") || right.contains("<image>")
    return [
      (own ? "<channel" : "<title", "<title>News</title>"),
      (own ? "<channel" : "<link", "<link>https://example.org/</link>"),
      ("<description", "<description>News</description>"),
    ]
  }

  private var feedParts: [Part] {
    let own = right.contains("<entry")
    return [
      (own ? "<feed" : "<id", "<id>tag:example.org,2026:news</id>"),
      (own ? "<feed" : "<title", "<title>News</title>"),
      (own ? "<feed" : "<updated", "<updated>2026-02-03T10:00:00Z</updated>"),
      ("<author", "<author><name>Ana</name></author>"),
      (
        "<entry",
        "<entry><id>tag:example.org,2026:1</id><title>Spring</title><updated>2026-02-03T10:00:00Z</updated>"
          + "<link href=\"https://example.org/1\"/><summary>Mild</summary></entry>"
      ),
    ]
  }

  private var entryParts: [Part] {
    [
      ("<id", "<id>tag:example.org,2026:summer</id>"), ("<title", "<title>Summer</title>"),
      ("<updated", "<updated>2026-02-03T10:00:00Z</updated>"),
      ("<link", "<link href=\"https://example.org/summer\"/>"),
    ]
  }

  private var jsonParts: [Part] {
    [
      ("\"version\"", "\"version\": \"https://jsonfeed.org/version/1.1\""), ("\"title\"", "\"title\": \"News\""),
      ("\"items\"", "\"items\": []"),
    ]
  }

  private static func rss(_ content: String) -> String {
    """
    <rss version="2.0" xmlns:atom="\(Namespaces.atom)" xmlns:content="\(Namespaces.content)"
      xmlns:itunes="\(Namespaces.itunes)"><channel>
    \(content)
    </channel></rss>
    """
  }

  private static func atom(_ content: String) -> String { "<feed xmlns=\"\(Namespaces.atom)\">\n\(content)\n</feed>" }

  private static func json(_ items: String) -> String {
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": [\n\(items)\n]}"
  }

  private static func urlset(_ content: String) -> String {
    "<urlset xmlns=\"\(Namespaces.sitemap)\" xmlns:xhtml=\"\(Namespaces.xhtml)\">\n\(content)\n</urlset>"
  }
}
