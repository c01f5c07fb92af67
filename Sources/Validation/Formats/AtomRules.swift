import TidingsCore

/// Rules of Atom 1.0 (RFC 4287).
enum AtomRules {
  static let all: [DocumentRule] = [
    namespace, author, idAbsolute, idUnique, idSame, idStates, dates, alternate, content, text,
  ]

  static let namespace = DocumentRule(
    Rule(
      "atom.namespace", .error, "A feed is in the Atom namespace", reason: "Readers do not know it otherwise.",
      reference: "RFC 4287, section 1.2", remedy: "Write <feed xmlns=\"http://www.w3.org/2005/Atom\">.",
      w3c: "InvalidNamespace"), [.atom]
  ) { subject, report in
    for moved in subject.moved { report(at: moved.offset, "The feed is in \(moved.words), not in Atom's") }
    if subject.xml.root.map({ subject.xml.name($0).namespace }) == NamespaceRepair.atom03 {
      report(at: subject.xml.nodes[0].offset, "This is Atom 0.3, a draft of 2003", w3c: "ObsoleteNamespace")
    }
  }

  static let author = DocumentRule(
    Rule(
      "atom.author.present", .error, "An entry has an author, if its feed has none",
      reason: "RFC 4287 demands that every entry can be attributed.", reference: "RFC 4287, section 4.1.2",
      remedy: "Add an author to the feed.", w3c: "MissingElement"), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let author = view.tree.id("author", Namespaces.atom)
    guard view.tree.first(view.feed, author) == nil else { return }
    let source = view.tree.id("source", Namespaces.atom)
    for entry in view.entries where view.tree.first(entry, author) == nil {
      let inherits = view.tree.first(entry, source).map { view.tree.first($0, author) != nil } ?? false
      if !inherits { report(at: view.offset(entry), "The entry has no author, and neither has the feed") }
    }
  }

  static let idAbsolute = DocumentRule(
    Rule(
      "atom.id.iri", .error, "An id is an absolute IRI", reason: "A relative one is not unique in the world.",
      reference: "RFC 4287, section 4.2.6", remedy: "Use a tag: URI (RFC 4151).", w3c: "InvalidFullLink"), [.atom]
  ) { subject, report in
    for id in subject.xml.elements(named: "id", in: Namespaces.atom) {
      let value = subject.xml.string(id)
      if value.hasPrefix("tag:") {
        // A rule of its own says how these are written.
      } else if Address.hasUnsafeCharacters(value.utf8) {
        let fault = AddressFault.first(in: Array(value.utf8)[...])?.what ?? "is not an IRI"
        report(at: subject.xml.nodes[id].offset, "The id '\(value)' \(fault)", w3c: "InvalidUriChar")
      } else if Address(value) == nil {
        report(at: subject.xml.nodes[id].offset, "The id '\(value)' is not an absolute IRI")
      }
    }
  }

  static let idUnique = DocumentRule(
    Rule(
      "atom.id.unique", .warning, "No two entries have one id and one date",
      reason: "They are the same entry to readers, which show one of them and drop the other.",
      reference: "RFC 4287, section 4.1.1", remedy: "Give each entry an id of its own.", w3c: "DuplicateEntries",
      disagreement:
        "The W3C validator also warns of two entries that were changed at one instant (DuplicateUpdated). They break no rule and no reader."
    ),
    [.atom]
  ) { subject, report in
    guard !areAllOne(subject) else { return }
    for (second, first, id) in repeatedIDs(subject) where updated(second, subject) == updated(first, subject) {
      report(
        at: subject.xml.nodes[second].offset, "The id '\(id)' occurs twice", related: [subject.xml.nodes[first].offset])
    }
  }

  static let idSame = DocumentRule(
    Rule(
      "atom.id.same", .error, "Entries have different ids",
      reason: "Readers take the whole feed for one entry.", reference: "RFC 4287, section 4.2.6",
      remedy: "Give each entry an id of its own, such as the address of its page.", w3c: "DuplicateIds"), [.atom]
  ) { subject, report in
    guard areAllOne(subject), let first = repeatedIDs(subject).first else { return }
    report(
      at: subject.xml.nodes[first.first].offset,
      "All \(FeedView(subject)?.entries.count ?? 0) entries have the id '\(first.id)'",
      related: [subject.xml.nodes[first.second].offset])
  }

