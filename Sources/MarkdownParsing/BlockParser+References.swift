/// Link reference definitions, and what kramdown defines like them.
extension BlockParser {
  /// Takes the definitions off the beginning of a paragraph.
  ///
  /// - Returns: whether anything else is left of it.
  mutating func keepsText(_ node: MarkdownTree.Node) -> Bool {
    while tree[node].start < tree[node].end, tree.buffer[Int(tree[node].start)] == UInt8(ascii: "[") {
      guard let next = definition(Int(tree[node].start), Int(tree[node].end)) else { break }
      tree[node].start = Int32(next)
    }
    return !tree.text(node).allSatisfy(\.isTrimmed)
  }

  /// - Returns: where the definition ends; `nil` where there is none.
  private mutating func definition(_ start: Int, _ end: Int) -> Int? {
    let text = tree.buffer
    guard let labelEnd = LinkScanner.label(text, start + 1, end), labelEnd + 1 < end,
      text[labelEnd + 1] == UInt8(ascii: ":"), ReferenceMap.key(text[(start + 1)..<labelEnd]) != nil
    else { return nil }
    if dialect.footnotes, dialect.family != .cmark, text[start + 1] == UInt8(ascii: "^") { return nil }
    let from = LinkScanner.spaces(text, labelEnd + 2, end)
    guard let destination = plainDestination(from, end) ?? LinkScanner.destination(text, from, end) else { return nil }
    let behind = LinkScanner.spaces(text, destination.next, end)
    var title = behind > destination.next ? LinkScanner.title(text, behind, end) : nil
    var next = title.flatMap { lineEnd(behind: $0.next, end) }
    if dialect.kramdown, next == nil, title != nil {
      title = wholeTitle(behind, end)
      next = title.flatMap { lineEnd(behind: $0.next, end) }
    }
    if next == nil {
      // A title that is followed by something else is text; cmark makes it the title all the same.
      next = lineEnd(behind: destination.next, end)
      if dialect.family != .cmark { title = nil }
    }
    guard let next else { return nil }
    let words = title.map { Escapes.unescaped(text[$0.range]) } ?? []
    references.add(
      text[(start + 1)..<labelEnd], .init(address: LinkScanner.address(text[destination.range]), title: words),
      overwrites: dialect.kramdown)
    return next
  }

  /// To kramdown, any address without white space is one.
  private func plainDestination(_ start: Int, _ end: Int) -> (range: Range<Int>, next: Int)? {
    guard dialect.kramdown, start < end, tree.buffer[start] != UInt8(ascii: "<") else { return nil }
    let stop = tree.buffer[start..<end].firstIndex { $0 <= 0x20 } ?? end
    return stop > start ? (start..<stop, stop) : nil
  }

  /// A title with quotes inside, which reaches to the last one of the line.
  private func wholeTitle(_ start: Int, _ end: Int) -> (range: Range<Int>, next: Int)? {
    let line = tree.buffer[start..<end].prefix { $0 != 0x0A }
    guard let close = line.lastIndex(of: tree.buffer[start]), close > start + 1 else { return nil }
    return ((start + 1)..<close, close + 1)
  }

  /// Where the next line begins, if nothing else stands in this one.
  private func lineEnd(behind position: Int, _ end: Int) -> Int? {
    var next = position
    while next < end, tree.buffer[next].isSpaceOrTab { next += 1 }
    return next == end ? end : tree.buffer[next] == 0x0A ? next + 1 : nil
  }

  // MARK: Footnotes

  /// `[^label]: text`.
  mutating func openFootnote(_ container: inout MarkdownTree.Node) -> Bool {
    guard peek(firstNonspace + 1) == UInt8(ascii: "^") else { return false }
    var end = firstNonspace + 2
    while end < lineEnd, input[end] != UInt8(ascii: "]"), !input[end].isTrimmed { end += 1 }
    guard end > firstNonspace + 2, end + 1 < lineEnd, input[end] == UInt8(ascii: "]"),
      input[end + 1] == UInt8(ascii: ":")
    else { return false }
    let label = Array(input[(firstNonspace + 2)..<end])
    var next = end + 2
    while next < lineEnd, input[next].isSpaceOrTab { next += 1 }
    advance(next - offset)
    container = addChild(.footnote, to: container)
    depth += 1
    tree[container].value = Int32(footnotes.count)
    footnotes.append(label)
    return true
  }
}
