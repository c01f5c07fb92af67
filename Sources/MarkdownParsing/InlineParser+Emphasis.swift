/// Emphasis, strikethrough and quotes (CommonMark 0.29, section 6.4).
extension InlineParser {
  mutating func readDelimiters(_ sign: UInt8) {
    let start = index
    let isQuote = sign == UInt8(ascii: "'") || sign == UInt8(ascii: "\"")
    if isQuote, dialect.family == .goldmark { return readGoldmarkQuote(sign) }
    if isQuote {
      index += 1
    } else {
      while index < end, tree.buffer[index] == sign { index += 1 }
    }
    let length = index - start
    let leafStart = Int(tree[node].start)
    var (former, latter) = (start, index)
    if dialect.strikethrough, sign != UInt8(ascii: "~"), dialect.family != .goldmark {
      // Signs of strikethrough are looked through, as cmark-gfm does.
      while former > leafStart, tree.buffer[former - 1] == UInt8(ascii: "~") { former -= 1 }
      while latter < end, tree.buffer[latter] == UInt8(ascii: "~") { latter += 1 }
    }
    let before = Characters.scalar(tree.buffer, before: former, start: leafStart) ?? "\n"
    let after = Characters.scalar(tree.buffer, at: latter, end: end) ?? "\n"
    let flanking = Flanking(before, after, dialect)
    let (left, right) = (flanking.isLeft, flanking.isRight)
    var (canOpen, canClose) = (left, right)
    switch sign {
    case UInt8(ascii: "_"):
      canOpen = left && (!right || flanking.signBefore)
      canClose = right && (!left || flanking.signAfter)
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      canOpen = left && (!right || before == "(" || before == "[") && before != "]" && before != ")"
    case UInt8(ascii: "~"):
      guard length <= 2 else {
        add(.text, start..<index)
        return
      }
    default: break
    }
    let text: MarkdownTree.Node
    if isQuote {
      let shown = sign == UInt8(ascii: "'") ? "’" : canClose ? "”" : "“"
      text = addText(shown.utf8)
    } else {
      text = add(.text, start..<index)
    }
    if canOpen || canClose { delimiters.push(text, sign, length, canOpen: canOpen, canClose: canClose) }
  }

  /// Resolves the delimiters behind a number of them.
  mutating func processEmphasis(from bottom: Int) {
    // Below these no opener is worth looking for: by sign, and length modulo three.
    var bottoms: [Int: Int] = [:]
    var closer = delimiters.last
    while closer >= 0, delimiters[closer].previous >= bottom { closer = delimiters[closer].previous }
    if closer < bottom { closer = -1 }
    while closer >= 0 {
      let own = delimiters[closer]
      guard own.canClose else {
        closer = own.next
        continue
      }
      let key = Int(own.sign) * 3 + own.length % 3
      let lowest = bottoms[key] ?? bottom - 1
      var opener = own.previous
      var isFound = false
      while opener >= bottom, opener > lowest {
        let other = delimiters[opener]
        if other.canOpen, other.sign == own.sign,
          !(own.canOpen || other.canClose) || own.length % 3 == 0 || (other.length + own.length) % 3 != 0
        {
          isFound = true
          break
        }
        opener = other.previous
      }
      let former = closer
      closer = resolve(opener, closer, isFound)
      if !isFound {
        bottoms[key] = own.previous
        if !own.canOpen { delimiters.remove(former) }
      }
    }
    while delimiters.last >= bottom { delimiters.remove(delimiters.last) }
  }

  /// - Returns: the delimiter to go on with.
  private mutating func resolve(_ opener: Int, _ closer: Int, _ isFound: Bool) -> Int {
    let own = delimiters[closer]
    switch own.sign {
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      return isFound ? emphasize(opener, closer) : own.next
    case UInt8(ascii: "~"):
      guard isFound else { return own.next }
      // To Goldmark it is emphasis of another kind.
      return dialect.family == .goldmark ? emphasize(opener, closer) : strike(opener, closer)
    default:
      // Of a pair of quotes the first opens.
      if isFound {
        replace(delimiters[opener].node, own.sign == UInt8(ascii: "'") ? "‘" : "“")
        replace(own.node, own.sign == UInt8(ascii: "'") ? "’" : "”")
        let next = own.next
        delimiters.remove(opener)
        delimiters.remove(closer)
        return next
      }
      replace(own.node, own.sign == UInt8(ascii: "'") ? "’" : "”")
      return own.next
    }
  }

  private mutating func replace(_ node: MarkdownTree.Node, _ text: String) {
    let start = Int32(tree.buffer.count)
    tree.buffer += text.utf8
    (tree[node].start, tree[node].end) = (start, Int32(tree.buffer.count))
  }

  private mutating func emphasize(_ opener: Int, _ closer: Int) -> Int {
    let (open, close) = (delimiters[opener].node, delimiters[closer].node)
    let openCount = tree[open].end - tree[open].start
    let closeCount = tree[close].end - tree[close].start
    let used: Int32 = openCount >= 2 && closeCount >= 2 ? 2 : 1
    tree[open].end -= used
    tree[close].end -= used
    removeBetween(opener, closer)
    let isStruck = delimiters[opener].sign == UInt8(ascii: "~")
    wrap(isStruck ? .strikethrough : used == 2 ? .strong : .emphasis, from: open, to: close)
    if tree[open].start == tree[open].end {
      tree.unlink(open)
      delimiters.remove(opener)
    }
    guard tree[close].start == tree[close].end else { return closer }
    tree.unlink(close)
    let next = delimiters[closer].next
    delimiters.remove(closer)
    return next
  }

  private mutating func strike(_ opener: Int, _ closer: Int) -> Int {
    let (open, close) = (delimiters[opener].node, delimiters[closer].node)
    let next = delimiters[closer].next
    // Of unequal runs each may still find another.
    guard tree[open].end - tree[open].start == tree[close].end - tree[close].start else { return next }
    wrap(.strikethrough, from: open, to: close)
    tree.unlink(open)
    tree.unlink(close)
    removeBetween(opener, closer)
    delimiters.remove(opener)
    delimiters.remove(closer)
    return next
  }

  private mutating func removeBetween(_ opener: Int, _ closer: Int) {
    var between = delimiters[closer].previous
    while between > opener {
      let previous = delimiters[between].previous
      delimiters.remove(between)
      between = previous
    }
  }

  /// Puts what stands between two nodes into a new one.
  private mutating func wrap(_ kind: MarkdownTree.Kind, from open: MarkdownTree.Node, to close: MarkdownTree.Node) {
    let wrapper = tree.add(kind)
    var next = tree[open].next
    while next != close, next != MarkdownTree.none {
      let following = tree[next].next
      tree.unlink(next)
      tree.append(next, to: wrapper)
      next = following
    }
    tree.insert(wrapper, after: open)
  }
}
