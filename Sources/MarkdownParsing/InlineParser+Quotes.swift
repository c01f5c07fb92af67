/// Quotes and apostrophes as Goldmark's typographer sets them.
extension InlineParser {
  mutating func readGoldmarkQuote(_ sign: UInt8) {
    if let mark = goldmarkQuote(sign) {
      addText(mark.utf8)
      index += 1
    } else {
      addText(to: index + 1)
    }
  }

  private mutating func goldmarkQuote(_ sign: UInt8) -> String? {
    let start = Int(tree[node].start)
    let before = Characters.scalar(tree.buffer, before: index, start: start) ?? "\n"
    if quoteRun.sign != sign || quoteRun.end <= index {
      quoteRun = (sign, index)
      while quoteRun.end < end, tree.buffer[quoteRun.end] == sign { quoteRun.end += 1 }
    }
    let after = Characters.scalar(tree.buffer, at: quoteRun.end, end: end) ?? " "
    let flanking = Flanking(before, after, dialect)
    let isLeft = flanking.isLeft && !flanking.isRight
    let mayClose = flanking.isRight && (!flanking.isLeft || endsBehindSign())
    if sign == UInt8(ascii: "'") { return apostrophe(before, isLeft: isLeft, mayClose: mayClose) }
    if isLeft {
      openQuotes.double += 1
      return "“"
    }
    guard openQuotes.double > 0, mayClose else { return nil }
    // `Monitor 21""`.
    if byte(1) == sign, before.properties.numericType == .decimal { return nil }
    openQuotes.double -= 1
    return "”"
  }

  private mutating func apostrophe(_ before: Unicode.Scalar, isLeft: Bool, mayClose: Bool) -> String? {
    let next = Characters.scalar(tree.buffer, at: index + 1, end: end)
    if isLeft, byte(1).isDigit, byte(2).isDigit, byte(3) == UInt8(ascii: "s") {
      let behind = Characters.scalar(tree.buffer, at: index + 4, end: end) ?? " "
      if Characters.isWhiteSpace(behind) || Flanking.isSign(behind, dialect) { return "’" }
    }
    // 'twas, 'em, 'net.
    if "tenl".utf8.contains(byte(1)), Characters.isPunctuation(before) && !before.isMathematical || before.isWhiteSpace
    {
      return "’"
    }
    if let next, before.isLetter || before.properties.numericType == .decimal, next.isLetter { return "’" }
    if isLeft {
      if isContraction() { return "’" }
      openQuotes.single += 1
      return "‘"
    }
    if index + 2 < lineEnd(), !byte(1).isDigit { return "’" }
    guard openQuotes.single > 0, mayClose else { return nil }
    openQuotes.single -= 1
    return "’"
  }

  /// `'s`, `'ve` and the like.
  private func isContraction() -> Bool {
    func ends(_ offset: Int) -> Bool {
      index + offset >= end || byte(offset).isPunctuation || byte(offset).isWhiteSpace
    }
    if "smtd".utf8.contains(byte(1)), ends(2) { return true }
    return ["ve", "ll", "re"].contains { tree.buffer[(index + 1)..<end].starts(with: $0.utf8) } && ends(3)
  }

  /// Whether a sign of punctuation follows, and behind that the word ends.
  private func endsBehindSign() -> Bool {
    guard let next = Characters.scalar(tree.buffer, at: index + 1, end: end), Characters.isPunctuation(next),
      !next.isMathematical
    else { return false }
    return index + 2 >= end || byte(2).isPunctuation || byte(2).isWhiteSpace
  }

  /// A byte behind the sign; a line's end where there is none.
  private func byte(_ offset: Int) -> UInt8 { index + offset < end ? tree.buffer[index + offset] : 0x0A }

  /// Where the line at hand ends, its line feed with it.
  private func lineEnd() -> Int {
    tree.buffer[index..<min(index + 3, end)].firstIndex(of: 0x0A).map { $0 + 1 } ?? end
  }
}

/// Which sides of a run of signs text stands at (CommonMark 0.31, section 6.2).
struct Flanking {
  let isLeft: Bool
  let isRight: Bool
  let signBefore: Bool
  let signAfter: Bool

  init(_ before: Unicode.Scalar, _ after: Unicode.Scalar, _ dialect: MarkdownDialect) {
    let (spaceBefore, spaceAfter) = (before.isSpace(in: dialect), after.isSpace(in: dialect))
    (signBefore, signAfter) = (Flanking.isSign(before, dialect), Flanking.isSign(after, dialect))
    isLeft = !spaceAfter && (!signAfter || spaceBefore || signBefore)
    isRight = !spaceBefore && (!signBefore || spaceAfter || signAfter)
  }

  /// Punctuation; to Goldmark also symbols.
  static func isSign(_ scalar: Unicode.Scalar, _ dialect: MarkdownDialect) -> Bool {
    if Characters.isPunctuation(scalar) { return true }
    guard dialect.family == .goldmark, scalar.value >= 0x80 else { return false }
    switch scalar.properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return true
    default: return false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWhiteSpace: Bool { Characters.isWhiteSpace(self) || self == "\u{B}" || self == "\u{85}" }
  fileprivate func isSpace(in dialect: MarkdownDialect) -> Bool {
    dialect.family == .goldmark ? isWhiteSpace : Characters.isWhiteSpace(self)
  }
  fileprivate var isLetter: Bool { value < 0x80 ? UInt8(value).isLetter : properties.isAlphabetic }
  /// Signs of ASCII that Unicode does not take for punctuation.
  fileprivate var isMathematical: Bool { value < 0x80 && "$+<=>^`|~".utf8.contains(UInt8(value)) }
}
