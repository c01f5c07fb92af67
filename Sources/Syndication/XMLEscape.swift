/// Escaping of text for XML 1.0. Runs that need none are copied whole.
///
/// What XML forbids is left out here too, whoever calls: one such character makes a document unreadable.
enum XMLEscape {
  static func append(_ text: UnsafeBufferPointer<UInt8>, isAttribute: Bool, to out: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < text.count {
      index = unsafe ByteScan.next(in: text, from: index)
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

  /// The bytes that a text takes where it stands in an element, but for what is left out of it.
  static func size(of text: UnsafeBufferPointer<UInt8>) -> Int {
    unsafe text.count + 3 * ByteCount.of(UInt8(ascii: "<"), in: text) + 3 * ByteCount.of(UInt8(ascii: ">"), in: text)
      + 4 * ByteCount.of(UInt8(ascii: "&"), in: text)
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
    case 0..<0x20: return ("", 1)
    case 0xEF:
      let isForbidden = unsafe index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
      return (isForbidden ? "" : nil, 3)
    default: return (nil, 1)
    }
  }
}

/// Looks for bytes that escaping may have to do with, eight at a time.
private enum ByteScan {
  /// The first byte from a position on that is `<`, `>`, `&`, `"`, a control, or 0xEF; the count where there is none.
  static func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index + 8 <= text.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let marks = marks(word)
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count {
      let byte = unsafe text[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF { return index }
      index += 1
    }
    return index
  }

  /// The high bit of bytes that are looked for; above the first one it may be set for others too.
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    let low = (word &- ones &* 0x20) & ~word
    // `"` and `&` differ in one bit, and so do `<` and `>`.
    let quotes = zeroes((word & (ones &* 0xFB)) ^ (ones &* 0x22))
    let angles = zeroes((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
    return (low | quotes | angles | zeroes(word ^ (ones &* 0xEF))) & highs
  }
}

/// Counts bytes, eight at a time.
enum ByteCount {
  static func of(_ byte: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var count = 0
    var index = 0
    while index + 8 <= text.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
      // The high bit of each byte that is zero, and of no other.
      count &+= (~(((word & sevens) &+ sevens) | word | sevens)).nonzeroBitCount
      index += 8
    }
    while index < text.count {
      if unsafe text[index] == byte { count += 1 }
      index += 1
    }
    return count
  }
}

extension [UInt8] {
  /// Text that is part of the program: copied as a block.
  mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
