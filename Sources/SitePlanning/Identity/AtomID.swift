import Codecs
import Markup

/// Ids in Atom, which have to be IRIs (RFC 4287, section 4.2.6), while a guid of RSS may be any text.
package enum AtomID {
  /// The id in Atom of an entry whose own one is none: a UUID made of it (RFC 9562, section 5.8), the same wherever and whenever it
  /// is made. `nil` where the id itself will do.
  ///
  /// - Parameters:
  ///   - id: of an entry.
  ///   - keepsPaths: whether a path does, since it was the id in the Atom feed that was taken over: readers know entries by it,
  ///     whatever it is.
  package static func substitute(for id: String, keepsPaths: Bool = false) -> String? {
    guard !isIRI(id), !(keepsPaths && isPath(id)) else { return nil }
    var digits = Array(SHA256.hexadecimal(Array(id.utf8)).utf8.prefix(32))
    digits[12] = UInt8(ascii: "8")
    // The two bits of the variant; the others of the digit stay.
    digits[16] = Array("89ab89ab89ab89ab".utf8)[Int(String(decoding: [digits[16]], as: UTF8.self), radix: 16) ?? 0]
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return "urn:uuid:" + groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  /// Whether an id is a path, as some templates write them into Atom.
  static func isPath(_ id: String) -> Bool {
    id.hasPrefix("/") && !id.contains { $0.isWhitespace || "<>\"{}|\\^`".contains($0) }
  }

  /// Whether an id is one that every format takes: a `tag:` URI, a URN, or anything else with a scheme (RFC 3987, section 2.2).
  ///
  /// By bytes, since a feed may have a hundred thousand.
  static func isIRI(_ id: String) -> Bool {
    guard !id.contains(where: { $0.isWhitespace || "<>\"{}|\\^`".contains($0) }) else { return false }
    let bytes = Array(id.utf8)
    if id.hasPrefix("tag:") { return isTag(bytes.dropFirst(4)) }
    if id.hasPrefix("urn:uuid:") { return isUUID(bytes.dropFirst(9)) }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count else { return false }
    let scheme = bytes[..<colon]
    switch String(decoding: scheme, as: UTF8.self).lowercased() {
    case "urn": return isURN(bytes[(colon + 1)...])
    case "http", "https": return URIReference(id).isWeb
    default:
      return scheme.first.map(isLetter) == true
        && scheme.allSatisfy { isLetter($0) || isDigit($0) || "+.-".utf8.contains($0) }
    }
  }

  /// RFC 4151, section 2.1, behind `tag:`.
  private static func isTag(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let entity = parts[0].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard entity.count == 2, !entity[0].isEmpty,
      entity[0].allSatisfy({ (0x61...0x7A).contains($0) || isDigit($0) || "._@-".utf8.contains($0) })
    else { return false }
    let date = entity[1].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(date.count), date[0].count == 4, date.dropFirst().allSatisfy({ $0.count == 2 }),
      date.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return false }
    let specific = parts[1].split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
    return specific.count <= 2
      && specific.allSatisfy { part in
        part.allSatisfy { isLetter($0) || isDigit($0) || ";/?:@&=+$._!~*'()%,-".utf8.contains($0) }
      }
  }

  /// RFC 9562, section 4, behind `urn:uuid:`.
  private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.allSatisfy { $0.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) } }
  }

  /// RFC 8141, section 2, behind `urn:`.
  private static func isURN(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, (2...32).contains(parts[0].count), parts[0].first != UInt8(ascii: "-")
    else { return false }
    return parts[0].allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
