/// Whether the open blocks go on in the line at hand.
extension BlockParser {
  enum Continuation {
    case yes, no, done
  }

  mutating func continues(_ node: MarkdownTree.Node) -> Continuation {
    let entry = tree[node]
    switch entry.kind {
    case .document, .list, .definitionList: return .yes
    case .blockQuote: return continuesQuote() || isLazy() ? .yes : .no
    case .item: return continuesItem(node) || isLazy() && !beginsItem(of: node) ? .yes : .no
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
      // A line with spaces ends a footnote of cmark's.
      if entry.kind == .footnote, dialect.family == .cmark { return lineStart == lineEnd ? .yes : .no }
      guard isBlank, entry.firstChild != MarkdownTree.none else { return .no }
      advance(firstNonspace - offset)
      return .yes
    case .code: return entry.flag ? continuesFence(node) : continuesIndented() || isLazy() ? .yes : .no
    case .html: return continuesHTML(entry) ? .yes : .no
    case .htmlContainer: return continuesContainer(node)
    case .mathBlock: return continuesMath(node)
    case .paragraph: return isBlank ? .no : .yes
    case .table: return continuesTable(entry) ? .yes : .no
    default: return .no
    }
  }

  mutating func continuesQuote() -> Bool {
    guard indent < BlockParser.codeIndent, peek(firstNonspace) == UInt8(ascii: ">") else { return false }
    advance(indent + 1, columns: true)
    if peek(offset).isSpaceOrTab, offset < lineEnd { advance(1, columns: true) }
    return true
  }

  mutating func continuesItem(_ node: MarkdownTree.Node) -> Bool {
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

  mutating func continuesIndented() -> Bool {
    if indent >= BlockParser.codeIndent {
      advance(BlockParser.codeIndent, columns: true)
      return true
    }
    guard isBlank else { return false }
    advance(firstNonspace - offset)
    return true
  }

  /// A list's number keeps what a fence is: its sign, its length, its indentation.
  mutating func continuesFence(_ node: MarkdownTree.Node) -> Continuation {
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
}
