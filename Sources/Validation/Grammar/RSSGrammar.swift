/// The grammar of RSS 2.0 (rssboard.org/rss-specification), and of 0.91 and 0.92, which are parts of it.
enum RSSGrammar {
  static let grammar = grammar(shapes)

  /// RSS 0.91, in which Netscape's specification writes `textinput` and UserLand's `textInput`; `nil` for a document of
  /// another version.
  static func grammar091(_ tree: XMLTree) -> Grammar? {
    guard let root = tree.root, tree.attribute(root, "version") == "0.91", tree.id("textinput") >= 0 else { return nil }
    var own = shapes
    own["channel"]?.children.append(.plain("textinput", .optional, "textInput"))
    return grammar(own)
  }

  private static func grammar(_ shapes: [String: Grammar.Shape]) -> Grammar {
    Grammar(
      roots: [
        .init(namespace: "", local: "rss"): "rss", .init(namespace: Namespaces.rdf, local: "RDF"): "rss1",
      ],
      shapes: shapes.merging(ExtensionGrammar.shapes) { own, _ in own }
        .merging(MediaGrammar.shapes) { own, _ in own }
        .merging(AtomGrammar.shapes.mapKeys { "atom:" + $0 }) { own, _ in own },
      extensions: ExtensionGrammar.elements.merging(MediaGrammar.elements) { own, _ in own }.merging(atom) { own, _ in
        own
      },
      singles: ExtensionGrammar.singles, places: ExtensionGrammar.places,
      closedNamespaces: ExtensionGrammar.closedNamespaces.union([Namespaces.atom, Namespaces.media, Namespaces.rss1]),
      growingNamespaces: ExtensionGrammar.growingNamespaces)
  }

  /// RSS 0.90 (rssboard.org/rss-0-9-0), in either of the namespaces that it had; `nil` for a document of another version.
  static func grammar090(_ tree: XMLTree) -> Grammar? {
    let space = [Namespaces.rss090, Namespaces.formerRSS090].first { space in
      tree.names.contains { $0.namespace == space }
    }
    guard let space, !tree.names.contains(where: { $0.namespace == Namespaces.rss1 }) else { return nil }
    func part(_ local: String, _ occurrence: Grammar.Occurrence, _ shape: String = "text") -> Grammar.Child {
      .init(
        name: .init(namespace: space, local: local), occurrence: occurrence, shape: shape, event: "MissingElement")
    }
    func holder(_ children: [Grammar.Child]) -> Grammar.Shape { .init(vocabulary: .rss, children: children) }
    return Grammar(
      roots: [.init(namespace: Namespaces.rdf, local: "RDF"): "rdf"],
      shapes: [
        "rdf": holder([
          part("channel", .one, "channel"), part("image", .optional, "image"), part("item", .several, "item"),
          part("textinput", .optional, "textinput"),
        ]),
        "channel": holder([part("title", .one), part("link", .one), part("description", .one)]),
        "image": holder([part("title", .one), part("url", .one), part("link", .one)]),
        // Later versions describe items, and programs of this one read that.
        "item": holder([part("title", .one), part("link", .one), part("description", .optional)]),
        "textinput": holder([part("title", .one), part("description", .one), part("name", .one), part("link", .one)]),
        "text": text(.any),
      ], closedNamespaces: [space])
  }

  /// What of Atom makes sense in RSS.
  private static let atom = Dictionary(
    uniqueKeysWithValues: [
      "link", "author", "contributor", "category", "id", "title", "subtitle", "summary", "content", "rights", "updated",
      "published", "generator", "icon", "logo",
    ].map { (XMLTree.Name(namespace: Namespaces.atom, local: $0), "atom:" + $0) })

