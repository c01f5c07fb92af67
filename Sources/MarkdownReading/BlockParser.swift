import HTMLReading

/// Reads the blocks of a text line by line (CommonMark 0.29, appendix "A parsing strategy", phase 1).
///
/// The stack of open blocks is walked for each line, and is no deeper than ``depthLimit``: what would be nested deeper is text.
struct BlockParser {
  let dialect: MarkdownDialect
  let input: [UInt8]
  var tree = MarkdownTree()
  var references = ReferenceMap()
  /// Where each line of the tree's text is from: positions in the text and in the input.
  var origins: [(text: Int32, input: Int32)] = []
  /// Alignments of tables' columns, by the number of the table.
  var alignments: [[UInt8]] = []
  /// Labels of footnotes, by the number of the definition.
  var footnotes: [[UInt8]] = []
  var abbreviations: [(short: [UInt8], long: [UInt8])] = []
  /// What kramdown's attribute lists say of blocks.
  var attributes: [MarkdownTree.Node: KramdownAttributes] = [:]
  /// Raw start and end tags of elements whose content is Markdown.
  var containers: [HTMLContainer] = []

  // The line at hand.
  var lineStart = 0
  var lineEnd = 0
  var lineNumber: Int32 = 0
  var offset = 0
  var column = 0
  var firstNonspace = 0
  var firstNonspaceColumn = 0
  var indent = 0
  var isBlank = false
  var isInTab = false
  var tip = MarkdownTree.root
  var depth = 0
  /// Attributes that wait for the block behind them.
  var pending: KramdownAttributes?
  /// The comment, or text without Markdown, that is read to its end.
  var skipped: KramdownSpan?
  /// The element that an HTML block reaches to the end of, and how many of its kind are open.
  var element: (name: [UInt8], depth: Int) = ([], 0)
  /// Where the next line to be read begins, where lines have been read ahead.
  var resumed = 0

  static let depthLimit = 200
  static let codeIndent = 4

  struct HTMLContainer {
    var name: [UInt8]
    var tag: [UInt8]
    /// Whether its content is one line of inlines.
    var isSpan: Bool
  }

  init(_ input: [UInt8], _ dialect: MarkdownDialect) {
    self.input = input
    self.dialect = dialect
    tree.buffer.reserveCapacity(input.count + 64)
    tree.entries.reserveCapacity(input.count / 24 + 16)
    _ = tree.add(.document)
  }

  mutating func run() {
    var position = input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < input.count {
      var end = position
      while end < input.count, !input[end].isLineEnd { end += 1 }
      readLine(position, end)
      position = max(end, resumed)
      if position < input.count {
        position += input[position] == 0x0D && position + 1 < input.count && input[position + 1] == 0x0A ? 2 : 1
      }
    }
    while tip != MarkdownTree.root { tip = finish(tip) }
    _ = finish(MarkdownTree.root)
  }

  // MARK: Lines

  mutating func readLine(_ start: Int, _ end: Int) {
    (lineStart, lineEnd) = (start, end)
    lineNumber += 1
    (offset, column, isInTab) = (start, 0, false)
    isBlank = false
    if skipped != nil, skipLine() { return }
    var container = MarkdownTree.root
    var isWhole = true
    depth = 0
    while true {
      let child = tree[container].lastChild
      guard child != MarkdownTree.none, tree[child].isOpen else { break }
      container = child
      depth += 1
      findNonspace()
      switch continues(container) {
      case .yes: continue
      case .done: return
      case .no:
        isWhole = false
        container = tree[container].parent
        depth -= 1
      }
      break
    }
    let matched = container
    openBlocks(&container, isWhole)
    addText(to: container, matched)
  }

  func peek(_ position: Int) -> UInt8 { position < lineEnd ? input[position] : 0x0A }

  mutating func findNonspace() {
    var position = offset
    var columns = column
    // The rest of a tab that is only used in part.
    while position < lineEnd {
      if input[position] == 0x20 {
        columns += 1
      } else if input[position] == 0x09 {
        columns += 4 - columns % 4
      } else {
        break
      }
      position += 1
    }
    firstNonspace = position
    firstNonspaceColumn = columns
    indent = columns - column
    isBlank = position >= lineEnd
  }

