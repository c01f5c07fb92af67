/// Addresses that the policy leaves as they are, or puts the site in front of.
enum FastURLCheck {
  /// What has to stand in front of an address; `nil` where the policy has to decide.
  static func published(_ value: Slice<UnsafeBufferPointer<UInt8>>, base: URIReference) -> [UInt8]? {
    var previous: UInt8 = 0
    for index in unsafe value.indices {
      let byte = unsafe value[index]
      let isAmpersand = unsafe byte == 0x26 && value[index...].starts(with: ampersand)
      guard byte.isLetter || byte.isDigit || isAmpersand || isPlain(byte), !(previous == 0x2F && byte == 0x2E) else {
        return nil
      }
      previous = byte
    }
    let first = unsafe value.first
    if first == 0x2F {
      let second = unsafe value.dropFirst().first
      guard second != 0x2F, let scheme = base.scheme, let authority = base.authority, base.isWeb
      else { return nil }
      return Array("\(scheme)://\(authority)".utf8)
    }
    let rest =
      unsafe value.starts(with: https)
      ? value.dropFirst(https.count)
      : value.starts(with: http)
        ? value.dropFirst(http.count) : nil
    guard let rest = unsafe rest, let host = unsafe rest.first, host.isLetter || host.isDigit else { return nil }
    return []
  }

  private static let ampersand = Array("&amp;".utf8)
  private static let http = Array("http://".utf8)
  private static let https = Array("https://".utf8)

  /// Characters of an address that mean nothing to HTML either.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D, 0x2E, 0x5F, 0x7E, 0x3A, 0x2F, 0x3F, 0x23, 0x3D, 0x2B, 0x2C, 0x3B, 0x21, 0x24, 0x28, 0x29, 0x2A: true
    default: false
    }
  }
}
