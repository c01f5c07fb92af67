/// Escaping of text for XML 1.0. Runs that need none are copied whole.
///
/// What XML forbids is left out here too, whatever code calls: one such character makes a document unreadable.
enum XMLEscape {
  static func append(_ text: UnsafeBufferPointer<UInt8>, isAttribute: Bool, to out: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < text.count {
      index = unsafe ByteScan.next(.xml, in: text, from: index)
      guard index < text.count else { break }
      let (replacement, length) = unsafe replacement(of: text[index], at: index, in: text, isAttribute: isAttribute)
      guard let replacement else {
        index += 1
        continue
      }
      unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      out.append(replacement)
      index += length
      start = index
    }
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  private static func replacement(
    of byte: UInt8, at index: Int, in text: UnsafeBufferPointer<UInt8>, isAttribute: Bool
  ) -> (StaticString?, length: Int) {
    switch byte {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return (isAttribute ? "&quot;" : nil, 1)
    // An attribute's white space would be read as spaces, a carriage return as a line feed (XML 1.0, 2.11 and 3.3.3).
    case 0x9: return (isAttribute ? "&#9;" : nil, 1)
    case 0xA: return (isAttribute ? "&#10;" : nil, 1)
    case 0xD: return ("&#13;", 1)
    // White space to authors, and no character of XML.
    case 0xB, 0xC: return (" ", 1)
    case 0..<0x20: return ("", 1)
    case 0xEF:
      let isForbidden = unsafe index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
      return (isForbidden ? "" : nil, 3)
    default: return (nil, 1)
    }
  }
}

extension [UInt8] {
  /// Text that is part of the program: copied as a block.
  mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
