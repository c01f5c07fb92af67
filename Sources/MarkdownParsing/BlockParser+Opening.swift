/// Blocks that begin in the line at hand.
extension BlockParser {
  mutating func openBlocks(_ container: inout MarkdownTree.Node, _ isWhole: Bool) {
    var isLazy = tree[tip].kind == .paragraph
    while true {
      let kind = tree[container].kind
      if kind == .code || kind == .html || kind == .mathBlock || isInSpanContainer(container) { return }
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
      if !isIndented, openLastTable(&container, kind) { return }
      if !isIndented, dialect.tables, !dialect.kramdown {
        if openTable(&container, kind) || isLazy && openLazyTable(&container, kind) { return }
      }
      if kind == .item, dialect.taskLists { readTask(container) }
      return
    }
  }

  enum Opened {
    case none, leaf, container
  }

  mutating func openPlain(
    _ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind, _ first: UInt8, _ isWhole: Bool
  ) -> Opened {
    // Definitions of references are no paragraph to kramdown.
    if dialect.kramdown, kind == .paragraph, tip == container, !keepsText(container) {
      tip = finish(container)
      container = tip
      return .container
    }
    if dialect.kramdown, let opened = openKramdown(&container, kind, first) {
      return opened ? .leaf : .container
    }
    switch first {
    case UInt8(ascii: ">"):
      guard depth < BlockParser.depthLimit else { return .none }
      advance(firstNonspace + 1 - offset)
      if offset < lineEnd, peek(offset).isSpaceOrTab { advance(1, columns: true) }
      container = addChild(.blockQuote, to: container)
      depth += 1
      return .container
    case UInt8(ascii: "#"):
      guard let level = atxLevel() else { return .none }
      openHeading(&container, level)
      return .leaf
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard openFence(&container) else { return .none }
      return .leaf
    case UInt8(ascii: "<"):
      if dialect.kramdown, kind != .paragraph, openComment(&container) { return .container }
      guard let type = htmlBlockType(interruptsParagraph: kind == .paragraph) else { return .none }
      container = addChild(.html, to: container)
      tree[container].value = Int32(type)
      return .leaf
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      if kind == .paragraph, let level = setextLevel(), !dialect.kramdown || isOneLine(container) {
        // Under nothing but definitions it is text.
        guard keepsText(container) else { return .leaf }
        tree[container].kind = .heading
        tree[container].value = Int32(level)
        tree[container].flag = true
        advance(lineEnd - offset)
        return .leaf
      }
      guard !(kind == .paragraph && !isWhole), isThematicBreak() else { return .none }
      // To kramdown only what looks like a list ends a paragraph.
      if dialect.kramdown, kind == .paragraph, !peek(firstNonspace + 1).isSpaceOrTab || first == UInt8(ascii: "_") {
        return .none
      }
      container = addChild(.thematicBreak, to: container)
      advance(lineEnd - offset)
      return .leaf
    case UInt8(ascii: "["):
      if dialect.kramdown, kind == .paragraph { return .none }
      return dialect.footnotes && depth < BlockParser.depthLimit && openFootnote(&container) ? .container : .none
    case UInt8(ascii: ":"):
      return dialect.definitionLists && depth < BlockParser.depthLimit && openDefinition(&container, kind)
        ? .container : .none
    case UInt8(ascii: "{"):
      return dialect.blockAttributes && takeBlockAttributes(container) ? .leaf : .none
    default: return .none
    }
  }

  func atxLevel() -> Int? {
    var end = firstNonspace
    while end < lineEnd, input[end] == UInt8(ascii: "#") { end += 1 }
    let level = end - firstNonspace
    // Kramdown's stand at the beginning of the line, and are not empty.
    if dialect.kramdown, indent > 0 || input[min(end, lineEnd)..<lineEnd].allSatisfy(\.isWhiteSpace) { return nil }
    guard level <= 6, end == lineEnd || input[end].isSpaceOrTab else { return nil }
    return level
  }

  mutating func openHeading(_ container: inout MarkdownTree.Node, _ level: Int) {
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

  mutating func openFence(_ container: inout MarkdownTree.Node) -> Bool {
    let sign = peek(firstNonspace)
    var end = firstNonspace
    while end < lineEnd, input[end] == sign { end += 1 }
    guard end - firstNonspace >= 3 else { return false }
    if sign == UInt8(ascii: "`"), input[end..<lineEnd].contains(sign) { return false }
    if dialect.kramdown {
      // One word, and code that ends.
      guard input[end..<lineEnd].split(whereSeparator: \.isWhiteSpace).count <= 1,
        hasClosingFence(sign, end - firstNonspace)
      else { return false }
    }
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

  /// Whether a line behind this one ends a fence: to kramdown code that does not end is none.
  ///
  /// Marks of quotes and indentation in front of it are passed over: that they belong to the same block is not looked at.
  private mutating func hasClosingFence(_ sign: UInt8, _ length: Int) -> Bool {
    if let known = unclosedFences[sign], known <= length { return false }
    var position = lineEnd
    while position < input.count {
      while position < input.count, input[position].isTrimmed || input[position] == UInt8(ascii: ">") { position += 1 }
      let start = position
      while position < input.count, input[position] == sign { position += 1 }
      let isLongEnough = position - start >= length
      var isBare = true
      while position < input.count, !input[position].isLineEnd {
        if !input[position].isSpaceOrTab { isBare = false }
        position += 1
      }
      if isLongEnough, isBare { return true }
    }
    unclosedFences[sign] = length
    return false
  }

  /// Whether a paragraph may be a heading to kramdown: one line, behind a blank one.
  private func isOneLine(_ paragraph: MarkdownTree.Node) -> Bool {
    let previous = tree[paragraph].previous
    guard previous == MarkdownTree.none || endsInBlank(previous) else { return false }
    return tree.text(paragraph).firstIndex(of: 0x0A).map { $0 + 1 } == Int(tree[paragraph].end)
  }

  func setextLevel() -> Int? {
    let sign = peek(firstNonspace)
    guard sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-") else { return nil }
    // kramdown wants the line at the margin.
    guard !dialect.kramdown || indent == 0 else { return nil }
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
}
