/// Kramdown's links and pictures.
extension InlineParser {
  /// - Returns: whether the bracket was read; what it begins may be text.
  mutating func readKramdownBracket() -> Bool {
    let isImage = tree.buffer[index] == UInt8(ascii: "!")
    let open = index + (isImage ? 1 : 0)
    guard open < end, tree.buffer[open] == UInt8(ascii: "[") else { return false }
    guard open + 1 < end, tree.buffer[open + 1] != UInt8(ascii: "^") else { return !isImage && readKramdownNote() }
    let start = index
    guard mayNest, isImage || !state.isInLink else {
      add(text: open + 1)
      return true
    }
    let size = tree.size
    let made = tree.add(isImage ? .image : .link)
    index = open + 1
    if readLabel(into: made), let link = kramdownTarget(open + 1, index) {
      tree[made].value = Int32(tree.links.count)
      tree.links.append(link.link)
      if isImage { setDescription(of: made, (open + 1)..<index) }
      index = link.next
      tree.append(made, to: node)
      // To the link around it its brackets are none.
      if isImage, tree[node].kind == .link || tree[node].kind == .image { state.brackets -= 1 }
    } else {
      index = start
      tree.shrink(to: size)
      add(text: open + 1)
    }
    return true
  }

  private mutating func readLabel(into made: MarkdownTree.Node) -> Bool {
    let (outer, isInLink, count) = (node, state.isInLink, state.brackets)
    (node, state.isInLink, state.brackets) = (made, true, 1)
    let isFound = readSpans(to: .bracket)
    (node, state.isInLink, state.brackets) = (outer, isInLink, count)
    return isFound
  }

  /// A picture's description is not read: only its escapes are.
  private mutating func setDescription(of image: MarkdownTree.Node, _ text: Range<Int>) {
    let bare = Escapes.unescaped(tree.buffer[text])
    let from = Int32(tree.buffer.count)
    tree.buffer += bare
    let words = tree.add(.text)
    (tree[words].start, tree[words].end) = (from, Int32(tree.buffer.count))
    (tree[image].firstChild, tree[image].lastChild) = (MarkdownTree.none, MarkdownTree.none)
    tree.append(words, to: image)
  }

  /// What a label links to, and where that ends.
  private mutating func kramdownTarget(_ start: Int, _ stop: Int) -> (link: MarkdownTree.Link, next: Int)? {
    var position = stop + 1
    var label = start..<stop
    var next = position
    while next < end, tree.buffer[next].isWhiteSpace { next += 1 }
    if next < end, tree.buffer[next] == UInt8(ascii: "["),
      let close = tree.buffer[next..<end].firstIndex(of: UInt8(ascii: "]"))
    {
      state.budget -= close - next
      if close > next + 1 { label = (next + 1)..<close }
      position = close + 1
    } else if position < end, tree.buffer[position] == UInt8(ascii: "(") {
      return inlineKramdownTarget(position)
    }
    guard let found = references.definition(tree.buffer[label]) else { return nil }
    return (link(found.address, found.title), position)
  }

  private mutating func inlineKramdownTarget(_ open: Int) -> (link: MarkdownTree.Link, next: Int)? {
    var position = open + 1
    var address: Range<Int>
    if position < end, tree.buffer[position] == UInt8(ascii: "<"),
      let close = tree.buffer[position..<end].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == 0x0A }),
      tree.buffer[close] != 0x0A
    {
      address = (position + 1)..<close
      position = close + 1
      if position < end, tree.buffer[position] == UInt8(ascii: ")") { return (link(address, 0..<0), position + 1) }
    } else {
      var depth = 1
      while position < end, depth > 0 {
        let byte = tree.buffer[position]
        if byte == UInt8(ascii: "(") { depth += 1 } else if byte == UInt8(ascii: ")") { depth -= 1 }
        position += 1
        if byte.isWhiteSpace, position < end, tree.buffer[position] == 0x22 || tree.buffer[position] == 0x27 { break }
      }
      state.budget -= position - open
      address = (open + 1)..<max(position - 1, open + 1)
      if depth == 0 { return (link(address, 0..<0), position) }
    }
    while position < end, tree.buffer[position].isWhiteSpace { position += 1 }
    guard let title = kramdownTitle(position) else { return nil }
    return (link(address, title.range), title.next)
  }

  /// Between quotes, the second of which stands in front of the parenthesis.
  private mutating func kramdownTitle(_ open: Int) -> (range: Range<Int>, next: Int)? {
    guard open < end, tree.buffer[open] == 0x22 || tree.buffer[open] == 0x27 else { return nil }
    let quote = tree.buffer[open]
    var position = open + 2
    while position < end {
      if tree.buffer[position] == quote {
        var next = position + 1
        while next < end, tree.buffer[next].isWhiteSpace { next += 1 }
        if next < end, tree.buffer[next] == UInt8(ascii: ")") { return ((open + 1)..<position, next + 1) }
      }
      position += 1
    }
    state.budget -= position - open
    return nil
  }

  private mutating func link(_ address: Range<Int>, _ title: Range<Int>) -> MarkdownTree.Link {
    link(
      Escapes.unescapedReferences(tree.buffer[address].trimmingWhiteSpace),
      Escapes.unescapedReferences(tree.buffer[title]))
  }

  /// `[^name]`, which is text where no such note is.
  private mutating func readKramdownNote() -> Bool {
    let start = index + 2
    guard start < end,
      let close = tree.buffer[start..<end].firstIndex(where: { !$0.isAlphanumeric && !"_-:".utf8.contains($0) }),
      close > start, tree.buffer[close] == UInt8(ascii: "]")
    else { return false }
    guard let definition = ReferenceMap.key(tree.buffer[start..<close]).flatMap({ notes[$0] }) else {
      add(text: close + 1)
      return true
    }
    let made = add(.footnoteReference, start..<close)
    tree[made].value = definition
    index = close + 1
    return true
  }
}