  static let idStates = DocumentRule(
    Rule(
      "atom.id.states", .warning, "A feed has one state of an entry",
      reason:
        "Two are allowed where their updated differs, but many readers show one of them, and not always the later.",
      reference: "RFC 4287, section 4.1.1", remedy: "Keep the last state, or give each entry an id of its own.",
      w3c: "DuplicateEntries"), [.atom]
  ) { subject, report in
    guard !areAllOne(subject) else { return }
    for (second, first, id) in repeatedIDs(subject) where updated(second, subject) != updated(first, subject) {
      report(
        at: subject.xml.nodes[second].offset, "The id '\(id)' occurs twice, with another updated",
        related: [subject.xml.nodes[first].offset])
    }
  }

  /// Whether a feed has one id for all of its entries, of which there are at least three: two may be states of one.
  private static func areAllOne(_ subject: DocumentContext) -> Bool {
    guard let view = FeedView(subject), view.entries.count > 2 else { return false }
    let name = view.tree.id("id", Namespaces.atom)
    let ids = view.entries.lazy.map { view.tree.first($0, name).map { view.tree.bytes($0) } }
    guard let first = ids.first, let id = first else { return false }
    return ids.allSatisfy { $0 == id }
  }

  /// Ids that stand a second time, with the first.
  private static func repeatedIDs(
    _ subject: DocumentContext
  ) -> [(second: XMLTree.Element, first: XMLTree.Element, id: String)] {
    guard let view = FeedView(subject) else { return [] }
    let ids = view.entries.compactMap { view.tree.first($0, view.tree.id("id", Namespaces.atom)) }
    var index = TextIndex(capacity: ids.count)
    return ids.compactMap { element in
      let bytes = view.tree.bytes(element)
      return index.insert(bytes.indices, of: element, in: view.tree.text).map {
        (element, $0, String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  private static func updated(_ id: XMLTree.Element, _ subject: DocumentContext) -> String? {
    let tree = subject.xml
    return tree.first(tree.nodes[id].parent, tree.id("updated", Namespaces.atom)).map { tree.string($0) }
  }

  static let dates = DocumentRule(
    Rule(
      "atom.date.format", .error, "Dates follow RFC 3339", reason: "Readers drop others.",
      reference: "RFC 4287, section 3.3", remedy: "Write it as 2021-02-22T10:46:42Z.", w3c: "InvalidRFC3339Date"),
    [.rss, .atom]
  ) { subject, report in
    for date in subject.xml.elements(named: "updated", "published", in: Namespaces.atom) {
      let bytes = subject.xml.bytes(date)
      if DateFormats.rfc3339(bytes) == nil {
        let value = String(decoding: bytes, as: UTF8.self)
        report(at: subject.xml.nodes[date].offset, "The date '\(value)' is not of RFC 3339")
      }
    }
  }

  static let alternate = DocumentRule(
    Rule(
      "atom.link.alternate-unique", .error, "There is one alternate link for each media type and language",
      reason: "Readers do not know which to open.", reference: "RFC 4287, section 4.1.1",
      remedy: "Use rel=\"related\" or rel=\"via\" for the other page.", w3c: "DuplicateAtomLink"), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let sources = view.tree.elements(named: "source", in: Namespaces.atom)
    for element in [view.feed] + view.entries.filter({ $0 != view.feed }) + sources {
      let alternates = view.links(element, rel: "alternate")
      guard alternates.count > 1 else { continue }
      var seen: Set<[String]> = []
      for link in alternates {
        let kind = [view.tree.attribute(link, "type") ?? "", view.tree.attribute(link, "hreflang") ?? ""]
        if !seen.insert(kind).inserted {
          report(at: view.offset(link), "A second alternate link of one type and language")
        }
      }
    }
  }

  static let content = DocumentRule(
    Rule(
      "atom.entry.content-or-alternate", .error, "An entry without content has an alternate link",
      reason: "Otherwise there is nothing to read.", reference: "RFC 4287, section 4.1.2",
      remedy: "Add content, or a link with rel=\"alternate\".", w3c: "MissingContentOrAlternate"), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for entry in view.entries where view.tree.first(entry, view.tree.id("content", Namespaces.atom)) == nil {
      if view.links(entry, rel: "alternate").isEmpty {
        report(at: view.offset(entry), "The entry has neither content nor an alternate link")
      }
    }
  }

  static let text = DocumentRule(
    Rule(
      "atom.entry.text", .warning, "An entry has a summary or content", reason: "Otherwise readers show a title only.",
      reference: "RFC 4287, section 4.1.1.1", remedy: "Add a summary.", w3c: "MissingTextualContent"), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let names = ["summary", "content"].map { view.tree.id($0, Namespaces.atom) }
    for entry in view.entries where !names.contains(where: { view.tree.first(entry, $0) != nil }) {
      report(at: view.offset(entry), "The entry has neither summary nor content")
    }
  }
}
