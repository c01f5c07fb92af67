/// The tags of an XML document in order, without what stands in comments, CDATA sections and processing instructions.
struct TagScan: Sequence, IteratorProtocol {
  enum Kind {
    case start, end, empty
  }

  struct Attribute {
    let name: Range<Int>
    /// Between the quotes.
    let value: Range<Int>
  }

  struct Tag {
    let range: Range<Int>
    let name: Range<Int>
    let kind: Kind
    var attributes: [Attribute] = []
  }

  private let utf8: [UInt8]
  private var index: Int

  init(_ utf8: [UInt8], from start: Int = 0) {
    self.utf8 = utf8
    index = start
  }

  /// - Returns: `nil` at the end, and where a tag is not closed.
  mutating func next() -> Tag? {
    while let open = utf8[Swift.min(index, utf8.count)...].firstIndex(of: UInt8(ascii: "<")) {
      guard open + 1 < utf8.count else { return nil }
      switch utf8[open + 1] {
      case UInt8(ascii: "!"):
        let rest = utf8[open...]
        let end: StaticString =
          rest.starts(with: "<!--".utf8) ? "-->" : rest.starts(with: "<![CDATA[".utf8) ? "]]>" : ">"
        guard let close = TagScan.end(of: end, in: utf8, from: open + 2) else { return nil }
        index = close
      case UInt8(ascii: "?"):
        guard let close = TagScan.end(of: "?>", in: utf8, from: open + 2) else { return nil }
        index = close
      default: return tag(at: open)
      }
    }
    return nil
  }

  /// The place behind a word.
  static func end(of word: StaticString, in utf8: [UInt8], from start: Int) -> Int? {
    let count = word.utf8CodeUnitCount
    return unsafe utf8.withUnsafeBufferPointer { bytes -> Int? in
      var index = start
      while index + count <= bytes.count {
        var length = 0
        while length < count, unsafe bytes[index + length] == word.utf8Start[length] { length += 1 }
        if length == count { return index + count }
        index += 1
      }
      return nil
    }
  }

  private mutating func tag(at open: Int) -> Tag? {
    let isEnd = utf8[open + 1] == UInt8(ascii: "/")
    let start = open + (isEnd ? 2 : 1)
    var position = start
    while position < utf8.count, isNameByte(utf8[position]) { position += 1 }
    let name = start..<position
    var attributes: [Attribute] = []
    var isEmpty = false
    while position < utf8.count, utf8[position] != UInt8(ascii: ">") {
      let byte = utf8[position]
      isEmpty = byte == UInt8(ascii: "/")
      guard isNameByte(byte) else {
        position += 1
        continue
      }
      let first = position
      while position < utf8.count, isNameByte(utf8[position]) { position += 1 }
      let attribute = first..<position
      while position < utf8.count, utf8[position].isXMLSpace || utf8[position] == UInt8(ascii: "=") { position += 1 }
      guard position < utf8.count, utf8[position] == UInt8(ascii: "\"") || utf8[position] == UInt8(ascii: "'"),
        let close = utf8[(position + 1)...].firstIndex(of: utf8[position])
      else { continue }
      attributes.append(Attribute(name: attribute, value: (position + 1)..<close))
      position = close + 1
    }
    guard position < utf8.count else { return nil }
    index = position + 1
    return Tag(range: open..<index, name: name, kind: isEnd ? .end : isEmpty ? .empty : .start, attributes: attributes)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    !byte.isXMLSpace && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "=")
      && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "<")
  }
}

extension TagScan {
  /// Where the text of an element stands that holds nothing else, without white space at its ends and without the marks of
  /// the one CDATA section that it may be in.
  ///
  /// - Parameter offset: of the element's start tag.
  /// - Returns: `nil` for an element that is empty, or holds elements, references or comments.
  static func text(ofElementAt offset: Int, in utf8: [UInt8]) -> Range<Int>? {
    var scan = TagScan(utf8, from: offset)
    guard let tag = scan.next(), tag.range.lowerBound == offset, tag.kind == .start else { return nil }
    var start = tag.range.upperBound
    while start < utf8.count, utf8[start].isXMLSpace { start += 1 }
    var end: Int
    if utf8[start...].starts(with: "<![CDATA[".utf8) {
      start += 9
      guard let close = TagScan.end(of: "]]>", in: utf8, from: start) else { return nil }
      end = close - 3
      guard utf8[close...].drop(while: \.isXMLSpace).starts(with: "</".utf8) else { return nil }
    } else {
      guard let close = utf8[start...].firstIndex(of: UInt8(ascii: "<")), utf8[close...].starts(with: "</".utf8) else {
        return nil
      }
      end = close
      guard !utf8[start..<end].contains(UInt8(ascii: "&")) else { return nil }
    }
    let text = utf8[start..<end].trimmed
    end = text.endIndex
    return text.isEmpty ? nil : text.startIndex..<end
  }

  /// Where an element stands, from its start tag to the end of its end tag.
  static func element(at offset: Int, in utf8: [UInt8]) -> Range<Int>? {
    var depth = 0
    var scan = TagScan(utf8, from: offset)
    while let tag = scan.next() {
      switch tag.kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .empty: break
      }
      if depth <= 0 { return offset..<tag.range.upperBound }
    }
    return nil
  }
}
