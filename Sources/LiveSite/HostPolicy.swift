import Markup

/// Says whom to ask: any public host, and of private networks only what the caller has named. A document or a redirect
/// must not make a program reach for what lies behind a firewall.
struct HostPolicy: Sendable {
  /// Finds the numeric addresses of a host; none where it is not known.
  typealias Resolver = @Sendable (_ host: String) async -> [String]

  private let named: Set<String>
  private let resolve: Resolver

  init(named addresses: [String], resolve: @escaping Resolver) {
    named = Set(addresses.map { HostPolicy.host(of: $0) })
    self.resolve = resolve
  }

  func mayAsk(_ address: String) async -> Bool {
    let host = HostPolicy.host(of: address)
    if named.contains(host) { return true }
    if HostPolicy.isPrivate(host) { return false }
    return await !resolve(host).contains { HostPolicy.isPrivate($0) }
  }

  /// In lower case, without user and port.
  static func host(of address: String) -> String {
    let authority = (URIReference(address).authority ?? "").lowercased()
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority[...]
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// Whether a host is this machine or of a private network, as far as its name or number tells (RFC 6890).
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
    default: return false
    }
  }

  private static func isPrivateIPv6(_ host: String) -> Bool {
    let text = host.lowercased().prefix { $0 != "%" }
    if let dotted = text.lastIndex(of: ":"), text[dotted...].contains(".") {
      return isPrivate(String(text[text.index(after: dotted)...]))
    }
    if text.hasPrefix("::ffff:") || text.hasPrefix("64:ff9b:") { return true }
    return text == "::" || text == "::1"
      || ["fc", "fd", "fe8", "fe9", "fea", "feb", "ff"].contains(where: text.hasPrefix)
  }
}
