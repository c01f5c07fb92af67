import HTMLParsing

/// Reads the inlines of a leaf (CommonMark 0.29, appendix "A parsing strategy", phase 2).
struct InlineParser {
  var tree: MarkdownTree
  let dialect: MarkdownDialect
  var references: ReferenceMap
  /// Definitions of footnotes by their labels.
  let notes: [[UInt8]: MarkdownTree.Node]
  /// Signs that begin something, by their bytes.
  let specials: [Bool]
  /// Whether bare addresses are found by Goldmark's rules.
  let linksBare: Bool

  // The leaf at hand.
  /// Where text ends that nothing but text was found in: no address begins in the midst of that.
  var plainEnd = -1
  /// Whether an at sign stands in it.
  var hasAt = false
  /// Quotes that wait for their other half: Goldmark waits to the end of the document.
  var openQuotes = (single: 0, double: 0)
  /// The run of quotes that was read last.
  var quoteRun: (sign: UInt8, end: Int) = (0, 0)
  var node = MarkdownTree.none
  var index = 0
  var end = 0
  var delimiters = DelimiterStack()
  var brackets = BracketStack()
  var ticks = TickTable()
  var state = KramdownState()
  var leafStart = 0
  /// Names of hosts that begin here end in the same parts, and are refused like one that was read.
  var refusedHosts = 0..<0
  /// Ends of raw HTML that are nowhere behind.
  var missing: Set<UInt8> = []

  init(
    _ tree: MarkdownTree, _ dialect: MarkdownDialect, _ references: ReferenceMap, notes: [[UInt8]: MarkdownTree.Node]
  ) {
    (self.tree, self.dialect, self.references, self.notes) = (tree, dialect, references, notes)
    var specials = [Bool](repeating: false, count: 256)
    for byte in "\n`\\&<*_[]!".utf8 { specials[Int(byte)] = true }
    if dialect.strikethrough { specials[Int(UInt8(ascii: "~"))] = true }
    if dialect.typographer { for byte in "'\"-.<>".utf8 { specials[Int(byte)] = true } }
    linksBare = dialect.autolinks && dialect.family == .goldmark
    if dialect.autolinks, !linksBare { for byte in ":w".utf8 { specials[Int(byte)] = true } }
    if dialect.emoji { specials[Int(UInt8(ascii: ":"))] = true }
    if dialect.kramdown { for byte in "{$".utf8 { specials[Int(byte)] = true } }
    for delimiters in dialect.passthrough { if let first = delimiters.open.utf8.first { specials[Int(first)] = true } }
    self.specials = specials
  }

  /// Reads all leaves.
  mutating func run() {
    // Inlines are put behind all blocks.
    for node in 0..<MarkdownTree.Node(tree.entries.count) {
      switch tree[node].kind {
      case .paragraph, .heading, .tableCell, .term: if isAttached(node) { read(node) }
      default: break
      }
    }
  }

  private func isAttached(_ node: MarkdownTree.Node) -> Bool { tree[node].parent != MarkdownTree.none }

  private mutating func read(_ leaf: MarkdownTree.Node) {
    node = leaf
    (index, end) = (Int(tree[leaf].start), Int(tree[leaf].end))
    while end > index, tree.buffer[end - 1].isTrimmed { end -= 1 }
    while index < end, tree.buffer[index].isTrimmed { index += 1 }
    hasAt = linksBare && tree.buffer[index..<max(end, index)].contains(UInt8(ascii: "@"))
    quoteRun = (0, 0)
    plainEnd = -1
    delimiters.removeAll()
    brackets.removeAll()
    ticks.removeAll()
    missing.removeAll(keepingCapacity: true)
    leafStart = index
    if dialect.kramdown { return readSpans() }
    while index < end { readInline() }
    processEmphasis(from: 0)
    if dialect.autolinks, !linksBare { linkMail(in: leaf) }
  }

  // MARK: Nodes