  /// Goes on by some bytes, or by some columns.
  mutating func advance(_ count: Int, columns: Bool = false) {
    var count = count
    while count > 0, offset < lineEnd {
      if input[offset] == 0x09 {
        let width = 4 - column % 4
        if columns {
          isInTab = width > count
          let used = min(count, width)
          column += used
          offset += isInTab ? 0 : 1
          count -= used
        } else {
          isInTab = false
          column += width
          offset += 1
          count -= 1
        }
      } else {
        isInTab = false
        offset += 1
        column += 1
        count -= 1
      }
    }
  }

  // MARK: Open blocks

  enum Continuation {
    case yes, no, done
  }

  private mutating func continues(_ node: MarkdownTree.Node) -> Continuation {
    let entry = tree[node]
    switch entry.kind {
    case .document, .list, .definitionList: return .yes
    case .blockQuote: return continuesQuote() ? .yes : .no
    case .item: return continuesItem(node) ? .yes : .no
    case .definition, .footnote:
      if indent >= BlockParser.codeIndent {
        advance(BlockParser.codeIndent, columns: true)
        return .yes
      }
      // Two columns are enough behind a colon and a space.
      if entry.kind == .definition, indent >= 2, !dialect.kramdown {
        advance(indent, columns: true)
        return .yes
      }
      if entry.kind == .definition, dialect.kramdown, indent >= max(Int(entry.value), 1) {
        advance(Int(entry.value), columns: true)
        return .yes
      }
      guard isBlank, entry.firstChild != MarkdownTree.none else { return .no }
      advance(firstNonspace - offset)
      return .yes
    case .code: return entry.flag ? continuesFence(node) : continuesIndented() ? .yes : .no
    case .html: return continuesHTML(entry) ? .yes : .no
    case .htmlContainer: return continuesContainer(node)
    case .mathBlock: return continuesMath(node)
    case .paragraph: return isBlank ? .no : .yes
    case .table: return continuesTable(entry) ? .yes : .no
    default: return .no
    }
  }

  private mutating func continuesQuote() -> Bool {
    guard indent < BlockParser.codeIndent, peek(firstNonspace) == UInt8(ascii: ">") else { return false }
    advance(indent + 1, columns: true)
    if peek(offset).isSpaceOrTab, offset < lineEnd { advance(1, columns: true) }
    return true
  }

  private mutating func continuesItem(_ node: MarkdownTree.Node) -> Bool {
    let list = tree.lists[Int(tree[node].value)]
    let width = Int(list.markerOffset + list.padding)
    if indent >= width {
      advance(width, columns: true)
      return true
    }
    guard isBlank, tree[node].firstChild != MarkdownTree.none else { return false }
    advance(firstNonspace - offset)
    return true
  }

  private mutating func continuesIndented() -> Bool {
    if indent >= BlockParser.codeIndent {
      advance(BlockParser.codeIndent, columns: true)
      return true
    }
    guard isBlank else { return false }
    advance(firstNonspace - offset)
    return true
  }

  /// A list's number keeps what a fence is: its sign, its length, its indentation.
  private mutating func continuesFence(_ node: MarkdownTree.Node) -> Continuation {
    let fence = tree.lists[Int(tree[node].value)]
    if indent <= 3, peek(firstNonspace) == fence.bullet {
      var end = firstNonspace
      while end < lineEnd, input[end] == fence.bullet { end += 1 }
      let length = end - firstNonspace
      while end < lineEnd, input[end].isSpaceOrTab { end += 1 }
      if length >= 3, length >= Int(fence.padding), end == lineEnd {
        tip = node
        tip = finish(node)
        return .done
      }
    }
    var count = Int(fence.markerOffset)
    while count > 0, offset < lineEnd, peek(offset).isSpaceOrTab {
      advance(1, columns: true)
      count -= 1
    }
    return .yes
  }

  // MARK: New blocks

