/// Links, images and references to footnotes (CommonMark 0.29, sections 6.5 and 6.6).
extension InlineParser {
  mutating func openBracket(isImage: Bool) {
    let length = isImage ? 2 : 1
    if !brackets.isEmpty { brackets[brackets.count - 1].hasInner = true }
    let text = add(.text, index..<(index + length))
    index += length
    brackets.append(
      Bracket(node: text, position: index, isImage: isImage, delimiter: delimiters.all.count))
  }

  mutating func closeBracket() {
    let close = index
    index += 1
    guard let opener = brackets.last else {
      add(.text, close..<index)
      return
    }
    guard opener.isActive else {
      brackets.removeLast()
      add(.text, close..<index)
      return
    }
    if let link = inlineTarget() ?? reference(opener, close) {
      return makeLink(opener, link)
    }
    index = close + 1
    if dialect.footnotes, makeNote(opener, close) { return }
    brackets.removeLast()
    add(.text, close..<index)
  }

  /// `(address "title")`.
  private mutating func inlineTarget() -> MarkdownTree.Link? {
    guard index < end, tree.buffer[index] == UInt8(ascii: "(") else { return nil }
    var position = behindSpace(index + 1)
    let target: (range: Range<Int>, next: Int)
    if position < end, tree.buffer[position] != UInt8(ascii: ")") {
      guard let found = LinkScanner.destination(tree.buffer, position, end) else { return nil }
      target = found
    } else {
      target = (position..<position, position)
    }
    position = behindSpace(target.next)
    var title = position..<position
    if position > target.next, let found = LinkScanner.title(tree.buffer, position, end) {
      title = found.range
      position = behindSpace(found.next)
    }
    guard position < end, tree.buffer[position] == UInt8(ascii: ")") else { return nil }
    index = position + 1
    let address = LinkScanner.address(tree.buffer[target.range])
    return link(address, Escapes.unescaped(tree.buffer[title]))
  }

  private func behindSpace(_ start: Int) -> Int {
    var position = start
    while position < end, tree.buffer[position].isWhiteSpace { position += 1 }
    return position
  }

  private mutating func link(_ address: [UInt8], _ title: [UInt8]) -> MarkdownTree.Link {
    let start = Int32(tree.buffer.count)
    tree.buffer += address
    let middle = Int32(tree.buffer.count)
    tree.buffer += title
    return MarkdownTree.Link(address: start..<middle, title: middle..<Int32(tree.buffer.count))
  }

  /// `[label]`, `[]`, or the text itself as the label.
  private mutating func reference(_ opener: Bracket, _ close: Int) -> MarkdownTree.Link? {
    guard !references.isEmpty else { return nil }
    var from = index
    if dialect.kramdown, from + 1 < end, tree.buffer[from] == 0x20 || tree.buffer[from] == 0x0A,
      tree.buffer[from + 1] == UInt8(ascii: "[")
    {
      from += 1
    }
    var label: Range<Int>?
    if from < end, tree.buffer[from] == UInt8(ascii: "["), let labelEnd = LinkScanner.label(tree.buffer, from + 1, end)
    {
      label = (from + 1)..<labelEnd
      index = labelEnd + 1
    }
    if label == nil || label?.isEmpty == true {
      if opener.hasInner { return nil }
      label = opener.position..<close
    }
    guard let label, let found = references.definition(tree.buffer[label]) else { return nil }
    return link(found.address, found.title)
  }

  private mutating func makeLink(_ opener: Bracket, _ link: MarkdownTree.Link) {
    let made = tree.add(opener.isImage ? .image : .link)
    tree[made].value = Int32(tree.links.count)
    tree.links.append(link)
    tree.insert(made, before: opener.node)
    var next = tree[opener.node].next
    while next != MarkdownTree.none {
      let following = tree[next].next
      tree.unlink(next)
      tree.append(next, to: made)
      next = following
    }
    tree.unlink(opener.node)
    processEmphasis(from: opener.delimiter)
    brackets.removeLast()
    guard !opener.isImage else { return }
    // No link stands in a link.
    for position in brackets.indices.reversed() where !brackets[position].isImage {
      if !brackets[position].isActive { break }
      brackets[position].isActive = false
    }
  }

  /// `[^label]`, where there is such a note.
  private mutating func makeNote(_ opener: Bracket, _ close: Int) -> Bool {
    let start = opener.position
    guard start + 1 < close, tree.buffer[start] == UInt8(ascii: "^") else { return false }
    let label = Array(tree.buffer[(start + 1)..<close])
    guard let key = ReferenceMap.key(label[...]), let definition = notes[key] else { return false }
    var next = tree[opener.node].next
    while next != MarkdownTree.none {
      let following = tree[next].next
      tree.unlink(next)
      next = following
    }
    tree.unlink(opener.node)
    while delimiters.last >= opener.delimiter { delimiters.remove(delimiters.last) }
    brackets.removeLast()
    let made = add(.footnoteReference, (start + 1)..<close)
    tree[made].value = definition
    return true
  }
}
