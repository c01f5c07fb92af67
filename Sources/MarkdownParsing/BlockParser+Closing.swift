/// Text on its way into blocks, and the ends of blocks.
extension BlockParser {
  // MARK: Text

  mutating func addText(to node: MarkdownTree.Node, _ matched: MarkdownTree.Node) {
    var container = node
    findNonspace()
    let last = tree[container].lastChild
    if isBlank, last != MarkdownTree.none { tree[last].endsBlank = true }
    let entry = tree[container]
    let isFenced = entry.kind == .code && entry.flag
    let isNewItem = entry.kind == .item && entry.firstChild == MarkdownTree.none && entry.line == lineNumber
    let isRow = entry.kind == .table && tree[last].line == lineNumber && !tree[last].flag
    tree[container].endsBlank =
      isBlank && entry.kind != .blockQuote && entry.kind != .heading && entry.kind != .thematicBreak && !isFenced
      && !isNewItem && !isRow
    var ancestor = entry.parent
    while ancestor != MarkdownTree.none {
      tree[ancestor].endsBlank = false
      ancestor = tree[ancestor].parent
    }
    if tip != matched, container == matched, !isBlank, tree[tip].kind == .paragraph, !endsNote(matched) {
      addLine(to: tip)
      return
    }
    if container == matched, addLazyRow(matched) { return }
    while tip != matched, tip != container { tip = finish(tip) }
    switch tree[container].kind {
    case .code, .mathBlock: addLine(to: container)
    case .html:
      addLine(to: container)
      if endsHTML(container) { container = finish(container) }
    case .paragraph:
      if !isBlank {
        advance(firstNonspace - offset)
        addLine(to: container)
      }
    case .heading, .thematicBreak, .table, .tableRow, .contents: break
    case .htmlContainer where tree[container].flag: break
    default:
      if !isBlank {
        container = addChild(.paragraph, to: container)
        advance(firstNonspace - offset)
        addLine(to: container)
      }
    }
    tip = container
  }

  /// Whether a line that is not indented stands behind a note, which to kramdown is at its end then.
  private func endsNote(_ matched: MarkdownTree.Node) -> Bool {
    guard dialect.kramdown else { return false }
    var current = tip
    while current != matched, current != MarkdownTree.none {
      if tree[current].kind == .footnote { return true }
      current = tree[current].parent
    }
    return false
  }

  mutating func addOrigin(_ position: Int) {
    origins.append((Int32(tree.buffer.count), Int32(position)))
  }

  /// Adds the rest of the line to a leaf.
  mutating func addLine(to node: MarkdownTree.Node) {
    if tree[node].start == tree[node].end { tree[node].start = Int32(tree.buffer.count) }
    addOrigin(offset)
    if isInTab {
      // What is left of the tab.
      tree.buffer.append(contentsOf: repeatElement(0x20, count: 4 - column % 4))
      tree.buffer += input[min(offset + 1, lineEnd)..<lineEnd]
    } else {
      tree.buffer += input[offset..<lineEnd]
    }
    tree.buffer.append(0x0A)
    tree[node].end = Int32(tree.buffer.count)
  }

  /// Makes all of a text the content of one line.
  mutating func addWhole(_ text: [UInt8]) {
    let paragraph = addChild(.paragraph, to: MarkdownTree.root)
    tree[paragraph].start = Int32(tree.buffer.count)
    tree.buffer += text
    tree[paragraph].end = Int32(tree.buffer.count)
    tree[paragraph].flag = true
  }

  // MARK: Blocks

  mutating func addChild(_ kind: MarkdownTree.Kind, to node: MarkdownTree.Node) -> MarkdownTree.Node {
    var parent = node
    // A list is at its end before what is open inside: definitions that still stand there keep its items apart.
    while !canHold(parent, kind) {
      let outer = tree[parent].parent
      if tree[parent].kind == .list {
        endList(parent)
      } else if parent == tip {
        tip = finish(parent)
      }
      parent = outer
    }
    while tip != parent, isAncestor(parent, of: tip) { tip = finish(tip) }
    tip = parent
    let child = tree.add(kind)
    tree[child].line = lineNumber
    tree.append(child, to: parent)
    if let own = pending {
      attributes[child] = own
      pending = nil
    }
    tip = child
    return child
  }

  func isAncestor(_ node: MarkdownTree.Node, of other: MarkdownTree.Node) -> Bool {
    var current = other
    while current != MarkdownTree.none {
      if current == node { return true }
      current = tree[current].parent
    }
    return false
  }

  func canHold(_ parent: MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    switch tree[parent].kind {
    case .document, .blockQuote, .item, .footnote, .definition, .htmlContainer: kind != .item
    case .list: kind == .item
    case .definitionList: kind == .term || kind == .definition
    case .table: kind == .tableRow
    case .tableRow: kind == .tableCell
    default: false
    }
  }

  /// Ends a block.
  ///
  /// - Returns: the one around it.
  mutating func finish(_ node: MarkdownTree.Node) -> MarkdownTree.Node {
    let parent = tree[node].parent
    let wasOpen = tree[node].isOpen
    tree[node].isOpen = false
    switch tree[node].kind {
    case .paragraph: if !keepsText(node) { tree.unlink(node) }
    case .code: finishCode(node)
    case .list where wasOpen: endList(node)
    default: break
    }
    return parent
  }

  private mutating func endList(_ list: MarkdownTree.Node) {
    tree[list].isOpen = false
    tree.lists[Int(tree[list].value)].isTight = isTight(list)
  }

  mutating func finishCode(_ node: MarkdownTree.Node) {
    guard !tree[node].flag else {
      // The first line is that of the fence: it names the language.
      let (start, end) = (Int(tree[node].start), Int(tree[node].end))
      guard start < end else { return }
      let line = tree.buffer[start..<end].firstIndex(of: 0x0A) ?? end
      let information = Escapes.unescaped(tree.buffer[start..<line].trimmingWhiteSpace)
      let linkNumber = Int32(tree.links.count)
      let infoStart = Int32(tree.buffer.count)
      tree.buffer += information
      tree.links.append(
        MarkdownTree.Link(address: infoStart..<Int32(tree.buffer.count), title: infoStart..<infoStart))
      tree[node].start = Int32(min(line + 1, end))
      tree[node].value = linkNumber
      return
    }
    // Blank lines at the end are none of it.
    let start = Int(tree[node].start)
    var end = Int(tree[node].end)
    while end > start {
      var line = end - 1
      while line > start, tree.buffer[line - 1] != 0x0A { line -= 1 }
      guard tree.buffer[line..<(end - 1)].allSatisfy(\.isSpaceOrTab) else { break }
      end = line
    }
    tree[node].end = Int32(end)
  }
}
