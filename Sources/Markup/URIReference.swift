import TidingsCore

/// An address or a relative reference (RFC 3986), taken apart, and put together again as ASCII.
public struct URIReference: Sendable, Hashable {
  /// Lower case, without the colon.
  public var scheme: String?
  /// User, host and port, without the slashes.
  public var authority: String?
  public var path: String
  /// Without the question mark.
  public var query: String?
  /// Without the number sign.
  public var fragment: String?

  /// Reads any text, as browsers do: white space at the ends and line breaks within go, characters that an address
  /// cannot hold are percent-encoded (as UTF-8, RFC 3987 section 3.1).
  public init(_ text: String) {
    var encoded = URIReference.encoded(text)
    self = encoded.withUTF8 { unsafe URIReference(encoded: $0) }
    if let authority { self.authority = HostName.ascii(authority) }
  }

  /// Takes apart what is ASCII and holds nothing that has to be encoded.
  private init(encoded text: UnsafeBufferPointer<UInt8>) {
    var end = text.count
    var hasBrackets = false
    var hash: Int?
    var question: Int?
    var colon: Int?
    for index in 0..<end {
      switch unsafe text[index] {
      case UInt8(ascii: "#"): hash = hash ?? index
      case UInt8(ascii: "?"): if hash == nil { question = question ?? index }
      case UInt8(ascii: ":"): if hash == nil, question == nil { colon = colon ?? index }
      case UInt8(ascii: "["), UInt8(ascii: "]"): hasBrackets = true
      default: break
      }
    }
    func part(_ range: Range<Int>) -> String {
      unsafe String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
    }
    if let hash {
      fragment = part(hash + 1..<end)
      end = hash
    }
    if let question {
      query = part(question + 1..<end)
      end = question
    }
    var start = 0
    if let colon, unsafe URIReference.isScheme(UnsafeBufferPointer(rebasing: text[..<colon])) {
      scheme = part(0..<colon).lowercased()
      start = colon + 1
    }
    if start + 1 < end, unsafe text[start] == UInt8(ascii: "/"), unsafe text[start + 1] == UInt8(ascii: "/") {
      start += 2
      let authorityEnd = unsafe text[start..<end].firstIndex(of: UInt8(ascii: "/")) ?? end
      authority = part(start..<authorityEnd)
      start = authorityEnd
    }
    path = part(start..<end)
    guard hasBrackets else { return }
    // Brackets belong to the host alone (RFC 3986, section 3.2.2).
    path = URIReference.withoutBrackets(path)
    query = query.map(URIReference.withoutBrackets)
    fragment = fragment.map(URIReference.withoutBrackets)
  }

  /// This reference seen from a base address (RFC 3986, section 5.2.2).
  public func resolved(against base: URIReference) -> URIReference {
    var target = self
    if scheme != nil {
      target.path = URIReference.removingDotSegments(path)
      return target
    }
    target.scheme = base.scheme
    if authority != nil {
      target.path = URIReference.removingDotSegments(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      target.query = query ?? base.query
    } else if path.hasPrefix("/") {
      target.path = URIReference.removingDotSegments(path)
    } else {
      target.path = URIReference.removingDotSegments(base.merged(with: path))
    }
    return target
  }

  /// The path with its escapes replaced by what they stand for.
  public var decodedPath: String { URIReference.decoded(path) }

  /// Text with its percent-encoded bytes decoded; what is no UTF-8 then is replaced.
  package static func decoded(_ text: String) -> String { String(decoding: decodedBytes(text), as: UTF8.self) }

  /// The path without escapes as names of files: what is no UTF-8 stays the bytes that it is.
  public var decodedNames: String { FileNameText.text(URIReference.decodedBytes(path)) }

  private static func decodedBytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// A path with all encoded that RFC 3986 does not allow in one: letters, digits and `-._~!$&'()*+,;=:@` stay as they are.
  ///
  /// A byte of a file's name that is no UTF-8 is encoded as itself.
  public static func encodedPage(_ path: String) -> String {
    let bytes = FileNameText.bytes(path)
    guard !bytes.allSatisfy({ $0.isLetter || $0.isDigit || pageMarks.contains($0) }) else { return path }
    var out = ""
    for byte in bytes {
      if byte.isLetter || byte.isDigit || pageMarks.contains(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return out
  }

  private static let pageMarks = Set("/-._~!$&'()*+,;=:@".utf8)

  /// Whether it is `http` or `https` with a host.
  public var isWeb: Bool {
    (scheme == "http" || scheme == "https") && hasValidAuthority
  }

  /// Whether a text is certainly an address of the web: its scheme and host in lower case, and a slash behind them.
  /// `false` says nothing.
  public static func isPlainlyWeb(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      let isSecure = unsafe bytes.starts(with: secure)
      guard unsafe isSecure || bytes.starts(with: plain) else { return false }
      let start = isSecure ? secure.count : plain.count
      for index in start..<bytes.count {
        let byte = unsafe bytes[index]
        if byte == UInt8(ascii: "/") { return index > start }
        guard (0x61...0x7A).contains(byte) || byte.isDigit || byte == 0x2E || byte == 0x2D else { return false }
      }
      return false
    }
  }

  private static let secure = Array("https://".utf8)
  private static let plain = Array("http://".utf8)

  /// Whether host and port are such as a resolver takes: letters, digits, dots, dashes; a name in other scripts must have
  /// been written in its ASCII form (RFC 5891).
  private var hasValidAuthority: Bool {
    guard let authority, !authority.isEmpty else { return false }
    if URIReference.isPlainHost(authority) { return true }
    let host = host
    guard !host.isEmpty else { return false }
    let isLiteral = host.hasPrefix("[") && host.hasSuffix("]")
    let isName = host.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    guard isLiteral || isName else { return false }
    let afterUser = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority[...]
    let rest = afterUser.dropFirst(host.count)
    return rest.isEmpty
      || (rest.hasPrefix(":") && rest.dropFirst().utf8.allSatisfy(\.isDigit) && (Int(rest.dropFirst()) ?? 0) < 65536)
  }

  /// The host in lower case, without user and port; empty where there is none.
  public var host: String {
    guard let authority else { return "" }
    if URIReference.isPlainHost(authority) { return authority }
    let afterUser = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority[...]
    if afterUser.hasPrefix("["), let end = afterUser.firstIndex(of: "]") { return afterUser[...end].lowercased() }
    return afterUser.prefix { $0 != ":" }.lowercased()
  }

  /// Whether an authority is a host in lower case and nothing else, as nearly all are.
  private static func isPlainHost(_ authority: String) -> Bool {
    authority.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0.isDigit || $0 == 0x2E || $0 == 0x2D }
  }

  /// The host without `www.`: who has the one has the other, and the shorter survives a change between them.
  public var domain: String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }

