import HTMLParsing

/// What browsers do not show, though it is there.
enum HiddenContent {
  /// Elements that are hidden themselves: by `hidden`, by `display: none`, or as the picture of a formula that stands beside
  /// it as MathML.
  static func isHidden(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    guard tree.hasAttributes(node) else { return false }
    if let hidden = tree.attribute(node, "hidden"), hidden.lowercased() != "until-found" { return true }
    if let style = tree.attribute(node, "style"), isNone(style) { return true }
    guard tree.element(node) == .span || tree.element(node) == .div, let name = tree.attribute(node, "class") else {
      return false
    }
    return name == "katex-html" || name == "MathJax_Preview"
  }

  private static func isNone(_ style: String) -> Bool {
    guard style.utf8.contains(UInt8(ascii: "n")) || style.utf8.contains(UInt8(ascii: "N")) else { return false }
    return style.lowercased().split(separator: ";").contains { declaration in
      let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      return parts.count == 2 && parts[0] == "display" && parts[1].hasPrefix("none")
    }
  }
}
