import HTMLParsing

/// The language of code, as `language-…`: where readers that colour code look for it (HTML Living Standard, section 4.5.15).
enum CodeLanguage {
  /// - Parameter code: an element `code`.
  /// - Returns: `nil` where nothing names it.
  static func of(_ code: HTMLTree.Node, _ tree: HTMLTree) -> String? {
    if let own = named(code, tree) { return own }
    // Highlighters put it on the elements around.
    var node = tree.parent(code)
    guard node != HTMLTree.none, tree.element(node) == .pre else { return nil }
    for _ in 0..<4 {
      if let found = named(node, tree) { return found }
      node = tree.parent(node)
      guard node != HTMLTree.none, [.div, .figure, .pre].contains(tree.element(node)) else { return nil }
    }
    return nil
  }

  private static func named(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String? {
    let classes = tree.attribute(node, "class")?.split(whereSeparator: \.isWhitespace) ?? []
    for prefix in ["language-", "lang-", "highlight-source-"] {
      if let found = classes.first(where: { $0.hasPrefix(prefix) }), let name = safe(found.dropFirst(prefix.count)) {
        return name
      }
    }
    // Pandoc's way.
    if classes.first == "sourceCode", classes.count == 2, let name = safe(classes[1]) { return name }
    for name in ["data-lang", "data-language"] {
      if let found = tree.attribute(node, name), let name = safe(found[...]) { return name }
    }
    return nil
  }

  private static func safe(_ name: Substring) -> String? {
    let isSafe =
      !name.isEmpty && name.utf8.count <= 40
      && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+#._-".utf8.contains($0) }
    return isSafe ? "language-" + name : nil
  }
}
