import TidingsCore

extension ParsedFeed {
  /// RSS 0.9x, 1.0 and 2.0, with the extensions that everybody uses.
  init?(rss tree: XMLTree) {
    guard let root = tree.root else { return nil }
    let isRDF = tree.name(root).namespace == Namespaces.rdf
    let own = isRDF ? Namespaces.rss1 : ""
    let reader = RSSElements(tree: tree, namespace: own)
    guard let channel = tree.first(root, tree.id("channel", own)) else { return nil }
    self.init(format: .rss)
    let atom = AtomElements(tree: tree)
    title = reader.unclear(channel, "title")
    subtitle = reader.unclear(channel, "description")
    links = reader.links(channel) + atom.links(channel)
    id = links.first { $0.relation == "self" }?.address
    language = reader.text(channel, "language") ?? reader.text(channel, "language", Namespaces.dublinCore)
    rights = reader.text(channel, "copyright") ?? reader.text(channel, "rights", Namespaces.dublinCore)
    icon = tree.first(channel, tree.id("image", own)).flatMap { reader.text($0, "url") }
    authors = reader.persons(channel, ["managingEditor"])
    updated = reader.date(channel, "lastBuildDate")
    published = reader.date(channel, "pubDate") ?? reader.date(channel, "date", Namespaces.dublinCore)
    // RSS 1.0, and some who are mistaken, have items beside the channel.
    let items = tree.children(channel, tree.id("item", own)) + tree.children(root, tree.id("item", own))
    entries = items.map { reader.entry($0, atom) }
  }
}

/// Elements of RSS, in the namespace that the version has them in.
private struct RSSElements {
  let tree: XMLTree
  let namespace: String

  func text(_ parent: XMLTree.Element, _ name: String, _ other: String? = nil) -> String? {
    tree.first(parent, tree.id(name, other ?? namespace)).map(tree.string).flatMap { $0.isEmpty ? nil : $0 }
  }

  func unclear(_ parent: XMLTree.Element, _ name: String, _ other: String? = nil) -> ParsedFeed.Text? {
    text(parent, name, other).map { ParsedFeed.Text(value: $0, isHTML: nil) }
  }

  func date(_ parent: XMLTree.Element, _ name: String, _ other: String? = nil) -> Timestamp? {
    text(parent, name, other).flatMap(RawDates.parse)
  }

  func links(_ parent: XMLTree.Element) -> [ParsedFeed.Link] {
    tree.children(parent, tree.id("link", namespace)).map(tree.string).filter { !$0.isEmpty }.map {
      ParsedFeed.Link(relation: "alternate", address: $0)
    }
  }

  /// `mail@example.org (Name)`, or a name.
  func persons(_ parent: XMLTree.Element, _ names: [String]) -> [ParsedFeed.Person] {
    let creators = tree.children(parent, tree.id("creator", Namespaces.dublinCore)).map(tree.string)
    let persons = creators.filter { !$0.isEmpty }.map { ParsedFeed.Person(name: $0) }
    guard persons.isEmpty else { return persons }
    return names.compactMap { text(parent, $0) }.map { value in
      guard let open = value.firstIndex(of: "("), value.hasSuffix(")") else {
        return value.contains("@") && !value.contains(" ")
          ? ParsedFeed.Person(name: nil, email: value) : ParsedFeed.Person(name: value)
      }
      let name = value[value.index(after: open)...].dropLast()
      let email = value[..<open].split(separator: " ").first.map(String.init)
      return ParsedFeed.Person(name: String(name), email: email)
    }
  }

  func entry(_ item: XMLTree.Element, _ atom: AtomElements) -> ParsedFeed.Entry {
    var entry = ParsedFeed.Entry()
    let guid = tree.first(item, tree.id("guid", namespace))
    entry.id = guid.map(tree.string).flatMap { $0.isEmpty ? nil : $0 }
    entry.links = links(item) + atom.links(item)
    // An id that is an address, unless it says that it is none (RSS 2.0, guid).
    if let id = entry.id, let guid, tree.attribute(guid, "isPermaLink")?.lowercased() != "false",
      Address(id)?.isWeb == true, !entry.links.contains(where: { $0.relation == "alternate" })
    {
      entry.links.append(ParsedFeed.Link(relation: "alternate", address: id))
    }
    if entry.id == nil, tree.name(item).namespace == Namespaces.rss1 {
      entry.id = tree.attribute(item, "about", Namespaces.rdf)
    }
    entry.title = unclear(item, "title")
    entry.summary = unclear(item, "description")
    entry.content =
      text(item, "encoded", Namespaces.content).map { ParsedFeed.Text(value: $0, isHTML: true) }
      ?? atom.construct(item, "content")
    entry.published = date(item, "pubDate") ?? date(item, "date", Namespaces.dublinCore) ?? atom.date(item, "published")
    entry.updated = atom.date(item, "updated") ?? date(item, "modified", Namespaces.dublinCoreTerms)
    entry.authors = persons(item, ["author"])
    entry.categories = tree.children(item, tree.id("category", namespace)).compactMap { category in
      let term = tree.string(category)
      return term.isEmpty ? nil : ParsedFeed.Category(term: term, scheme: tree.attribute(category, "domain"))
    }
    for enclosure in tree.children(item, tree.id("enclosure", namespace)) {
      guard let address = tree.attribute(enclosure, "url") else { continue }
      entry.links.append(
        ParsedFeed.Link(
          relation: "enclosure", address: address, type: tree.attribute(enclosure, "type"),
          length: tree.attribute(enclosure, "length")))
    }
    entry.picture = MediaElements.picture(of: item, tree)
    entry.offset = tree.nodes[item].offset
    return entry
  }
}
