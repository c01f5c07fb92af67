/// The grammar of Atom 1.0 (RFC 4287, section 4).
enum AtomGrammar {
  static let grammar = Grammar(
    roots: [
      .init(namespace: Namespaces.atom, local: "feed"): "feed",
      .init(namespace: Namespaces.atom, local: "entry"): "entry",
    ],
    shapes: shapes.merging(ExtensionGrammar.shapes) { own, _ in own }.merging(MediaGrammar.shapes) { own, _ in own },
    extensions: ExtensionGrammar.elements.merging(MediaGrammar.elements) { own, _ in own },
    singles: ExtensionGrammar.singles, places: ExtensionGrammar.places,
    closedNamespaces: ExtensionGrammar.closedNamespaces.union([Namespaces.atom, Namespaces.media]),
    growingNamespaces: ExtensionGrammar.growingNamespaces)

  static let shapes: [String: Grammar.Shape] = [
    "feed": shape(
      [],
      [
        .atom("id", .one), .atom("title", .one), .atom("updated", .one), .atom("author", .many),
        .atom("category", .many), .atom("contributor", .many), .atom("generator", .optional), .atom("icon", .optional),
        .atom("link", .many), .atom("logo", .optional), .atom("rights", .optional), .atom("subtitle", .optional),
        .atom("entry", .many), .of(Namespaces.history, "complete", .optional, "anything"),
        .of(Namespaces.history, "archive", .optional, "anything"),
        .of(Namespaces.tombstones, "deleted-entry", .many, "deleted-entry"),
      ]),
    "entry": shape(
      [],
      [
        .atom("id", .one), .atom("title", .one), .atom("updated", .one), .atom("author", .many),
        .atom("category", .many), .atom("content", .optional), .atom("contributor", .many), .atom("link", .many),
        .atom("published", .optional), .atom("rights", .optional), .atom("source", .optional),
        .atom("summary", .optional),
      ]),
    "source": shape(
      [],
      [
        .atom("id", .optional), .atom("title", .optional), .atom("updated", .optional), .atom("author", .many),
        .atom("category", .many), .atom("contributor", .many), .atom("generator", .optional), .atom("icon", .optional),
        .atom("link", .many), .atom("logo", .optional), .atom("rights", .optional), .atom("subtitle", .optional),
      ]),
    // RFC 6721, section 3.
    "deleted-entry": .init(
      vocabulary: .extension,
      attributes: [.required("ref", .absolute), .required("when")],
      children: [
        .of(Namespaces.tombstones, "by", .optional, "person"),
        .of(Namespaces.tombstones, "comment", .optional, "title"),
        .atom("link", .many), .atom("source", .optional),
      ]),
    "title": textConstruct, "subtitle": textConstruct, "summary": textConstruct, "rights": textConstruct,
    "content": .init(
      vocabulary: .atom, attributes: [.optional("type"), .optional("src", .reference)], content: .mixed, isOpen: true),
    "updated": text(.any), "published": text(.any), "id": text(.any),
    "icon": text(.reference), "logo": text(.reference),
    "name": text(.any), "uri": text(.reference), "email": text(.any),
    "author": person, "contributor": person, "person": person,
    "generator": text(.any, [.optional("uri", .reference), .optional("version")]),
    "category": .init(
      vocabulary: .atom,
      attributes: [.required("term"), .optional("scheme", .reference), .optional("label")], content: .mixed),
    "link": .init(
      vocabulary: .atom,
      attributes: [
        .required("href", .any, event: "MissingHref"), .optional("rel", .oneWord), .optional("type"),
        .optional("hreflang"),
        .optional("title"), .optional("length", .whole(0...Int.max, event: "InvalidNonNegativeInteger")),
      ], content: .mixed),
  ]

  private static let person = Grammar.Shape(
    vocabulary: .atom,
    children: [.atom("name", .one), .atom("uri", .optional), .atom("email", .optional)])

  private static let textConstruct = Grammar.Shape(
    vocabulary: .atom, attributes: [.optional("type")], content: .mixed)

  private static func shape(_ attributes: [Grammar.Attribute], _ children: [Grammar.Child]) -> Grammar.Shape {
    .init(vocabulary: .atom, attributes: attributes, children: children)
  }

  private static func text(_ type: ValueType, _ attributes: [Grammar.Attribute] = []) -> Grammar.Shape {
    .init(vocabulary: .atom, attributes: attributes, content: .text(type), isOpen: false)
  }
}
