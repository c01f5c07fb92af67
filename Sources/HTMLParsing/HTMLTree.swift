/// What the algorithm of the HTML Living Standard (section 13.2) makes of a text: the tree that browsers have.
///
/// Nodes are numbers; all of them lie in one block. Text beside text may stand in several nodes.
package struct HTMLTree: Sendable {
  package typealias Node = Int32

  package enum Kind: UInt8, Sendable {
    case document, element, text, comment, doctype
  }

  package enum Namespace: UInt8, Sendable {
    case html, svg, mathML
  }

  /// No node.
  package static let none: Node = -1
  /// The document or, of a fragment, what holds its nodes.
  package static let root: Node = 0

  struct Entry {
    var kind: Kind
    var namespace: Namespace = .html
    var known: KnownElement = .other
    /// The name of an element.
    var name: UInt32 = 0
    var parent: Node = HTMLTree.none
    var firstChild: Node = HTMLTree.none
    var lastChild: Node = HTMLTree.none
    var previous: Node = HTMLTree.none
    var next: Node = HTMLTree.none
    /// Of text and comments: the range in ``HTMLTree/text``. Of elements: the range in ``HTMLTree/attributes``.
    var start: Int32 = 0
    var end: Int32 = 0
    /// Where its tag begins in the text that was read; -1 for an element that no tag stands for.
    var offset: Int32 = -1
  }

  struct Attribute {
    var name: UInt32
    var start: Int32
    var end: Int32
  }

  var entries: [Entry] = []
  var attributes: [Attribute] = []
  /// The text of all text nodes, comments and values, with references replaced.
  var text: [UInt8] = []
  var names = NameTable()

  // MARK: Looking

  /// How many nodes there have been.
  package var count: Int { entries.count }
  package func kind(_ node: Node) -> Kind { entries[Int(node)].kind }
  package func namespace(_ node: Node) -> Namespace { entries[Int(node)].namespace }
  /// Which element of HTML a node is; `.other` for anything else.
  package func element(_ node: Node) -> KnownElement {
    let entry = entries[Int(node)]
    return entry.namespace == .html ? entry.known : .other
  }
  package func isElement(_ node: Node) -> Bool { entries[Int(node)].kind == .element }
  package func parent(_ node: Node) -> Node { entries[Int(node)].parent }

  /// Whether a node is another one, or stands anywhere in it.
  package func isInside(_ node: Node, _ other: Node) -> Bool {
    var node = node
    while node != HTMLTree.none {
      if node == other { return true }
      node = parent(node)
    }
    return false
  }

  package func firstChild(_ node: Node) -> Node { entries[Int(node)].firstChild }
  package func lastChild(_ node: Node) -> Node { entries[Int(node)].lastChild }
  package func next(_ node: Node) -> Node { entries[Int(node)].next }
  package func previous(_ node: Node) -> Node { entries[Int(node)].previous }
  package func offset(_ node: Node) -> Int { Int(entries[Int(node)].offset) }

  /// The name of an element, in lower case but for those of SVG.
  package func name(_ node: Node) -> String { String(decoding: names[entries[Int(node)].name], as: UTF8.self) }
  package func nameBytes(_ node: Node) -> [UInt8] { names[entries[Int(node)].name] }

  /// The text of a text node or a comment.
  package func text(_ node: Node) -> ArraySlice<UInt8> {
    let entry = entries[Int(node)]
    return text[Int(entry.start)..<Int(entry.end)]
  }

  /// The value of an attribute, empty where it has none; `nil` where there is no such attribute.
  package func attribute(_ node: Node, _ name: String) -> String? {
    let entry = entries[Int(node)]
    guard entry.kind == .element, entry.start < entry.end, let number = names.known(name) else { return nil }
    for index in Int(entry.start)..<Int(entry.end) {
      let attribute = attributes[index]
      if attribute.name == number {
        return String(decoding: text[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
      }
    }
    return nil
  }

  package func hasAttributes(_ node: Node) -> Bool {
    let entry = entries[Int(node)]
    return entry.kind == .element && entry.start < entry.end
  }

  /// The attributes of an element, in their order.
  package func attributes(_ node: Node) -> [(name: String, value: String)] {
    let entry = entries[Int(node)]
    guard entry.kind == .element, entry.start < entry.end else { return [] }
    return attributes[Int(entry.start)..<Int(entry.end)].map {
      (
        String(decoding: names[$0.name], as: UTF8.self),
        String(decoding: text[Int($0.start)..<Int($0.end)], as: UTF8.self)
      )
    }
  }

  /// The next node in the order of the document, inside this one or behind it.
  package func following(_ node: Node, below root: Node) -> Node {
    let child = entries[Int(node)].firstChild
    return child != HTMLTree.none ? child : followingBeside(node, below: root)
  }

  /// The next node behind this one and all that is in it.
  package func followingBeside(_ node: Node, below root: Node) -> Node {
    var current = node
    while current != root, current != HTMLTree.none {
      let next = entries[Int(current)].next
      if next != HTMLTree.none { return next }
      current = entries[Int(current)].parent
    }
    return HTMLTree.none
  }

  /// The first child of a node that is such an element of HTML.
  package func child(_ node: Node, _ element: KnownElement) -> Node? {
    var child = entries[Int(node)].firstChild
    while child != HTMLTree.none {
      if self.element(child) == element { return child }
      child = entries[Int(child)].next
    }
    return nil
  }

  // MARK: Changing

  mutating func add(_ entry: Entry) -> Node {
    entries.append(entry)
    return Node(entries.count - 1)
  }

  mutating func append(_ child: Node, to parent: Node) {
    let last = entries[Int(parent)].lastChild
    entries[Int(child)].parent = parent
    entries[Int(child)].previous = last
    entries[Int(child)].next = HTMLTree.none
    if last == HTMLTree.none {
      entries[Int(parent)].firstChild = child
    } else {
      entries[Int(last)].next = child
    }
    entries[Int(parent)].lastChild = child
  }

  mutating func insert(_ child: Node, before sibling: Node) {
    let parent = entries[Int(sibling)].parent
    let previous = entries[Int(sibling)].previous
    entries[Int(child)].parent = parent
    entries[Int(child)].previous = previous
    entries[Int(child)].next = sibling
    entries[Int(sibling)].previous = child
    if previous == HTMLTree.none {
      entries[Int(parent)].firstChild = child
    } else {
      entries[Int(previous)].next = child
    }
  }

  /// Takes a node, with all that is in it, out of the tree.
  package mutating func remove(_ node: Node) {
    let entry = entries[Int(node)]
    guard entry.parent != HTMLTree.none else { return }
    if entry.previous == HTMLTree.none {
      entries[Int(entry.parent)].firstChild = entry.next
    } else {
      entries[Int(entry.previous)].next = entry.next
    }
    if entry.next == HTMLTree.none {
      entries[Int(entry.parent)].lastChild = entry.previous
    } else {
      entries[Int(entry.next)].previous = entry.previous
    }
    entries[Int(node)].parent = HTMLTree.none
    entries[Int(node)].previous = HTMLTree.none
    entries[Int(node)].next = HTMLTree.none
  }

  /// Puts a node, with all that is in it, in the place of another, which goes with all that is left in it.
  package mutating func replace(_ node: Node, by other: Node) {
    remove(other)
    insert(other, before: node)
    remove(node)
  }

  /// Adds text behind all that is in a node.
  package mutating func append(text bytes: some Sequence<UInt8>, to parent: Node) {
    let start = Int32(text.count)
    text += bytes
    append(add(Entry(kind: .text, start: start, end: Int32(text.count))), to: parent)
  }

  /// Moves all children of one node behind those of another.
  mutating func moveChildren(of node: Node, to target: Node) {
    var child = entries[Int(node)].firstChild
    while child != HTMLTree.none {
      let next = entries[Int(child)].next
      append(child, to: target)
      child = next
    }
    entries[Int(node)].firstChild = HTMLTree.none
    entries[Int(node)].lastChild = HTMLTree.none
  }
}