  private static let shapes: [String: Grammar.Shape] = [
    // RSS 1.0 (web.resource.org/rss/1.0/spec): as much of it as shows whether readers find what they need.
    "rss1": .init(
      vocabulary: .rss,
      children: [
        rss1("channel", .one, "rss1-channel"), rss1("image", .optional, "rss1-image"), rss1("item", .many, "rss1-item"),
        rss1("textinput", .optional, "rss1-textinput"),
      ]),
    "rss1-channel": rss1Shape([
      rss1("title", .one, "text"), rss1("link", .one, "text"), rss1("description", .one, "text"),
      rss1("image", .optional, "anything"), rss1("items", .one, "anything"), rss1("textinput", .optional, "anything"),
    ]),
    "rss1-image": rss1Shape([
      rss1("title", .one, "text"), rss1("url", .one, "text"), rss1("link", .one, "text"),
    ]),
    "rss1-item": rss1Shape([
      rss1("title", .one, "text", event: "MissingElement"), rss1("link", .one, "text"),
      rss1("description", .optional, "text"),
    ]),
    "rss1-textinput": rss1Shape([
      rss1("title", .one, "text"), rss1("description", .one, "text"), rss1("name", .one, "text"),
      rss1("link", .one, "text"),
    ]),
    "rss": shape(
      [.required("version", .any, event: "MissingAttribute")],
      [.plain("channel", .one)]),
    "channel": shape(
      [.init(name: .init(namespace: Namespaces.rdf, local: "about"), isRequired: false, value: .any, event: "")],
      [
        .plain("title", .one, "text", event: "MissingTitle"), .plain("link", .one, "text", event: "MissingLink"),
        .plain("description", .one, "text", event: "MissingDescription"), .plain("language", .optional, "text"),
        .plain("copyright", .optional, "text"), .plain("managingEditor", .optional, "text"),
        .plain("webMaster", .optional, "text"), .plain("pubDate", .optional, "text"),
        .plain("lastBuildDate", .optional, "text"), .plain("category", .many), .plain("generator", .optional, "text"),
        .plain("docs", .optional, "text"), .plain("cloud", .optional), .plain("ttl", .optional),
        .plain("image", .optional), .plain("textInput", .optional), .plain("skipHours", .optional),
        .plain("skipDays", .optional), .plain("rating", .optional, "text"), .plain("item", .many),
      ]),
    "item": shape(
      [.init(name: .init(namespace: Namespaces.rdf, local: "about"), isRequired: false, value: .any, event: "")],
      [
        .plain("title", .optional, "text"), .plain("link", .optional, "text"),
        .plain("description", .optional, "text"),
        .plain("author", .optional, "text"), .plain("category", .many), .plain("comments", .optional, "text"),
        .plain("enclosure", .many), .plain("guid", .optional), .plain("pubDate", .optional, "text"),
        .plain("source", .optional), .of(Namespaces.content, "encoded", .optional, "text"),
      ]),
    "image": shape(
      [],
      [
        .plain("url", .one, "text"), .plain("title", .one, "text", event: "MissingTitle"),
        .plain("link", .one, "text", event: "MissingLink"),
        .plain("width", .optional, "width"), .plain("height", .optional, "height"),
        .plain("description", .optional, "text"),
      ]),
    "textInput": shape(
      [],
      [
        .plain("title", .one, "text", event: "MissingTitle"),
        .plain("description", .one, "text", event: "MissingDescription"), .plain("name", .one, "text"),
        .plain("link", .one, "text", event: "MissingLink"),
      ]),
    "skipHours": shape([], [.plain("hour", .several)]),
    "skipDays": shape([], [.plain("day", .several)]),
    "hour": text(.whole(0...24, event: "InvalidHour")),
    "day": text(
      .word(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], event: "InvalidDay")),
    "width": text(.whole(1...144, event: "InvalidWidth")),
    "height": text(.whole(1...400, event: "InvalidHeight")),
    "ttl": text(.whole(1...Int.max, event: "InvalidPositiveInteger")),
    "category": text(.any, [.optional("domain")]),
    "guid": text(.any, [.optional("isPermaLink", .word(["true", "false"], event: "InvalidBooleanAttribute"))]),
    "source": text(.any, [.required("url")]),
    "enclosure": empty([
      .required("url"), .required("length", .whole(0...Int.max, event: "InvalidIntegerAttribute")), .required("type"),
    ]),
    "cloud": empty([
      .required("domain"), .required("port", .whole(0...65535, event: "InvalidIntegerAttribute")), .required("path"),
      .required("registerProcedure"), .required("protocol"),
    ]),
    "text": text(.any),
  ]

  private static func rss1(
    _ local: String, _ occurrence: Grammar.Occurrence, _ shape: String, event: String? = nil
  ) -> Grammar.Child {
    let events = ["title": "MissingTitle", "link": "MissingLink", "description": "MissingDescription"]
    return .init(
      name: .init(namespace: Namespaces.rss1, local: local), occurrence: occurrence, shape: shape,
      event: event ?? events[local] ?? "MissingElement")
  }

  private static func rss1Shape(_ children: [Grammar.Child]) -> Grammar.Shape {
    .init(
      vocabulary: .rss,
      attributes: [
        .init(
          name: .init(namespace: Namespaces.rdf, local: "about"), isRequired: true, value: .reference,
          event: "MissingAttribute")
      ], children: children)
  }

  private static func shape(_ attributes: [Grammar.Attribute], _ children: [Grammar.Child]) -> Grammar.Shape {
    .init(vocabulary: .rss, attributes: attributes, children: children)
  }

  private static func text(_ type: ValueType, _ attributes: [Grammar.Attribute] = []) -> Grammar.Shape {
    .init(vocabulary: .rss, attributes: attributes, content: .text(type), isOpen: false)
  }

  private static func empty(_ attributes: [Grammar.Attribute]) -> Grammar.Shape {
    .init(vocabulary: .rss, attributes: attributes, content: .empty, isOpen: false)
  }
}

extension Dictionary where Key == String {
  /// The same values under other keys, which must stay different.
  func mapKeys(_ transform: (String) -> String) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: map { (transform($0), $1) })
  }
}
