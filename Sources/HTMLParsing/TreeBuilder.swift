/// Builds the tree (HTML Living Standard, section 13.2.6), without scripts: what stands in `noscript` is content.
///
/// Three limits keep the work in proportion to the text, whatever it is; browsers have such limits too. Elements nested
/// deeper than ``maximumDepth`` stand beside each other; of the elements for formatting that wait to be opened again, the
/// oldest beyond ``maximumFormatting`` are forgotten; and only so many of them are opened again as the text has bytes.
struct TreeBuilder {
  enum Mode {
    case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inTableText
    case inCaption, inColumnGroup, inTableBody, inRow, inCell, inSelect, inSelectInTable, inTemplate, afterBody
    case inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
  }

  static let maximumDepth = 1_024
  static let maximumFormatting = 256

  var tree = HTMLTree()
  var tokenizer: Tokenizer
  var mode = Mode.initial
  var originalMode = Mode.inBody
  var templateModes: [Mode] = []
  /// From `html` down to the current node.
  var open: [HTMLTree.Node] = []
  /// How many elements of HTML of each kind are open, so that most questions need no look at the stack.
  private var openCounts = [Int32](repeating: 0, count: 256)
  /// The active formatting elements; `nil` is a marker.
  var formatting: [HTMLTree.Node?] = []
  var head = HTMLTree.none
  var form = HTMLTree.none
  var context: KnownElement?
  var mayHaveFrameset = true
  var isQuirky = false
  var fostersParents = false
  /// Whether the next line feed is none, behind `<pre>`.
  var skipsLineFeed = false
  /// Text in a table that waits for what comes behind it.
  var tableText: [Range<Int32>] = []
  var reopened = 0

  init(_ html: [UInt8]) {
    tokenizer = Tokenizer(html)
    tree.text.reserveCapacity(html.count + 64)
    tree.entries.reserveCapacity(html.count / 16 + 16)
    _ = tree.add(HTMLTree.Entry(kind: .document))
  }

  // MARK: Running

  mutating func run() -> HTMLTree {
    while true {
      let token = tokenizer.next(&tree, allowsCDATA: isInForeign, keepsNUL: isForeign(.text))
      if skipsLineFeed {
        skipsLineFeed = false
        if token == .text, tree.text[Int(tokenizer.text.lowerBound)] == 0x0A {
          tokenizer.text = (tokenizer.text.lowerBound + 1)..<tokenizer.text.upperBound
          if tokenizer.text.isEmpty { continue }
        }
      }
      process(token)
      if token == .end { return tree }
    }
  }

  mutating func process(_ token: Tokenizer.Token) {
    if isForeign(token) { processForeign(token) } else { process(token, in: mode) }
  }

  mutating func process(_ token: Tokenizer.Token, in mode: Mode) {
    switch mode {
    case .initial: initial(token)
    case .beforeHTML: beforeHTML(token)
    case .beforeHead: beforeHead(token)
    case .inHead: inHead(token)
    case .inHeadNoscript: inHeadNoscript(token)
    case .afterHead: afterHead(token)
    case .inBody: inBody(token)
    case .text: inText(token)
    case .inTable: inTable(token)
    case .inTableText: inTableText(token)
    case .inCaption: inCaption(token)
    case .inColumnGroup: inColumnGroup(token)
    case .inTableBody: inTableBody(token)
    case .inRow: inRow(token)
    case .inCell: inCell(token)
    case .inSelect: inSelect(token)
    case .inSelectInTable: inSelectInTable(token)
    case .inTemplate: inTemplate(token)
    case .afterBody: afterBody(token)
    case .inFrameset: inFrameset(token)
    case .afterFrameset: afterFrameset(token)
    case .afterAfterBody: afterAfterBody(token)
    case .afterAfterFrameset: afterAfterFrameset(token)
    }
  }

  // MARK: The token

  /// The element that the tag names.
  var tag: KnownElement {
    tokenizer.name < UInt32(TreeBuilder.elements.count) ? TreeBuilder.elements[Int(tokenizer.name)] : .other
  }

  private static let elements = KnownElement.allCases

