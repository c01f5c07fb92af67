/// The blocks and inlines of a text, in one block of memory. Nodes are numbers.
struct MarkdownTree {
  typealias Node = Int32

  enum Kind: UInt8 {
    // Containers.
    case document, blockQuote, list, item, footnote, definitionList, definition, htmlContainer
    // Leaves.
    case paragraph, term, heading, code, html, thematicBreak, table, tableRow, tableCell, mathBlock, contents
    // Inlines.
    case text, softBreak, lineBreak, inlineCode, inlineHTML, emphasis, strong, strikethrough, link, image
    case footnoteReference, math, abbreviation
  }

  static let none: Node = -1
  static let root: Node = 0

  struct Entry {
    var kind: Kind
    var isOpen = true
    /// Whether the last line of it was blank.
    var endsBlank = false
    /// A bit whose meaning depends on the kind: a fence, a ticked box, a header, a link whose text is its
    /// address.
    var flag = false
    /// Whether it is a task.
    var isTask = false
    var parent: Node = MarkdownTree.none
    var firstChild: Node = MarkdownTree.none
    var lastChild: Node = MarkdownTree.none
    var previous: Node = MarkdownTree.none
    var next: Node = MarkdownTree.none
    /// Its text in the buffer.
    var start: Int32 = 0
    var end: Int32 = 0
    /// Level of a heading, number of a list, a link or a definition; what else a kind needs.
    var value: Int32 = 0
    /// The line that it begins at.
    var line: Int32 = 0
  }

  struct List {
    var isOrdered = false
    var bullet: UInt8 = 0
    var delimiter: UInt8 = 0
    var start: Int32 = 1
    var padding: Int32 = 0
    var markerOffset: Int32 = 0
    var isTight = true
  }

  struct Link {
    var address: Range<Int32>
    var title: Range<Int32>
    /// Attributes that kramdown's lists give it.
    var attributes: [(name: String, value: String)] = []
  }

  var entries: [Entry] = []
  var lists: [List] = []
  var links: [Link] = []
  /// The text of all blocks, a line's end behind each line; behind that what inlines need in another form.
  var buffer: [UInt8] = []

  subscript(node: Node) -> Entry {
    get { entries[Int(node)] }
    _modify { yield &entries[Int(node)] }
  }

  mutating func add(_ kind: Kind) -> Node {
    entries.append(Entry(kind: kind))
    return Node(entries.count - 1)
  }

  /// How much of each there is.
  var size: (entries: Int, links: Int, buffer: Int) { (entries.count, links.count, buffer.count) }

  /// Forgets what was added since, which nothing may name.
  mutating func shrink(to size: (entries: Int, links: Int, buffer: Int)) {
    entries.removeLast(entries.count - size.entries)
    links.removeLast(links.count - size.links)
    buffer.removeLast(buffer.count - size.buffer)
  }

  mutating func append(_ child: Node, to parent: Node) {
    let last = self[parent].lastChild
    self[child].parent = parent
    self[child].previous = last
    self[child].next = MarkdownTree.none
    if last == MarkdownTree.none { self[parent].firstChild = child } else { self[last].next = child }
    self[parent].lastChild = child
  }

  mutating func insert(_ node: Node, after sibling: Node) {
    let parent = self[sibling].parent
    let next = self[sibling].next
    self[node].parent = parent
    self[node].previous = sibling
    self[node].next = next
    self[sibling].next = node
    if next == MarkdownTree.none { self[parent].lastChild = node } else { self[next].previous = node }
  }

  mutating func insert(_ node: Node, before sibling: Node) {
    let parent = self[sibling].parent
    let previous = self[sibling].previous
    self[node].parent = parent
    self[node].next = sibling
    self[node].previous = previous
    self[sibling].previous = node
    if previous == MarkdownTree.none { self[parent].firstChild = node } else { self[previous].next = node }
  }

  mutating func unlink(_ node: Node) {
    let entry = self[node]
    if entry.parent == MarkdownTree.none { return }
    if entry.previous == MarkdownTree.none {
      self[entry.parent].firstChild = entry.next
    } else {
      self[entry.previous].next = entry.next
    }
    if entry.next == MarkdownTree.none {
      self[entry.parent].lastChild = entry.previous
    } else {
      self[entry.next].previous = entry.previous
    }
    self[node].parent = MarkdownTree.none
    self[node].previous = MarkdownTree.none
    self[node].next = MarkdownTree.none
  }

  func text(_ node: Node) -> ArraySlice<UInt8> { buffer[Int(self[node].start)..<Int(self[node].end)] }
}
