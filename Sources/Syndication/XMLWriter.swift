/// Writes XML straight into bytes: no tree, one verb for each thing that markup has.
///
/// It knows neither names nor order; the files that write one construct each do.
struct XMLWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: bytes that are likely to be written.
  init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

  mutating func declaration() {
    bytes.append(#"<?xml version="1.0" encoding="utf-8"?>"#)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// How a browser is to show the document (W3C, Associating Style Sheets with XML documents).
  mutating func styleSheet(_ address: String) {
    let isCSS = address.hasSuffix(".css")
    bytes.append("<?xml-stylesheet type=\"")
    bytes.append(isCSS ? "text/css" : "text/xsl")
    bytes.append("\" href=\"")
    text(address, isAttribute: true)
    bytes.append("\"?>\n")
  }

  /// A start tag up to its attributes: `<name`, on a line of its own.
  mutating func open(_ name: StaticString, depth: Int) {
    indent(depth)
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
  }

  mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(name)
    bytes.append("=\"")
    text(value, isAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The end of a start tag.
  mutating func content() { bytes.append(UInt8(ascii: ">")) }

  /// The end of a tag without content, with its line.
  mutating func empty() { bytes.append("/>\n") }

  /// An end tag behind text, with its line.
  mutating func end(_ name: StaticString) {
    bytes.append("</")
    bytes.append(name)
    bytes.append(">\n")
  }

  /// An end tag behind elements, on a line of its own.
  mutating func end(_ name: StaticString, depth: Int) {
    indent(depth)
    end(name)
  }

  mutating func line() { bytes.append(UInt8(ascii: "\n")) }

  mutating func text(_ string: String, isAttribute: Bool = false) {
    var copy = string
    copy.withUTF8 { unsafe XMLEscape.append($0, isAttribute: isAttribute, to: &bytes) }
  }

  mutating func text(bytes text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe XMLEscape.append($0, isAttribute: false, to: &bytes) }
  }

  /// Characters that need no escaping, such as a date.
  mutating func raw(_ plain: [UInt8]) { bytes += plain }

  mutating func raw(_ plain: StaticString) { bytes.append(plain) }

  private mutating func indent(_ depth: Int) {
    for _ in 0..<depth { bytes.append("  ") }
  }
}

extension XMLWriter {
  /// An element that holds text and nothing else.
  mutating func element(_ name: StaticString, _ text: String, depth: Int) {
    open(name, depth: depth)
    content()
    self.text(text)
    end(name)
  }

  /// An element that holds characters which need no escaping.
  mutating func element(_ name: StaticString, raw plain: [UInt8], depth: Int) {
    open(name, depth: depth)
    content()
    raw(plain)
    end(name)
  }

  /// A start tag without attributes, its children to follow.
  mutating func start(_ name: StaticString, depth: Int) {
    open(name, depth: depth)
    content()
    line()
  }
}
