import HTMLParsing

/// The classes of an element.
struct ClassNames {
  private let names: [Substring]

  init(_ node: HTMLTree.Node, _ tree: HTMLTree) {
    names = tree.attribute(node, "class").map { HTMLTree.tokens($0.lowercased()) } ?? []
  }

  var isEmpty: Bool { names.isEmpty }

  func contains(_ name: String) -> Bool { names.contains { $0 == name } }

  func isDisjoint(with others: Set<String>) -> Bool { !names.contains { others.contains(String($0)) } }

  /// Their words: `post-meta` has two.
  var words: [Substring] { names.flatMap { $0.split { $0 == "-" || $0 == "_" } } }

  /// In the order of the alphabet.
  var sorted: [Substring] { names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
