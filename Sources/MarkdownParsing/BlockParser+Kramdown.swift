import HTMLParsing

/// Blocks that only kramdown knows (kramdown.gettalong.org/syntax.html).
extension BlockParser {
  /// - Returns: whether the line has become a leaf, or a container; `nil` where it is nothing of kramdown's.
  mutating func openKramdown(
    _ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind, _ first: UInt8
  ) -> Bool? {
    let line = input[firstNonspace..<lineEnd].trimmingWhiteSpace
    switch first {
    case UInt8(ascii: "{"):
      if line.starts(with: "{::".utf8) { return openExtension(&container, line) }
      return line.starts(with: "{:".utf8) ? takeAttributes(&container, line) : nil
    case UInt8(ascii: "^") where line.count == 1:
      takeLine(&container)
      return true
    case UInt8(ascii: "*") where line.dropFirst().first == UInt8(ascii: "[") && kind != .paragraph:
      return takeAbbreviation(&container, line)
    case UInt8(ascii: "$") where line.starts(with: "$$".utf8) && kind != .paragraph: return openMath(&container, line)
    case UInt8(ascii: "<"): return openElement(&container, kind)
    default: return nil
    }
  }

  /// A table, where nothing else begins.
  mutating func openLastTable(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    guard dialect.kramdown, kind != .paragraph, kind != .table,
      input[firstNonspace..<lineEnd].contains(UInt8(ascii: "|")), standsInLists(container)
    else { return false }
    return openKramdownTable(&container)
  }

  private func quoteDepth(of node: MarkdownTree.Node) -> Int {
    var (current, count) = (node, 0)
    while current != MarkdownTree.none {
      if tree[current].kind == .blockQuote { count += 1 }
      current = tree[current].parent
    }
    return count
  }

  /// Where a line begins behind the marks of some quotes; a lazy line has fewer of them.
  private func withoutQuotes(_ start: Int, _ end: Int, _ quotes: Int) -> Int {
    var position = start
    for _ in 0..<quotes {
      var next = position
      while next < end, input[next].isSpaceOrTab { next += 1 }
      guard next < end, input[next] == UInt8(ascii: ">") else { break }
      position = next + 1
    }
    return position
  }

  /// Whether nothing but lists and quotes is around a block, so that the lines behind the one at hand can be looked at.
  func standsInLists(_ node: MarkdownTree.Node) -> Bool {
    var current = tree[node].kind == .paragraph ? tree[node].parent : node
    while current != MarkdownTree.root {
      guard [.list, .item, .definitionList, .definition, .blockQuote].contains(tree[current].kind) else { return false }
      current = tree[current].parent
    }
    return true
  }

  /// Passes over the line; a paragraph in front of it is at its end.
  private mutating func takeLine(_ container: inout MarkdownTree.Node) {
    if tree[tip].kind == .paragraph {
      let isContainer = tip == container
      tip = finish(tip)
      if isContainer { container = tip }
    }
    advance(lineEnd - offset)
  }

  // MARK: Attributes