  private mutating func openBlocks(_ container: inout MarkdownTree.Node, _ isWhole: Bool) {
    var isLazy = tree[tip].kind == .paragraph
    while true {
      let kind = tree[container].kind
      if kind == .code || kind == .html || kind == .mathBlock { return }
      findNonspace()
      let isIndented = indent >= BlockParser.codeIndent
      let first = peek(firstNonspace)
      if !isIndented, !isBlank {
        switch openPlain(&container, kind, first, isWhole) {
        case .none: break
        case .leaf: return
        case .container:
          isLazy = false
          continue
        }
      }
      if depth < BlockParser.depthLimit, !isIndented || kind == .list, indent < 4,
        openItem(&container, kind)
      {
        isLazy = false
        continue
      }
      if isIndented, !isLazy, !isBlank {
        advance(BlockParser.codeIndent, columns: true)
        container = addChild(.code, to: container)
        return
      }
      if !isIndented, dialect.tables, openTable(&container, kind) { return }
      if kind == .item, dialect.taskLists { readTask(container) }
      return
    }
  }

  private enum Opened {
    case none, leaf, container
  }

  private mutating func openPlain(
    _ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind, _ first: UInt8, _ isWhole: Bool
  ) -> Opened {
    if dialect.kramdown, let opened = openKramdown(&container, kind, first) {
      return opened ? .leaf : .container
    }
    switch first {
    case UInt8(ascii: ">"):
      guard depth < BlockParser.depthLimit else { return .none }
      advance(firstNonspace + 1 - offset)
      if offset < lineEnd, peek(offset).isSpaceOrTab { advance(1, columns: true) }
      container = addChild(.blockQuote, to: container)
      return .container
    case UInt8(ascii: "#"):
      guard let level = atxLevel() else { return .none }
      openHeading(&container, level)
      return .leaf
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard openFence(&container) else { return .none }
      return .leaf
    case UInt8(ascii: "<"):
      guard let type = htmlBlockType(interruptsParagraph: kind == .paragraph) else { return .none }
      container = addChild(.html, to: container)
      tree[container].value = Int32(type)
      return .leaf
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      if kind == .paragraph, let level = setextLevel(), keepsText(container) {
        tree[container].kind = .heading
        tree[container].value = Int32(level)
        tree[container].flag = true
        advance(lineEnd - offset)
        return .leaf
      }
      guard !(kind == .paragraph && !isWhole), isThematicBreak() else { return .none }
      container = addChild(.thematicBreak, to: container)
      advance(lineEnd - offset)
      return .leaf
    case UInt8(ascii: "["):
      return dialect.footnotes && depth < BlockParser.depthLimit && openFootnote(&container) ? .container : .none
    case UInt8(ascii: ":"):
      return dialect.definitionLists && depth < BlockParser.depthLimit && openDefinition(&container, kind)
        ? .container : .none
    case UInt8(ascii: "{"):
      return dialect.blockAttributes && takeBlockAttributes(container) ? .leaf : .none
    default: return .none
    }
  }

  private func atxLevel() -> Int? {
    var end = firstNonspace
    while end < lineEnd, input[end] == UInt8(ascii: "#") { end += 1 }
    let level = end - firstNonspace
    guard level <= 6, end == lineEnd || input[end].isSpaceOrTab else { return nil }
    return level
  }

