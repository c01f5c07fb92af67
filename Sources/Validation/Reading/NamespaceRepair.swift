/// Puts elements where their format has them, if a document says another namespace, so that the rest can be validated too.
enum NamespaceRepair {
  /// What a document said, and where.
  struct Moved {
    let namespace: String
    let offset: Int

    /// As it stands in a sentence.
    var words: String { namespace.isEmpty ? "no namespace" : "the namespace '\(namespace)'" }
  }

  /// The namespaces of roots. RSS has none (RSS 2.0 at Harvard Law, Extending RSS).
  private static let homes: [String: String] = [
    "rss": "", "feed": Namespaces.atom, "entry": Namespaces.atom, "urlset": Namespaces.sitemap,
    "sitemapindex": Namespaces.sitemap,
  ]

  /// Another language with other elements.
  static let atom03 = "http://purl.org/atom/ns#"

  /// - Returns: the first place of each namespace that was another than the format's own.
  static func repair(_ tree: inout XMLTree, _ utf8: [UInt8]) -> [Moved] {
    trim(&tree)
    guard let root = tree.root, let home = homes[tree.name(root).local], !isAtHome(tree, root, home) else { return [] }
    let prefix = prefix(of: root, tree, utf8)
    /// Whether it is where the declarations of its parents have put it, not a prefix of its own.
    func isOwn(_ element: XMLTree.Element) -> Bool {
      NamespaceRepair.prefix(of: element, tree, utf8).elementsEqual(prefix)
    }
    var wrong: [Moved] = []
    for element in [root] + carriers(tree, below: root) where isOwn(element) {
      let namespace = tree.name(element).namespace
      guard namespace != home, namespace != atom03, !wrong.contains(where: { $0.namespace == namespace }) else {
        continue
      }
      wrong.append(Moved(namespace: namespace, offset: tree.nodes[element].offset))
    }
    let namespaces = Set(wrong.map(\.namespace))
    guard !namespaces.isEmpty else { return [] }
    let names = tree.nodes.indices.map { element -> XMLTree.Name? in
      let name = tree.name(element)
      return namespaces.contains(name.namespace) && isOwn(element)
        ? XMLTree.Name(namespace: home, local: name.local) : nil
    }
    tree.rename(names)
    return wrong
  }

  /// Whether everything is where it belongs, as in nearly all documents.
  private static func isAtHome(_ tree: XMLTree, _ root: XMLTree.Element, _ home: String) -> Bool {
    guard tree.name(root).namespace == home else { return false }
    return !tree.names.contains { ($0.local == "channel" || $0.local == "item") && $0.namespace != home }
  }

  /// White space at the ends of a namespace hides all of its elements, and nobody means it.
  private static func trim(_ tree: inout XMLTree) {
    guard tree.names.contains(where: { isPadded($0.namespace.utf8) }) else { return }
    tree.renameAll { XMLTree.Name(namespace: $0.namespace.trimmingSpace, local: $0.local) }
  }

  private static func isPadded(_ namespace: String.UTF8View) -> Bool {
    (namespace.first.map { $0 <= 0x20 } ?? false) || (namespace.last.map { $0 <= 0x20 } ?? false)
  }

  /// The elements of RSS that hold all others: a namespace may begin at any of them.
  private static func carriers(_ tree: XMLTree, below root: XMLTree.Element) -> [XMLTree.Element] {
    guard tree.name(root).local == "rss" else { return [] }
    let channels = tree.children(root).filter { tree.name($0).local == "channel" }
    return channels + channels.flatMap { tree.children($0).filter { tree.name($0).local == "item" } }
  }

  /// The prefix of an element with its colon; nothing where it has none.
  private static func prefix(of element: XMLTree.Element, _ tree: XMLTree, _ utf8: [UInt8]) -> ArraySlice<UInt8> {
    let start = tree.nodes[element].offset + 1
    let name = utf8[min(start, utf8.count)...].prefix {
      !$0.isXMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    return name.firstIndex(of: UInt8(ascii: ":")).map { name[...$0] } ?? []
  }
}

extension XMLTree {
  /// Gives elements other names, where there is one for them.
  mutating func rename(_ names: [Name?]) {
    for (element, name) in names.enumerated() {
      if let name { nodes[element].name = intern(name) }
    }
  }

  /// Gives all names of elements and attributes another form.
  mutating func renameAll(_ other: (Name) -> Name) {
    let numbers = names.indices.map { intern(other(names[$0])) }
    for element in nodes.indices { nodes[element].name = numbers[nodes[element].name] }
    for attribute in attributes.indices { attributes[attribute].name = numbers[attributes[attribute].name] }
  }
}
