/// Bare addresses (github.github.com/gfm, section 6.9).
extension InlineParser {
  /// `www.example.org`.
  mutating func linkHost() -> Bool {
    guard brackets.allowsAddresses, tree.buffer[index..<end].starts(with: "www.".utf8) else { return false }
    if index > Int(tree[node].start) {
      let before = tree.buffer[index - 1]
      guard before.isTrimmed || "*_~(".utf8.contains(before) else { return false }
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
    guard brackets.allowsAddresses, tree.buffer[index..<end].starts(with: "://".utf8) else { return false }
    var start = index
    let leaf = Int(tree[node].start)
    while start > leaf, tree.buffer[start - 1].isLetter { start -= 1 }
    let scheme = tree.buffer[start..<index].map(\.lowercased)
    guard ["http", "https", "ftp"].contains(where: { scheme.elementsEqual($0.utf8) }),
      isHostSign(index + 3), let domain = domainEnd(index + 3, isShort: true), unput(index - start)
    else { return false }
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

  /// Whether a character may stand in the name of a host.
  private func isHostSign(_ position: Int) -> Bool {
    guard position < end, tree.buffer[position] & 0xC0 != 0x80,
      let scalar = Characters.scalar(tree.buffer, at: position, end: end)
    else { return false }
    return !Characters.isWhiteSpace(scalar) && !Characters.isPunctuation(scalar)
  }

  /// The end of a host's name, which is read byte by byte: within a character of several it is at its end, as in cmark. A name
  /// with underscores in its last two parts is none.
  private mutating func domainEnd(_ start: Int, isShort: Bool) -> Int? {
    guard !refusedHosts.contains(start) else { return nil }
    var position = start + 1
    var (dots, former, latter) = (0, 0, 0)
    var (formerStart, latterStart) = (start, start)
    while position < end - 1 {
      let byte = tree.buffer[position]
      if byte == UInt8(ascii: "_") {
        latter += 1
      } else if byte == UInt8(ascii: ".") {
        (former, latter) = (latter, 0)
        (formerStart, latterStart) = (latterStart, position)
        dots += 1
      } else if byte != UInt8(ascii: "-"), !isHostSign(position) {
        break
      }
      position += 1
    }
    if former > 0 || latter > 0 {
      refusedHosts = start..<formerStart
      return nil
    }
    return isShort || dots > 0 ? position : nil
  }

  /// The end of an address, without what belongs to the sentence around it.
  private func addressEnd(_ start: Int, _ domain: Int) -> Int {
    let text = tree.buffer
    var stop = domain
    while stop < end, !text[stop].isTrimmed, text[stop] != UInt8(ascii: "<") { stop += 1 }
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

  mutating func link(_ range: Range<Int>, prefix: String) {
    let made = makeLink(range, prefix)
    tree.append(made, to: node)
  }

  mutating func makeLink(_ range: Range<Int>, _ prefix: String) -> MarkdownTree.Node {
    let start = Int32(tree.buffer.count)
    tree.buffer += prefix.utf8
    tree.buffer += Array(tree.buffer[range])
    let stop = Int32(tree.buffer.count)
    let made = tree.add(.link)
    tree[made].value = Int32(tree.links.count)
    tree[made].flag = true
    tree.links.append(MarkdownTree.Link(address: start..<stop, title: stop..<stop))
    let text = tree.add(.text)
    (tree[text].start, tree[text].end) = (Int32(range.lowerBound), Int32(range.upperBound))
    tree.append(text, to: made)
    return made
  }
}
