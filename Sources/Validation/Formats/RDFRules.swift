import TidingsCore

/// Rules on what RDF adds to RSS 1.0.
enum RDFRules {
  static let all: [DocumentRule] = [aboutUnique]

  static let aboutUnique = DocumentRule(
    Rule(
      "rss.about.unique", .error, "No two parts of RSS 1.0 have one rdf:about",
      reason: "To RDF both are one thing, with two titles and two links; readers show one of them.",
      reference: "RSS 1.0, section 5.5", remedy: "Give each item its own address.", w3c: "DuplicateValue"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    guard let root = tree.root, tree.name(root).namespace == Namespaces.rdf else { return }
    let parts = tree.children(root).filter { ["item", "channel", "image", "textinput"].contains(tree.name($0).local) }
    report.repetitions(
      of: "rdf:about",
      in: parts.compactMap { part in
        tree.attribute(part, "about", Namespaces.rdf).map { (value: $0, offset: tree.nodes[part].offset) }
      })
  }
}
