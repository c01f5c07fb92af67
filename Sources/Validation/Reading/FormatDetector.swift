import TidingsCore

/// Detects a document's format from what it holds.
enum FormatDetector {
  /// Whether it looks like JSON: the first character that is no white space opens an object or a list.
  static func isJSON(_ utf8: [UInt8]) -> Bool {
    let first = utf8.first { !$0.isXMLSpace }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether the first character that is no white space opens neither markup nor JSON: nearly no document's does.
  private static func isText(_ utf8: [UInt8]) -> Bool {
    guard let first = utf8.first(where: { !$0.isXMLSpace }) else { return false }
    return first != UInt8(ascii: "<") && first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }

  /// Whether it looks like robots.txt: by its name, or by the first line that says something.
  static func isRobots(path: String, _ utf8: [UInt8]) -> Bool {
    if path == "robots.txt" || path.hasSuffix("/robots.txt") { return true }
    guard isText(utf8) else { return false }
    for line in utf8.prefix(4096).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let bare = line.trimmed
      guard let first = bare.first, first != UInt8(ascii: "#") else { continue }
      let words = String(decoding: bare.prefix { $0 != UInt8(ascii: ":") }.trimmed, as: UTF8.self).lowercased()
      return bare.contains(UInt8(ascii: ":")) && ["user-agent", "sitemap", "allow", "disallow"].contains(words)
    }
    return false
  }

  /// Whether it is a sitemap in plain text (sitemaps.org/protocol.html#otherformats): an address a line, and nothing else.
  static func isAddressList(_ utf8: [UInt8]) -> Bool {
    guard isText(utf8) else { return false }
    let lines = utf8.prefix(100_000).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).dropLast(
      utf8.count > 100_000 ? 1 : 0)
    let addresses = lines.map(\.trimmed).filter { !$0.isEmpty }
    return !addresses.isEmpty && addresses.allSatisfy { Address(String(decoding: $0, as: UTF8.self))?.isWeb == true }
  }

  static func format(of json: JSONTree) -> DocumentFormat? {
    let json = json.root
    if json["version"]?.string?.contains("jsonfeed.org/version/") == true { return .json }
    if json["documents"]?.array != nil { return .manifest }
    return json["items"]?.array != nil ? .json : nil
  }

  static func format(of tree: XMLTree) -> DocumentFormat? {
    guard let root = tree.root else { return nil }
    let name = tree.name(root)
    switch (name.namespace, name.local) {
    case ("", "rss"): return .rss
    case (Namespaces.atom, "feed"): return .atom
    case (Namespaces.sitemap, "urlset"): return .sitemap
    case (Namespaces.sitemap, "sitemapindex"): return .sitemapIndex
    case (Namespaces.atom, "entry"): return .atom
    case (Namespaces.rdf, "RDF"):
      // RSS 1.0; other RDF is none of ours.
      let spaces = [Namespaces.rss1, Namespaces.rss090, Namespaces.formerRSS090]
      return tree.children(root).contains { spaces.contains(tree.name($0).namespace) } ? .rss : nil
    case ("", "opml"), ("", "outlineDocument"): return .opml
    // A document in no namespace, or a wrong one, is meant to be what its root is named.
    case (_, "feed"): return .atom
    case (_, "urlset"): return .sitemap
    case (_, "sitemapindex"): return .sitemapIndex
    case (_, "rss"): return .rss
    default: return nil
    }
  }
}
