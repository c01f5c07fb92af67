/// Goes once over a piece of HTML, as it stands in a feed, and tells what readers will strip, misread or refuse.
///
/// It is no parser: it keeps a list of what is open, and knows the faults that the parser of HTML
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
  }

  private let bytes: [UInt8]
  private var index: Int
  private let end: Int
  private var open: [HTMLVocabulary.Name] = []
  private var faults: [Fault] = []
  private var hasElement = false

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
    index = range.lowerBound
    end = range.upperBound
  }

  private mutating func scan() {
    var escaped: String?
    while true {
      // Nearly all of it is text.
      var next = index
      while next < end, bytes[next] != UInt8(ascii: "<"), bytes[next] != UInt8(ascii: "&") { next += 1 }
      index = next
      guard next < end else { break }
      if bytes[next] == UInt8(ascii: "<") {
        tag()
      } else {
        if escaped == nil { escaped = escapedTag() }
        reference()
      }
    }
    let unclosed = open.last { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
    if let unclosed { report(.markup, "<\(unclosed.text)> is not closed") }
    if let escaped, !hasElement {
      report(.escapedTwice, "The markup \(escaped) is escaped twice and will be shown as text")
    }
  }

  /// An end tag that is written with references, `&lt;/p&gt;`, at the cursor.
  private func escapedTag() -> String? {
    let slice = bytes[index..<min(index + 30, end)]
    guard slice.starts(with: "&lt;/".utf8) else { return nil }
    let name = slice.dropFirst(5).prefix(while: HTMLScanner.isNameByte)
    guard slice[name.endIndex...].starts(with: "&gt;".utf8),
      HTMLVocabulary.isSafe(String(decoding: name, as: UTF8.self)) != nil
    else { return nil }
    return "</\(String(decoding: name, as: UTF8.self))>"
  }

  private mutating func reference() {
    index += 1
    guard index < end else { return }
    let first = bytes[index]
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "&") || first.isXMLSpace { return }
    let start = index
    if first == UInt8(ascii: "#") { index += 1 }
    while index < end, HTMLScanner.isNameByte(bytes[index]) { index += 1 }
    if index < end, bytes[index] == UInt8(ascii: ";"), index > start {
      index += 1
    } else {
      report(
        .markup, "There is a bare '&' before '\(String(decoding: bytes[start..<min(start + 10, end)], as: UTF8.self))'")
    }
  }

  private mutating func tag() {
    let start = index
    index += 1
    guard index < end else { return report(.markup, "There is a bare '<' at the end") }
    switch bytes[index] {
    case UInt8(ascii: "/"):
      index += 1
      endTag()
    case UInt8(ascii: "!"): declaration()
    case UInt8(ascii: "?"):
      let isImport = bytes[start..<end].starts(with: "<?import".utf8)
      report(.markup, "There is a processing instruction")
      if isImport { report(.unsafeElement, "Readers strip <?import>: it loads code") }
      skip(past: ">")
    case let byte where HTMLScanner.isLetter(byte): startTag()
    default: report(.markup, "There is a bare '<'")
    }
  }

  private mutating func declaration() {
    if bytes[index..<end].starts(with: "!--".utf8) {
      index += 3
      while index < end {
        if bytes[index] == UInt8(ascii: "-"), bytes[index..<end].starts(with: "-->".utf8) {
          index += 3
          return
        }
        index += 1
      }
      report(.markup, "A comment is not closed")
    } else {
      report(.markup, "There is a declaration: a fragment has none")
      skip(past: ">")
    }
  }

  private mutating func name() -> HTMLVocabulary.Name {
    var name = HTMLVocabulary.Name()
    while index < end, HTMLScanner.isNameByte(bytes[index]) || bytes[index] == UInt8(ascii: ":") {
      name.append(bytes[index])
      index += 1
    }
    return name
  }

  private mutating func endTag() {
    guard index < end, HTMLScanner.isLetter(bytes[index]) else {
      report(.markup, "There is a bare '</'")
      return skip(past: ">")
    }
    let name = name()
    skip(past: ">")
    guard let traits = HTMLVocabulary.traits(name) else {
      if open.last == name { open.removeLast() }
      return
    }
    if traits.contains(.void) { return report(.markup, "</\(name.text)> ends nothing: the element has no end tag") }
    guard let place = open.lastIndex(of: name) else {
      return report(.markup, "</\(name.text)> ends nothing that is open")
    }
    let crossed = open[(place + 1)...].first { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
    if let crossed { report(.markup, "</\(name.text)> stands before the end of <\(crossed.text)>") }
    open.removeSubrange(place...)
  }

  private mutating func startTag() {
    let name = name()
    hasElement = true
    let traits = HTMLVocabulary.traits(name)
    let isClosed = attributes(of: name)
    guard let traits else {
      report(.unknownElement, "HTML has no element <\(name.text)>")
      if !isClosed, open.count < HTMLScanner.depthLimit { open.append(name) }
      return
    }
    if !traits.contains(.safe) { report(.unsafeElement, "Readers strip <\(name.text)>") }
    place(name, traits)
    if traits.contains(.void) { return }
    if isClosed { report(.markup, "<\(name.text)/> is not closed by its slash") }
    guard open.count < HTMLScanner.depthLimit else {
      report(.markup, "Elements are nested deeper than \(HTMLScanner.depthLimit) levels")
      index = end
      open = []
      return
    }
    open.append(name)
    if traits.contains(.rawText) { skipRawText(name) }
  }

  /// Ends what a start tag ends.
  private mutating func place(_ name: HTMLVocabulary.Name, _ traits: HTMLVocabulary.Traits) {
    if traits.contains(.single), open.contains(name) {
      report(.markup, "There is a <\(name.text)> in a <\(name.text)>")
    }
    if traits.contains(.heading), let last = open.last, HTMLVocabulary.traits(last)?.contains(.heading) == true {
      report(.markup, "<\(name.text)> stands in the heading <\(last.text)>")
    }
    if traits.contains(.block), let paragraph = open.lastIndex(of: HTMLScanner.p) {
      let above = open[(paragraph + 1)...]
      // Buttons and cells bound the search for a paragraph.
      if !above.contains(where: { HTMLScanner.bounds.contains($0) }) {
        let crossed = above.first { HTMLVocabulary.traits($0)?.contains(.optionalEnd) == false }
        if let crossed { report(.markup, "<\(name.text)> stands in <\(crossed.text)> in a paragraph") }
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
    var isClosed = false
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        index += 1
        return isClosed
      }
      isClosed = byte == UInt8(ascii: "/")
      if isClosed || byte.isXMLSpace {
        index += 1
        continue
      }
      attribute(of: element)
    }
    report(.markup, "The tag <\(element.text)> is not closed by '>'")
    return isClosed
  }

  private mutating func attribute(of element: HTMLVocabulary.Name) {
    let nameStart = index
    while index < end, !HTMLScanner.endsName(bytes[index]) { index += 1 }
    if index == nameStart { index += 1 }
    let name = nameStart..<index
    while index < end, bytes[index].isXMLSpace { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return check(name, index..<index, of: element) }
    index += 1
    while index < end, bytes[index].isXMLSpace { index += 1 }
    guard index < end else { return }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      let start = index
      while index < end, bytes[index] != quote { index += 1 }
      check(name, start..<index, of: element)
      index = min(index + 1, end)
    } else {
      let start = index
      while index < end, !bytes[index].isXMLSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
      check(name, start..<index, of: element)
    }
  }

  private mutating func check(_ name: Range<Int>, _ value: Range<Int>, of element: HTMLVocabulary.Name) {
    let first = name.isEmpty ? 0 : bytes[name.lowerBound] | 0x20
    switch (name.count, first) {
    case (3..., UInt8(ascii: "o")) where bytes[name.lowerBound + 1] | 0x20 == UInt8(ascii: "n"):
      report(.unsafeAttribute, "Readers strip \(string(name)) of <\(element.text)>: it runs code")
    case (5, UInt8(ascii: "s")) where isNamed(name, "style"):
      if let fault = StyleVocabulary.fault(in: string(value)) { report(.style, "Readers strip the style \(fault)") }
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
    let text = bytes[value].trimmed
    let scheme = text.prefix { HTMLScanner.isNameByte($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    guard scheme.endIndex < text.endIndex, text[scheme.endIndex] == UInt8(ascii: ":"), !scheme.isEmpty else {
      return report(
        .relativeAddress, "The \(attribute) '\(string(value).prefix(100))' of <\(element.text)> is relative")
    }
    let word = String(decoding: scheme, as: UTF8.self).lowercased()
    if word == "javascript" || word == "vbscript" {
      report(.unsafeAttribute, "Readers strip the \(attribute) of <\(element.text)>: it runs code")
    }
  }

  private mutating func skipRawText(_ name: HTMLVocabulary.Name) {
    while index < end {
      if bytes[index] == UInt8(ascii: "<"), index + 1 < end, bytes[index + 1] == UInt8(ascii: "/") {
        let start = index
        index += 2
        if self.name() == name {
          index = start
          return
        }
      } else {
        index += 1
      }
    }
  }

  private mutating func skip(past character: Unicode.Scalar) {
    while index < end {
      index += 1
      if bytes[index - 1] == UInt8(ascii: character) { return }
    }
  }

  private mutating func report(_ kind: Kind, _ message: String) {
    guard faults.count < HTMLScanner.limit else { return }
    // One fault of markup brings others after it.
    if kind == .markup, faults.contains(where: { $0.kind == .markup }) { return }
    faults.append(Fault(kind: kind, message: message))
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte.isXMLSpace || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D
  }
}
