/// Bare addresses (github.github.com/gfm, section 6.9).
extension InlineParser {
  /// `www.example.org`.
  mutating func linkHost() -> Bool {
    guard brackets.isEmpty, tree.buffer[index..<end].starts(with: "www.".utf8) else { return false }
    if index > Int(tree[node].start) {
      let before = tree.buffer[index - 1]
      guard before.isWhiteSpace || "*_~(".utf8.contains(before) else { return false }
    }
    guard let domain = domainEnd(index, isShort: false) else { return false }
    let stop = addressEnd(index, domain)
    guard stop > index else { return false }
    link(index..<stop, prefix: dialect.autolinkScheme + "://")
    index = stop
    return true
  }

  /// `https://example.org`, at its colon.
  mutating func linkAddress() -> Bool {
    guard brackets.isEmpty, tree.buffer[index..<end].starts(with: "://".utf8) else { return false }
    var start = index
    let leaf = Int(tree[node].start)
    while start > leaf, tree.buffer[start - 1].isLetter { start -= 1 }
    let scheme = tree.buffer[start..<index].map(\.lowercased)
    guard ["http", "https", "ftp"].contains(where: { scheme.elementsEqual($0.utf8) }), index + 3 < end,
      tree.buffer[index + 3].isAlphanumeric || tree.buffer[index + 3] >= 0x80, unput(index - start)
    else { return false }
    guard let domain = domainEnd(index + 3, isShort: true) else {
      add(.text, start..<index)
      return false
    }
    let stop = addressEnd(start, domain)
    link(start..<stop, prefix: "")
    index = stop
    return true
  }

  /// Takes bytes off the end of the text that was read last.
  private mutating func unput(_ count: Int) -> Bool {
    var left = Int32(count)
    while left > 0 {
      let last = tree[node].lastChild
      guard last != MarkdownTree.none, tree[last].kind == .text else { return false }
      let length = tree[last].end - tree[last].start
      if length > left {
        tree[last].end -= left
        return true
      }
      left -= length
      tree.unlink(last)
    }
    return true
  }

  private func domainEnd(_ start: Int, isShort: Bool) -> Int? {
    let text = tree.buffer
    var position = start + 1
    var (dots, former, latter) = (0, 0, 0)
    while position < end - 1 {
      let byte = text[position]
      if byte == UInt8(ascii: "_") {
        latter += 1
      } else if byte == UInt8(ascii: ".") {
        (former, latter) = (latter, 0)
        dots += 1
      } else if byte != UInt8(ascii: "-") {
        guard let scalar = Characters.scalar(text, at: position, end: end), !Characters.isWhiteSpace(scalar),
          !Characters.isPunctuation(scalar)
        else { break }
        if byte >= 0x80 { position += UTF8.width(scalar) - 1 }
      }
      position += 1
    }
    if former > 0 || latter > 0, dots <= 10 { return nil }
    return isShort || dots > 0 ? position : nil
  }

  /// The end of an address, without what belongs to the sentence around it.
  private func addressEnd(_ start: Int, _ domain: Int) -> Int {
    let text = tree.buffer
    var stop = domain
    while stop < end, !text[stop].isWhiteSpace, text[stop] != UInt8(ascii: "<") { stop += 1 }
    var (opened, closed) = (0, 0)
    for byte in text[start..<stop] {
      if byte == UInt8(ascii: "(") { opened += 1 } else if byte == UInt8(ascii: ")") { closed += 1 }
    }
    while stop > start {
      let last = text[stop - 1]
      if "?!.,:*_~'\"".utf8.contains(last) {
        stop -= 1
      } else if last == UInt8(ascii: ";") {
        var name = stop - 2
        while name > start, text[name].isLetter { name -= 1 }
        stop = name < stop - 2 && text[name] == UInt8(ascii: "&") ? name : stop - 1
      } else if last == UInt8(ascii: ")"), closed > opened {
        closed -= 1
        stop -= 1
      } else {
        break
      }
    }
    return stop
  }

  private mutating func link(_ range: Range<Int>, prefix: String) {
    let made = makeLink(range, prefix)
    tree.append(made, to: node)
  }

  private mutating func makeLink(_ range: Range<Int>, _ prefix: String) -> MarkdownTree.Node {
    let start = Int32(tree.buffer.count)
    tree.buffer += prefix.utf8
    tree.buffer += Array(tree.buffer[range])
    let stop = Int32(tree.buffer.count)
    let made = tree.add(.link)
    tree[made].value = Int32(tree.links.count)
    tree.links.append(MarkdownTree.Link(address: start..<stop, title: stop..<stop))
    let text = tree.add(.text)
    (tree[text].start, tree[text].end) = (Int32(range.lowerBound), Int32(range.upperBound))
    tree.append(text, to: made)
    return made
  }

  // MARK: Mail

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
      let isClosed = tree[current].kind == .link || tree[current].kind == .image
      if !isClosed, tree[current].firstChild != MarkdownTree.none {
        current = tree[current].firstChild
        continue
      }
      current = following(current, leaf)
    }
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
      from = at + 1
      guard let range = mail(around: at, start, stop) else { continue }
      let link = makeLink(range, "mailto:")
      tree.insert(link, after: node)
      let rest = tree.add(.text)
      (tree[rest].start, tree[rest].end) = (Int32(range.upperBound), Int32(stop))
      tree.insert(rest, after: link)
      tree[node].end = Int32(range.lowerBound)
      return rest
    }
    return following(node, leaf)
  }

  private func mail(around at: Int, _ start: Int, _ stop: Int) -> Range<Int>? {
    let text = tree.buffer
    var first = at
    while first > start, text[first - 1].isAlphanumeric || ".+-_".utf8.contains(text[first - 1]) { first -= 1 }
    guard first < at else { return nil }
    if first > start, text[first - 1] == UInt8(ascii: "/") { return nil }
    var last = at
    var (ats, dots) = (0, 0)
    while last < stop {
      let byte = text[last]
      if byte.isAlphanumeric {
      } else if byte == UInt8(ascii: "@") {
        ats += 1
      } else if byte == UInt8(ascii: "."), last + 1 < stop, text[last + 1].isAlphanumeric {
        dots += 1
      } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      last += 1
    }
    guard last - at >= 2, ats == 1, dots > 0, text[last - 1].isLetter || text[last - 1] == UInt8(ascii: ".") else {
      return nil
    }
    while last > at, "?!.,:*_~'\"".utf8.contains(text[last - 1]) { last -= 1 }
    return last > at + 1 ? first..<last : nil
  }
}