  @discardableResult
  mutating func add(_ kind: MarkdownTree.Kind, _ range: Range<Int> = 0..<0) -> MarkdownTree.Node {
    let new = tree.add(kind)
    (tree[new].start, tree[new].end) = (Int32(range.lowerBound), Int32(range.upperBound))
    tree.append(new, to: node)
    return new
  }

  /// Text that is not as it stands.
  @discardableResult
  mutating func addText(_ bytes: some Sequence<UInt8>) -> MarkdownTree.Node {
    let start = tree.buffer.count
    tree.buffer.append(contentsOf: bytes)
    return add(.text, start..<tree.buffer.count)
  }

  mutating func addText(to next: Int) {
    add(.text, index..<next)
    index = next
    plainEnd = next
  }

  // MARK: Signs

  private mutating func readInline() {
    let byte = tree.buffer[index]
    if linksBare, index != plainEnd, !byte.isPunctuation, linkBare(at: index) { return }
    guard specials[Int(byte)] else { return readText() }
    switch byte {
    case 0x0A: readLineEnd()
    case UInt8(ascii: "`"): readCode()
    case UInt8(ascii: "\\"): readBackslash()
    case UInt8(ascii: "&"): readReference()
    case UInt8(ascii: "<"): readAngle()
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
      readDelimiters(byte)
    case UInt8(ascii: "["): openBracket(isImage: false)
    case UInt8(ascii: "]"): closeBracket()
    case UInt8(ascii: "!"):
      if index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: "["), !beginsNote(index + 2) {
        openBracket(isImage: true)
      } else {
        addText(to: index + 1)
      }
    case UInt8(ascii: ":"): readColon()
    case UInt8(ascii: "w"): readHost()
    case UInt8(ascii: "-") where dialect.typographer: readHyphens()
    case UInt8(ascii: ".") where dialect.typographer: readPeriods()
    case UInt8(ascii: ">") where dialect.typographer: readGuillemet()
    case UInt8(ascii: "{"): readBrace()
    case UInt8(ascii: "$"): readDollar()
    default: addText(to: index + 1)
    }
  }

  mutating func readText() {
    var next = index
    if linksBare {
      repeat {
        let byte = tree.buffer[next]
        next += 1
        if byte == 0x20 || byte == UInt8(ascii: "("), next < end, mayBeginAddress(tree.buffer[next]), linkBare(at: next)
        {
          return
        }
      } while next < end && !specials[Int(tree.buffer[next])]
      plainEnd = next
    } else {
      next += 1
      while next < end, !specials[Int(tree.buffer[next])] { next += 1 }
    }
    var stop = next
    if next < end, tree.buffer[next] == 0x0A { while stop > index, tree.buffer[stop - 1].isSpaceOrTab { stop -= 1 } }
    if stop > index { add(.text, index..<stop) }
    index = next
  }

  mutating func readLineEnd() {
    let isHard =
      index >= 2 && tree.buffer[index - 1] == 0x20 && tree.buffer[index - 2] == 0x20
      && index - 2 >= Int(tree[node].start)
    index += 1
    while index < end, tree.buffer[index].isSpaceOrTab { index += 1 }
    add(isHard || dialect.hardWraps ? .lineBreak : .softBreak)
  }

  private mutating func readBackslash() {
    if readPassthrough() { return }
    let next = index + 1
    if next < end, tree.buffer[next].isPunctuation {
      add(.text, next..<(next + 1))
      index = next + 1
      plainEnd = index
    } else if next < end, tree.buffer[next] == 0x0A {
      index = next + 1
      add(.lineBreak)
    } else {
      addText(to: next)
    }
  }

  mutating func readReference() {
    var text: [UInt8] = []
    let length = Escapes.reference(tree.buffer, at: index, end: end, to: &text)
    guard length > 0 else { return addText(to: index + 1) }
    addText(text)
    index += length
  }
}
