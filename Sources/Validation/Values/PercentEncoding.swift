/// Characters of addresses that are written as `%2F` (RFC 3986, section 2.1).
enum PercentEncoding {
  /// Whether a character never needs to be encoded (RFC 3986, section 2.3).
  static func isUnreserved(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte)
  }

  /// The character that is encoded at a place; `nil` where none is.
  static func decoded(at index: Int, in bytes: [UInt8]) -> UInt8? {
    guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count else { return nil }
    return UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
  }

  /// A character, encoded in capitals (RFC 3986, section 6.2.2.1).
  static func encoded(_ byte: UInt8) -> [UInt8] { [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] }

  private static let digits = Array("0123456789ABCDEF".utf8)
}
