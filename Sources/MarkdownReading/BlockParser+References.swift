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
    return !tree.text(node).allSatisfy(\.isWhiteSpace)
  }

  /// - Returns: where the definition ends; `nil` where there is none.
  private mutating func definition(_ start: Int, _ end: Int) -> Int? {
    let text = tree.buffer
    guard let labelEnd = LinkScanner.label(text, start + 1, end), labelEnd + 1 < end,
      text[labelEnd + 1] == UInt8(ascii: ":"), ReferenceMap.key(text[(start + 1)..<labelEnd]) != nil
    else { return nil }
    if dialect.footnotes, text[start + 1] == UInt8(ascii: "^") { return nil }
    let from = LinkScanner.spaces(text, labelEnd + 2, end)
    guard let destination = LinkScanner.destination(text, from, end) else { return nil }
    if destination.range.isEmpty, destination.next == from { return nil }
    var next = destination.next
    var title: Range<Int> = next..<next
    let behind = LinkScanner.spaces(text, next, end)
    if behind > next || behind == end, let found = LinkScanner.title(text, behind, end), behind > next {
      var rest = found.next
      while rest < end, text[rest].isSpaceOrTab { rest += 1 }
      if rest == end || text[rest] == 0x0A {
        references.add(
          text[(start + 1)..<labelEnd],
          .init(address: LinkScanner.address(text[destination.range]), title: Escapes.unescaped(text[found.range])))
        return min(rest + 1, end)
      }
      title = next..<next
    }
    while next < end, text[next].isSpaceOrTab { next += 1 }
    guard next == end || text[next] == 0x0A else { return nil }
    references.add(
      text[(start + 1)..<labelEnd],
      .init(address: LinkScanner.address(text[destination.range]), title: Escapes.unescaped(text[title])))
    return min(next + 1, end)
  }

  // MARK: Footnotes

  /// `[^label]: text`.
  mutating func openFootnote(_ container: inout MarkdownTree.Node) -> Bool {
    guard peek(firstNonspace + 1) == UInt8(ascii: "^") else { return false }
    var end = firstNonspace + 2
    while end < lineEnd, input[end] != UInt8(ascii: "]"), !input[end].isWhiteSpace { end += 1 }
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
