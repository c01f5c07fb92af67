import HTMLParsing

/// Goes once over a piece of HTML, as it stands in a feed, and reports what readers will strip, misread or refuse.
///
/// Tags are read as browsers read them. It builds no tree: it keeps a list of what is open, and knows the faults that the parser of HTML
/// (HTML Living Standard, section 13.2.2) reports for markup that people write.
struct HTMLScanner {
  enum Kind: String, Sendable, CaseIterable {
    /// Markup that a parser must repair.
    case markup
    /// An element that HTML has not.
    case unknownElement
    /// An element that readers strip because of what it can do.
    case unsafeElement
    case unsafeAttribute
    case style
    case relativeAddress
    /// Markup that is shown as text, because it was escaped once too often.
    case escapedTwice
  }

  struct Fault: Sendable {
    let kind: Kind
    let message: String
    /// The address that it is about, where there is one.
    var address: String?
  }

  private let bytes: [UInt8]
  private let range: Range<Int>
  private var reader: TagReader
  /// Addresses of places in the text itself, as footnotes have them: whether they are there shows at the end.
  private var places: [(id: String, message: String)] = []
  private var open: [HTMLVocabulary.Name] = []
  private var faults: [Fault] = []
  private var hasElement = false
  /// How many elements are open outside of the SVG or MathML that the place is in.
  private var foreignRoot: Int?

  private static let limit = 8
  /// Readers cut off what is nested deeper, and every end tag is looked for in what is open.
  private static let depthLimit = 256
  private static let p = HTMLVocabulary.Name("p")

  /// What is wrong with the HTML that stands in a range of bytes: at most a few faults, of markup the first only.
  static func faults(in bytes: [UInt8], _ range: Range<Int>) -> [Fault] {
    var scanner = HTMLScanner(bytes, range)
    scanner.scan()
    return scanner.faults
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    reader = TagReader(bytes, range)
  }

  private mutating func scan() {
    var escaped: String?
    while true {
      switch reader.next(allowsCDATA: isForeign) {
      case .ampersand:
        if escaped == nil { escaped = escapedTag() }
        reference()
      case .startTag: startTag()
      case .endTag: endTag()
      case .comment(let isClosed): if !isClosed { report(.markup, "A comment is not closed") }
      case .declaration: report(.markup, "There is a declaration: a fragment has none")
      case .instruction:
        report(.markup, "There is a processing instruction")
        if bytes[reader.offset..<reader.index].starts(with: "<?import".utf8) {
          report(.unsafeElement, "Readers strip <?import>: it loads code")
        }
      case .emptyEndTag: report(.markup, "There is a bare '</'")
      case .bareSign:
        report(.markup, reader.index < reader.end ? "There is a bare '<'" : "There is a bare '<' at the end")
      case .end: return finish(escaped)
      }
    }
  }

  private mutating func finish(_ escaped: String?) {
    if !places.isEmpty {
      let known = ids()
      for place in places where !known.contains(place.id) { report(.relativeAddress, place.message) }
    }
    let unclosed = open.last { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
    if let unclosed { report(.markup, "<\(unclosed.text)> is not closed") }
    if let escaped, !hasElement {
      report(.escapedTwice, "The markup \(escaped) is escaped twice and will be shown as text")
    }
  }

  /// What places in the text are called.
  private func ids() -> Set<String> {
    var reader = TagReader(bytes, range)
    var ids: Set<String> = []
    while true {
      switch reader.next(allowsCDATA: false) {
      case .startTag:
        while let (name, value) = reader.nextAttribute() {
          if isNamed(name, "id") || isNamed(name, "name") { ids.insert(decoded(value)) }
        }
      case .end: return ids
      default: break
      }
    }
  }

  /// An end tag that is written with references, `&lt;/p&gt;`, at the cursor.
  private func escapedTag() -> String? {
    let slice = bytes[reader.offset..<min(reader.offset + 30, reader.end)]
    guard slice.starts(with: "&lt;/".utf8) else { return nil }
    let name = slice.dropFirst(5).prefix(while: HTMLScanner.isNameByte)
    guard slice[name.endIndex...].starts(with: "&gt;".utf8),
      HTMLVocabulary.isSafe(String(decoding: name, as: UTF8.self)) != nil
    else { return nil }
    return "</\(String(decoding: name, as: UTF8.self))>"
  }

  private mutating func reference() {
    var index = reader.index
    let (start, end) = (index, reader.end)
    guard index < end else { return }
    let first = bytes[index]
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "&") || first.isXMLSpace { return }
    if first == UInt8(ascii: "#") { index += 1 }
    while index < end, HTMLScanner.isNameByte(bytes[index]) { index += 1 }
    guard index == end || bytes[index] != UInt8(ascii: ";") || index == start else { return }
    report(
      .markup, "There is a bare '&' before '\(String(decoding: bytes[start..<min(start + 10, end)], as: UTF8.self))'")
  }

