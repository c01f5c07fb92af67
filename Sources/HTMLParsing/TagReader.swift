/// Finds where the tags of a piece of HTML stand, without copying anything: what ``Tokenizer`` reads into a tree, for those who only
/// look at it (HTML Living Standard, section 13.2.5).
package struct TagReader {
  package enum Token: Sendable {
    /// At an `&`; the reader goes on behind it.
    case ampersand
    /// The name has been read; the attributes come next.
    case startTag, endTag
    case comment(isClosed: Bool)
    case declaration
    case instruction
    /// `</` with no name behind it.
    case emptyEndTag
    /// `<` that begins nothing.
    case bareSign
    case end
  }

  package let bytes: [UInt8]
  package private(set) var index: Int
  package let end: Int
  /// Where the token that was read last begins.
  package private(set) var offset: Int
  /// Of the tag that was read last, as it is written.
  package private(set) var name = 0..<0
  package private(set) var isSelfClosing = false

  /// - Parameters:
  ///   - bytes: a text.
  ///   - range: where the HTML stands in it.
  package init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (index, offset, end) = (range.lowerBound, range.lowerBound, range.upperBound)
  }

  /// The next token; text is passed over.
  ///
  /// - Parameter allowsCDATA: whether the place is in SVG or MathML.
  package mutating func next(allowsCDATA: Bool = false) -> Token {
    var next = index
    while next < end, bytes[next] != 0x3C, bytes[next] != 0x26 { next += 1 }
    offset = next
    index = next + 1
    guard next < end else {
      index = end
      return .end
    }
    if bytes[next] == 0x26 { return .ampersand }
    guard index < end else { return .bareSign }
    switch bytes[index] {
    case UInt8(ascii: "/"): return endTag()
    case UInt8(ascii: "!"): return declaration(allowsCDATA)
    case UInt8(ascii: "?"):
      skip(past: UInt8(ascii: ">"))
      return .instruction
    case let byte where byte.isASCIILetter:
      readName()
      return .startTag
    default: return .bareSign
    }
  }

  private mutating func endTag() -> Token {
    index += 1
    guard index < end, bytes[index].isASCIILetter else {
      skip(past: UInt8(ascii: ">"))
      return .emptyEndTag
    }
    readName()
    return .endTag
  }

  private mutating func declaration(_ allowsCDATA: Bool) -> Token {
    let rest = bytes[index..<end]
    if rest.starts(with: "!--".utf8) {
      index += 3
      return .comment(isClosed: skipComment())
    }
    if allowsCDATA, rest.starts(with: "![CDATA[".utf8) {
      index = bytes[(index + 8)..<end].byteRange(of: Array("]]>".utf8))?.upperBound ?? end
      return next(allowsCDATA: true)
    }
    skip(past: UInt8(ascii: ">"))
    return .declaration
  }

  private mutating func skipComment() -> Bool {
    for short in [">", "->"] where bytes[index..<end].starts(with: short.utf8) {
      index += short.utf8.count
      return true
    }
    while index + 2 < end {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D {
        let isLong = bytes[index + 2] == UInt8(ascii: "!") && index + 3 < end && bytes[index + 3] == 0x3E
        if isLong || bytes[index + 2] == 0x3E {
          index += isLong ? 4 : 3
          return true
        }
      }
      index += 1
    }
    index = end
    return false
  }

  private mutating func readName() {
    isSelfClosing = false
    let start = index
    while index < end, !endsName(bytes[index]) { index += 1 }
    name = start..<index
  }

  private func endsName(_ byte: UInt8) -> Bool {
    byte.isHTMLSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  /// The next attribute of a tag, as it is written; `nil` at the tag's end.
  ///
  /// Where a text ends in a tag, ``index`` is its ``end`` and the tag is none.
  package mutating func nextAttribute() -> (name: Range<Int>, value: Range<Int>)? {
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        index += 1
        return nil
      }
      guard byte == UInt8(ascii: "/") || byte.isHTMLSpace else { return attribute() }
      index += 1
      isSelfClosing = byte == UInt8(ascii: "/") && index < end && bytes[index] == UInt8(ascii: ">")
    }
    isCut = true
    return nil
  }

  /// Whether the text ends in the tag that was read last.
  package private(set) var isCut = false

  private mutating func attribute() -> (name: Range<Int>, value: Range<Int>) {
    let start = index
    index += 1
    while index < end, bytes[index] != UInt8(ascii: "="), !endsName(bytes[index]) { index += 1 }
    let name = start..<index
    while index < end, bytes[index].isHTMLSpace { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return (name, index..<index) }
    index += 1
    while index < end, bytes[index].isHTMLSpace { index += 1 }
    guard index < end, bytes[index] != UInt8(ascii: ">") else { return (name, index..<index) }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let value = index
      while index < end, !bytes[index].isHTMLSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
      return (name, value..<index)
    }
    index += 1
    let value = index
    while index < end, bytes[index] != quote { index += 1 }
    defer { index = min(index + 1, end) }
    return (name, value..<index)
  }

  /// Goes to the end tag of an element in which there is no markup.
  ///
  /// - Parameter element: its name, in lower case.
  package mutating func skipRawText(of element: [UInt8]) {
    index = RawText.end(of: element, in: bytes, from: index, to: end)
  }

  /// Passes over everything that is left.
  package mutating func skipToEnd() { index = end }

  private mutating func skip(past byte: UInt8) {
    while index < end {
      index += 1
      if bytes[index - 1] == byte { return }
    }
  }
}
