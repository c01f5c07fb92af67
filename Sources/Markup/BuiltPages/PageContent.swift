package import HTMLReading

/// The content of a page whose source is not at hand: what the page marks as such, without what templates put there by their names.
package enum PageContent {
  /// - Parameters:
  ///   - tree: without the furniture of pages.
  ///   - title: of the page, whose heading is none of its content.
  /// - Returns: HTML, not cleaned.
  package static func html(_ tree: HTMLTree, title: String) -> [UInt8] {
    var tree = tree
    guard let root = root(in: tree) else { return [] }
    var isOver = false
    var node = tree.following(root, below: root)
    while node != HTMLTree.none {
      let isTitle = !isOver && tree.element(node) == .h1 && BuiltPage.isHeading(tree.allText(in: node), title)
      if isTitle { isOver = true }
      guard tree.isElement(node), isTitle || isLeftOut(node, tree) else {
        node = tree.following(node, below: root)
        continue
      }
      let next = tree.followingBeside(node, below: root)
      tree.remove(node)
      node = next
    }
    return tree.html(in: root)
  }

  /// A page as a tree, without marks of headings, buttons and numbers of lines.
  package static func tree(of page: [UInt8]) -> HTMLTree {
    var tree = HTMLReader.document(page)
    PageFurniture.remove(in: HTMLTree.root, &tree)
    return tree
  }

  private static func root(in tree: HTMLTree) -> HTMLTree.Node? {
    for selector in BuiltPage.Selection.common.content {
      var node = tree.following(HTMLTree.root, below: HTMLTree.root)
      while node != HTMLTree.none {
        if selector.matches(node, tree) { return node }
        node = tree.following(node, below: HTMLTree.root)
      }
    }
    return tree.body
  }

  private static func isLeftOut(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    switch tree.element(node) {
    case .header:
      // The content's own heading may be all that it holds.
      return tree.allText(in: node).utf8.count < 400
    case .h1, .p, .li, .pre, .blockquote, .table, .a, .span, .time: return false
    default: return PageTemplate().isFurniture(node, tree, title: "")
    }
  }
}
