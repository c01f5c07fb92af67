import HTMLParsing

/// What dialects have beside CommonMark: typography, emoji, formulas, kramdown's marks.
extension InlineParser {
  // MARK: Typography

  mutating func readHyphens() {
    let start = index
    while index < end, tree.buffer[index] == UInt8(ascii: "-") { index += 1 }
    let count = index - start
    guard count > 1 else {
      add(.text, start..<index)
      return
    }
    let (em, en) = (count / 3, count % 3 / 2)
    addText((String(repeating: "—", count: em) + String(repeating: "–", count: en)).utf8)
    // One that is left over.
    if count % 3 == 1 { add(.text, (index - 1)..<index) }
  }

  mutating func readPeriods() {
    if tree.buffer[index..<end].starts(with: "...".utf8) {
      addText("…".utf8)
      index += 3
    } else {
      addText(to: index + 1)
    }
  }

  mutating func readGuillemet() {
    if index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: ">") {
      addText("»".utf8)
      index += 2
    } else {
      addText(to: index + 1)
    }
  }

  // MARK: Extensions

  mutating func readColon() {
    if dialect.emoji, let (text, next) = EmojiNames.read(tree.buffer, index, end) {
      addText(text)
      index = next
    } else if dialect.autolinks, linkAddress() {
      return
    } else {
      addText(to: index + 1)
    }
  }

  mutating func readHost() {
    if !linkHost() { readText() }
  }

  /// Text that another program reads: formulas.
  mutating func readPassthrough() -> Bool {
    for delimiters in dialect.passthrough {
      let open = Array(delimiters.open.utf8)
      guard tree.buffer[index..<end].starts(with: open) else { continue }
      let from = index + open.count
      guard let close = tree.buffer[from..<end].byteRange(of: Array(delimiters.close.utf8)) else { continue }
      add(.text, index..<close.upperBound)
      index = close.upperBound
      return true
    }
    return false
  }

  mutating func readDollar() {
    if readPassthrough() { return }
    guard dialect.kramdown, tree.buffer[index..<end].starts(with: "$$".utf8),
      let close = tree.buffer[(index + 2)..<end].byteRange(of: Array("$$".utf8)), close.lowerBound > index + 2
    else { return addText(to: index + 1) }
    let formula = tree.buffer[(index + 2)..<close.lowerBound].trimmingWhiteSpace
    add(.math, formula.startIndex..<formula.endIndex)
    index = close.upperBound
  }

  /// Kramdown's attributes and extensions within a line.
  mutating func readBrace() {
    guard dialect.kramdown, state.budget > 0, index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: ":") else {
      return addText(to: index + 1)
    }
    let start = index
    readExtension(tree.buffer[index..<end])
    // What was looked for, and is not there.
    if index == start + 1 { state.budget -= end - start }
  }

  private mutating func readExtension(_ rest: ArraySlice<UInt8>) {
    if rest.starts(with: "{::".utf8) {
      let name = Array(rest.dropFirst(3).prefix { $0.isLetter })
      guard !name.isEmpty, let close = rest.firstIndex(of: UInt8(ascii: "}")) else { return addText(to: index + 1) }
      if tree.buffer[close - 1] == UInt8(ascii: "/") {
        index = close + 1
        return
      }
      guard let stop = KramdownMarks.end(of: name, in: rest[(close + 1)...]) else { return addText(to: index + 1) }
      if name.elementsEqual("nomarkdown".utf8) { add(.inlineHTML, (close + 1)..<stop.lowerBound) }
      index = stop.upperBound
      return
    }
    let last = tree[node].lastChild
    guard last != MarkdownTree.none, tree[last].kind != .text,
      let close = KramdownMarks.listEnd(rest),
      let list = KramdownAttributes(rest[(index + 2)..<close], allowsNames: true)
    else { return addText(to: index + 1) }
    if tree[last].kind == .image || tree[last].kind == .link {
      let number = Int(tree[last].value)
      tree.links[number].attributes += list.pairs
    }
    index = close + 1
  }
}
