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
