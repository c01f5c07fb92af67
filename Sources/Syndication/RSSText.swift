extension XMLWriter {
  /// Plain text in RSS. The RSS Advisory Board's profile recommends `&#x26;` and `&#x3C;` there, so that no reader takes
  /// the text for HTML.
  mutating func rssPlain(_ name: String, _ text: String, depth: Int, attribute: (name: String, value: String)? = nil) {
    open(name, depth: depth)
    if let attribute { self.attribute(attribute.name, attribute.value) }
    content()
    var run = ""
    for scalar in text.unicodeScalars {
      guard scalar == "&" || scalar == "<" else {
        run.unicodeScalars.append(scalar)
        continue
      }
      self.text(run)
      run = ""
      raw(Array((scalar == "&" ? "&#x26;" : "&#x3C;").utf8))
    }
    self.text(run)
    end(name)
  }

  /// Plain text where RSS has HTML, as in an item's `description`: escaped once for HTML, once for XML.
  mutating func rssHTML(_ name: String, plain text: String, depth: Int) {
    var html = XMLWriter()
    html.text(text)
    open(name, depth: depth)
    content()
    self.text(bytes: html.bytes)
    end(name)
  }
}