  private mutating func openHeading(_ container: inout MarkdownTree.Node, _ level: Int) {
    container = addChild(.heading, to: container)
    tree[container].value = Int32(level)
    var start = firstNonspace + level
    while start < lineEnd, input[start].isSpaceOrTab { start += 1 }
    var end = lineEnd
    func trim() { while end > start, input[end - 1].isSpaceOrTab { end -= 1 } }
    trim()
    if dialect.headingAttributes { end = withoutAttributes(start, end, of: container) }
    trim()
    var hashes = end
    while hashes > start, input[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes < end, hashes == start || input[hashes - 1].isSpaceOrTab {
      end = hashes
      trim()
    }
    addOrigin(start)
    tree[container].start = Int32(tree.buffer.count)
    tree.buffer += input[start..<end]
    tree[container].end = Int32(tree.buffer.count)
    advance(lineEnd - offset)
  }

  private mutating func openFence(_ container: inout MarkdownTree.Node) -> Bool {
    let sign = peek(firstNonspace)
    var end = firstNonspace
    while end < lineEnd, input[end] == sign { end += 1 }
    guard end - firstNonspace >= 3 else { return false }
    if sign == UInt8(ascii: "`"), input[end..<lineEnd].contains(sign) { return false }
    container = addChild(.code, to: container)
    tree[container].flag = true
    var fence = MarkdownTree.List()
    fence.bullet = sign
    fence.padding = Int32(end - firstNonspace)
    fence.markerOffset = Int32(indent)
    tree[container].value = Int32(tree.lists.count)
    tree.lists.append(fence)
    advance(end - offset)
    return true
  }

  private func setextLevel() -> Int? {
    let sign = peek(firstNonspace)
    guard sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-") else { return nil }
    var end = firstNonspace
    while end < lineEnd, input[end] == sign { end += 1 }
    while end < lineEnd, input[end].isSpaceOrTab { end += 1 }
    return end == lineEnd ? (sign == UInt8(ascii: "=") ? 1 : 2) : nil
  }

  func isThematicBreak() -> Bool {
    let sign = peek(firstNonspace)
    guard sign == UInt8(ascii: "*") || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "_") else { return false }
    var count = 0
    for byte in input[firstNonspace..<lineEnd] {
      if byte == sign { count += 1 } else if !byte.isSpaceOrTab { return false }
    }
    return count >= 3
  }

  // MARK: Lists

  private mutating func openItem(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    guard let (marker, length) = listMarker(interruptsParagraph: kind == .paragraph) else { return false }
    var list = marker
    list.markerOffset = Int32(indent)
    advance(firstNonspace + length - offset)
    let (savedOffset, savedColumn, savedTab) = (offset, column, isInTab)
    while column - savedColumn <= 5, offset < lineEnd, peek(offset).isSpaceOrTab { advance(1, columns: true) }
    let spaces = column - savedColumn
    if spaces >= 5 || spaces < 1 || offset >= lineEnd {
      list.padding = Int32(length + 1)
      (offset, column, isInTab) = (savedOffset, savedColumn, savedTab)
      if spaces > 0 { advance(1, columns: true) }
    } else {
      list.padding = Int32(length + spaces)
    }
    if kind != .list || !matches(tree.lists[Int(tree[container].value)], list) {
      container = addChild(.list, to: container)
      tree[container].value = Int32(tree.lists.count)
      tree.lists.append(list)
      depth += 1
    }
    container = addChild(.item, to: container)
    tree[container].value = Int32(tree.lists.count)
    tree.lists.append(list)
    depth += 1
    return true
  }

  private func matches(_ list: MarkdownTree.List, _ other: MarkdownTree.List) -> Bool {
    list.isOrdered == other.isOrdered && list.delimiter == other.delimiter
      && (list.bullet == other.bullet || dialect.kramdown)
  }

