/// What the entries of a feed say of themselves, as far as every format can say it.
extension DocumentFacts {
  /// Reads titles, authors and categories of the entries of RSS and Atom.
  struct WordReader {
    private let tree: XMLTree
    private let isAtom: Bool
    private let title: Int
    private let author: Int
    private let creator: Int
    private let name: Int
    private let category: Int
    private let source: Int
    /// The names of a feed's authors, which are those of its entries that name none (RFC 4287, section 4.2.1).
    private let inherited: [ArraySlice<UInt8>]

    init(_ view: FeedView, isAtom: Bool) {
      tree = view.tree
      self.isAtom = isAtom
      let namespace = isAtom ? Namespaces.atom : ""
      title = tree.id("title", namespace)
      author = tree.id("author", namespace)
      creator = tree.id("creator", Namespaces.dublinCore)
      name = tree.id("name", Namespaces.atom)
      category = tree.id("category", namespace)
      source = tree.id("source", Namespaces.atom)
      inherited = isAtom ? WordReader.persons(of: view.feed, tree, author, name) : []
    }

    func words(of entry: XMLTree.Element, in facts: inout DocumentFacts) -> EntryWords {
      var words = EntryWords()
      if let title = tree.first(entry, title) { words.setTitle(tree.bytes(title)) }
      words.authors = facts.noteAuthors(authors(of: entry))
      words.categories = facts.noteCategories(
        tree.children(entry, category).map { element in
          guard isAtom else { return ([tree.bytes(element)], tree.attribute(element, "domain") != nil) }
          let names = [tree.id("term"), tree.id("label")].compactMap { tree.attributeBytes(element, $0) }
          return (names, tree.attribute(element, "scheme") != nil)
        })
      return words
    }

    private func authors(of entry: XMLTree.Element) -> [ArraySlice<UInt8>] {
      if isAtom {
        let own = WordReader.persons(of: entry, tree, author, name)
        guard own.isEmpty else { return own }
        let former = tree.first(entry, source).map { WordReader.persons(of: $0, tree, author, name) } ?? []
        return former.isEmpty ? inherited : former
      }
      let creators = tree.children(entry, creator).map(tree.bytes)
      if !creators.isEmpty { return creators.map(WordReader.bareName) }
      return tree.children(entry, author).map { WordReader.bareName(tree.bytes($0)) }
    }

    private static func persons(
      of element: XMLTree.Element, _ tree: XMLTree, _ author: Int, _ name: Int
    ) -> [ArraySlice<UInt8>] {
      tree.children(element, author).compactMap { tree.first($0, name).map(tree.bytes) }.filter { !$0.isEmpty }
    }

    /// The name in `mail@example.org (Name)` and `Name <mail@example.org>`; nothing where there is an address alone.
    private static func bareName(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      guard text.contains(UInt8(ascii: "@")) else { return text }
      if let open = text.firstIndex(of: UInt8(ascii: "(")), text.last == UInt8(ascii: ")") {
        return text[(open + 1)...].dropLast()
      }
      return text.contains(UInt8(ascii: "<")) ? text.prefix { $0 != UInt8(ascii: "<") }.trimmed : []
    }
  }

  /// Titles, authors and tags of an item of JSON Feed.
  mutating func words(of item: JSONTree.Value, inherited: [ArraySlice<UInt8>]) -> EntryWords {
    var words = EntryWords()
    if let title = item["title"]?.bytes { words.setTitle(title) }
    let own = DocumentFacts.authors(of: item)
    words.authors = noteAuthors(own.isEmpty ? inherited : own)
    words.categories = noteCategories(item["tags"].elements.compactMap(\.bytes).map { ([$0], false) })
    return words
  }

  /// The names of an item's or a feed's authors; JSON Feed 1 had one.
  static func authors(of holder: JSONTree.Value) -> [ArraySlice<UInt8>] {
    let several = holder["authors"].elements.compactMap { $0["name"]?.bytes }
    return several.isEmpty ? [holder["author"]?["name"]?.bytes].compactMap { $0 } : several
  }
}
