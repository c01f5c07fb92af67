import HTMLParsing

/// Code, tags, quotes and struck text as kramdown reads them.
extension InlineParser {
  // MARK: Code

  mutating func readKramdownCode() {
    let start = index
    var content = index
    while content < end, tree.buffer[content] == UInt8(ascii: "`") { content += 1 }
    let ticks = Array(tree.buffer[start..<content])
    let isLoose = start == leafStart || tree.buffer[start - 1].isWhiteSpace
    // A single one between spaces is only a sign.
    let isSign = ticks.count == 1 && isLoose && content < end && tree.buffer[content].isWhiteSpace
    guard !isSign, state.budget > 0, let close = tree.buffer[content..<end].byteRange(of: ticks) else {
      state.budget -= end - content
      return add(text: content)
    }
    var inner = tree.buffer[content..<close.lowerBound]
    if ticks.count > 1 {
      if inner.first == 0x20 { inner = inner.dropFirst() }
      if inner.last == 0x20 { inner = inner.dropLast() }
    }
    add(.inlineCode, inner.startIndex..<inner.endIndex)
    index = close.upperBound
  }

  // MARK: Strikethrough

  mutating func readKramdownStrike() {
    let open = index + 2
    guard dialect.strikethrough, mayNest, open < end, tree.buffer[index + 1] == UInt8(ascii: "~"),
      !tree.buffer[open].isWhiteSpace, tree.buffer[open] != UInt8(ascii: "~"), let close = strikeEnd(open)
    else { return add(text: index + 1) }
    let (outer, whole, before) = (node, end, state)
    let made = tree.add(.strikethrough)
    (node, index, end) = (made, open, close)
    // What is open around it does not count in it.
    (state.isInStrong, state.isInEmphasis, state.isInLink) = (false, false, false)
    _ = readSpans(to: .leaf)
    let budget = state.budget
    (node, index, end, state) = (outer, close + 2, whole, before)
    state.budget = budget
    tree.append(made, to: node)
  }

  private mutating func strikeEnd(_ open: Int) -> Int? {
    var position = open + 1
    while position + 1 < end {
      if tree.buffer[position] == UInt8(ascii: "~"), tree.buffer[position + 1] == UInt8(ascii: "~"),
        !tree.buffer[position - 1].isWhiteSpace, tree.buffer[position - 1] != UInt8(ascii: "~")
      {
        return position
      }
      position += 1
    }
    state.budget -= position - open
    return nil
  }

  // MARK: Tags

