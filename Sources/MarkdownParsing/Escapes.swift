import HTMLParsing

/// Backslash escapes and character references (CommonMark 0.29, sections 6.1 and 6.2).
enum Escapes {
  /// Text with its references, and then its escapes, as what they stand for: `&#92;*` is `*`, as in cmark.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else { return Array(text) }
    let bytes = unescapedReferences(text)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1].isPunctuation { index += 1 }
      out.append(bytes[index])
      index += 1
    }
    return out
  }

  /// Text with its references as what they stand for; backslashes stay.
  static func unescapedReferences(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    let bytes = Array(text)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = bytes[index] == UInt8(ascii: "&") ? reference(bytes, at: index, end: bytes.count, to: &out) : 0
      if length == 0 { out.append(bytes[index]) }
      index += max(length, 1)
    }
    return out
  }

  /// Reads a reference, which needs its semicolon here.
  ///
  /// - Returns: its length; 0 where there is none.
  static func reference(_ bytes: [UInt8], at start: Int, end: Int, to out: inout [UInt8]) -> Int {
    var position = start + 1
    if position < end, bytes[position] == UInt8(ascii: "#") {
      position += 1
      let isHexadecimal = position < end && bytes[position] | 0x20 == UInt8(ascii: "x")
      if isHexadecimal { position += 1 }
      let digits = position
      while position < end, isHexadecimal ? bytes[position].isHexDigit : bytes[position].isDigit { position += 1 }
      guard position > digits, position - digits <= 8, position < end,
        bytes[position] == UInt8(ascii: ";")
      else { return 0 }
      let value = UInt32(String(decoding: bytes[digits..<position], as: UTF8.self), radix: isHexadecimal ? 16 : 10) ?? 0
      out += UTF8.encode(value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}")!
      return position + 1 - start
    }
    let limit = min(end, position + NamedReferences.longest)
    while position < limit, bytes[position].isAlphanumeric { position += 1 }
    guard position > start + 1, position < end, bytes[position] == UInt8(ascii: ";"),
      let text = NamedReferences.text(of: bytes[(start + 1)..<position])
    else { return 0 }
    out += text
    return position + 1 - start
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}