  private mutating func endTag() {
    let name = HTMLVocabulary.Name(bytes[reader.name])
    while reader.nextAttribute() != nil {}
    defer { if let root = foreignRoot, open.count <= root { foreignRoot = nil } }
    guard let traits = HTMLVocabulary.traits(name) else {
      if open.last == name { open.removeLast() }
      return
    }
    if traits.contains(.void) { return report(.markup, "</\(name.text)> ends nothing: the element has no end tag") }
    guard let place = open.lastIndex(of: name) else {
      return report(.markup, "</\(name.text)> ends nothing that is open")
    }
    let crossed = open[(place + 1)...].first { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
    if let crossed { report(.markup, "</\(name.text)> comes before the end of <\(crossed.text)>") }
    open.removeSubrange(place...)
  }

  private mutating func startTag() {
    let written = bytes[reader.name]
    let name = HTMLVocabulary.Name(written)
    hasElement = true
    let traits = HTMLVocabulary.traits(name)
    let isClosed = attributes(of: name)
    if let root = foreignRoot, isForeign {
      guard traits?.contains(.leavesForeign) == true else { return foreignTag(name, isClosed) }
      open.removeSubrange(root...)
      foreignRoot = nil
    }
    guard let traits else {
      report(.unknownElement, "HTML has no element <\(name.text)>")
      if !isClosed, open.count < HTMLScanner.depthLimit { open.append(name) }
      return
    }
    if traits.contains(.foreign) {
      report(.unknownElement, "Few readers show <\(name.text)>, which is not an element of HTML")
      if !isClosed, foreignRoot == nil { foreignRoot = open.count }
    } else if !traits.contains(.safe) {
      report(.unsafeElement, "Readers strip <\(name.text)>")
    }
    place(name, traits)
    if traits.contains(.void) || traits.contains(.foreign) && isClosed { return }
    if isClosed { report(.markup, "<\(name.text)/> is not closed by its slash") }
    guard open.count < HTMLScanner.depthLimit else {
      report(.markup, "Elements are nested deeper than \(HTMLScanner.depthLimit) levels")
      reader.skipToEnd()
      open = []
      return
    }
    open.append(name)
    if name == HTMLScanner.plaintext {
      reader.skipToEnd()
    } else if traits.contains(.rawText) {
      reader.skipRawText(of: Array(name.text.utf8))
    }
  }

  private static let plaintext = HTMLVocabulary.Name("plaintext")

  /// Whether the place is in SVG or MathML, and in no element of theirs that holds HTML again.
  private var isForeign: Bool {
    guard let foreignRoot else { return false }
    return !open[foreignRoot...].contains { HTMLScanner.integrationPoints.contains($0) }
  }

  private static let integrationPoints: Set<HTMLVocabulary.Name> = Set(
    ["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"].map { .init($0) })

  /// An element of SVG or MathML: what readers do with it was said at its root, but for what runs code.
  private mutating func foreignTag(_ name: HTMLVocabulary.Name, _ isClosed: Bool) {
    if name == HTMLScanner.script { report(.unsafeElement, "Readers strip <script>") }
    if !isClosed, open.count < HTMLScanner.depthLimit { open.append(name) }
  }

  private static let script = HTMLVocabulary.Name("script")

  /// Ends what a start tag ends.
  private mutating func place(_ name: HTMLVocabulary.Name, _ traits: HTMLVocabulary.Traits) {
    if traits.contains(.single), open.contains(name) {
      report(.markup, "There is a <\(name.text)> in a <\(name.text)>")
    }
    if traits.contains(.heading), let last = open.last, HTMLVocabulary.traits(last)?.contains(.heading) == true {
      report(.markup, "<\(name.text)> is in the heading <\(last.text)>")
    }
    if traits.contains(.block), let paragraph = open.lastIndex(of: HTMLScanner.p) {
      let above = open[(paragraph + 1)...]
      // Buttons and cells bound the search for a paragraph.
      if !above.contains(where: { HTMLScanner.bounds.contains($0) }) {
        let crossed = above.first { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
        if let crossed { report(.markup, "<\(name.text)> is in <\(crossed.text)> in a paragraph") }
        open.removeSubrange(paragraph...)
      }
    }
    if traits.contains(.optionalEnd), let last = open.last, HTMLScanner.isEnded(last, by: name) { open.removeLast() }
  }

  private static let bounds: Set<HTMLVocabulary.Name> = Set(
    ["button", "td", "th", "caption", "object", "template", "table"].map { HTMLVocabulary.Name($0) })

  private static func isEnded(_ open: HTMLVocabulary.Name, by name: HTMLVocabulary.Name) -> Bool {
    open == name ? open != p : pairs.contains { $0 == (open, name) || $0 == (name, open) }
  }

  private static let pairs = [
    ("dt", "dd"), ("option", "optgroup"), ("rt", "rp"), ("td", "th"), ("thead", "tbody"), ("tbody", "tfoot"),
    ("thead", "tfoot"),
  ].map { (HTMLVocabulary.Name($0), HTMLVocabulary.Name($1)) }

  /// Reads the attributes up to the tag's end. Returns whether the tag ends in `/>`.
  private mutating func attributes(of element: HTMLVocabulary.Name) -> Bool {
    while let (name, value) = reader.nextAttribute() { check(name, value, of: element) }
    if reader.isCut { report(.markup, "The tag <\(element.text)> is not closed by '>'") }
    return reader.isSelfClosing
  }

  /// Whether an attribute is a handler of events by its name: letters alone.
  private func isEvent(_ name: Range<Int>) -> Bool {
    bytes[name.lowerBound + 1] | 0x20 == UInt8(ascii: "n") && bytes[name].allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
  }

  private mutating func check(_ name: Range<Int>, _ value: Range<Int>, of element: HTMLVocabulary.Name) {
    let first = name.isEmpty ? 0 : bytes[name.lowerBound] | 0x20
    switch (name.count, first) {
    case (3..., UInt8(ascii: "o")) where isEvent(name):
      report(.unsafeAttribute, "Readers strip \(string(name)) of <\(element.text)>: it runs code")
    case (5, UInt8(ascii: "s")) where isNamed(name, "style"):
      if let fault = StyleVocabulary.fault(in: decoded(value)) { report(.style, "Readers strip the style \(fault)") }
    case (4, UInt8(ascii: "h")), (3, UInt8(ascii: "s")), (6, UInt8(ascii: "p")), (6, UInt8(ascii: "a")):
      if isNamed(name, "href") || isNamed(name, "src") || isNamed(name, "poster") || isNamed(name, "action") {
        address(value, name, element)
      }
    default: break
    }
  }

  /// Whether a name is a word in small letters, in letters of any case.
  private func isNamed(_ name: Range<Int>, _ word: String) -> Bool {
    guard name.count == word.utf8.count else { return false }
    return bytes[name].elementsEqual(word.utf8) { $0 | 0x20 == $1 }
  }

  private mutating func address(_ value: Range<Int>, _ name: Range<Int>, _ element: HTMLVocabulary.Name) {
    // What nearly all begin with.
    if value.count > 8, bytes[value.lowerBound..<(value.lowerBound + 8)].elementsEqual("https://".utf8) { return }
    let attribute = string(name).lowercased()
    // Browsers pass over line ends and tabs in addresses, however they are written.
    let text = Array(decoded(value).utf8).filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }[...].trimmed
    let scheme = text.prefix { HTMLScanner.isNameByte($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    guard scheme.endIndex < text.endIndex, text[scheme.endIndex] == UInt8(ascii: ":"), !scheme.isEmpty else {
      let message = "The \(attribute) '\(string(value).prefix(100))' of <\(element.text)> is relative"
      if text.first == UInt8(ascii: "#"), attribute == "href", text.count > 1, places.count < 10_000 {
        places.append((String(decoding: text.dropFirst(), as: UTF8.self), message))
        return
      }
      return report(.relativeAddress, message, String(decoding: text.prefix(300), as: UTF8.self))
    }
    let word = String(decoding: scheme, as: UTF8.self).lowercased()
    if word == "javascript" || word == "vbscript" {
      report(.unsafeAttribute, "Readers strip the \(attribute) of <\(element.text)>: it runs code")
    }
  }

  /// A value with its references as what they stand for.
  private func decoded(_ value: Range<Int>) -> String {
    guard bytes[value].contains(0x26) else { return string(value) }
    return String(decoding: CharacterReference.decoded(Array(bytes[value]), in: .attribute), as: UTF8.self)
  }

  private mutating func report(_ kind: Kind, _ message: String, _ address: String? = nil) {
    guard faults.count < HTMLScanner.limit else { return }
    // One fault of markup brings others after it.
    if kind == .markup, faults.contains(where: { $0.kind == .markup }) { return }
    faults.append(Fault(kind: kind, message: message, address: address))
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D
  }
}
