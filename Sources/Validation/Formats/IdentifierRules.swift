import TidingsCore

/// Rules on what identifies feeds and entries, and on the schemes whose syntax is known.
enum IdentifierRules {
  static let all: [DocumentRule] = [tag, uuid, urn, canonical, scheme]

  static let tag = DocumentRule(
    Rule(
      "uri.tag", .error, "A tag: URI has an authority, a date and a specific part",
      reason: "One that has not is not unique.", reference: "RFC 4151, section 2.1",
      remedy: "Write it as tag:example.org,2026-01-01:name.", w3c: "InvalidTAG"), [.rss, .atom]
  ) { subject, report in
    for (value, offset) in addresses(subject, where: { begins($0, "tag:") && !isTag($0) }) {
      report(at: offset, "'\(value)' is not a tag: URI")
    }
  }

  static let uuid = DocumentRule(
    Rule(
      "uri.uuid", .error, "A urn:uuid: has 32 hexadecimal digits in five groups",
      reason: "One that has not is not unique.", reference: "RFC 9562, section 4",
      remedy: "Write it as urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6.", w3c: "InvalidUUID"), [.rss, .atom]
  ) { subject, report in
    for (value, offset) in addresses(subject, where: { begins($0, "urn:uuid:") }) {
      let groups = value.dropFirst("urn:uuid:".count).split(separator: "-", omittingEmptySubsequences: false)
      let isUUID = groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
      if !isUUID { report(at: offset, "'\(value)' is not a UUID") }
    }
  }

  static let urn = DocumentRule(
    Rule(
      "uri.urn", .error, "A urn: has a namespace and a specific part", reason: "One that has not is not unique.",
      reference: "RFC 8141, section 2",
      remedy: "Write it as urn:isbn:0451450523; the namespace has letters, digits and '-'.",
      w3c: "InvalidURN"), [.rss, .atom]
  ) { subject, report in
    for (value, offset) in addresses(subject, where: { begins($0, "urn:") && !begins($0, "urn:uuid:") })
    where !isURN(value) {
      report(at: offset, "'\(value)' is not a URN")
    }
  }

  static let canonical = DocumentRule(
    Rule(
      "atom.id.canonical", .warning, "An id is written in its normal form",
      reason: "Ids are compared character by character; a program that normalises them would make a new entry of it.",
      reference: "RFC 4287, section 4.2.6.1",
      remedy: "Write scheme and host in small letters, percent-encode with capitals, and only what must be.",
      w3c: "NonCanonicalURI"), [.atom]
  ) { subject, report in
    for element in subject.xml.elements(named: "id", in: Namespaces.atom) {
      let value = subject.xml.string(element)
      if let fault = nonCanonical(value) { report(at: subject.xml.nodes[element].offset, "The id '\(value)' \(fault)") }
    }
  }

  static let scheme = DocumentRule(
    Rule(
      "uri.scheme", .warning, "Addresses have schemes that are registered", reason: "Readers cannot open others.",
      reference: "RFC 4287, section 4.2.6; RFC 7595",
      remedy: "Use https:, or tag: and urn: for what is not an address.",
      w3c: "SchemeNotIANARegistered"), [.rss, .atom]
  ) { subject, report in
    let common = ["http:", "https:", "tag:", "urn:", "mailto:"]
    for (value, offset) in addresses(subject, where: { text in !common.contains { begins(text, $0) } }) {
      guard let address = Address(value), address.scheme.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
        !schemes.contains(address.scheme)
      else { continue }
      report(at: offset, "The scheme of '\(value)' is not registered")
    }
  }

  /// Of IANA's registry of URI schemes, those that stand in feeds.
  private static let schemes = Set(
    """
    acct acap about at bitcoin callto cap cid crid data dav dict did dns doi ed2k facetime feed fax file finger ftp geo git go \
    gopher http https icap im imap info ipfs ipns ipp irc iris jabber ldap magnet mailto matrix mid modem msrp msrps mtqp \
    mupdate news nfs nntp opaquelocktoken pkcs pop pres prospero rtmp rtsp rtspu service sftp sip sips skype sms snmp ssh \
    steam stun tag tel telnet tftp tip tn tv udp urn vemmi view wais ws wss xmpp
    """.split(separator: " ").map(String.init))