  private func merged(with relative: String) -> String {
    if authority != nil, path.isEmpty { return "/" + relative }
    guard let slash = path.lastIndex(of: "/") else { return relative }
    return path[...slash] + relative
  }

  private static func withoutBrackets(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) else { return text }
    return text.map { $0 == "[" ? "%5B" : $0 == "]" ? "%5D" : String($0) }.joined()
  }

  private static func isScheme(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = unsafe text.first, first.isLetter else { return false }
    return unsafe text.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
  }

  /// RFC 3986, section 5.2.4.
  static func removingDotSegments(_ path: String) -> String {
    // A segment that begins with a dot is rare, a dot in a name is not.
    guard path.utf8.contains(UInt8(ascii: ".")), path.contains("/.") || path.hasPrefix(".") else { return path }
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".":
        if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    let joined = kept.joined(separator: "/")
    return path.hasPrefix("/") && !joined.hasPrefix("/") ? "/" + joined : joined
  }
}

extension URIReference: CustomStringConvertible {
  /// The address (RFC 3986, section 5.3).
  public var description: String {
    var text = ""
    if let scheme { text += scheme + ":" }
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    if let fragment { text += "#" + fragment }
    return text
  }
}

extension URIReference {
  /// Names between slashes as the path of an address: everything but unreserved characters is percent-encoded
  /// (RFC 3986, section 2.3), so that a `?` or `%` in a name stays part of it.
  public static func encodedPath(_ path: String) -> String {
    if path.utf8.allSatisfy({ $0.isUnreserved || $0 == UInt8(ascii: "/") }) { return path }
    var out: [UInt8] = []
    for byte in FileNameText.bytes(path) {
      if byte.isUnreserved || byte == UInt8(ascii: "/") {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Percent-encodes what an address cannot hold; a percent sign that begins no escape is encoded too.
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ isKept($0) && $0 != UInt8(ascii: "%") }) { return text }
    let bytes = Array(text.utf8)
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 8)
    // What a backslash is to the file systems of some, a slash is to the web (URL Standard, section 4.4), up to the query.
    var isSlash = hasWebScheme(bytes[start..<end])
    for index in start..<end {
      let byte = bytes[index]
      if byte == 0x9 || byte == 0xA || byte == 0xD { continue }
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { isSlash = false }
      if isSlash, byte == UInt8(ascii: "\\") {
        out.append(UInt8(ascii: "/"))
        continue
      }
      let isEscape =
        byte == UInt8(ascii: "%") && index + 2 < end && bytes[index + 1].isHexDigit && bytes[index + 2].isHexDigit
      if isEscape || (isKept(byte) && byte != UInt8(ascii: "%")) {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether a text begins with the scheme of the web, or is relative to an address that does.
  private static func hasWebScheme(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    guard name.first?.isLetter == true, text.dropFirst(name.count).first == UInt8(ascii: ":") else { return true }
    let scheme = String(decoding: name, as: UTF8.self).lowercased()
    return scheme == "http" || scheme == "https"
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  /// Reserved and unreserved characters (RFC 3986, section 2).
  private static func isKept(_ byte: UInt8) -> Bool {
    if byte.isLetter || byte.isDigit { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"),
      UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "%"):
      return true
    default: return false
    }
  }
}

extension UInt8 {
  /// RFC 3986, section 2.3.
  fileprivate var isUnreserved: Bool {
    isLetter || isDigit || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
  }
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isHexDigit: Bool { isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) }
}
