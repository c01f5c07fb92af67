extension HTMLTree {
  /// The first node below another, in the order of the document, of which something holds.
  package func first(below root: Node, where isWanted: (Node) -> Bool) -> Node? {
    var node = following(root, below: root)
    while node != HTMLTree.none {
      if isWanted(node) { return node }
      node = following(node, below: root)
    }
    return nil
  }

  /// The classes of an element, as they are written.
  package func classes(_ node: Node) -> [Substring] { attribute(node, "class").map(HTMLTree.tokens) ?? [] }

  /// What stands between ASCII white space (HTML, section 2.3.7). By bytes: a page may have thousands of classes, and what a character is
  /// takes long to find out.
  package static func tokens(_ text: String) -> [Substring] {
    text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) && $0 != 0x0B }.map { Substring($0) }
  }

  /// Whether an element of HTML is below a node.
  package func holds(_ element: KnownElement, below root: Node) -> Bool {
    first(below: root) { self.element($0) == element } != nil
  }

  /// Takes elements out of the tree, with all that is in them.
  package mutating func removeElements(below root: Node, where isRemoved: (Node, HTMLTree) -> Bool) {
    var node = following(root, below: root)
    while node != HTMLTree.none {
      guard isElement(node), isRemoved(node, self) else {
        node = following(node, below: root)
        continue
      }
      let next = followingBeside(node, below: root)
      remove(node)
      node = next
    }
  }
}
