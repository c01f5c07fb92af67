/// Bare addresses for mail and chat (github.github.com/gfm, section 6.9).
extension InlineParser {
  /// Links addresses for mail in the text of a leaf that is in no link.
  mutating func linkMail(in leaf: MarkdownTree.Node) {
    let (start, stop) = (Int(tree[leaf].start), Int(tree[leaf].end))
    guard tree.buffer[start..<stop].contains(UInt8(ascii: "@")) else { return }
    var current = tree[leaf].firstChild
    while current != MarkdownTree.none {
      if tree[current].kind == .text {
        joinText(current)
        current = linkMail(current, leaf)
        continue
      }
      if tree[current].kind == .link {
        current = behindLink(current, leaf)
        continue
      }
      if tree[current].firstChild != MarkdownTree.none {
        current = tree[current].firstChild
        continue
      }
      current = following(current, leaf)
    }
  }

  /// What stands behind a link, or behind the first link in it: with the end of that cmark takes the outer one for ended too.
  private func behindLink(_ link: MarkdownTree.Node, _ leaf: MarkdownTree.Node) -> MarkdownTree.Node {
    var current = tree[link].firstChild
    while current != MarkdownTree.none {
      if tree[current].kind == .link { return behindLink(current, leaf) }
      let child = tree[current].firstChild
      current = child != MarkdownTree.none ? child : following(current, link)
    }
    return following(link, leaf)
  }

  private func following(_ node: MarkdownTree.Node, _ leaf: MarkdownTree.Node) -> MarkdownTree.Node {
    var current = node
    while current != leaf {
      if tree[current].next != MarkdownTree.none { return tree[current].next }
      current = tree[current].parent
    }
    return MarkdownTree.none
  }

  /// Makes one node of text that follows on text.
  private mutating func joinText(_ node: MarkdownTree.Node) {
    var next = tree[node].next
    guard next != MarkdownTree.none, tree[next].kind == .text else { return }
    let start = Int32(tree.buffer.count)
    tree.buffer += Array(tree.text(node))
    while next != MarkdownTree.none, tree[next].kind == .text {
      tree.buffer += Array(tree.text(next))
      let following = tree[next].next
      tree.unlink(next)
      next = following
    }
    (tree[node].start, tree[node].end) = (start, Int32(tree.buffer.count))
  }

  private mutating func linkMail(_ node: MarkdownTree.Node, _ leaf: MarkdownTree.Node) -> MarkdownTree.Node {
    let (start, stop) = (Int(tree[node].start), Int(tree[node].end))
    var from = start
    while let at = tree.buffer[from..<stop].firstIndex(of: UInt8(ascii: "@")) {
      guard let (range, prefix) = mail(around: at, from, stop) else {
        from = at + 1
        continue
      }
      let link = makeLink(range, prefix)
      tree.insert(link, after: node)
      let rest = tree.add(.text)
      (tree[rest].start, tree[rest].end) = (Int32(range.upperBound), Int32(stop))
      tree.insert(rest, after: link)
      tree[node].end = Int32(range.lowerBound)
      return rest
    }
    return following(node, leaf)
  }

  /// An address for mail around an at sign, and what its link has in front of it.
  private func mail(around at: Int, _ start: Int, _ stop: Int) -> (range: Range<Int>, prefix: String)? {
    let text = tree.buffer
    var first = at
    var scheme: String?
    while first > start {
      let byte = text[first - 1]
      if byte == UInt8(ascii: ":"), let found = ["mailto:", "xmpp:"].first(where: { ends($0, at: first, start) }) {
        scheme = found
      } else if !byte.isAlphanumeric, !".+-_".utf8.contains(byte) {
        break
      }
      first -= 1
    }
    guard first < at, let last = mailEnd(at, stop, allowsPath: scheme == "xmpp:") else { return nil }
    return (first..<last, scheme == nil ? "mailto:" : "")
  }

  /// Whether a word ends at a position, with no letter or digit in front of it.
  private func ends(_ word: String, at position: Int, _ start: Int) -> Bool {
    let from = position - word.utf8.count
    guard from >= start, tree.buffer[from..<position].elementsEqual(word.utf8) else { return false }
    return from == start || !tree.buffer[from - 1].isAlphanumeric
  }

  private func mailEnd(_ at: Int, _ stop: Int, allowsPath: Bool) -> Int? {
    let text = tree.buffer
    var last = at + 1
    var dots = 0
    while last < stop {
      let byte = text[last]
      if byte == UInt8(ascii: "@") { return nil }
      if byte == UInt8(ascii: "."), last + 1 < stop, text[last + 1].isAlphanumeric {
        dots += 1
      } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_"),
        byte != UInt8(ascii: "/") || !allowsPath
      {
        break
      }
      last += 1
    }
    guard dots > 0, text[last - 1].isLetter else { return nil }
    return last
  }
}
