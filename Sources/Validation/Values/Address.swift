/// What a validator asks of an address. It takes text apart no further than that, and shares nothing with who writes
/// addresses.
struct Address {
  let scheme: String
  /// Lower case, without the scheme's own port.
  let host: String
  /// From the first slash after the host.
  let path: String

  /// An absolute address (RFC 3986, section 3): `nil` for a relative one.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon].lowercased()
    guard let first = scheme.utf8.first, (0x61...0x7A).contains(first),
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
      })
    else { return nil }
    self.scheme = scheme
    let rest = text[text.index(after: colon)...]
    guard rest.hasPrefix("//") else {
      // These have a host, always (RFC 9110, section 4.2).
      guard scheme != "http", scheme != "https" else { return nil }
      host = ""
      path = String(rest)
      return
    }
    let authority = rest.dropFirst(2)
    let end = authority.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? authority.endIndex
    let named = authority[..<end].lowercased()
    let port = scheme == "https" ? ":443" : ":80"
    host = named.hasSuffix(port) ? String(named.dropLast(port.count)) : named
    path = String(authority[end...])
  }

  /// `http` or `https` with a host.
  var isWeb: Bool { (scheme == "http" || scheme == "https") && !host.isEmpty }

  /// The folder that a document at this address lies in, with its slash.
  var folder: String {
    let bare = path.prefix { $0 != "?" && $0 != "#" }
    guard let slash = bare.lastIndex(of: "/") else { return "/" }
    return String(bare[...slash])
  }

  /// Whether text holds characters that an address must percent-encode (RFC 3986, section 2).
  static func hasForbiddenCharacters(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0x7F || isUnsafe($0) }
  }

  /// Whether text holds characters that not even an IRI may hold (RFC 3987, section 2.2).
  static func hasUnsafeCharacters(_ text: some Sequence<UInt8>) -> Bool {
    text.contains(where: isUnsafeInAnyAddress)
  }

  /// Whether text is certainly an absolute web address with a host and no character that must be encoded: what nearly all
  /// are, seen at a glance. `false` says nothing.
  static func isPlainlyWeb(_ text: ArraySlice<UInt8>) -> Bool {
    let start = text.startIndex
    guard text.count > 8, text[start] == 0x68, text[start + 1] == 0x74, text[start + 2] == 0x74, text[start + 3] == 0x70
    else { return false }
    let colon = text[start + 4] == 0x73 ? start + 5 : start + 4
    guard text[colon] == 0x3A, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F else { return false }
    let host = colon + 3
    guard host < text.endIndex, (text[host] | 0x20) &- 0x61 < 26 || text[host] &- 0x30 < 10 else { return false }
    return unsafe text.withUnsafeBufferPointer { bytes in
      for index in 0..<bytes.count where unsafe bytes[index] >= 0x7F || isUnsafe(bytes[index]) { return false }
      return true
    }
  }

  static func isPlainlyWeb(_ text: String) -> Bool {
    unsafe text.utf8.withContiguousStorageIfAvailable { unsafe isPlainlyWeb(Array($0)[...]) } ?? false
  }

  /// Whether a character may stand in no address and no IRI.
  static func isUnsafeInAnyAddress(_ byte: UInt8) -> Bool { byte == 0x7F || isUnsafe(byte) }

  /// Controls, the space, DEL and `<>"\^`{|}`, as bits.
  private static func isUnsafe(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0x5000_0005_FFFF_FFFF
    let high: UInt64 = 0xB800_0001_5000_0000
    return byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }
}
