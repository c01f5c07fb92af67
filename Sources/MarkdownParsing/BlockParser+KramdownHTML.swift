import HTMLParsing

/// HTML blocks of kramdown's: to their end tags, or with Markdown inside.
extension BlockParser {
  /// A block of HTML reaches to its end tag, or its content is Markdown.
  mutating func openElement(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool? {
    let start = firstNonspace
    guard let end = InlineHTML.tag(input, start, lineEnd), input[start + 1].isLetter else { return nil }
    let name = input[(start + 1)..<end].prefix { $0.isAlphanumeric || $0 == 0x2D }.map(\.lowercased)
    let text = String(decoding: name, as: UTF8.self)
    guard !KramdownMarks.spanElements.contains(text) else { return nil }
    let tag = input[start..<end]
    let isEmpty = KramdownMarks.voidElements.contains(text) || tag.suffix(2).elementsEqual("/>".utf8)
    let mode = isEmpty ? nil : KramdownMarks.mode(of: tag, text, parsesAll: dialect.parsesBlockHTML)
    guard let mode, depth < BlockParser.depthLimit else {
      container = addChild(.html, to: container)
      if isEmpty {
        tree[container].value = 6
        return true
      }
      tree[container].value = 8
      element = (name, 0)
      return true
    }
    container = addChild(.htmlContainer, to: container)
    depth += 1
    tree[container].value = Int32(containers.count)
    containers.append(HTMLContainer(name: name, tag: Array(tag), isSpan: mode == .span))
    advance(end - offset)
    // All of it in one line.
    let rest = input[end..<lineEnd]
    if let close = KramdownMarks.endTag(of: name, in: rest) {
      let inner = rest[..<close.lowerBound]
      if inner.contains(where: { !$0.isWhiteSpace }) {
        let paragraph = addChild(.paragraph, to: container)
        addRaw(inner.trimmingWhiteSpace, to: paragraph)
        tip = finish(paragraph)
      }
      advance(lineEnd - offset)
      tip = finish(container)
      container = tip
      return true
    }
    if rest.allSatisfy(\.isWhiteSpace) {
      advance(lineEnd - offset)
      return true
    }
    return false
  }

  /// A comment that other text follows in its line, which is read as if it began there.
  mutating func openComment(_ container: inout MarkdownTree.Node) -> Bool {
    let line = input[firstNonspace..<lineEnd]
    guard line.starts(with: "<!--".utf8), let close = line.dropFirst(4).byteRange(of: Array("-->".utf8)),
      input[close.upperBound..<lineEnd].contains(where: { !$0.isWhiteSpace })
    else { return false }
    let node = addChild(.html, to: container)
    tree[node].value = 2
    addRaw(input[firstNonspace..<close.upperBound], to: node)
    tip = finish(node)
    container = tip
    advance(close.upperBound - offset)
    return true
  }

  mutating func continuesContainer(_ node: MarkdownTree.Node) -> Continuation {
    let name = containers[Int(tree[node].value)].name
    if containers[Int(tree[node].value)].isSpan { return continuesSpans(node, name) }
    guard peek(firstNonspace) == UInt8(ascii: "<"),
      let end = KramdownMarks.endTag(of: name, in: input[firstNonspace..<lineEnd]), end.lowerBound == firstNonspace
    else { return .yes }
    while tip != node, tip != MarkdownTree.root { tip = finish(tip) }
    tip = finish(node)
    return .done
  }

  /// Whether a block's content is one line of inlines, in which no block begins.
  func isInSpanContainer(_ node: MarkdownTree.Node) -> Bool {
    guard dialect.kramdown else { return false }
    let container = tree[node].kind == .paragraph ? tree[node].parent : node
    return tree[container].kind == .htmlContainer && containers[Int(tree[container].value)].isSpan
  }

  private mutating func continuesSpans(_ node: MarkdownTree.Node, _ name: [UInt8]) -> Continuation {
    guard let close = KramdownMarks.endTag(of: name, in: input[firstNonspace..<lineEnd]) else { return .yes }
    let last = tree[node].lastChild
    if close.lowerBound > firstNonspace {
      let isOpen = last != MarkdownTree.none && tree[last].isOpen
      addRaw(input[firstNonspace..<close.lowerBound], to: isOpen ? last : addChild(.paragraph, to: node))
    }
    while tip != node, tip != MarkdownTree.root { tip = finish(tip) }
    tip = finish(node)
    return .done
  }

  /// Whether the element of an HTML block has ended with the line at hand.
  mutating func endsElement(_ node: MarkdownTree.Node) -> Bool {
    let raw = ["script", "style", "pre", "textarea", "math"].contains { element.name.elementsEqual($0.utf8) }
    var index = max(lineStart, firstNonspace)
    while index < lineEnd {
      guard let open = input[index..<lineEnd].firstIndex(of: UInt8(ascii: "<")) else { break }
      index = open + 1
      let isEnd = peek(index) == UInt8(ascii: "/")
      let from = isEnd ? index + 1 : index
      let word = input[from..<lineEnd].prefix { $0.isAlphanumeric || $0 == 0x2D }
      guard word.count == element.name.count, zip(word, element.name).allSatisfy({ $0.lowercased == $1 }) else {
        continue
      }
      if isEnd {
        element.depth -= 1
        if element.depth <= 0 { return true }
      } else if element.depth == 0 || !raw {
        element.depth += 1
      }
    }
    return false
  }
}
