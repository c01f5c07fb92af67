/// Finds attributes in the text of a start tag. It is only gone over when there is something to report.
enum StartTag {
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
