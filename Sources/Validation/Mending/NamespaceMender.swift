import TidingsCore

/// Mends declarations of namespaces: those that are missing for a prefix that everybody knows, and those that are nearly a
/// namespace that everybody knows.
struct NamespaceMender {
  private let utf8: [UInt8]
  private let tree: XMLTree
  private let found: Set<String>

  static func edits(
    _ utf8: [UInt8], _ tree: XMLTree, undeclared: [String], moved: [NamespaceRepair.Moved], found: Set<String>
  ) -> [TextEdit] {
    guard found.contains(where: { $0.contains("namespace") || $0 == WellFormedRules.prefix.id }) else { return [] }
    let mender = NamespaceMender(utf8: utf8, tree: tree, found: found)
    return mender.missing(undeclared) + mender.home(moved) + mender.variants()
  }

  /// Prefixes that stand in the document and are declared nowhere.
  private func missing(_ prefixes: [String]) -> [TextEdit] {
    guard let root = rootTag else { return [] }
    let ofSitemaps = ["image", "news", "video"]
    let isSitemap = rootName == "urlset"
    return prefixes.compactMap { prefix in
      guard let namespace = Namespaces.named(prefix), isSitemap || !ofSitemaps.contains(prefix) else { return nil }
      return TextEdit(
        root.name.upperBound..<root.name.upperBound, " xmlns:\(prefix)=\"\(namespace)\"", WellFormedRules.prefix.id)
    }
  }

  private var rootTag: TagScan.Tag? {
    tree.root.flatMap { root in
      var scan = TagScan(utf8, from: tree.nodes[root].offset)
      return scan.next()
    }
  }

  private var rootName: String { tree.root.map { tree.name($0).local } ?? "" }

  /// The format's own namespace, where another one or none stands in its place.
  private func home(_ moved: [NamespaceRepair.Moved]) -> [TextEdit] {
    guard !moved.isEmpty, let root = rootTag else { return [] }
    let home: (namespace: String, rule: String)
    switch rootName {
    case "feed", "entry": home = (Namespaces.atom, "atom.namespace")
    case "urlset", "sitemapindex": home = (Namespaces.sitemap, "sitemap.namespace")
    case "rss": return own(moved)
    default: return []
    }
    guard found.contains(home.rule) else { return [] }
    let prefix = utf8[root.name].firstIndex(of: UInt8(ascii: ":")).map { utf8[root.name.lowerBound..<$0] }
    let name = prefix.map { "xmlns:" + String(decoding: $0, as: UTF8.self) } ?? "xmlns"
    guard let declared = root.attributes.first(where: { utf8[$0.name].elementsEqual(name.utf8) }) else {
      let place = root.name.upperBound
      return [TextEdit(place..<place, " \(name)=\"\(home.namespace)\"", home.rule)]
    }
    return [TextEdit(declared.value, home.namespace, home.rule)]
  }

  /// RSS has none: a default namespace is taken off.
  private func own(_ moved: [NamespaceRepair.Moved]) -> [TextEdit] {
    guard found.contains("rss.namespace") else { return [] }
    return moved.compactMap { moved in
      var scan = TagScan(utf8, from: moved.offset)
      guard let tag = scan.next(),
        let attribute = tag.attributes.first(where: { utf8[$0.name].elementsEqual("xmlns".utf8) })
      else { return nil }
      var start = attribute.name.lowerBound
      while start > 0, utf8[start - 1].isXMLSpace { start -= 1 }
      return TextEdit(start..<(attribute.value.upperBound + 1), "", "rss.namespace")
    }
  }

  // MARK: Variants

  private func variants() -> [TextEdit] {
    let rules = [
      GeneralRules.namespaceName.id, "media.namespace", "sitemap.extension.namespace", "feed.namespace.known",
    ].filter(found.contains)
    guard let rule = rules.first else { return [] }
    var edits: [TextEdit] = []
    for tag in TagScan(utf8) where tag.kind != .end {
      for attribute in tag.attributes where utf8[attribute.name].starts(with: "xmlns".utf8) {
        let name = String(decoding: utf8[attribute.value], as: UTF8.self)
        guard !NamespaceMender.known.contains(name), let right = NamespaceMender.byKey[NamespaceMender.key(name)],
          right != name
        else { continue }
        let isMedia = right == Namespaces.media && found.contains("media.namespace")
        edits.append(TextEdit(attribute.value, right, isMedia ? "media.namespace" : rule))
      }
    }
    return edits
  }

  private static let known = Set(Namespaces.prefixes.keys).union([Namespaces.atom, Namespaces.sitemap])

  private static let byKey = Dictionary(known.map { (key($0), $0) }) { first, _ in first }

  /// What is left of a namespace without what people get wrong: case, scheme, blanks, and what stands at its end.
  private static func key(_ name: String) -> String {
    var key = String(name.trimmingSpace).lowercased()
    for scheme in ["https://", "http://"] where key.hasPrefix(scheme) { key = String(key.dropFirst(scheme.count)) }
    if key.hasPrefix("www.") { key = String(key.dropFirst(4)) }
    while let last = key.last, last == "/" || last == "#" { key = String(key.dropLast()) }
    return key
  }
}
