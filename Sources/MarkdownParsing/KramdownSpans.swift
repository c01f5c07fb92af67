/// Kramdown's inlines, which are read in order: what does not end as it should is text, and is read again behind its first sign
/// (kramdown/parser/kramdown.rb, `parse_spans`).
extension InlineParser {
  /// What of a leaf's reading is the same for all that it calls.
  struct KramdownState {
    var isInEmphasis = false
    var isInStrong = false
    var isInLink = false
    var depth = 0
    /// Brackets of the link that is being read that wait for their end.
    var brackets = 0
    /// Signs that may still be looked at: reading again and again would cost more than the text is worth.
    var budget = 0
  }

  /// What ends a part of a leaf.
  enum SpanStop {
    case leaf
    case emphasis(sign: UInt8, count: Int)
    case bracket
    case endTag([UInt8])
  }

  private static let depthLimit = 40

  var mayNest: Bool { state.budget > 0 && state.depth < InlineParser.depthLimit }

  mutating func readSpans() {
    state = KramdownState()
    state.budget = 40 * (end - index) + 10_000
    _ = readSpans(to: .leaf)
  }

  /// - Returns: whether the end was found; the index is in front of it.
  mutating func readSpans(to stop: SpanStop) -> Bool {
    state.depth += 1
    defer { state.depth -= 1 }
    while index < end {
      let start = index
      readPlain()
      state.budget -= index - start + 1
      guard index < end else { break }
      if isAt(stop) { return true }
      readSpan()
    }
    if case .leaf = stop { return true }
    return false
  }

  /// Reads text up to a sign, or up to the character in front of a quote.
  private mutating func readPlain() {
    var next = index
    while next < end, !specials[Int(tree.buffer[next])], !isQuote(next + 1) { next += 1 }
    while next > index, next < end, tree.buffer[next] & 0xC0 == 0x80 { next -= 1 }
    var stop = next
    if next < end, tree.buffer[next] == 0x0A { while stop > index, tree.buffer[stop - 1].isSpaceOrTab { stop -= 1 } }
    if stop > index { add(.text, index..<stop) }
    index = next
  }

  func isQuote(_ position: Int) -> Bool {
    guard dialect.typographer, position < end else { return false }
    return tree.buffer[position] == UInt8(ascii: "\"") || tree.buffer[position] == UInt8(ascii: "'")
  }

  private mutating func isAt(_ stop: SpanStop) -> Bool {
    switch stop {
    case .leaf: return false
    case .emphasis(let sign, let count): return tree.buffer[index] == sign && endsEmphasis(sign, count)
    case .endTag(let name):
      guard tree.buffer[index] == UInt8(ascii: "<") else { return false }
      return KramdownMarks.endTagLength(of: name, in: tree.buffer[index..<end]) != nil
    case .bracket:
      let byte = tree.buffer[index]
      if byte == UInt8(ascii: "]") {
        state.brackets -= 1
      } else if byte == UInt8(ascii: "[")
        || byte == UInt8(ascii: "!") && index + 1 < end && tree.buffer[index + 1] == UInt8(ascii: "[")
      {
        state.brackets += 1
      } else {
        return false
      }
      return state.brackets == 0
    }
  }

