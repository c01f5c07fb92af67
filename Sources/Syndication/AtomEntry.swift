import Documents

/// Atom `entry` (RFC 4287, section 4.1.2).
enum AtomEntry {
  /// Everything before `content`. The alternate link comes first: some readers take the first link that they meet.
  static func head(of entry: Entry) -> [UInt8] {
    var out = XMLWriter()
    out.start("entry", depth: 1)
    out.element("id", entry.id, depth: 2)
    out.element("title", entry.title, depth: 2)
    write("alternate", Link(entry.primaryAddress), to: &out)
    if let related = entry.relatedLink { write("related", related, to: &out) }
    if let via = entry.via { write("via", via, to: &out) }
    for enclosure in entry.enclosures { write(enclosure, to: &out) }
    out.element("published", raw: entry.published.rfc3339Bytes, depth: 2)
    out.element("updated", raw: entry.updated.rfc3339Bytes, depth: 2)
    for author in entry.authors { AtomPerson.write(author, depth: 2, to: &out) }
    for category in entry.categories { write(category, to: &out) }
    if let picture = entry.picture { MediaContent.write(picture, depth: 2, to: &out) }
    out.element("summary", entry.summary, depth: 2)
    return out.bytes
  }

  static func append(_ placed: PlacedEntry, to out: inout [UInt8]) {
    out += placed.entry.atom
    if placed.form == .full, !placed.entry.xmlContent.isEmpty {
      out += "    <content type=\"html\">".utf8
      out += placed.entry.xmlContent
      out += "</content>\n".utf8
    }
    out += "  </entry>\n".utf8
  }

  private static func write(_ rel: String, _ link: Link, to out: inout XMLWriter) {
    out.open("link", depth: 2)
    out.attribute("rel", rel)
    out.attribute("type", "text/html")
    out.attribute("href", link.address)
    if let title = link.title { out.attribute("title", title) }
    out.empty()
  }

  private static func write(_ enclosure: Enclosure, to out: inout XMLWriter) {
    out.open("link", depth: 2)
    out.attribute("rel", "enclosure")
    out.attribute("type", enclosure.mediaType)
    out.attribute("href", enclosure.address)
    if let length = enclosure.length { out.attribute("length", String(length)) }
    out.empty()
  }

  private static func write(_ category: Category, to out: inout XMLWriter) {
    out.open("category", depth: 2)
    out.attribute("term", category.term)
    if let scheme = category.scheme { out.attribute("scheme", scheme) }
    out.attribute("label", category.label)
    out.empty()
  }
}
