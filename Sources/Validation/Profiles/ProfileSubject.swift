import TidingsCore

/// A document as profiles ask of it: by the names that people write.
struct ProfileSubject {
  let subject: DocumentContext
  let tree: XMLTree
  private let view: FeedView?

  /// - Returns: `nil` where there is nothing to ask of.
  init?(_ subject: DocumentContext) {
    self.subject = subject
    tree = subject.xml
    view = FeedView(subject)
    // A document that is a single entry is no feed.
    if tree.root == nil || view.map({ $0.entries.first == $0.feed }) == true { return nil }
  }

  func elements(_ place: ProfileCheck.Place) -> [XMLTree.Element] {
    guard let view else { return [] }
    return place == .feed ? [view.feed] : view.entries
  }

  /// What the format calls it.
  func noun(_ place: ProfileCheck.Place) -> String {
    switch (place, subject.format == .atom) {
    case (.feed, false): "channel"
    case (.feed, true): "feed"
    case (.entry, false): "item"
    case (.entry, true): "entry"
    }
  }

  /// Of some paths those that a document of this format can have.
  func relevant(_ paths: [ElementPath]) -> [ElementPath] {
    let isAtom = subject.format == .atom
    return paths.filter { $0.isOfRSS ? !isAtom : !$0.isOfAtom || isAtom || $0.isAlone }
  }

  /// What stands at a path below an element: trimmed text, and where it stands.
  func values(_ path: ElementPath, of element: XMLTree.Element) -> [(text: String, offset: Int)] {
    var found = [element]
    for step in path.steps {
      let id = tree.id(step.local, step.namespace)
      guard id >= 0 else { return [] }
      found = found.flatMap { tree.children($0, id) }
    }
    if let relation = path.relation {
      found = found.filter { (tree.attribute($0, "rel") ?? "alternate") == relation }
    }
    guard let attribute = path.attribute else { return found.map { (tree.string($0), tree.nodes[$0].offset) } }
    return found.compactMap { element in
      tree.attribute(element, attribute).map { value in
        let trimmed = String(decoding: Array(value.utf8)[...].trimmed, as: UTF8.self)
        return (trimmed, subject.place(of: attribute, in: element))
      }
    }
  }
}

/// Where something stands below a feed or an entry: `itunes:owner/itunes:email`, `enclosure@url`, `atom:link[self]@href`.
struct ElementPath: Sendable {
  struct Step: Sendable {
    let namespace: String
    let local: String
  }

  let steps: [Step]
  let attribute: String?
  /// The `rel` that is asked for.
  let relation: String?
  /// As people write it, without what only programs look at.
  let shown: String
  let isOfRSS: Bool
  let isOfAtom: Bool
  /// Whether no other path stands beside it.
  var isAlone = false

  /// Paths with `|` between them.
  static func list(_ text: String) -> [ElementPath] {
    let parts = text.split(separator: "|").map(String.init)
    return parts.map { part in
      var path = ElementPath(part)
      path.isAlone = parts.count == 1
      return path
    }
  }

  private init(_ text: String) {
    let halves = text.split(separator: "@", maxSplits: 1)
    attribute = halves.count > 1 ? String(halves[1]) : nil
    var elements = String(halves[0])
    relation = elements.firstIndex(of: "[").map { open in
      let name = elements[elements.index(after: open)...].dropLast()
      elements = String(elements[..<open])
      return String(name)
    }
    steps = elements.split(separator: "/").map { name in
      let parts = name.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return Step(namespace: "", local: String(name)) }
      return Step(namespace: ElementPath.namespace(String(parts[0])), local: String(parts[1]))
    }
    isOfRSS = steps.first?.namespace.isEmpty == true
    isOfAtom = steps.first?.namespace == Namespaces.atom
    let relation = relation
    shown = relation.map { "\(elements) with rel=\"\($0)\"" } ?? (isOfAtom ? String(elements.dropFirst(5)) : elements)
  }

  private static func namespace(_ prefix: String) -> String {
    switch prefix {
    case "snf": Namespaces.smartNews
    case "mi": "http://schemas.ingestion.microsoft.com/common/"
    default: Namespaces.named(prefix) ?? prefix
    }
  }
}
