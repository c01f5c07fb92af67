/// What an address has that it may not have (RFC 3986, sections 2 and 3; RFC 3987, section 2.2): the first such thing, in
/// words that follow "The address".
struct AddressFault: Sendable {
  enum Kind: Sendable {
    /// A blank, a control or one of `<>"\^`{|}`: no part of an address may hold it.
    case character
    /// A square bracket outside of an IP address in the host.
    case bracket
    /// A port that is no number, or none that a host has.
    case port
    /// A `%` that two hexadecimal digits do not follow. Most programs take it for the character.
    case percent
  }

  let kind: Kind
  let what: String

  /// Whether an address has nothing that can be a fault, seen at a glance: what nearly all are. `false` says nothing.
  static func isPlain(_ address: ArraySlice<UInt8>) -> Bool {
    unsafe address.withUnsafeBufferPointer { bytes in
      var colons = 0
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if isOdd(byte) { return false }
        if byte == UInt8(ascii: ":") { colons += 1 }
      }
      return colons < 2
    }
  }

  /// Controls, the space, DEL and `%<>"[]\^`{|}`, as bits.
  private static func isOdd(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0x5000_0025_FFFF_FFFF
    let high: UInt64 = 0xB800_0001_7800_0000
    return byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// The gravest fault of an address or a relative reference; `nil` where there is none.
  static func first(in address: ArraySlice<UInt8>) -> AddressFault? {
    if let index = address.firstIndex(where: Address.isUnsafeInAnyAddress) {
      return at(index, in: address, .character)
    }
    let authority = authority(of: address)
    if let index = address.firstIndex(where: isBracket) {
      let host = authority.flatMap { literal(in: address[$0]) }
      guard let host else { return at(index, in: address, .bracket) }
      let outside = address.indices.first {
        isBracket(address[$0]) && !($0 == host.lowerBound || $0 == host.upperBound)
      }
      if let outside { return at(outside, in: address, .bracket) }
    }
    if hasPorts(address), let port = authority.flatMap({ port(in: address[$0]) }), !isPort(address[port]) {
      let text = String(decoding: address[port].prefix(40), as: UTF8.self)
      return AddressFault(kind: .port, what: "has the port '\(text)', which is no number up to 65535")
    }
    return strayPercent(in: address).map { at($0, in: address, .percent) }
  }

  /// An address with its faulty characters encoded; `nil` where that alone does not make it right.
  static func mended(_ written: ArraySlice<UInt8>) -> String? {
    let address = written.trimmed
    if first(in: address) == nil, address.count < written.count { return String(decoding: address, as: UTF8.self) }
    guard let fault = first(in: address), fault.kind != .port,
      authority(of: address).map({ range in
        !address[range].contains { isBracket($0) || Address.isUnsafeInAnyAddress($0) }
      }) ?? true
    else { return nil }
    var result: [UInt8] = []
    for (index, byte) in zip(address.indices, address) {
      switch byte {
      // Programs drop these wherever they are (URL Standard, section 4.4).
      case 0x09, 0x0A, 0x0D: continue
      case UInt8(ascii: "\\"): result.append(UInt8(ascii: "/"))
      case _ where Address.isUnsafeInAnyAddress(byte) || isBracket(byte) || isStrayPercent(at: index, in: address):
        result += PercentEncoding.encoded(byte)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func at(_ index: Int, in address: ArraySlice<UInt8>, _ kind: Kind) -> AddressFault {
    let place = String(decoding: address[..<index], as: UTF8.self).unicodeScalars.count + 1
    let end =
      switch kind {
      case .bracket: ", outside of an IP address"
      case .percent: " without two hexadecimal digits after it"
      default: ""
      }
    return AddressFault(kind: kind, what: "has \(name(of: address[index])) at character \(place)\(end)")
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x20: "a blank"
    case 0x09: "a tab"
    case 0x0A, 0x0D: "a line break"
    case 0x21..<0x7F: "a '\(Character(Unicode.Scalar(byte)))'"
    default: "the control character U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }

  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }

  /// The host with user and port (RFC 3986, section 3.2). Where `\` stands for `/`, it ends there, as programs have it (URL
  /// Standard, section 4.4).
  private static func authority(of address: ArraySlice<UInt8>) -> Range<Int>? {
    let ends: (UInt8) -> Bool = { [0x23, 0x2F, 0x3F, 0x5C].contains($0) }
    guard let slash = address.firstIndex(where: ends), address[slash...].starts(with: "//".utf8) else { return nil }
    if slash > address.startIndex, address[slash - 1] != UInt8(ascii: ":") { return nil }
    let start = slash + 2
    return start..<(address[start...].firstIndex(where: ends) ?? address.endIndex)
  }

  /// An IP address in brackets, from the one bracket to the other.
  private static func literal(in authority: ArraySlice<UInt8>) -> ClosedRange<Int>? {
    let host = afterUser(authority)
    guard host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let inside = host[(host.startIndex + 1)..<end]
    let isAddress = inside.allSatisfy { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || isHexDigit($0) }
    let isFuture = inside.first.map { $0 | 0x20 } == UInt8(ascii: "v")
    return isFuture || (isAddress && inside.contains(UInt8(ascii: ":"))) ? host.startIndex...end : nil
  }

  private static func port(in authority: ArraySlice<UInt8>) -> Range<Int>? {
    let host = afterUser(authority)
    let rest = literal(in: authority).map { host[($0.upperBound + 1)...] } ?? host
    return rest.firstIndex(of: UInt8(ascii: ":")).map { ($0 + 1)..<rest.endIndex }
  }

  private static func afterUser(_ authority: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
  }

  /// Whether what follows a colon in the host is a port. Other schemes have names there that have colons, as `at:` has.
  private static func hasPorts(_ address: ArraySlice<UInt8>) -> Bool {
    ["http://", "https://", "ftp://", "//"].contains { address.starts(with: $0.utf8) }
  }

  /// It may be empty (RFC 3986, section 3.2.3).
  private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return text.isEmpty || (Int(String(decoding: text, as: UTF8.self)) ?? .max) <= 65535
  }

  private static func strayPercent(in address: ArraySlice<UInt8>) -> Int? {
    address.indices.first { isStrayPercent(at: $0, in: address) }
  }

  private static func isStrayPercent(at index: Int, in address: ArraySlice<UInt8>) -> Bool {
    guard address[index] == UInt8(ascii: "%") else { return false }
    let digits = address[(index + 1)...].prefix(2)
    return digits.count < 2 || !digits.allSatisfy(isHexDigit)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
}
