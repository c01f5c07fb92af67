/// Whether a Markdown text is a single block of HTML, which passes through as it is (CommonMark 0.31, section 4.6, condition 6):
/// what exporters write, and no work for a Markdown parser.
enum HTMLBlock {
  /// `true` for a text that begins with the tag of a block and has no blank line. `false` says nothing.
  static func isWhole(_ text: [UInt8]) -> Bool {
    guard text.first == UInt8(ascii: "<"), hasBlockName(text) else { return false }
    return unsafe text.withUnsafeBufferPointer { bytes in
      var isBlankSoFar = false
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if byte == UInt8(ascii: "\n") {
          // At the end they belong to nothing.
          if isBlankSoFar { return unsafe bytes[index...].allSatisfy { $0 == UInt8(ascii: "\n") } }
          isBlankSoFar = true
        } else if byte == 0x0D || byte == 0x00 {
          return false
        } else if byte != 0x20, byte != 0x09 {
          isBlankSoFar = false
        }
      }
      return true
    }
  }

  private static func hasBlockName(_ text: [UInt8]) -> Bool {
    let name = text.dropFirst().prefix(11).prefix { (0x61...0x7A).contains($0) || (0x31...0x36).contains($0) }
    guard let end = text.dropFirst(1 + name.count).first, end == UInt8(ascii: ">") || end == 0x20 else { return false }
    return names.contains { name.elementsEqual($0) }
  }

  private static let names = [
    "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "section",
  ]
  .map { Array($0.utf8) }
}
