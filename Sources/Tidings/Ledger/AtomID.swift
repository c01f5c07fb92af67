import Markup

/// Ids in Atom, which have to be IRIs (RFC 4287, section 4.2.6), while a guid of RSS may be any text.
enum AtomID {
  /// The id in Atom of an entry whose own one is none: a UUID made of it (RFC 9562, section 5.8), the same wherever and whenever it
  /// is made. `nil` where the id itself will do.
  ///
  /// - Parameters:
  ///   - id: of an entry.
  ///   - keepsPaths: whether a path does, since it was the id in the Atom feed that was taken over: readers know entries by it,
  ///     whatever it is.
  static func substitute(for id: String, keepsPaths: Bool = false) -> String? {
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
  static func isIRI(_ id: String) -> Bool {
    guard !id.contains(where: { $0.isWhitespace || "<>\"{}|\\^`".contains($0) }) else { return false }
    if id.hasPrefix("tag:") {
      return id.wholeMatch(
        of:
          /tag:[a-z0-9._@-]+,[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?:[A-Za-z0-9;\/?:@&=+$._!~*'()%,-]*(#[A-Za-z0-9;\/?:@&=+$._!~*'()%,-]*)?/
      ) != nil
    }
    if id.hasPrefix("urn:uuid:") {
      return id.dropFirst(9).wholeMatch(of: /[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/) != nil
    }
    if id.lowercased().hasPrefix("urn:") {
      return id.wholeMatch(of: /[Uu][Rr][Nn]:[A-Za-z0-9][A-Za-z0-9-]{1,31}:.+/) != nil
    }
    let lower = id.lowercased()
    if lower.hasPrefix("http:") || lower.hasPrefix("https:") { return URIReference(id).isWeb }
    return id.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:.+/) != nil
  }
}
