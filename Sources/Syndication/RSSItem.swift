import TidingsCore

/// RSS 2.0 `item`, in the order of the RSS Advisory Board's profile, with content, Dublin Core, Atom and Media RSS.
enum RSSItem {
  /// Everything before `content:encoded`.
  static func head(of entry: Entry) -> [UInt8] {
    var out = XMLWriter()
    out.start("item", depth: 2)
    out.rssPlain("title", entry.title, depth: 3)
    out.element("link", entry.primaryAddress, depth: 3)
    out.rssHTML("description", plain: entry.summary, depth: 3)
    // RSS itself has one author, by an address for mail.
    if let author = entry.authors.first(where: { $0.email != nil }), let email = author.email {
      out.element("author", "\(email) (\(author.name))", depth: 3)
    }
    for author in entry.authors { out.element("dc:creator", author.name, depth: 3) }
    for category in entry.categories {
      out.rssPlain("category", category.label, depth: 3, attribute: category.scheme.map { ("domain", $0) })
    }
    write(enclosureOf: entry, to: &out)
    out.open("guid", depth: 3)
    out.attribute("isPermaLink", "false")
    out.content()
    out.text(entry.id)
    out.end("guid")
    out.element("pubDate", raw: RSSDate.bytes(entry.published), depth: 3)
    out.element("atom:updated", raw: entry.updated.rfc3339Bytes, depth: 3)
    write(linksOf: entry, to: &out)
    write(pictureOf: entry, to: &out)
    // Behind the picture: feedparser takes a title of its that stands behind a source for that of the entry.
    if let source = entry.source { out.rssPlain("source", source.title, depth: 3, attribute: ("url", source.address)) }
    return out.bytes
  }

  /// - Parameter language: of the feed.
  static func append(_ placed: PlacedEntry, in language: String?, to out: inout [UInt8]) {
    placed.entry.appendRSS(to: &out)
    if let own = placed.entry.language, own != language { out += "      <dc:language>\(own)</dc:language>\n".utf8 }
    if placed.form == .full, placed.entry.hasContent {
      out.append("      <content:encoded>")
      placed.entry.appendXMLContent(to: &out)
      out.append("</content:encoded>\n")
    }
    out.append("    </item>\n")
  }

  /// One at most, since readers take one: sound, else moving pictures, else another attachment. A picture stands in Media RSS. Where
  /// the length is not known it is 0 (rssboard.org/rss-profile, element `enclosure`).
  private static func write(enclosureOf entry: Entry, to out: inout XMLWriter) {
    func rank(_ enclosure: Enclosure) -> Int {
      enclosure.mediaType.hasPrefix("audio/") ? 0 : enclosure.mediaType.hasPrefix("video/") ? 1 : 2
    }
    let candidates = entry.enclosures.filter { !$0.mediaType.hasPrefix("image/") }
    guard let enclosure = candidates.min(by: { rank($0) < rank($1) }) else { return }
    out.open("enclosure", depth: 3)
    out.attribute("url", enclosure.address)
    out.attribute("length", String(enclosure.length ?? 0))
    out.attribute("type", enclosure.mediaType)
    out.empty()
  }

  /// RSS `source` is for the feed that an item came from; a web page is Dublin Core's `source`.
  private static func write(linksOf entry: Entry, to out: inout XMLWriter) {
    if let original = entry.original { out.element("dc:source", original.address, depth: 3) }
    if let related = entry.relatedLink { AtomLink.write("atom:link", rel: "related", related, depth: 3, to: &out) }
    if let via = entry.via { AtomLink.write("atom:link", rel: "via", via, depth: 3, to: &out) }
  }

  private static func write(pictureOf entry: Entry, to out: inout XMLWriter) {
    guard let picture = entry.picture else { return }
    MediaContent.write(picture, depth: 3, to: &out)
  }
}
