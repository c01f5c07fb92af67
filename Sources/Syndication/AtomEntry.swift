import TidingsCore

/// Atom `entry` (RFC 4287, section 4.1.2).
enum AtomEntry {
  /// Everything before `content`. The alternate link comes first: some readers take the first link that they meet.
  static func head(of entry: Entry) -> [UInt8] {
    var out = XMLWriter()
    out.element("id", entry.atomID ?? entry.id, depth: 2)
    out.element("title", entry.title, depth: 2)
    AtomLink.write("link", rel: "alternate", Link(entry.primaryAddress), depth: 2, to: &out)
    if let related = entry.relatedLink { AtomLink.write("link", rel: "related", related, depth: 2, to: &out) }
    if let via = entry.via { AtomLink.write("link", rel: "via", via, depth: 2, to: &out) }
    for enclosure in entry.enclosures {
      AtomLink.write(
        "link", rel: "enclosure", href: enclosure.address, type: enclosure.mediaType, length: enclosure.length,
        depth: 2, to: &out)
    }
    out.element("published", raw: entry.published.rfc3339Bytes, depth: 2)
    out.element("updated", raw: entry.updated.rfc3339Bytes, depth: 2)
    for author in entry.authors { AtomPerson.write(author, depth: 2, to: &out) }
    for category in entry.categories { write(category, to: &out) }
    if let picture = entry.picture { MediaContent.write(picture, depth: 2, to: &out) }
    entry.source?.writeAtom(entry: entry.updated, to: &out)
    out.element("summary", entry.summary, depth: 2)
    return out.bytes
  }

  /// - Parameter language: of the feed.
  static func append(_ placed: PlacedEntry, in language: String?, to out: inout [UInt8]) {
    if let own = placed.entry.language, own != language {
      out += "  <entry xml:lang=\"\(own)\">\n".utf8
    } else {
      out.append("  <entry>\n")
    }
    placed.entry.appendAtom(to: &out)
    if placed.form == .full, placed.entry.hasContent {
      out.append("    <content type=\"html\">")
      placed.entry.appendXMLContent(to: &out)
      out.append("</content>\n")
    }
    out.append("  </entry>\n")
  }

  private static func write(_ category: Category, to out: inout XMLWriter) {
    out.open("category", depth: 2)
    out.attribute("term", category.term)
    if let scheme = category.scheme { out.attribute("scheme", scheme) }
    out.attribute("label", category.label)
    out.empty()
  }
}
