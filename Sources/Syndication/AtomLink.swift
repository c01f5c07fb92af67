/// Atom's link (RFC 4287, section 4.2.7), in Atom and, with a prefix, in RSS.
enum AtomLink {
  /// - Parameter name: `link` or `atom:link`.
  static func write(
    _ name: StaticString, rel: String, href: String, type: String? = nil, title: String? = nil, length: Int? = nil,
    depth: Int, to out: inout XMLWriter
  ) {
    out.open(name, depth: depth)
    out.attribute("rel", rel)
    if let type { out.attribute("type", type) }
    out.attribute("href", href)
    if let title { out.attribute("title", title) }
    if let length { out.attribute("length", String(length)) }
    out.empty()
  }

  /// A link to a web page.
  static func write(_ name: StaticString, rel: String, _ link: Link, depth: Int, to out: inout XMLWriter) {
    write(name, rel: rel, href: link.address, type: "text/html", title: link.title, depth: depth, to: &out)
  }
}