  private func listMarker(interruptsParagraph: Bool) -> (list: MarkdownTree.List, length: Int)? {
    var list = MarkdownTree.List()
    let first = peek(firstNonspace)
    var end = firstNonspace
    if first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      guard !isThematicBreak() else { return nil }
      end += 1
      list.bullet = first
    } else {
      var number: Int32 = 0
      while end < lineEnd, input[end].isDigit, end - firstNonspace < 9 {
        number = number * 10 + Int32(input[end] - 0x30)
        end += 1
      }
      guard end > firstNonspace, end < lineEnd else { return nil }
      let delimiter = input[end]
      guard delimiter == UInt8(ascii: ".") || delimiter == UInt8(ascii: ")") && !dialect.kramdown else { return nil }
      if interruptsParagraph, number != 1, !dialect.kramdown { return nil }
      end += 1
      list.isOrdered = true
      list.delimiter = delimiter
      list.start = dialect.kramdown ? 1 : number
    }
    guard end == lineEnd || input[end].isSpaceOrTab else { return nil }
    if interruptsParagraph {
      var rest = end
      while rest < lineEnd, input[rest].isSpaceOrTab { rest += 1 }
      if rest == lineEnd { return nil }
    }
    return (list, end - firstNonspace)
  }

  /// `[ ]` and `[x]` at the beginning of an item.
  private mutating func readTask(_ item: MarkdownTree.Node) {
    guard tree[item].firstChild == MarkdownTree.none, tree[item].line == lineNumber else { return }
    let start = firstNonspace
    guard start + 3 < lineEnd, input[start] == UInt8(ascii: "["), input[start + 2] == UInt8(ascii: "]"),
      input[start + 3].isSpaceOrTab
    else { return }
    let mark = input[start + 1]
    guard mark == 0x20 || mark | 0x20 == UInt8(ascii: "x") else { return }
    tree[item].isTask = true
    tree[item].flag = mark != 0x20
    advance(start + 3 - offset)
  }

  // MARK: Text

  private mutating func addText(to node: MarkdownTree.Node, _ matched: MarkdownTree.Node) {
    var container = node
    findNonspace()
    let last = tree[container].lastChild
    if isBlank, last != MarkdownTree.none { tree[last].endsBlank = true }
    let entry = tree[container]
    let isFenced = entry.kind == .code && entry.flag
    let isNewItem = entry.kind == .item && entry.firstChild == MarkdownTree.none && entry.line == lineNumber
    tree[container].endsBlank =
      isBlank && entry.kind != .blockQuote && entry.kind != .heading && entry.kind != .thematicBreak && !isFenced
      && !isNewItem
    var ancestor = entry.parent
    while ancestor != MarkdownTree.none {
      tree[ancestor].endsBlank = false
      ancestor = tree[ancestor].parent
    }
    if tip != matched, container == matched, !isBlank, tree[tip].kind == .paragraph {
      addLine(to: tip)
      return
    }
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

  // MARK: Blocks

  mutating func addChild(_ kind: MarkdownTree.Kind, to node: MarkdownTree.Node) -> MarkdownTree.Node {
    var parent = node
    // Whatever is open inside is at its end.
    while tip != parent, isAncestor(parent, of: tip) { tip = finish(tip) }
    while !canHold(parent, kind) {
      tip = parent
      parent = finish(parent)
    }
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

  private func isAncestor(_ node: MarkdownTree.Node, of other: MarkdownTree.Node) -> Bool {
    var current = other
    while current != MarkdownTree.none {
      if current == node { return true }
      current = tree[current].parent
    }
    return false
  }

  private func canHold(_ parent: MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
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
    tree[node].isOpen = false
    switch tree[node].kind {
    case .paragraph: if !keepsText(node) { tree.unlink(node) }
    case .code: finishCode(node)
    case .list: tree.lists[Int(tree[node].value)].isTight = isTight(node)
    default: break
    }
    return parent
  }

  private mutating func finishCode(_ node: MarkdownTree.Node) {
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

  private func isTight(_ list: MarkdownTree.Node) -> Bool {
    var item = tree[list].firstChild
    while item != MarkdownTree.none {
      let next = tree[item].next
      if tree[item].endsBlank, next != MarkdownTree.none { return false }
      var child = tree[item].firstChild
      while child != MarkdownTree.none {
        if next != MarkdownTree.none || tree[child].next != MarkdownTree.none, endsBlank(child) { return false }
        child = tree[child].next
      }
      item = next
    }
    return true
  }

  private func endsBlank(_ node: MarkdownTree.Node) -> Bool {
    var current = node
    while true {
      let entry = tree[current]
      if entry.endsBlank { return true }
      guard entry.kind == .list || entry.kind == .item, entry.lastChild != MarkdownTree.none else { return false }
      current = entry.lastChild
    }
  }
}

extension ArraySlice<UInt8> {
  var trimmingWhiteSpace: ArraySlice<UInt8> {
    let start = drop(while: \.isWhiteSpace)
    guard let last = start.lastIndex(where: { !$0.isWhiteSpace }) else { return start.prefix(0) }
    return start[...last]
  }
}
