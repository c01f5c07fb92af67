/// Character references in text and in values of attributes (HTML Living Standard, section 13.2.5.72).
package enum CharacterReference {
  package enum Place: Sendable {
    case text
    /// Here `&copy=` and `&copya` are no references, since addresses are full of them.
    case attribute
  }

  /// Reads the reference that begins at the `&` at `start`, and appends what it stands for.
  ///
  /// - Returns: how many bytes it has; 0 where there is none, and nothing was appended.
  package static func read(
    _ text: [UInt8], at start: Int, end: Int, in place: Place, to out: inout [UInt8]
  ) -> Int {
    guard start + 1 < end else { return 0 }
    if text[start + 1] == UInt8(ascii: "#") { return readNumber(text, at: start, end: end, to: &out) }
    var position = start + 1
    let limit = min(end, position + NamedReferences.longest)
    while position < limit, text[position].isASCIILetterOrDigit { position += 1 }
    guard position > start + 1 else { return 0 }
    if position < end, text[position] == UInt8(ascii: ";"),
      let found = NamedReferences.text(of: text[(start + 1)..<position])
    {
      out += found
      return position + 1 - start
    }
    let length = NamedReferences.legacyPrefix(of: text[(start + 1)..<position])
    guard length > 0 else { return 0 }
    let next = start + 1 + length
    if place == .attribute, next < end, text[next] == UInt8(ascii: "=") || text[next].isASCIILetterOrDigit { return 0 }
    guard let found = NamedReferences.text(of: text[(start + 1)..<next]) else { return 0 }
    out += found
    return 1 + length
  }

  private static func readNumber(_ text: [UInt8], at start: Int, end: Int, to out: inout [UInt8]) -> Int {
    var position = start + 2
    let isHexadecimal = position < end && text[position] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { position += 1 }
    let digits = position
    var code: UInt32 = 0
    while position < end, let digit = text[position].digit(isHexadecimal: isHexadecimal) {
      // Once it is beyond Unicode it stays so.
      code = min(code * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      position += 1
    }
    guard position > digits else { return 0 }
    if position < end, text[position] == UInt8(ascii: ";") { position += 1 }
    out += UTF8.encode(NumericReference.scalar(code))!
    return position - start
  }

  /// Text with its references replaced; what is none stays as it is.
  package static func decoded(_ text: [UInt8], in place: Place = .text) -> [UInt8] {
    guard var ampersand = text.firstIndex(of: UInt8(ascii: "&")) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var start = 0
    while true {
      out += text[start..<ampersand]
      let length = read(text, at: ampersand, end: text.count, in: place, to: &out)
      if length == 0 { out.append(UInt8(ascii: "&")) }
      start = ampersand + max(length, 1)
      guard let next = text[start...].firstIndex(of: UInt8(ascii: "&")) else { break }
      ampersand = next
    }
    return out + text[start...]
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isASCIILetterOrDigit: Bool { isASCIILetter || (0x30...0x39).contains(self) }
  /// Tab, line feed, form feed, carriage return, space.
  var isHTMLSpace: Bool { self == 0x20 || self == 0xA || self == 0x9 || self == 0xD || self == 0xC }
  var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

  fileprivate func digit(isHexadecimal: Bool) -> UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46 where isHexadecimal: UInt32(self - 0x37)
    case 0x61...0x66 where isHexadecimal: UInt32(self - 0x57)
    default: nil
    }
  }
}
