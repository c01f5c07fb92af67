import HTMLParsing

/// Reads the blocks of a text line by line (CommonMark 0.29, appendix "A parsing strategy", phase 1).
///
/// The stack of open blocks is walked for each line, and is no deeper than ``depthLimit``: what would be nested deeper is text.
struct BlockParser {
  let dialect: MarkdownDialect
  let input: [UInt8]
  var tree = MarkdownTree()
  var references = ReferenceMap()
  /// Where each line of the tree's text is from: positions in the text and in the input.
  var origins: [(text: Int32, input: Int32)] = []
  /// Alignments of tables' columns, by the number of the table.
  var alignments: [[UInt8]] = []
  /// Labels of footnotes, by the number of the definition.
  var footnotes: [[UInt8]] = []
  var abbreviations: [(short: [UInt8], long: [UInt8])] = []
  /// What kramdown's attribute lists say of blocks.
  var attributes: [MarkdownTree.Node: KramdownAttributes] = [:]
  /// Raw start and end tags of elements whose content is Markdown.
  var containers: [HTMLContainer] = []

  // The line at hand.
  var lineStart = 0
  var lineEnd = 0
  var lineNumber: Int32 = 0
  var offset = 0
  var column = 0
  var firstNonspace = 0
  var firstNonspaceColumn = 0
  var indent = 0
  var isBlank = false
  var isInTab = false
  var tip = MarkdownTree.root
  var depth = 0
  /// Attributes that wait for the block behind them.
  var pending: KramdownAttributes?
  /// The comment, or text without Markdown, that is read to its end.
  var skipped: KramdownSpan?
  /// The element that an HTML block reaches to the end of, and how many of its kind are open.
  var element: (name: [UInt8], depth: Int) = ([], 0)
  /// Whether the line before was blank.
  var isBehindBlank = true
  /// Where no table of kramdown's begins, for a line without a pipe stands behind.
  var tablelessLines = 0..<0
  /// Signs and lengths of fences that nothing ends from here on.
  var unclosedFences: [UInt8: Int] = [:]
  /// Where the next line to be read begins, where lines have been read ahead.
  var resumed = 0

  static let depthLimit = 200
  static let codeIndent = 4

  struct HTMLContainer {
    var name: [UInt8]
    var tag: [UInt8]
    /// Whether its content is one line of inlines.
    var isSpan: Bool
  }

  init(_ input: [UInt8], _ dialect: MarkdownDialect) {
    self.input = input
    self.dialect = dialect
    tree.buffer.reserveCapacity(input.count + 64)
    tree.entries.reserveCapacity(input.count / 24 + 16)
    _ = tree.add(.document)
  }

  mutating func run() {
    var position = input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < input.count {
      var end = position
      while end < input.count, !input[end].isLineEnd { end += 1 }
      readLine(position, end)
      if dialect.kramdown { isBehindBlank = isBare }
      position = max(end, resumed)
      if position < input.count {
        position += input[position] == 0x0D && position + 1 < input.count && input[position + 1] == 0x0A ? 2 : 1
      }
    }
    while tip != MarkdownTree.root { tip = finish(tip) }
    _ = finish(MarkdownTree.root)
  }

  // MARK: Lines

  mutating func readLine(_ start: Int, _ end: Int) {
    (lineStart, lineEnd) = (start, end)
    lineNumber += 1
    (offset, column, isInTab) = (start, 0, false)
    isBlank = false
    if skipped != nil, skipLine() { return }
    var container = MarkdownTree.root
    var isWhole = true
    depth = 0
    while true {
      let child = tree[container].lastChild
      guard child != MarkdownTree.none, tree[child].isOpen else { break }
      container = child
      depth += 1
      findNonspace()
      switch continues(container) {
      case .yes: continue
      case .done: return
      case .no:
        isWhole = false
        container = tree[container].parent
        depth -= 1
      }
      break
    }
    let matched = container
    openBlocks(&container, isWhole)
    addText(to: container, matched)
  }

  func peek(_ position: Int) -> UInt8 { position < lineEnd ? input[position] : 0x0A }

  mutating func findNonspace() {
    var position = offset
    var columns = column
    // The rest of a tab that is only used in part.
    while position < lineEnd {
      if input[position] == 0x20 {
        columns += 1
      } else if input[position] == 0x09 {
        columns += 4 - columns % 4
      } else {
        break
      }
      position += 1
    }
    firstNonspace = position
    firstNonspaceColumn = columns
    indent = columns - column
    isBlank = position >= lineEnd
  }

  /// Goes on by some bytes, or by some columns.
  mutating func advance(_ count: Int, columns: Bool = false) {
    var count = count
    while count > 0, offset < lineEnd {
      if input[offset] == 0x09 {
        let width = 4 - column % 4
        if columns {
          isInTab = width > count
          let used = min(count, width)
          column += used
          offset += isInTab ? 0 : 1
          count -= used
        } else {
          isInTab = false
          column += width
          offset += 1
          count -= 1
        }
      } else {
        isInTab = false
        offset += 1
        column += 1
        count -= 1
      }
    }
  }
}

extension ArraySlice<UInt8> {
  var trimmingWhiteSpace: ArraySlice<UInt8> {
    let start = drop(while: \.isTrimmed)
    guard let last = start.lastIndex(where: { !$0.isTrimmed }) else { return start.prefix(0) }
    return start[...last]
  }
}
