import Markup

/// Says whom to ask: any public host, and of private networks only what the caller has named. A document or a redirect
/// must not make a program reach for what lies behind a firewall.
struct HostPolicy: Sendable {
  /// Finds the numeric addresses of a host; none where it is not known.
  typealias Resolver = @Sendable (_ host: String) async -> [String]

  /// Whether a host may be asked, and where.
  enum Decision: Sendable, Hashable {
    case allowed
    /// At this numeric address only.
    case allowedAt(String)
    /// It is of a private network, or may be.
    case refused
  }

  private let named: Set<String>
  private let isStrict: Bool
  private let resolve: Resolver

  init(named addresses: [String], resolve: @escaping Resolver) {
    named = Set(addresses.map { HostPolicy.host(of: $0) })
    isStrict = false
    self.resolve = resolve
  }

  /// For addresses that strangers have named: nobody is trusted, hosts are asked at the numeric address that was looked at,
  /// and only where web servers listen.
  init(strangersBy resolve: @escaping Resolver) {
    named = []
    isStrict = true
    self.resolve = resolve
  }

  func decision(on address: String) async -> Decision {
    let host = HostPolicy.host(of: address)
    if named.contains(host) { return .allowed }
    if HostPolicy.isPrivate(host) { return .refused }
    guard isStrict else { return await resolve(host).contains { HostPolicy.isPrivate($0) } ? .refused : .allowed }
    guard HostPolicy.isPlain(address) else { return .refused }
    let found = await resolve(host)
    // Whether a name is unknown or private is no business of a stranger's, either.
    guard let first = found.first, !found.contains(where: { HostPolicy.isPrivate($0) }) else { return .refused }
    return .allowedAt(first)
  }

  /// Ports at which web servers listen.
  static let webPorts: Set<Int> = [80, 443, 8080, 8443]

  /// Whether an address is a web address with nothing but a host and one of the web's ports before its path.
  static func isPlain(_ address: String) -> Bool {
    let reference = URIReference(address)
    guard reference.isWeb, let authority = reference.authority?.lowercased(), !authority.contains("@") else {
      return false
    }
    let host = HostPolicy.host(of: address)
    let rest = authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.dropFirst(host.count)
    guard rest.isEmpty || rest == ":" || Int(rest.dropFirst()).map(webPorts.contains) == true else { return false }
    return authority.hasPrefix("[")
      ? host.utf8.allSatisfy {
        $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || Character(Unicode.Scalar($0)).isHexDigit
      }
      : !host.isEmpty
  }

  /// In lower case, without user and port.
  static func host(of address: String) -> String {
    let authority = (URIReference(address).authority ?? "").lowercased()
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority[...]
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// Whether a host is this machine or of a private network, as far as its name or number shows (RFC 6890).
  static func isPrivate(_ host: String) -> Bool {
    if host == "localhost" || [".localhost", ".local", ".internal"].contains(where: host.hasSuffix) { return true }
    if host.contains(":") { return isPrivateIPv6(host) }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    // Numbers in other forms (0x7f.1, 2130706433) are read by systems as addresses too.
    let isNumeric = parts.last.map { $0.first?.isNumber == true && $0.allSatisfy(\.isHexDigit) || $0.hasPrefix("0x") }
    guard isNumeric == true else { return false }
    let numbers = parts.compactMap { UInt8($0) }
    guard numbers.count == 4, parts.count == 4, !parts.contains(where: { $0.count > 1 && $0.first == "0" }) else {
      return true
    }
    switch (numbers[0], numbers[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19),
      (224..., _):
      return true
    case (192, 0): return numbers[2] == 0
    // 6to4 relays lead anywhere (RFC 7526).
    case (192, 88): return numbers[2] == 99
    // Azure gives its virtual machines information about themselves there.
    case (168, 63): return numbers[2] == 129 && numbers[3] == 16
    default: return false
    }
  }

  private static func isPrivateIPv6(_ host: String) -> Bool {
    let text = host.lowercased().prefix { $0 != "%" }
    if let dotted = text.lastIndex(of: ":"), text[dotted...].contains(".") {
      return isPrivate(String(text[text.index(after: dotted)...]))
    }
    // Other networks' addresses inside: of IPv4 (RFC 4291, RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
    if ["::", "64:ff9b:", "2002:", "2001::", "2001:0:"].contains(where: text.hasPrefix) { return true }
    return ["fc", "fd", "fe8", "fe9", "fea", "feb", "fec", "fed", "fee", "fef", "ff"].contains(where: text.hasPrefix)
  }
}
