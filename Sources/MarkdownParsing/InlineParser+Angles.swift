import HTMLParsing

/// What begins with an angle bracket: addresses and raw HTML (CommonMark 0.29, sections 6.9 and 6.10).
extension InlineParser {
  mutating func readAngle() {
    if dialect.typographer, index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: "<") {
      addText("«".utf8)
      index += 2
      return
    }
    if let close = AutolinkScanner.address(tree.buffer, index, end) {
      linkInAngles((index + 1)..<(close - 1), prefix: "")
      index = close
    } else if let close = AutolinkScanner.mail(tree.buffer, index, end) {
      linkInAngles((index + 1)..<(close - 1), prefix: "mailto:")
      index = close
    } else if let close = htmlEnd() {
      add(.inlineHTML, index..<close)
      index = close
    } else {
      addText(to: index + 1)
    }
  }

  /// A link whose text is its address.
  mutating func linkInAngles(_ text: Range<Int>, prefix: String) {
    let start = Int32(tree.buffer.count)
    let address = Escapes.unescapedReferences(tree.buffer[text])
    tree.buffer += prefix.utf8
    tree.buffer += address
    let number = Int32(tree.links.count)
    let stop = Int32(tree.buffer.count)
    tree.links.append(MarkdownTree.Link(address: start..<stop, title: stop..<stop))
    let link = add(.link)
    tree[link].value = number
    tree[link].flag = true
    let inner = tree.add(.text)
    if tree.buffer[text].contains(UInt8(ascii: "&")) {
      let from = Int32(tree.buffer.count)
      tree.buffer += address
      (tree[inner].start, tree[inner].end) = (from, Int32(tree.buffer.count))
    } else {
      (tree[inner].start, tree[inner].end) = (Int32(text.lowerBound), Int32(text.upperBound))
    }
    tree.append(inner, to: link)
  }

  mutating func htmlEnd() -> Int? {
    let text = tree.buffer
    guard index + 1 < end else { return nil }
    switch text[index + 1] {
    case UInt8(ascii: "?"): return pairedEnd(UInt8(ascii: "?"), 1, from: index + 2)
    case UInt8(ascii: "!"):
      if text[index..<end].starts(with: "<!--".utf8) { return commentEnd() }
      if text[index..<end].starts(with: "<![CDATA[".utf8) { return pairedEnd(UInt8(ascii: "]"), 2, from: index + 9) }
      guard index + 2 < end, (0x41...0x5A).contains(text[index + 2]) else { return nil }
      let name = text[(index + 2)..<end].prefix { (0x41...0x5A).contains($0) }
      guard name.endIndex < end, text[name.endIndex].isWhiteSpace else { return nil }
      return rawEnd(">", from: index + 2, UInt8(ascii: ">"))
    default: return InlineHTML.tag(text, index, end)
    }
  }

  /// The end of an instruction or a CDATA section: a number of signs and `>`.
  ///
  /// cmark's scanner reads signs in groups that are longer by one: `<?a??>` does not end.
  private mutating func pairedEnd(_ sign: UInt8, _ count: Int, from start: Int) -> Int? {
    var position = start
    // The run at the beginning may be a part of a longer one, so that what is known of the others says nothing of it.
    while position < end {
      let run = tree.buffer[position..<end].prefix { $0 == sign }
      position = run.endIndex
      if run.count % (count + 1) == count, position < end, tree.buffer[position] == UInt8(ascii: ">") {
        return position + 1
      }
      guard !missing.contains(sign), let next = tree.buffer[position..<end].firstIndex(of: sign) else { break }
      position = next
    }
    missing.insert(sign)
    return nil
  }

  mutating func rawEnd(_ mark: StaticString, from start: Int, _ key: UInt8) -> Int? {
    guard !missing.contains(key), start <= end else { return nil }
    if let found = tree.buffer[start..<end].byteRange(of: Array(mark.description.utf8)) { return found.upperBound }
    missing.insert(key)
    return nil
  }

  /// The end of a comment by CommonMark 0.31, section 6.6.
  private mutating func laterCommentEnd(_ start: Int) -> Int? {
    if start < end, tree.buffer[start] == UInt8(ascii: ">") { return start + 1 }
    if tree.buffer[start..<end].starts(with: "->".utf8) { return start + 2 }
    return rawEnd("-->", from: start, UInt8(ascii: "-"))
  }

  mutating func commentEnd() -> Int? {
    let text = tree.buffer
    let start = index + 4
    if dialect.family == .goldmark { return laterCommentEnd(start) }
    guard start < end, text[start] != UInt8(ascii: ">"), !text[start..<end].starts(with: "->".utf8) else {
      // `<!---->`, which is empty.
      return text[index..<end].starts(with: "<!---->".utf8) ? index + 7 : nil
    }
    var position = start
    while position + 1 < end {
      if text[position] == UInt8(ascii: "-"), text[position + 1] == UInt8(ascii: "-") {
        return position + 2 < end && text[position + 2] == UInt8(ascii: ">") ? position + 3 : nil
      }
      position += 1
    }
    return nil
  }
}
