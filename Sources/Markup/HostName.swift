import Foundation

/// Names of hosts in other scripts than ASCII, as resolvers take them (UTS 46, by which browsers read addresses).
enum HostName {
  /// An authority in which the host's name is ASCII: `xn--bcher-kva.example` for `b%C3%BCcher.example`. What is no name stays as it is.
  static func ascii(_ authority: String) -> String {
    guard authority.utf8.contains(UInt8(ascii: "%")) else { return authority }
    let start = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
    let rest = authority[start...]
    let host = rest.prefix { $0 != ":" }
    let name = URIReference.decoded(String(host))
    // A name that would be read as the end of the host is none.
    guard !name.isEmpty, name.unicodeScalars.allSatisfy({ !$0.isASCII || isNameSign($0) }), !name.contains("\u{FFFD}")
    else { return authority }
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    guard let found = isPlain ? name.lowercased() : URLComponents(string: "https://\(name)/")?.encodedHost,
      found.unicodeScalars.allSatisfy(isNameSign), !found.isEmpty
    else { return authority }
    return authority[..<start] + found + rest.dropFirst(host.count)
  }

  private static func isNameSign(_ sign: Unicode.Scalar) -> Bool {
    switch sign {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_": true
    default: false
    }
  }
}
