/// Tables (github.github.com/gfm, section 4.10).
extension BlockParser {
  /// A row's cells, as ranges of a text.
  static func cells(_ text: [UInt8], _ start: Int, _ end: Int) -> [Range<Int>]? {
    var index = start
    func passPipe() -> Bool {
      guard index < end, text[index] == UInt8(ascii: "|") else { return false }
      index += 1
      while index < end, text[index].isSpaceOrTab || text[index] == 0x0B || text[index] == 0x0C { index += 1 }
      return true
    }
    _ = passPipe()
    var cells: [Range<Int>] = []
    var expectsMore = true
    while index < end, expectsMore {
      let cell = index
      while index < end {
        let byte = text[index]
        if byte == 0x0A || byte == 0x0D { break }
        // Behind a backslash, escaped itself or not, a pipe is text.
        if byte == UInt8(ascii: "|"), index == cell || text[index - 1] != UInt8(ascii: "\\") { break }
        index += 1
      }
      let cellEnd = index
      let hasPipe = passPipe()
      if cellEnd > cell || hasPipe { cells.append(trimmed(text, cell..<cellEnd)) }
      expectsMore = hasPipe
    }
    return index == end && !cells.isEmpty ? cells : nil
  }

  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start].isTrimmed { start += 1 }
    while end > start, text[end - 1].isTrimmed { end -= 1 }
    return start..<end
  }

  /// The alignments that a line of dashes gives; `nil` for another line.
  private func delimiters() -> [UInt8]? {
    var found: [UInt8] = []
    var index = firstNonspace
    func skip() {
      while index < lineEnd, input[index].isSpaceOrTab || input[index] == 0x0B || input[index] == 0x0C { index += 1 }
    }
    if peek(index) == UInt8(ascii: "|") { index += 1 }
    while true {
      skip()
      let left = peek(index) == UInt8(ascii: ":") && index < lineEnd
      if left { index += 1 }
      let dashes = index
      while index < lineEnd, input[index] == UInt8(ascii: "-") { index += 1 }
      guard index > dashes else { return nil }
      let right = index < lineEnd && input[index] == UInt8(ascii: ":")
      if right { index += 1 }
      skip()
      found.append(left && right ? UInt8(ascii: "c") : left ? UInt8(ascii: "l") : right ? UInt8(ascii: "r") : 0)
      guard index < lineEnd else { return found }
      guard input[index] == UInt8(ascii: "|") else { return nil }
      index += 1
      var rest = index
      while rest < lineEnd, input[rest].isWhiteSpace { rest += 1 }
      if rest == lineEnd { return found }
    }
  }

  /// A table, or a row of one.
  mutating func openTable(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    switch kind {
    case .paragraph: openHeader(&container)
    case .table: openRow(&container)
    default: false
    }
  }

  /// Goldmark's, of which the lines need not have the marks of what is around it.
  mutating func openLazyTable(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    guard dialect.family == .goldmark, kind != .paragraph, tree[tip].kind == .paragraph else { return false }
    var paragraph = tip
    guard openHeader(&paragraph) else { return false }
    container = paragraph
    return true
  }

  private mutating func openHeader(_ container: inout MarkdownTree.Node) -> Bool {
    guard let columns = delimiters() else { return false }
    // To Goldmark what defines references is no part of a header.
    if dialect.family == .goldmark, !keepsText(container) { return false }
    let entry = tree[container]
    let (start, end) = (Int(entry.start), Int(entry.end))
    guard start < end else { return false }
    // The last line is that of the header; what stands before it stays a paragraph.
    let header = (tree.buffer[start..<(end - 1)].lastIndex(of: 0x0A) ?? start - 1) + 1
    let found = BlockParser.cells(tree.buffer, header, end - 1)
    // Goldmark adds cells to a header that has too few.
    guard let cells = found ?? (dialect.family == .goldmark ? [] : nil),
      cells.count == columns.count || cells.count < columns.count && dialect.family == .goldmark
    else { return false }
    let paragraph = container
    if header > start {
      container = split(paragraph, start..<header)
    } else {
      tree[paragraph].kind = .table
    }
    tree[container].value = Int32(alignments.count)
    alignments.append(columns)
    addRow(cells.map { Array(tree.buffer[$0]) }, to: container, isHeader: true)
    advance(lineEnd - offset)
    tip = container
    return true
  }

  /// Leaves a paragraph with what stands before the header. No definitions are read from that.
  private mutating func split(_ paragraph: MarkdownTree.Node, _ text: Range<Int>) -> MarkdownTree.Node {
    let own = tree.buffer[text].trimmingWhiteSpace
    tree[paragraph].start = Int32(tree.buffer.count)
    appendCell(Array(own))
    tree[paragraph].end = Int32(tree.buffer.count)
    tree[paragraph].isOpen = false
    tip = tree[paragraph].parent
    return addChild(.table, to: tip)
  }

  private mutating func openRow(_ container: inout MarkdownTree.Node) -> Bool {
    guard !isBlank, let cells = BlockParser.cells(input, firstNonspace, lineEnd) else { return false }
    addRow(cells.map { Array(input[$0]) }, to: container, isHeader: false)
    advance(lineEnd - offset)
    return true
  }

  /// A line without the marks of the quote or the item that a table of Goldmark's stands in: it makes tables of paragraphs, and to
  /// those such a line belongs.
  mutating func addLazyRow(_ matched: MarkdownTree.Node) -> Bool {
    guard dialect.family == .goldmark, tip != matched, tree[tip].kind == .table, !isBlank,
      let cells = BlockParser.cells(input, firstNonspace, lineEnd)
    else { return false }
    addRow(cells.map { Array(input[$0]) }, to: tip, isHeader: false)
    return true
  }

  mutating func addRow(_ cells: [[UInt8]], to table: MarkdownTree.Node, isHeader: Bool) {
    let row = tree.add(.tableRow)
    tree[row].line = lineNumber
    tree[row].flag = isHeader
    tree[row].isOpen = false
    tree.append(row, to: table)
    for column in alignments[Int(tree[table].value)].indices {
      let cell = tree.add(.tableCell)
      tree[cell].isOpen = false
      tree[cell].value = Int32(column)
      tree[cell].flag = isHeader
      tree.append(cell, to: row)
      tree[cell].start = Int32(tree.buffer.count)
      if column < cells.count { appendCell(cells[column]) }
      tree[cell].end = Int32(tree.buffer.count)
    }
  }

  /// A pipe that is escaped is one, in code too.
  private mutating func appendCell(_ text: [UInt8]) {
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "|") { index += 1 }
      tree.buffer.append(text[index])
      index += 1
    }
  }

  func continuesTable(_ entry: MarkdownTree.Entry) -> Bool {
    !isBlank && BlockParser.cells(input, firstNonspace, lineEnd) != nil
  }
}
