extension XMLWriter {
  /// Plain text in RSS. The RSS Advisory Board's profile recommends `&#x26;` and `&#x3C;` there, so that no reader takes
  /// the text for HTML.
  mutating func rssPlain(
    _ name: StaticString, _ text: String, depth: Int, attribute: (name: StaticString, value: String)? = nil
  ) {
    open(name, depth: depth)
    if let attribute { self.attribute(attribute.name, attribute.value) }
    content()
    var rest = text[...]
    while let mark = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) {
      self.text(String(rest[..<mark]))
      raw(rest.utf8[mark] == UInt8(ascii: "&") ? "&#x26;" : "&#x3C;")
      rest = rest[rest.utf8.index(after: mark)...]
    }
    self.text(String(rest))
    end(name)
  }

  /// Plain text where RSS has HTML, as in an item's `description`: escaped once for HTML, once for XML.
  mutating func rssHTML(_ name: StaticString, plain text: String, depth: Int) {
    var html = XMLWriter()
    html.text(text)
    open(name, depth: depth)
    content()
    self.text(bytes: html.bytes)
    end(name)
  }
}