  func attribute(_ name: String) -> String? {
    for attribute in tree.attributes[Int(tokenizer.attributes.lowerBound)..<Int(tokenizer.attributes.upperBound)]
    where tree.names[attribute.name].elementsEqual(name.utf8) {
      return String(decoding: tree.text[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
    }
    return nil
  }

  /// Takes the white space that the text token begins with off it.
  mutating func takeSpace() -> Range<Int32> {
    let range = tokenizer.text
    var end = range.lowerBound
    while end < range.upperBound, tree.text[Int(end)].isHTMLSpace { end += 1 }
    tokenizer.text = end..<range.upperBound
    return range.lowerBound..<end
  }

  // MARK: The stack

  var current: HTMLTree.Node { open[open.count - 1] }

  /// The current element as one of HTML.
  var currentElement: KnownElement { open.isEmpty ? .other : tree.element(current) }

  mutating func push(_ node: HTMLTree.Node) {
    open.append(node)
    openCounts[Int(tree.element(node).rawValue)] += 1
  }

  @discardableResult
  mutating func pop() -> HTMLTree.Node {
    let node = open.removeLast()
    openCounts[Int(tree.element(node).rawValue)] -= 1
    return node
  }

  mutating func removeFromStack(at index: Int) {
    openCounts[Int(tree.element(open[index]).rawValue)] -= 1
    open.remove(at: index)
  }

  mutating func insertIntoStack(_ node: HTMLTree.Node, at index: Int) {
    openCounts[Int(tree.element(node).rawValue)] += 1
    open.insert(node, at: index)
  }

  func isOpen(_ element: KnownElement) -> Bool { openCounts[Int(element.rawValue)] > 0 }

  /// Closes all elements down to one of HTML of such a kind, and that one.
  mutating func popUntil(_ element: KnownElement) {
    while let last = open.last {
      let found = tree.element(last) == element
      if open.count > 1 || !found { pop() }
      if found || open.count == 1 { return }
    }
  }

  mutating func popUntil(oneOf elements: ElementSet) {
    while open.count > 1 {
      let found = elements.contains(tree.element(pop()))
      if found { return }
    }
  }

  /// Closes all elements down to one that stays.
  mutating func clearStack(backTo elements: ElementSet) {
    while open.count > 1, !elements.contains(currentElement) { pop() }
  }

  mutating func generateImpliedEnds(except: KnownElement? = nil) {
    while ElementGroups.impliedEnds.contains(currentElement), currentElement != except { pop() }
  }

  mutating func generateAllImpliedEnds() {
    let more: ElementSet = [.caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]
    while ElementGroups.impliedEnds.contains(currentElement) || more.contains(currentElement) { pop() }
  }

  // MARK: Scopes

  func isInScope(_ element: KnownElement, _ boundaries: ElementSet = ElementGroups.scope) -> Bool {
    isOpen(element) && isInScope(where: { tree.element($0) == element }, boundaries)
  }

  func isInScope(oneOf elements: ElementSet, _ boundaries: ElementSet = ElementGroups.scope) -> Bool {
    isInScope(where: { elements.contains(tree.element($0)) }, boundaries)
  }

  func isInScope(_ node: HTMLTree.Node) -> Bool { isInScope(where: { $0 == node }, ElementGroups.scope) }

  private func isInScope(where isWanted: (HTMLTree.Node) -> Bool, _ boundaries: ElementSet) -> Bool {
    for node in open.reversed() {
      if isWanted(node) { return true }
      let entry = tree.entries[Int(node)]
      // The scope of tables knows nothing of SVG and MathML, and is the only one that a cell does not end.
      if entry.namespace == .html
        ? boundaries.contains(entry.known) : boundaries.contains(.td) && isForeignBoundary(entry)
      {
        return false
      }
    }
    return false
  }

  private func isForeignBoundary(_ entry: HTMLTree.Entry) -> Bool {
    ElementGroups.foreignSpecial.contains(entry.known)
      && (entry.namespace == .mathML) == (ElementGroups.mathText.contains(entry.known) || entry.known == .annotationXML)
  }

  /// Whether the only boundaries between the current node and one of a kind are options.
  func isInSelectScope(_ element: KnownElement) -> Bool {
    for node in open.reversed() {
      let found = tree.element(node)
      if found == element { return true }
      if found != .optgroup, found != .option { return false }
    }
    return false
  }

  func isSpecial(_ node: HTMLTree.Node) -> Bool {
    let entry = tree.entries[Int(node)]
    return entry.namespace == .html ? ElementGroups.special.contains(entry.known) : isForeignBoundary(entry)
  }

  // MARK: Inserting

  enum Place {
    case inside(HTMLTree.Node)
    case before(HTMLTree.Node)
  }

  /// Where the next node goes (section 13.2.6.1).
  func place(override: HTMLTree.Node? = nil) -> Place {
    let target = override ?? current
    guard fostersParents, ElementGroups.fosterTargets.contains(tree.element(target)) else { return .inside(target) }
    let table = open.lastIndex { tree.element($0) == .table }
    let template = isOpen(.template) ? open.lastIndex { tree.element($0) == .template } : nil
    if let template, template > table ?? -1 { return .inside(open[template]) }
    guard let table else { return .inside(open[0]) }
    if tree.parent(open[table]) != HTMLTree.none { return .before(open[table]) }
    return .inside(open[table - 1])
  }

  mutating func insert(_ node: HTMLTree.Node, at place: Place) {
    switch place {
    case .inside(let parent): tree.append(node, to: parent)
    case .before(let sibling): tree.insert(node, before: sibling)
    }
  }

  mutating func insertText(_ range: Range<Int32>) {
    guard !range.isEmpty else { return }
    let place = place()
    if case .inside(let parent) = place {
      if parent == HTMLTree.root { return }
      let last = tree.lastChild(parent)
      if last != HTMLTree.none, tree.kind(last) == .text, tree.entries[Int(last)].end == range.lowerBound {
        tree.entries[Int(last)].end = range.upperBound
        return
      }
    }
    var entry = HTMLTree.Entry(kind: .text)
    (entry.start, entry.end) = (range.lowerBound, range.upperBound)
    entry.offset = Int32(tokenizer.offset)
    insert(tree.add(entry), at: place)
  }

  mutating func insertComment(in parent: HTMLTree.Node? = nil) {
    var entry = HTMLTree.Entry(kind: .comment)
    (entry.start, entry.end) = (tokenizer.text.lowerBound, tokenizer.text.upperBound)
    entry.offset = Int32(tokenizer.offset)
    let node = tree.add(entry)
    if let parent { tree.append(node, to: parent) } else { insert(node, at: place()) }
  }

  /// An element for the start tag at hand, not yet in the tree.
  mutating func makeElement(_ namespace: HTMLTree.Namespace = .html) -> HTMLTree.Node {
    var entry = HTMLTree.Entry(kind: .element, namespace: namespace, known: tag, name: tokenizer.name)
    (entry.start, entry.end) = (tokenizer.attributes.lowerBound, tokenizer.attributes.upperBound)
    entry.offset = Int32(tokenizer.offset)
    return tree.add(entry)
  }

  @discardableResult
  mutating func insertElement() -> HTMLTree.Node {
    let node = makeElement()
    insert(node, at: place())
    push(node)
    if open.count > TreeBuilder.maximumDepth { pop() }
    return node
  }

  /// An element that no tag stands for.
  @discardableResult
  mutating func insertElement(_ element: KnownElement) -> HTMLTree.Node {
    var entry = HTMLTree.Entry(kind: .element, known: element)
    entry.name = UInt32(element.rawValue)
    let node = tree.add(entry)
    insert(node, at: open.isEmpty ? .inside(HTMLTree.root) : place())
    push(node)
    return node
  }

  /// An element that nothing stands in.
  mutating func insertVoid() {
    insert(makeElement(), at: place())
  }

  /// A copy of an element, without what is in it.
  mutating func clone(_ node: HTMLTree.Node) -> HTMLTree.Node {
    let entry = tree.entries[Int(node)]
    var copy = HTMLTree.Entry(kind: .element, namespace: entry.namespace, known: entry.known, name: entry.name)
    (copy.start, copy.end, copy.offset) = (entry.start, entry.end, entry.offset)
    return tree.add(copy)
  }

  /// An element whose text holds no markup.
  mutating func insertRaw(_ state: Tokenizer.State) {
    let depth = open.count
    insertElement()
    // One that is nested too deep to be opened takes its text all the same.
    if open.count == depth { push(HTMLTree.Node(tree.entries.count - 1)) }
    tokenizer.state = state
    originalMode = mode
    mode = .text
  }
}
