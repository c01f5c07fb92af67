import TidingsCore

/// A feed's parts by what they are for, whether RSS or Atom, so that one rule serves both.
struct FeedView {
  let tree: XMLTree
  /// `channel` or `feed`.
  let feed: XMLTree.Element
  let entries: [XMLTree.Element]

  /// The view that a subject has of itself.
  init?(_ subject: DocumentContext) {
    guard let view = subject.feed else { return nil }
    self = view
  }

  init?(_ tree: XMLTree, format: DocumentFormat) {
    self.tree = tree
    guard let root = tree.root else { return nil }
    if format == .rss {
      guard let channel = tree.first(root, tree.id("channel")) else { return nil }
      feed = channel
      entries = tree.children(channel, tree.id("item"))
    } else {
      feed = root
      let entry = tree.id("entry", Namespaces.atom)
      // A document can be a single entry (RFC 4287, section 2).
      entries = tree.nodes[root].name == entry ? [root] : tree.children(root, entry)
    }
  }

  /// Atom links of an element, by relation (RFC 4287, section 4.2.7.2: none means `alternate`).
  func links(_ element: XMLTree.Element, rel: String) -> [XMLTree.Element] {
    let name = tree.id("rel")
    return tree.children(element, tree.id("link", Namespaces.atom)).filter { link in
      tree.attributeBytes(link, name).map { $0.elementsEqual(rel.utf8) } ?? (rel == "alternate")
    }
  }

  /// Whether `xml:base` of the element or one around it makes relative addresses absolute.
  func hasAbsoluteBase(_ element: XMLTree.Element) -> Bool {
    var element = element
    while element >= 0 {
      let base = tree.attribute(element, "base", "http://www.w3.org/XML/1998/namespace")
      if base.flatMap({ Address($0) })?.isWeb == true { return true }
      element = tree.nodes[element].parent
    }
    return false
  }

  func offset(_ element: XMLTree.Element) -> Int { tree.nodes[element].offset }

  /// RSS before 2.0 has neither `guid` nor elements of other namespaces.
  var isOfEarlyRSS: Bool {
    tree.root.map { tree.name($0).local == "rss" && tree.attribute($0, "version")?.hasPrefix("0.9") == true } ?? false
  }
}

/// Rules that RSS and Atom share.
enum FeedRules {
  static let all: [DocumentRule] = [selfPresent, selfMatches, linkAddress, linkIRI]

  static let selfPresent = DocumentRule(
    Rule(
      "feed.self.present", .warning, "A feed links to itself",
      reason: "Readers that were handed the document need it to subscribe, hubs to name it.",
      reference: "RSS Advisory Board, RSS Profile, section atom:link; RFC 4287, section 4.1.1",
      remedy: "Add an Atom link with rel=\"self\" and the feed's own address.", w3c: "MissingSelf"),
    [.rss, .atom]
  ) { subject, report in
    guard let view = FeedView(subject), view.links(view.feed, rel: "self").isEmpty, view.entries.first != view.feed,
      !view.isOfEarlyRSS, view.tree.name(view.feed).namespace != NamespaceRepair.atom03
    else { return }
    let event = subject.format == .rss ? "MissingAtomSelfLink" : "MissingSelf"
    report(at: view.offset(view.feed), "The feed has no link to itself", w3c: event)
  }

  static let selfMatches = DocumentRule(
    Rule(
      "feed.self.matches", .error, "A feed's link to itself is the address at which it is found",
      reason: "Readers that follow it subscribe to something else, or to nothing.",
      reference: "RFC 4287, section 4.2.7.2", remedy: "Correct the link, or the base address of the site.",
      w3c: "SelfDoesntMatchLocation",
      disagreement:
        "The W3C validator warns. Where the address is known, a link to itself that leads elsewhere moves subscribers away, so it is an error here."
    ),
    [.rss, .atom]
  ) { subject, report in
    guard let view = FeedView(subject), let address = subject.address else { return }
    for link in view.links(view.feed, rel: "self") {
      let href = view.tree.attribute(link, "href") ?? ""
      if href != address {
        report(at: subject.place(of: "href", in: link), "The feed calls itself \(href), but is found at \(address)")
      }
    }
  }

  static let linkIRI = DocumentRule(
    Rule(
      "feed.link.iri", .error, "The address of a link is an IRI", reason: "Readers cannot open it.",
      reference: "RFC 4287, section 4.2.7.1; RFC 3987, section 2.2",
      remedy: "Write the address without blanks, and encode what an address cannot hold (%20).", w3c: "InvalidUriChar"),
    [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    let name = tree.id("href")
    for link in tree.elements(named: "link", in: Namespaces.atom) {
      guard let bytes = tree.attributeBytes(link, name), !Address.isPlainlyWeb(bytes), isBroken(bytes) else { continue }
      let href = String(decoding: bytes.prefix(200), as: UTF8.self)
      report(
        at: subject.place(of: "href", in: link),
        "The address '\(href)' \(AddressFault.first(in: bytes)?.what ?? "is not an IRI")",
        remedy: AddressFault.mended(bytes).map { "Write \($0)" })
    }
  }

  /// Whether a text is no IRI reference at all.
  private static func isBroken(_ bytes: ArraySlice<UInt8>) -> Bool {
    Address.hasUnsafeCharacters(bytes)
  }

  static let linkAddress = DocumentRule(
    Rule(
      "feed.link.absolute", .warning, "The addresses of a feed are absolute",
      reason: "Readers do not agree on what a relative address is relative to.",
      reference: "RFC 4287, section 4.2.7.1, which allows a reference; RFC 3986, section 5.1.3",
      remedy: "Write the address in full.", w3c: "InvalidFullLink"),
    [.rss, .atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let name = view.tree.id("href")
    for element in [view.feed] + view.entries {
      for link in view.tree.children(element, view.tree.id("link", Namespaces.atom)) {
        guard let bytes = view.tree.attributeBytes(link, name), !Address.isPlainlyWeb(bytes) else { continue }
        let href = String(decoding: bytes, as: UTF8.self)
        guard Address(href) == nil, !isBroken(bytes), !view.hasAbsoluteBase(link) else { continue }
        report(at: subject.place(of: "href", in: link), "The address '\(href)' is relative")
      }
    }
  }
}
