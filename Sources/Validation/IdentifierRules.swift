import Documents

/// Rules on what identifies feeds and entries, and on the schemes whose syntax is known.
enum IdentifierRules {
  static let all: [DocumentRule] = [tag, uuid]

  static let tag = DocumentRule(
    Rule(
      "uri.tag", .error, "A tag: URI has an authority, a date and a specific part",
      reason: "One that has not is not unique.", reference: "RFC 4151, section 2.1",
      remedy: "Write it as tag:example.org,2026-01-01:name.", w3c: "InvalidTAG"), [.rss, .atom]
  ) { subject, report in
    for (value, offset) in addresses(subject) where value.lowercased().hasPrefix("tag:") && !isTag(value) {
      report(at: offset, "'\(value)' is no tag: URI")
    }
  }

  static let uuid = DocumentRule(
    Rule(
      "uri.uuid", .error, "A urn:uuid: has 32 hexadecimal digits in five groups",
      reason: "One that has not is not unique.", reference: "RFC 9562, section 4",
      remedy: "Write it as urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6.", w3c: "InvalidUUID"), [.rss, .atom]
  ) { subject, report in
    for (value, offset) in addresses(subject) where value.lowercased().hasPrefix("urn:uuid:") {
      let groups = value.dropFirst("urn:uuid:".count).split(separator: "-", omittingEmptySubsequences: false)
      let isUUID = groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
      if !isUUID { report(at: offset, "'\(value)' is no UUID") }
    }
  }

  /// Ids, and addresses of links.
  private static func addresses(_ subject: Subject) -> [(value: String, offset: Int)] {
    let tree = subject.xml
    let texts = [tree.id("id", Namespaces.atom), tree.id("link"), tree.id("comments"), tree.id("docs")].filter {
      $0 >= 0
    }
    let link = tree.id("link", Namespaces.atom)
    let category = tree.id("category", Namespaces.atom)
    return tree.nodes.indices.compactMap { element in
      let node = tree.nodes[element]
      if texts.contains(node.name) { return (tree.string(element), node.offset) }
      if node.name == link, link >= 0 { return tree.attribute(element, "href").map { ($0, node.offset) } }
      if node.name == category, category >= 0 { return tree.attribute(element, "scheme").map { ($0, node.offset) } }
      return nil
    }
  }

  private static func isTag(_ text: String) -> Bool {
    guard text.hasPrefix("tag:"), let comma = text.firstIndex(of: ",") else { return false }
    let authority = text[text.index(text.startIndex, offsetBy: 4)..<comma].split(
      separator: "@", omittingEmptySubsequences: false)
    let isAuthority =
      authority.count <= 2
      && authority.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-._".utf8.contains($0)
          }
      }
    let rest = text[text.index(after: comma)...]
    guard isAuthority, let colon = rest.firstIndex(of: ":") else { return false }
    let date = rest[..<colon].split(separator: "-", omittingEmptySubsequences: false)
    let widths = date.map(\.utf8.count)
    guard [[4], [4, 2], [4, 2, 2]].contains(widths),
      date.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return rest[rest.index(after: colon)...].utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || ";/?:@&=+$.-_!~*'()%,#".utf8.contains($0)
    }
  }
}
