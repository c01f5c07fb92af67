package import HTMLReading

/// The content of a page whose source is not at hand: what the page marks as such, without what templates put there by their names.
package enum PageContent {
  /// - Parameters:
  ///   - tree: without the furniture of pages.
  ///   - title: of the page, whose heading is none of its content.
  /// - Returns: HTML, not cleaned.
  package static func html(_ tree: HTMLTree, title: String) -> [UInt8] {
    var tree = tree
    guard let root = PagePost.first(BuiltPage.Selection.common.content, in: tree) ?? tree.body else { return [] }
    var isOver = false
    tree.removeElements(below: root) { node, tree in
      let isTitle = !isOver && tree.element(node) == .h1 && BuiltPage.isHeading(tree.allText(in: node), title)
      if isTitle { isOver = true }
      return isTitle || isLeftOut(node, tree)
    }
    return tree.html(in: root)
  }

  /// A page as a tree, without marks of headings, buttons and numbers of lines.
  package static func tree(of page: [UInt8]) -> HTMLTree {
    var tree = HTMLReader.document(page)
    PageFurniture.remove(in: HTMLTree.root, &tree)
    return tree
  }

  private static func isLeftOut(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    switch tree.element(node) {
    case .header:
      // The content's own heading may be all that it holds.
      return tree.allText(in: node).utf8.count < 400
    case .h1, .p, .li, .pre, .blockquote, .table, .a, .span, .time: return false
    default: return PageTemplate.isFurniture(node, tree, title: "")
    }
  }
}
