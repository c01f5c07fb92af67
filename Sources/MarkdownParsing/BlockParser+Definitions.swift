/// Definition lists: a term, and behind a colon what it means (PHP Markdown Extra, Goldmark, kramdown).
extension BlockParser {
  mutating func openDefinition(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    let next = firstNonspace + 1
    guard next < lineEnd, input[next].isSpaceOrTab else { return false }
    var isLoose = false
    switch kind {
    case .definitionList: isLoose = tree[tree[container].lastChild].endsBlank
    case .paragraph:
      guard keepsText(container) else { return false }
      container = list(of: container)
    case .document, .blockQuote, .item, .definition, .htmlContainer:
      // A blank line may stand between a term and its meaning.
      let last = tree[container].lastChild
      guard last != MarkdownTree.none, tree[last].kind == .paragraph, !tree[last].isOpen,
        !tree[last].flag
      else { return false }
      isLoose = true
      container = list(of: last)
    default: return false
    }
    let width = indent
    advance(next - offset)
    let before = column
    while offset < lineEnd, peek(offset).isSpaceOrTab, column - before < 4 { advance(1, columns: true) }
    container = addChild(.definition, to: container)
    depth += 1
    tree[container].flag = isLoose
    tree[container].value = Int32(width + 1 + column - before)
    return true
  }

  /// Makes terms of a paragraph's lines.
  ///
  /// - Returns: the list that they stand in: that in front of them, if there is one.
  private mutating func list(of paragraph: MarkdownTree.Node) -> MarkdownTree.Node {
    let text = Int(tree[paragraph].start)..<Int(tree[paragraph].end)
    let previous = tree[paragraph].previous
    let list: MarkdownTree.Node
    if previous != MarkdownTree.none, tree[previous].kind == .definitionList {
      list = previous
      tree.unlink(paragraph)
    } else {
      list = tree.add(.definitionList)
      tree[list].line = tree[paragraph].line
      tree.insert(list, before: paragraph)
      tree.unlink(paragraph)
    }
    tree[list].isOpen = true
    tip = list
    var start = text.lowerBound
    while start < text.upperBound {
      let end = tree.buffer[start..<text.upperBound].firstIndex(of: 0x0A) ?? text.upperBound
      let term = tree.add(.term)
      tree[term].isOpen = false
      (tree[term].start, tree[term].end) = (Int32(start), Int32(end))
      tree.append(term, to: list)
      start = end + 1
    }
    return list
  }
}
