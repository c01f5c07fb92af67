/// Paragraphs and line breaks of a post that was written without blocks: WordPress keeps the text with blank lines and without elements
/// for them, and makes these whenever it shows it (`wpautop`). Blank lines part paragraphs, what is a block of its own stays one, and
/// other line ends are breaks.
struct PostParagraphs {
  private var out: [UInt8] = []
  private var chunk: [PostMark.Piece] = []

  /// - Parameter text: of a post, well-formed UTF-8.
  /// - Returns: HTML.
  static func html(_ text: [UInt8]) -> [UInt8] {
    var paragraphs = PostParagraphs()
    let pieces = PostMark.pieces(of: text.filter { $0 != 0x0D })
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .mark(let mark): paragraphs.add(mark)
      case .text(let bytes):
        paragraphs.add(
          bytes, after: index > 0 ? pieces[index - 1].mark : nil,
          before: index + 1 < pieces.count ? pieces[index + 1].mark : nil)
      }
    }
    paragraphs.finish()
    return paragraphs.out
  }

  private mutating func add(_ mark: PostMark) {
    if mark.isBreak {
      // Two of them, with nothing between, part paragraphs.
      if let last = lastBreak {
        chunk.removeSubrange(last...)
        finish()
        return
      }
      chunk.append(.mark(mark))
      return
    }
    if mark.isBlock, !mark.isClosing, !mark.isGlued { finish() }
    chunk.append(.mark(mark))
    if mark.isBlock, mark.isClosing || mark.name == "hr" || mark.isWhole, !mark.isGlued { finish() }
  }

  /// The position of a break behind which there is white space only.
  private var lastBreak: Int? {
    for index in chunk.indices.reversed() {
      switch chunk[index] {
      case .text(let bytes): if !bytes.allSatisfy(\.isBlank) { return nil }
      case .mark(let mark): return mark.isBreak ? index : nil
      }
    }
    return nil
  }

  private mutating func add(_ text: [UInt8], after: PostMark?, before: PostMark?) {
    var text = text[...]
    // White space means nothing around what has no text around it.
    if after?.gluesAfter == true { text = text.drop(while: \.isBlank) }
    if before?.gluesBefore == true { while text.last?.isBlank == true { text.removeLast() } }
    while let end = text.firstIndex(of: 0x0A) {
      let next = text[(end + 1)...].firstIndex { !$0.isBlank } ?? text.endIndex
      guard text[(end + 1)..<next].contains(0x0A) else {
        chunk.append(.text(Array(text[..<next])))
        text = text[next...]
        continue
      }
      chunk.append(.text(Array(text[..<end])))
      finish()
      text = text[next...]
    }
    if !text.isEmpty { chunk.append(.text(Array(text))) }
  }

  /// Writes what has come together as a paragraph, or as the block that it is.
  private mutating func finish() {
    defer { chunk = [] }
    // Comments alone are no paragraph.
    guard chunk.contains(where: { $0.mark.map { !$0.name.isEmpty } ?? !$0.isBlank }) else { return }
    var isOpen = false
    var isBegun = false
    let end = chunk.lastIndex { !$0.isBlank && !($0.mark?.isBlock == true && $0.mark?.isClosing == true) } ?? -1
    for (index, piece) in chunk.enumerated() {
      let isRest = index > end
      if isRest, isOpen {
        out += "</p>".utf8
        isOpen = false
      }
      switch piece {
      case .text(let bytes):
        let isFirst = !isBegun && bytes.allSatisfy { $0 == 0x0A }
        if isFirst || isRest && bytes.allSatisfy(\.isBlank) && index == chunk.count - 1 { continue }
        if !isBegun { open(&isOpen) }
        isBegun = true
        write(index == chunk.startIndex ? bytes[...].drop { $0 == 0x0A } : bytes[...], at: index)
      case .mark(let mark):
        if !isBegun, !mark.isBlock { open(&isOpen) }
        isBegun = true
        out += mark.isBreak ? Array("<br />".utf8) : mark.bytes
        if mark.name == "blockquote", !mark.isClosing, !isEnd(index) { open(&isOpen) }
      }
    }
    while out.last == 0x0A { out.removeLast() }
    if isOpen { out += "</p>".utf8 }
    out.append(0x0A)
  }

  private mutating func open(_ isOpen: inout Bool) {
    out += "<p>".utf8
    isOpen = true
  }

  private func isEnd(_ index: Int) -> Bool { chunk[(index + 1)...].allSatisfy(\.isBlank) }

  /// Writes text, with a break at the end of each line that nothing else ends.
  private mutating func write(_ text: ArraySlice<UInt8>, at index: Int) {
    for (offset, byte) in zip(text.indices, text) {
      guard byte == 0x0A else {
        out.append(byte)
        continue
      }
      let rest = chunk[(index + 1)...].first { !$0.isBlank }
      let isLast = text[offset...].allSatisfy(\.isBlank)
      while let last = out.last, last == 0x20 || last == 0x09 { out.removeLast() }
      let follows = isLast && (rest == nil || rest?.mark?.isBlock == true)
      let before = chunk[..<index].last { !$0.isBlank }?.mark
      let isFirst = text[..<offset].allSatisfy(\.isBlank) && (before?.isBlock == true || before?.isBreak == true)
      if !follows, !isFirst { out += "<br />".utf8 }
      out.append(0x0A)
    }
  }
}

extension UInt8 {
  /// A space, or the like.
  var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
