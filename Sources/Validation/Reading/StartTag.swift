/// Finds prefixes and attributes in the text of a start tag. Attributes are only gone over when there is something to report.
enum StartTag {
  /// The prefix of an element's name; `nil` where it has none.
  ///
  /// - Parameter start: the byte offset of the tag's `<`.
  static func prefix(in utf8: [UInt8], at start: Int) -> ArraySlice<UInt8>? {
    guard start >= 0, start < utf8.count, utf8[start] == UInt8(ascii: "<") else { return nil }
    var index = start + 1
    while index < utf8.count {
      switch utf8[index] {
      case UInt8(ascii: ":"): return utf8[(start + 1)..<index]
      case UInt8(ascii: ">"), UInt8(ascii: "/"): return nil
      case let byte where byte.isXMLSpace: return nil
      default: index += 1
      }
    }
    return nil
  }

  static func offset(of attribute: String, in utf8: [UInt8], at start: Int) -> Int {
    var index = start
    while index < utf8.count, !utf8[index].isXMLSpace, utf8[index] != UInt8(ascii: ">") { index += 1 }
    while index < utf8.count, utf8[index] != UInt8(ascii: ">") {
      guard !utf8[index].isXMLSpace, utf8[index] != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      let name = utf8[index...].prefix { !$0.isXMLSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
      let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
      if local.elementsEqual(attribute.utf8) { return index }
      index = name.endIndex
      while index < utf8.count, utf8[index] != UInt8(ascii: "\""), utf8[index] != UInt8(ascii: "'") { index += 1 }
      guard index < utf8.count else { break }
      let quote = utf8[index]
      index += 1
      while index < utf8.count, utf8[index] != quote { index += 1 }
      index += 1
    }
    return start
  }
}