  /// `{: .class}` is for the block in front of it, else for the one behind.
  private mutating func takeAttributes(_ container: inout MarkdownTree.Node, _ line: ArraySlice<UInt8>) -> Bool? {
    guard line.last == UInt8(ascii: "}") else { return nil }
    let inner = line.dropFirst(2).dropLast()
    // `{:name: .class}` only defines one.
    if let colon = inner.firstIndex(of: UInt8(ascii: ":")), colon > inner.startIndex,
      inner[..<colon].allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x5F })
    {
      takeLine(&container)
      return true
    }
    guard let list = KramdownAttributes(inner, allowsNames: true) else { return nil }
    let parent = tree[container].kind == .paragraph ? tree[container].parent : container
    var target = tree[container].kind == .paragraph ? container : tree[container].lastChild
    if tree[container].kind == .list { target = container }
    if target != MarkdownTree.none, tree[target].kind == .definitionList || tree[target].kind == .item {
      target = parent
    }
    let isBehind = target != MarkdownTree.none && !tree[target].endsBlank && !endsInBlank(target)
    takeLine(&container)
    if isBehind {
      if list.names.contains("toc"), tree[target].kind == .list {
        tree[target].kind = .contents
        tree[target].isOpen = false
        if container == target { container = tree[target].parent }
        tip = container
      } else {
        attributes[target] = list
      }
    } else {
      pending = list
    }
    return true
  }

  /// Whether blank lines stand behind a block.
  func endsInBlank(_ node: MarkdownTree.Node) -> Bool {
    var current = node
    while true {
      if tree[current].endsBlank { return true }
      let last = tree[current].lastChild
      guard last != MarkdownTree.none, tree[current].kind == .list || tree[current].kind == .item else { return false }
      current = last
    }
  }

  /// Goldmark's `{.class}` on a line of its own.
  mutating func takeBlockAttributes(_ container: MarkdownTree.Node) -> Bool {
    let line = input[firstNonspace..<lineEnd].trimmingWhiteSpace
    guard line.last == UInt8(ascii: "}"), KramdownAttributes(line.dropFirst().dropLast(), allowsNames: false) != nil,
      tree[container].kind == .paragraph || tree[container].lastChild != MarkdownTree.none
    else { return false }
    if tree[tip].kind == .paragraph, tip == container { tree[tip].isOpen = false }
    advance(lineEnd - offset)
    return true
  }

  /// The end of a heading without the attributes at its end.
  mutating func withoutAttributes(_ start: Int, _ end: Int, of heading: MarkdownTree.Node) -> Int {
    guard end > start, input[end - 1] == UInt8(ascii: "}"),
      let open = input[start..<end].lastIndex(of: UInt8(ascii: "{"))
    else { return end }
    let isKramdown = dialect.kramdown
    var inner = input[(open + 1)..<(end - 1)]
    if isKramdown {
      if inner.first == UInt8(ascii: ":") {
        inner = inner.dropFirst()
      } else if inner.first != UInt8(ascii: "#") {
        return end
      }
    }
    guard let list = KramdownAttributes(inner, allowsNames: isKramdown) else { return end }
    attributes[heading] = list
    return open
  }

  // MARK: Extensions

  /// `{::comment}`, `{::nomarkdown}`, `{::options /}`.
  private mutating func openExtension(_ container: inout MarkdownTree.Node, _ line: ArraySlice<UInt8>) -> Bool? {
    let name = Array(line.dropFirst(3).prefix { $0.isLetter })
    guard !name.isEmpty, let close = line.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    if line[close - 1] == UInt8(ascii: "/") {
      guard close == line.endIndex - 1 else { return nil }
      takeLine(&container)
      return true
    }
    let rest = line[(close + 1)...]
    if let end = KramdownMarks.end(of: name, in: rest) {
      // What stands behind it belongs to a paragraph.
      guard end.upperBound == rest.endIndex, name.elementsEqual("comment".utf8) else { return nil }
      takeLine(&container)
      return true
    }
    takeLine(&container)
    var node = MarkdownTree.none
    if name.elementsEqual("nomarkdown".utf8) {
      node = addChild(.html, to: container)
      tree[node].value = 5
      addRaw(rest, to: node)
      tree[node].isOpen = false
      tip = tree[node].parent
    }
    skipped = KramdownSpan(name: name, node: node)
    return true
  }

  mutating func addRaw(_ text: ArraySlice<UInt8>, to node: MarkdownTree.Node) {
    if tree[node].start == tree[node].end { tree[node].start = Int32(tree.buffer.count) }
    addOrigin(text.startIndex)
    tree.buffer += text
    tree.buffer.append(0x0A)
    tree[node].end = Int32(tree.buffer.count)
  }

  /// Whether the line is part of what is not read.
  mutating func skipLine() -> Bool {
    guard let span = skipped else { return false }
    let line = input[lineStart..<lineEnd]
    guard let end = KramdownMarks.end(of: span.name, in: line) else {
      if span.node != MarkdownTree.none { addRaw(line, to: span.node) }
      return true
    }
    if span.node != MarkdownTree.none { addRaw(line[..<end.lowerBound], to: span.node) }
    skipped = nil
    // What stands behind it is read.
    offset = end.upperBound
    return input[offset..<lineEnd].allSatisfy(\.isWhiteSpace)
  }

  private mutating func takeAbbreviation(_ container: inout MarkdownTree.Node, _ line: ArraySlice<UInt8>) -> Bool? {
    guard let close = line.firstIndex(of: UInt8(ascii: "]")), close > line.startIndex + 2, close + 1 < line.endIndex,
      line[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let short = Array(line[(line.startIndex + 2)..<close])
    abbreviations.append((short, Array(line[(close + 2)...].trimmingWhiteSpace)))
    takeLine(&container)
    return true
  }

  // MARK: Math

  private mutating func openMath(_ container: inout MarkdownTree.Node, _ line: ArraySlice<UInt8>) -> Bool? {
    let rest = line.dropFirst(2)
    let mark = Array("$$".utf8)
    if let end = rest.byteRange(of: mark) {
      guard end.upperBound == rest.endIndex, isNextBlank else { return nil }
      let node = addChild(.mathBlock, to: container)
      addRaw(rest[..<end.lowerBound], to: node)
      advance(lineEnd - offset)
      tip = finish(node)
      container = tip
      return true
    }
    // It has to end somewhere.
    guard input[lineEnd...].byteRange(of: mark) != nil else { return nil }
    let node = addChild(.mathBlock, to: container)
    addRaw(rest, to: node)
    advance(lineEnd - offset)
    container = node
    tree[node].flag = true
    return true
  }

  /// Whether the line behind the one at hand is blank, but for marks of quotes.
  private var isNextBlank: Bool {
    let next = input[lineEnd...].drop { $0.isLineEnd }
    let isEmptyLine = input[lineEnd..<next.startIndex].filter { $0 == 0x0A }.count > 1
    return isEmptyLine || next.prefix { !$0.isLineEnd }.allSatisfy { $0.isWhiteSpace || $0 == UInt8(ascii: ">") }
  }

  mutating func continuesMath(_ node: MarkdownTree.Node) -> Continuation {
    let line = input[offset..<lineEnd]
    guard let end = line.byteRange(of: Array("$$".utf8)) else { return .yes }
    addRaw(line[..<end.lowerBound], to: node)
    tip = node
    tip = finish(node)
    return .done
  }

  // MARK: Tables

  /// A paragraph of which every line has a pipe is a table.
  private mutating func openKramdownTable(_ container: inout MarkdownTree.Node) -> Bool {
    let before = tree[container].lastChild
    guard !tablelessLines.contains(lineStart), before == MarkdownTree.none || endsInBlank(before) else { return false }
    let quotes = quoteDepth(of: container)
    var lines: [Range<Int>] = []
    var position = lineStart
    while position < input.count {
      var end = position
      while end < input.count, !input[end].isLineEnd { end += 1 }
      let line = input[withoutQuotes(position, end, quotes)..<end].trimmingWhiteSpace
      if line.isEmpty { break }
      if line.starts(with: "{:".utf8) { break }
      guard KramdownMarks.hasPipe(line) || KramdownMarks.isSeparator(line) else {
        // Each line up to this one would come to it.
        tablelessLines = lineStart..<position
        return false
      }
      lines.append(line.startIndex..<line.endIndex)
      position = end
      if position < input.count {
        position += input[position] == 0x0D && position + 1 < input.count && input[position + 1] == 0x0A ? 2 : 1
      }
    }
    let separators = lines.map { KramdownMarks.isSeparator(input[$0]) }
    guard let first = lines.first, !separators[0] || lines.count > 1 else { return false }
    let rows = lines.indices.filter { !separators[$0] }
    let cells = rows.map { KramdownMarks.cells(input[lines[$0]]) }
    let count = cells.map(\.count).max() ?? 0
    // A header needs rows.
    guard count > 0, !first.isEmpty, lines.count == 1 || separators.firstIndex(of: true) != lines.count - 1 else {
      return false
    }
    container = addChild(.table, to: container)
    let columns = separators.firstIndex(of: true).map { KramdownMarks.alignments(input[lines[$0]], count) }
    tree[container].value = Int32(alignments.count)
    alignments.append(columns ?? [UInt8](repeating: 0, count: count))
    // Rows before the first line of dashes are the header, unless that comes first.
    let header = separators.firstIndex(of: true).flatMap { $0 > 0 && $0 < lines.count - 1 ? $0 : nil } ?? 0
    for (row, own) in zip(rows, cells) { addRow(own.map { Array(input[$0]) }, to: container, isHeader: row < header) }
    tree[container].isOpen = false
    tip = tree[container].parent
    container = tip
    advance(lineEnd - offset)
    resumed =
      lines.last.map { line in
        var end = line.upperBound
        while end < input.count, !input[end].isLineEnd { end += 1 }
        return end
      } ?? lineEnd
    return true
  }
}
