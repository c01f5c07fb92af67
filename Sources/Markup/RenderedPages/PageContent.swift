package import HTMLParsing

/// The content of a page whose source is not at hand: what the page marks as such, without what templates put there by their names.
package enum PageContent {
  /// - Parameters:
  ///   - tree: without the furniture of pages.
  ///   - title: of the page, whose heading is none of its content.
  ///   - selection: what the configuration says of content. Where it chooses nothing on the page, the page's marks count.
  /// - Returns: HTML, not cleaned.
  package static func html(
    _ tree: HTMLTree, title: String, selection: RenderedPage.Selection = RenderedPage.Selection()
  ) -> [UInt8] {
    var tree = tree
    if let chosen = PagePost.chosen(selection, title, &tree) { return chosen }
    tree.removeElements(below: HTMLTree.root) { node, tree in selection.omitted.contains { $0.matches(node, tree) } }
    guard let root = PagePost.first(RenderedPage.Selection.common.content, in: tree) ?? tree.body else { return [] }
    let whole = proseLength(in: root, tree)
    var content = tree
    removeFurniture(below: root, &content, title: title) { _, _ in false }
    // Names that leave hardly anything were not meant so: `share` on what holds the post, `with-sidebar` on what holds all.
    if 10 * proseLength(in: root, content) < whole {
      content = tree
      removeFurniture(below: root, &content, title: title) { node, tree in 2 * proseLength(in: node, tree) > whole }
    }
    return content.html(in: root)
  }

  /// Whether a page has an element that the configuration names as that of its content.
  package static func isChosen(in tree: HTMLTree, by selection: RenderedPage.Selection) -> Bool {
    PagePost.first(selection.content, in: tree) != nil
  }

  /// Takes out the title's heading, and what is called as templates call their parts.
  ///
  /// - Parameter isKept: whether an element stays whatever it is called.
  private static func removeFurniture(
    below root: HTMLTree.Node, _ tree: inout HTMLTree, title: String, unless isKept: (HTMLTree.Node, HTMLTree) -> Bool
  ) {
    var isOver = false
    tree.removeElements(below: root) { node, tree in
      let isTitle = !isOver && tree.element(node) == .h1 && RenderedPage.isHeading(tree.allText(in: node), title)
      if isTitle { isOver = true }
      return isTitle || isLeftOut(node, tree) && !isKept(node, tree)
    }
  }

  /// How many bytes of text an element shows beside that of links, of which lists of other pages consist.
  private static func proseLength(in root: HTMLTree.Node, _ tree: HTMLTree) -> Int {
    var length = 0
    var node = tree.following(root, below: root)
    while node != HTMLTree.none {
      if unread.contains(tree.element(node)) {
        node = tree.followingBeside(node, below: root)
        continue
      }
      if tree.kind(node) == .text { length += tree.text(node).count { $0 > 0x20 } }
      node = tree.following(node, below: root)
    }
    return length
  }

  private static let unread: ElementSet = [.a, .script, .style, .noscript, .template]

  /// A page as a tree, without marks of headings, buttons and numbers of lines.
  package static func tree(of page: [UInt8]) -> HTMLTree {
    var tree = HTMLReader.document(page)
    PageChrome.remove(in: HTMLTree.root, &tree)
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