  private mutating func readSpan() {
    if !dialect.passthrough.isEmpty, readPassthrough() { return }
    let byte = tree.buffer[index]
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return readKramdownEmphasis(byte)
    case UInt8(ascii: "`"): return readKramdownCode()
    case UInt8(ascii: "<"): if readKramdownTag() { return }
    case UInt8(ascii: "["), UInt8(ascii: "!"): if readKramdownBracket() { return }
    default: break
    }
    if isQuote(index) || byte != UInt8(ascii: "\\") && byte != 0x0A && isQuote(index + scalarLength(byte)) {
      return readKramdownQuote()
    }
    readMark(byte)
  }

  func scalarLength(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2 }

  /// Signs that stand for themselves.
  private mutating func readMark(_ byte: UInt8) {
    switch byte {
    case 0x0A:
      readLineEnd()
      if isQuote(index) { readKramdownQuote(behind: "\n") }
    case UInt8(ascii: "$"): readDollar()
    case UInt8(ascii: "{"): readBrace()
    case UInt8(ascii: "&"): readReference()
    case UInt8(ascii: ":"): readColon()
    case UInt8(ascii: "-") where dialect.typographer: readHyphens()
    case UInt8(ascii: ".") where dialect.typographer: readPeriods()
    case UInt8(ascii: ">") where dialect.typographer: readGuillemet()
    case UInt8(ascii: "<") where dialect.typographer && index + 1 < end && tree.buffer[index + 1] == byte:
      addText("«".utf8)
      index += 2
    case UInt8(ascii: "~"): readKramdownStrike()
    case UInt8(ascii: "\\"): readKramdownEscape()
    default:
      let next = min(index + scalarLength(byte), end)
      add(.text, index..<next)
      index = next
    }
  }

  private mutating func readKramdownEscape() {
    let next = index + 1
    guard next < end else { return add(text: index + 1) }
    if "\\.*_+`<>()[]{}#!:|\"'$=-~".utf8.contains(tree.buffer[next]) {
      // Two backslashes at a line's end break it, as one does.
      if tree.buffer[next] == UInt8(ascii: "\\"), next + 1 < end, tree.buffer[next + 1] == 0x0A {
        index = next + 2
        add(.lineBreak)
        return
      }
      index = next
      add(text: next + 1)
    } else if tree.buffer[next] == 0x0A {
      index = next + 1
      add(.lineBreak)
    } else {
      add(text: next)
    }
  }

  mutating func add(text next: Int) {
    add(.text, index..<next)
    index = next
  }

  // MARK: Emphasis

  private mutating func readKramdownEmphasis(_ sign: UInt8) {
    let start = index
    let count = index + 1 < end && tree.buffer[index + 1] == sign ? 2 : 1
    let behind = start + count
    let isNested = count == 2 ? state.isInStrong : state.isInEmphasis
    guard mayNest, !isNested, behind >= end || !tree.buffer[behind].isWhiteSpace,
      sign != UInt8(ascii: "_") || !followsWord(start)
    else { return add(text: behind) }
    if emphasize(sign, count) { return }
    if count == 2, tree[node].kind != .emphasis, emphasize(sign, 1) { return }
    add(text: behind)
  }

  /// Whether letters stand in front of a position, with or without a hyphen behind them.
  private func followsWord(_ position: Int) -> Bool {
    guard let before = Characters.scalar(tree.buffer, before: position, start: leafStart) else { return false }
    if before.properties.isAlphabetic { return true }
    guard before == "-" else { return false }
    return Characters.scalar(tree.buffer, before: position - 1, start: leafStart)?.properties.isAlphabetic ?? false
  }

  private mutating func emphasize(_ sign: UInt8, _ count: Int) -> Bool {
    let start = index
    let size = tree.size
    let (outer, isInStrong, isInEmphasis) = (node, state.isInStrong, state.isInEmphasis)
    let made = tree.add(count == 2 ? .strong : .emphasis)
    node = made
    if count == 2 { state.isInStrong = true } else { state.isInEmphasis = true }
    index += count
    let isFound = readSpans(to: .emphasis(sign: sign, count: count))
    (node, state.isInStrong, state.isInEmphasis) = (outer, isInStrong, isInEmphasis)
    guard isFound else {
      index = start
      tree.shrink(to: size)
      return false
    }
    index += count
    tree.append(made, to: node)
    return true
  }

  private func endsEmphasis(_ sign: UInt8, _ count: Int) -> Bool {
    var run = index
    while run < end, run < index + 3, tree.buffer[run] == sign { run += 1 }
    guard run - index >= count, !tree.buffer[index - 1].isWhiteSpace, count == 2 || run - index != 2,
      tree[node].firstChild != MarkdownTree.none
    else { return false }
    guard sign == UInt8(ascii: "_"), let next = Characters.scalar(tree.buffer, at: index + count, end: end) else {
      return true
    }
    return !next.properties.isAlphabetic && next.properties.numericType == nil
  }
}
