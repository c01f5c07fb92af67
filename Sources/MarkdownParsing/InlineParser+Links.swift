/// Links, images and references to footnotes (CommonMark 0.29, sections 6.5 and 6.6).
extension InlineParser {
  mutating func openBracket(isImage: Bool) {
    let length = isImage ? 2 : 1
    let text = add(.text, index..<(index + length))
    index += length
    brackets.push(
      .init(node: text, position: index, isImage: isImage, delimiter: delimiters.all.count))
  }

  mutating func closeBracket() {
    let close = index
    index += 1
    guard let opener = brackets.last else {
      add(.text, close..<index)
      plainEnd = index
      return
    }
    guard opener.isActive else {
      brackets.pop()
      add(.text, close..<index)
      plainEnd = index
      return
    }
    if let link = inlineTarget() ?? reference(opener, close) {
      return makeLink(opener, link)
    }
    index = close + 1
    if dialect.footnotes, makeNote(opener, close) { return }
    brackets.pop()
    add(.text, close..<index)
    plainEnd = index
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

  mutating func link(_ address: [UInt8], _ title: [UInt8]) -> MarkdownTree.Link {
    let start = Int32(tree.buffer.count)
    tree.buffer += address
    let middle = Int32(tree.buffer.count)
    tree.buffer += title
    return MarkdownTree.Link(address: start..<middle, title: middle..<Int32(tree.buffer.count))
  }

  /// `[label]`, `[]`, or the text itself as the label.
  private mutating func reference(_ opener: BracketStack.Bracket, _ close: Int) -> MarkdownTree.Link? {
    guard !references.isEmpty else { return nil }
    var label: Range<Int>?
    if index < end, tree.buffer[index] == UInt8(ascii: "["),
      let labelEnd = LinkScanner.label(tree.buffer, index + 1, end)
    {
      label = (index + 1)..<labelEnd
      index = labelEnd + 1
    }
    if label.map({ tree.buffer[$0].allSatisfy(\.isTrimmed) }) ?? true {
      if opener.hasInner { return nil }
      label = opener.position..<close
    }
    guard let label, let found = references.definition(tree.buffer[label]) else { return nil }
    return link(found.address, found.title)
  }

  private mutating func makeLink(_ opener: BracketStack.Bracket, _ link: MarkdownTree.Link) {
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
    brackets.pop()
    if !opener.isImage { brackets.deactivate() }
  }

  /// Whether an exclamation mark stands before a footnote, which makes no image of it.
  func beginsNote(_ position: Int) -> Bool {
    guard dialect.footnotes, position < end, tree.buffer[position] == UInt8(ascii: "^") else { return false }
    if dialect.family == .cmark { return true }
    // Goldmark looks for notes first, and takes those only that are defined.
    guard dialect.family == .goldmark,
      let close = tree.buffer[position..<end].firstIndex(of: UInt8(ascii: "]"))
    else { return false }
    return ReferenceMap.key(tree.buffer[(position + 1)..<close]).flatMap { notes[$0] } != nil
  }

  /// `[^label]`. cmark takes any as a note here, and as text again where none is defined.
  private mutating func makeNote(_ opener: BracketStack.Bracket, _ close: Int) -> Bool {
    let start = opener.position
    guard start + 1 < close, tree.buffer[start] == UInt8(ascii: "^") else { return false }
    // cmark counts the length of a label in columns, and loses the end of one that stands on two lines. Here it stays.
    let label = (start + 1)..<close
    let definition = ReferenceMap.key(tree.buffer[label]).flatMap { notes[$0] }
    guard definition != nil || dialect.family == .cmark else { return false }
    var next = tree[opener.node].next
    while next != MarkdownTree.none {
      let following = tree[next].next
      tree.unlink(next)
      next = following
    }
    tree.unlink(opener.node)
    while delimiters.last >= opener.delimiter { delimiters.remove(delimiters.last) }
    brackets.pop()
    guard let definition else {
      add(.text, (start - 1)..<(start + 1))
      add(.text, label)
      add(.text, close..<index)
      return true
    }
    let made = add(.footnoteReference, label)
    tree[made].value = definition
    return true
  }
}
