import Platform

/// Whether a Markdown text is a single block of HTML, which passes through as it is (CommonMark 0.31, section 4.6, condition 6):
/// what exporters write, and no work for a Markdown parser.
enum HTMLBlock {
  /// `true` for a text that begins with the tag of a block and has no blank line. `false` says nothing.
  static func isWhole(_ text: [UInt8]) -> Bool {
    guard text.first == UInt8(ascii: "<"), hasBlockName(text) else { return false }
    return unsafe text.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, unsafe memchr(base, 0x0D, bytes.count) == nil,
        unsafe memchr(base, 0, bytes.count) == nil
      else { return false }
      var start = 0
      while let found = unsafe memchr(base + start, 0x0A, bytes.count - start) {
        let end = unsafe UnsafeRawPointer(found) - base
        let isBlank = unsafe bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        // At the end blank lines belong to nothing.
        if isBlank { return unsafe bytes[end...].allSatisfy { $0 == 0x0A } }
        start = end + 1
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
