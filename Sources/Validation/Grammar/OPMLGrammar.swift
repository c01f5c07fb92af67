/// The grammar of OPML 2.0 (opml.org/spec2.opml), which takes in 1.0 and 1.1.
enum OPMLGrammar {
  static let grammar = Grammar(
    roots: [
      .init(namespace: "", local: "opml"): "opml", .init(namespace: "", local: "outlineDocument"): "outlineDocument",
    ],
    shapes: [
      "opml": .init(
        vocabulary: .opml, attributes: [.required("version")],
        children: [.plain("head", .one), .plain("body", .one)]),
      "outlineDocument": .init(
        vocabulary: .opml, children: [.plain("head", .one), .plain("body", .one)], hasFreeAttributes: true),
      "head": .init(
        vocabulary: .opml,
        children: [
          ("title", "text"), ("dateCreated", "date"), ("dateModified", "date"), ("ownerName", "text"),
          ("ownerEmail", "email"), ("ownerId", "absolute"), ("docs", "absolute"), ("expansionState", "numbers"),
          ("vertScrollState", "number"), ("windowTop", "number"), ("windowLeft", "number"), ("windowBottom", "number"),
          ("windowRight", "number"),
        ].map { .plain($0.0, .optional, $0.1) }),
      "body": .init(vocabulary: .opml, children: [.plain("outline", .several)]),
      "outline": .init(
        vocabulary: .opml,
        attributes: [
          .required("text"), .optional("isComment", boolean), .optional("isBreakpoint", boolean),
          .optional("created", .rfc822), .optional("htmlUrl", .absolute), .optional("url", .reference),
          .optional("xmlUrl", .reference),
        ], children: [.plain("outline", .many)], hasFreeAttributes: true),
      "text": text(.any), "date": text(.rfc822), "email": text(.emailAddress), "absolute": text(.absolute),
      "numbers": text(.numbers(event: "InvalidExpansionState")), "number": text(.integer),
    ], closedNamespaces: [])

  private static let boolean = ValueType.word(["true", "false"], event: "InvalidTrueFalse")

  private static func text(_ type: ValueType) -> Grammar.Shape {
    .init(vocabulary: .opml, content: .text(type), isOpen: false)
  }
}
