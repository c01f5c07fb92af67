import TidingsCore

extension ParsedFeed {
  /// RFC 4287.
  init?(atom tree: XMLTree) {
    guard let view = FeedView(tree, format: .atom) else { return nil }
    self.init(format: .atom)
    let reader = AtomElements(tree: tree)
    let isEntry = view.entries.first == view.feed
    if !isEntry {
      id = reader.text(view.feed, "id")
      title = reader.construct(view.feed, "title")
      subtitle = reader.construct(view.feed, "subtitle") ?? reader.construct(view.feed, "tagline")
      links = reader.links(view.feed)
      rights = reader.text(view.feed, "rights")
      icon = reader.text(view.feed, "icon") ?? reader.text(view.feed, "logo")
      authors = reader.persons(view.feed)
      updated = reader.date(view.feed, "updated") ?? reader.date(view.feed, "modified")
    }
    language = tree.attribute(view.feed, "lang", Namespaces.xml)
    entries = view.entries.map { element in
      var entry = Entry()
      entry.id = reader.text(element, "id")
      entry.links = reader.links(element)
      entry.title = reader.construct(element, "title")
      entry.summary = reader.construct(element, "summary")
      entry.content = reader.construct(element, "content")
      entry.published = reader.date(element, "published") ?? reader.date(element, "issued")
      entry.updated = reader.date(element, "updated") ?? reader.date(element, "modified")
      entry.authors = reader.persons(element)
      entry.categories = tree.children(element, tree.id("category", Namespaces.atom)).compactMap { category in
        guard let term = tree.attribute(category, "term") else { return nil }
        return Category(
          term: term, scheme: tree.attribute(category, "scheme"), label: tree.attribute(category, "label"))
      }
      entry.picture = MediaElements.picture(of: element, tree)
      entry.offset = tree.nodes[element].offset
      return entry
    }
  }
}

/// Elements of Atom, wherever they stand.
struct AtomElements {
  let tree: XMLTree

  private func first(_ parent: XMLTree.Element, _ name: String) -> XMLTree.Element? {
    tree.first(parent, tree.id(name, Namespaces.atom))
  }

  func text(_ parent: XMLTree.Element, _ name: String) -> String? {
    first(parent, name).map(tree.string).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A text construct (RFC 4287, section 3.1). Of XHTML the words are left.
  func construct(_ parent: XMLTree.Element, _ name: String) -> ParsedFeed.Text? {
    guard let element = first(parent, name) else { return nil }
    let type = tree.attribute(element, "type")?.lowercased() ?? "text"
    let value = tree.string(element)
    return value.isEmpty ? nil : ParsedFeed.Text(value: value, isHTML: type == "html" || type == "text/html")
  }

  func date(_ parent: XMLTree.Element, _ name: String) -> Timestamp? {
    first(parent, name).flatMap { RawDates.parse(tree.string($0)) }
  }

  func links(_ parent: XMLTree.Element) -> [ParsedFeed.Link] {
    tree.children(parent, tree.id("link", Namespaces.atom)).compactMap { link in
      guard let address = tree.attribute(link, "href") else { return nil }
      return ParsedFeed.Link(
        relation: tree.attribute(link, "rel") ?? "alternate", address: address, type: tree.attribute(link, "type"),
        title: tree.attribute(link, "title"), length: tree.attribute(link, "length"))
    }
  }

  func persons(_ parent: XMLTree.Element) -> [ParsedFeed.Person] {
    tree.children(parent, tree.id("author", Namespaces.atom)).map { author in
      ParsedFeed.Person(name: text(author, "name"), email: text(author, "email"), address: text(author, "uri"))
    }
  }
}

/// Pictures in the ways in which feeds name them.
enum MediaElements {
  static func picture(of element: XMLTree.Element, _ tree: XMLTree) -> String? {
    for name in ["content", "thumbnail"] {
      for media in tree.children(element, tree.id(name, Namespaces.media)) {
        let medium = tree.attribute(media, "medium") ?? ""
        let type = tree.attribute(media, "type") ?? ""
        if name == "thumbnail" || medium == "image" || type.hasPrefix("image/") {
          if let address = tree.attribute(media, "url") { return address }
        }
      }
    }
    return nil
  }
}

/// Dates in whatever form feeds hold them.
enum RawDates {
  static func parse(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)[...].trimmed
    return DateFormats.rfc3339(bytes) ?? LooseRFC822.parse(bytes)?.instant ?? DateFormats.w3c(bytes)
  }
}
