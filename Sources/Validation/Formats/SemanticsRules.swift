import TidingsCore

/// Rules on things that RSS can say in two vocabularies, and that are said in both.
enum SemanticsRules {
  static let all: [DocumentRule] = [once]

  static let once = DocumentRule(
    Rule(
      "rss.semantics.once", .warning, "One thing is said in one vocabulary",
      reason: "Readers differ in which of the two they take, and the two may part.",
      reference: "RSS Profile, section Namespace elements",
      remedy: "Keep the element of RSS itself where there is one.",
      w3c: "DuplicateSemantics"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    check(view, [view.feed], channel, "DuplicateSemantics", report)
    check(view, view.entries, item, "DuplicateItemSemantics", report)
  }

  private static let dublinCore = "http://purl.org/dc/elements/1.1/"
  private static let terms = "http://purl.org/dc/terms/"

  private static let channel: [(String, XMLTree.Name)] = [
    ("managingEditor", .init(namespace: dublinCore, local: "creator")),
    ("category", .init(namespace: dublinCore, local: "subject")),
    ("pubDate", .init(namespace: dublinCore, local: "date")),
    ("language", .init(namespace: dublinCore, local: "language")),
    ("copyright", .init(namespace: dublinCore, local: "rights")),
    ("webMaster", .init(namespace: dublinCore, local: "publisher")),
    ("lastBuildDate", .init(namespace: terms, local: "modified")),
    ("generator", .init(namespace: "http://webns.net/mvcb/", local: "generatorAgent")),
  ]

  private static let item: [(String, XMLTree.Name)] = [
    ("author", .init(namespace: dublinCore, local: "creator")),
    ("category", .init(namespace: dublinCore, local: "subject")),
    ("pubDate", .init(namespace: dublinCore, local: "date")),
    ("source", .init(namespace: dublinCore, local: "source")),
    ("guid", .init(namespace: Namespaces.atom, local: "id")),
  ]

  /// `mina@example.org (Mina)` beside `Mina`: RSS has a place for mail, Dublin Core for a name.
  private static func saysTheSame(_ view: FeedView, _ author: XMLTree.Element, _ creator: XMLTree.Element) -> Bool {
    view.tree.string(author).hasSuffix("(\(view.tree.string(creator)))")
  }

  private static func check(
    _ view: FeedView, _ elements: [XMLTree.Element], _ pairs: [(String, XMLTree.Name)], _ event: String,
    _ report: Reporter
  ) {
    for (own, other) in pairs {
      let otherID = view.tree.id(other.local, other.namespace)
      guard otherID >= 0 else { continue }
      for element in elements {
        guard let first = view.tree.first(element, view.tree.id(own)), let second = view.tree.first(element, otherID)
        else { continue }
        if own == "author", saysTheSame(view, first, second) { continue }
        report(
          at: view.offset(max(first, second)), "There are both \(own) and \(other.local)",
          related: [view.offset(min(first, second))], w3c: event)
      }
    }
  }
}
