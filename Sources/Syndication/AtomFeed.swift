import TidingsCore

/// Atom `feed` (RFC 4287, section 4.1.1), with the metadata before all entries.
enum AtomFeed {
  static func start(of head: FeedHead) -> [UInt8] {
    var out = XMLWriter()
    out.declaration()
    if let sheet = head.styleSheet { out.styleSheet(sheet) }
    out.open("feed", depth: 0)
    out.attribute("xmlns", "http://www.w3.org/2005/Atom")
    out.attribute("xmlns:media", "http://search.yahoo.com/mrss/")
    if !head.deleted.isEmpty { out.attribute("xmlns:at", "http://purl.org/atompub/tombstones/1.0") }
    if head.history.hasMark { out.attribute("xmlns:fh", FeedHistory.namespace) }
    if let language = head.language { out.attribute("xml:lang", language) }
    out.content()
    out.line()
    out.element("id", head.id, depth: 1)
    out.element("title", head.title, depth: 1)
    if let subtitle = head.subtitle { out.element("subtitle", subtitle, depth: 1) }
    out.element("updated", raw: head.updated.rfc3339Bytes, depth: 1)
    AtomLink.write("link", rel: "alternate", Link(head.home), depth: 1, to: &out)
    if let address = head.addresses[.atom] {
      AtomLink.write("link", rel: "self", href: address, type: DocumentFormat.atom.mediaType, depth: 1, to: &out)
    }
    head.history.writeLinks("link", .atom, depth: 1, to: &out)
    for hub in head.hubs { AtomLink.write("link", rel: "hub", href: hub, depth: 1, to: &out) }
    for author in head.authors { AtomPerson.write(author, depth: 1, to: &out) }
    out.element("generator", "Tidings", depth: 1)
    if let icon = head.icon { out.element("icon", icon, depth: 1) }
    if let logo = head.logo { out.element("logo", logo, depth: 1) }
    if let rights = head.rights { out.element("rights", rights, depth: 1) }
    head.history.writeMark(depth: 1, to: &out)
    for entry in head.deleted {
      out.open("at:deleted-entry", depth: 1)
      out.attribute("ref", entry.id)
      out.attribute("when", entry.deleted.rfc3339)
      out.empty()
    }
    return out.bytes
  }

  static let end = Array("</feed>\n".utf8)
}

/// Atom Person constructs (RFC 4287, section 3.2).
enum AtomPerson {
  static func write(_ person: Person, depth: Int, to out: inout XMLWriter) {
    out.start("author", depth: depth)
    out.element("name", person.name, depth: depth + 1)
    if let address = person.address { out.element("uri", address, depth: depth + 1) }
    if let email = person.email { out.element("email", email, depth: depth + 1) }
    out.end("author", depth: depth)
  }
}