  /// - Returns: whether anything was read.
  mutating func readKramdownTag() -> Bool {
    if readKramdownAutolink() { return true }
    guard index + 1 < end else { return false }
    let next = tree.buffer[index + 1]
    if next == UInt8(ascii: "!") {
      guard state.budget > 0, tree.buffer[index..<end].starts(with: "<!--".utf8) else { return false }
      guard let close = tree.buffer[(index + 4)..<end].byteRange(of: Array("-->".utf8)) else {
        state.budget -= end - index
        add(text: index + 1)
        return true
      }
      add(.inlineHTML, index..<close.upperBound)
      index = close.upperBound
      return true
    }
    guard next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "?") else { return false }
    guard state.budget > 0, let close = InlineHTML.tag(tree.buffer, index, end) else {
      state.budget -= min(end - index, 1_000)
      add(text: index + 1)
      return true
    }
    let name = tree.buffer[(index + 1)..<close].prefix { $0.isAlphanumeric || $0 == 0x2D }.map(\.lowercased)
    let text = String(decoding: name, as: UTF8.self)
    // An end tag without a beginning, and what belongs to blocks, is text.
    guard next.isLetter, !KramdownMarks.blockElements.contains(text) else {
      add(text: close)
      return true
    }
    let isClosed = tree.buffer[close - 2] == UInt8(ascii: "/") || KramdownMarks.voidElements.contains(text)
    add(.inlineHTML, index..<close)
    index = close
    if !isClosed { readContent(of: name, isRaw: !KramdownMarks.spanContent.contains(text)) }
    return true
  }

  /// Reads an element's content and its end tag, which is written where it stands nowhere.
  private mutating func readContent(of name: [UInt8], isRaw: Bool) {
    if isRaw || !mayNest {
      let stop = KramdownMarks.matchingEndTag(of: name, in: tree.buffer[index..<end]) ?? end
      if stop > index { add(.inlineHTML, index..<stop) }
      state.budget -= stop - index
      index = stop
    } else {
      _ = readSpans(to: .endTag(name))
    }
    if index < end, let length = KramdownMarks.endTagLength(of: name, in: tree.buffer[index..<end]) {
      add(.inlineHTML, index..<(index + length))
      index += length
    } else {
      let start = tree.buffer.count
      tree.buffer += Array("</".utf8) + name + [UInt8(ascii: ">")]
      add(.inlineHTML, start..<tree.buffer.count)
    }
  }

  private mutating func readKramdownAutolink() -> Bool {
    let start = index + 1
    guard state.budget > 0, start < end, tree.buffer[start].isAlphanumeric || tree.buffer[start] >= 0x80 else {
      return false
    }
    let stop = tree.buffer[start..<end].firstIndex { $0 == UInt8(ascii: ">") || $0 == 0x0A }
    state.budget -= (stop ?? end) - index
    guard let stop, stop > start, tree.buffer[stop] != 0x0A else { return false }
    let text = tree.buffer[start..<stop]
    if text.starts(with: "mailto:".utf8), text.count > 7 {
      linkInAngles((start + 7)..<stop, prefix: "mailto:")
    } else if ["http:", "https:", "ftp:", "ftps:"].contains(where: {
      text.starts(with: $0.utf8) && text.count > $0.utf8.count
    }) {
      linkInAngles(start..<stop, prefix: "")
    } else {
      let isMail = text.allSatisfy { $0.isAlphanumeric || $0 >= 0x80 || "-_.@".utf8.contains($0) }
      guard isMail, text.filter({ $0 == UInt8(ascii: "@") }).count == 1, text.first != UInt8(ascii: "@"),
        text.last != UInt8(ascii: "@")
      else { return false }
      linkInAngles(start..<stop, prefix: "mailto:")
    }
    index = stop + 1
    return true
  }

  // MARK: Quotes

  /// Reads a quote, and the character in front of it if the index is at that (kramdown's `SQ_RULES`).
  mutating func readKramdownQuote(behind given: Unicode.Scalar? = nil) {
    var before = given
    if !isQuote(index) {
      before = Characters.scalar(tree.buffer, at: index, end: end)
      add(text: index + scalarLength(tree.buffer[index]))
    }
    let sign = tree.buffer[index]
    let (opening, closing) = sign == UInt8(ascii: "'") ? ("‘", "’") : ("“", "”")
    if isQuote(index + 1), tree.buffer[index + 1] != sign, isWord(index + 2),
      before == nil || before.map({ isSpace($0) }) == true
    {
      addText((sign == UInt8(ascii: "'") ? "‘“" : "“‘").utf8)
      index += 2
      return
    }
    // Of two quotes the second closes, unless a rule is for the first one.
    if before == nil, isQuote(index + 1), !isClosedBySign(tree.buffer[index + 1]) {
      add(text: index + 1)
      addText((tree.buffer[index] == UInt8(ascii: "'") ? "’" : "”").utf8)
      index += 1
      return
    }
    addText((opens(before) ? opening : closing).utf8)
    index += 1
  }

  private func opens(_ before: Unicode.Scalar?) -> Bool {
    let isSingle = tree.buffer[index] == UInt8(ascii: "'")
    let next = index + 1 < end ? tree.buffer[index + 1] : 0x0A
    if before == nil {
      if next == UInt8(ascii: "*") || next == UInt8(ascii: "_") {
        let second = index + 2 < end ? tree.buffer[index + 2] : 0x0A
        if !second.isWhiteSpace { return true }
      }
      if isClosedBySign(next) { return false }
    }
    if before == nil || before.map({ isSpace($0) }) == true {
      // '90s.
      if isSingle, next.isDigit, index + 3 < end, tree.buffer[index + 2].isDigit,
        tree.buffer[index + 3] == UInt8(ascii: "s")
      {
        return false
      }
    }
    if let before {
      if isSpace(before) { return true }
      return " \\\t\r\n[{(-".unicodeScalars.contains(before)
    }
    if next.isWhiteSpace || index + 1 >= end { return false }
    return !(next == UInt8(ascii: "s") && !isWordScalar(index + 2))
  }

  /// A sign of punctuation that no word follows, and that begins no ellipsis.
  private func isClosedBySign(_ next: UInt8) -> Bool {
    guard index + 1 < end, next.isPunctuation, next != UInt8(ascii: "&"), next != UInt8(ascii: "~") else {
      return false
    }
    if tree.buffer[(index + 2)..<end].starts(with: "..".utf8) { return false }
    return (next == UInt8(ascii: "_")) == isWordScalar(index + 2)
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x80 && UInt8(scalar.value).isWhiteSpace }

  private func isWord(_ position: Int) -> Bool {
    position < end && (tree.buffer[position].isAlphanumeric || tree.buffer[position] == UInt8(ascii: "_"))
  }

  private func isWordScalar(_ position: Int) -> Bool {
    guard let scalar = Characters.scalar(tree.buffer, at: position, end: end) else { return false }
    return scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