  private static func isURN(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, (2...32).contains(parts[1].count), !parts[2].isEmpty else { return false }
    func isAlphanumeric(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
    guard let first = parts[1].first, isAlphanumeric(first),
      parts[1].allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { return false }
    return parts[2].allSatisfy { isAlphanumeric($0) || "()+,-.:=@;$_!*'%/?#~&".utf8.contains($0) }
  }

  /// What is not normal in an address (RFC 3986, section 6.2.2 and 6.2.3).
  private static func nonCanonical(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), let address = Address(text) else { return nil }
    if text[..<colon] != address.scheme[...] { return "has capitals in its scheme" }
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
      guard let value = PercentEncoding.decoded(at: index, in: bytes) else { return "has a bare '%'" }
      if bytes[(index + 1)...(index + 2)].contains(where: { (0x61...0x66).contains($0) }) {
        return "is percent-encoded in small letters"
      }
      if PercentEncoding.isUnreserved(value) { return "encodes a character that needs none" }
    }
    guard address.isWeb else { return nil }
    let rest = text[text.index(after: colon)...].dropFirst(2)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if authority.contains(where: \.isUppercase) { return "has capitals in its host" }
    if authority.hasSuffix(address.scheme == "https" ? ":443" : ":80") || authority.hasSuffix(":") {
      return "names the port that is meant anyway"
    }
    if rest.count == authority.count { return "has no '/' after its host" }
    return address.path.split(separator: "/").contains { $0 == "." || $0 == ".." } ? "has '.' or '..' in its path" : nil
  }

  /// Ids, and addresses of links, of which a test on the bytes says that they are worth a look.
  private static func addresses(
    _ subject: DocumentContext, where isWanted: (ArraySlice<UInt8>) -> Bool
  ) -> [(value: String, offset: Int)] {
    let tree = subject.xml
    let texts = [tree.id("id", Namespaces.atom), tree.id("link"), tree.id("comments"), tree.id("docs")].filter {
      $0 >= 0
    }
    let link = tree.id("link", Namespaces.atom)
    let category = tree.id("category", Namespaces.atom)
    let (href, scheme) = (tree.id("href"), tree.id("scheme"))
    var found: [(value: String, offset: Int)] = []
    for (element, node) in tree.nodes.enumerated() {
      var bytes: ArraySlice<UInt8>?
      var attribute: String?
      if texts.contains(node.name) {
        bytes = tree.bytes(element)
      } else if node.name == link {
        (bytes, attribute) = (tree.attributeBytes(element, href), "href")
      } else if node.name == category {
        (bytes, attribute) = (tree.attributeBytes(element, scheme), "scheme")
      }
      guard let bytes, isWanted(bytes) else { continue }
      let offset = attribute.map { subject.place(of: $0, in: element) } ?? node.offset
      found.append((String(decoding: bytes, as: UTF8.self), offset))
    }
    return found
  }

  /// Whether text begins with a word in small letters, in letters of any case.
  private static func begins(_ text: ArraySlice<UInt8>, _ word: String) -> Bool {
    var rest = text
    for byte in word.utf8 {
      guard let first = rest.popFirst(), first == byte || (first | 0x20 == byte && byte &- 0x61 < 26) else {
        return false
      }
    }
    return true
  }

  /// RFC 4151, section 2.1.
  private static func isTag(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.starts(with: "tag:".utf8), let comma = text.firstIndex(of: UInt8(ascii: ",")) else { return false }
    let authority = text[(text.startIndex + 4)..<comma]
    let parts = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isAuthority =
      parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
      }
    let rest = text[(comma + 1)...]
    guard isAuthority, let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let date = rest[..<colon]
    let isDate =
      [4, 7, 10].contains(date.count)
      && date.enumerated().allSatisfy { $0 == 4 || $0 == 7 ? $1 == 0x2D : $1 &- 0x30 < 10 }
    return isDate && rest[(colon + 1)...].allSatisfy { $0 < 0x7F && isSpecific[Int($0)] }
  }

  private static let isSpecific: [Bool] = (0..<128).map { byte in
    let byte = UInt8(byte)
    return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || ";/?:@&=+$.-_!~*'()%,#".utf8.contains(byte)
  }
}
