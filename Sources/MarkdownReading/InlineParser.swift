import HTMLReading

/// Reads the inlines of a leaf (CommonMark 0.29, appendix "A parsing strategy", phase 2).
struct InlineParser {
  var tree: MarkdownTree
  let dialect: MarkdownDialect
  var references: ReferenceMap
  /// Definitions of footnotes by their labels.
  let notes: [[UInt8]: MarkdownTree.Node]
  /// Signs that begin something, by their bytes.
  let specials: [Bool]

  // The leaf at hand.
  var node = MarkdownTree.none
  var index = 0
  var end = 0
  var delimiters = DelimiterStack()
  var brackets: [Bracket] = []
  /// Where the last run of backticks of each length begins; empty until somebody asks.
  private var backticks: [Int: Int] = [:]
  private var knowsBackticks = false
  /// Ends of raw HTML that are nowhere behind.
  private var missing: Set<UInt8> = []

  struct Bracket {
    let node: MarkdownTree.Node
    let position: Int
    let isImage: Bool
    var isActive = true
    /// Whether another one stands behind it.
    var hasInner = false
    /// How many delimiters there were.
    let delimiter: Int
  }

  init(
    _ tree: MarkdownTree, _ dialect: MarkdownDialect, _ references: ReferenceMap, notes: [[UInt8]: MarkdownTree.Node]
  ) {
    (self.tree, self.dialect, self.references, self.notes) = (tree, dialect, references, notes)
    var specials = [Bool](repeating: false, count: 256)
    for byte in "\n`\\&<*_[]!".utf8 { specials[Int(byte)] = true }
    if dialect.strikethrough { specials[Int(UInt8(ascii: "~"))] = true }
    if dialect.typographer { for byte in "'\"-.<>".utf8 { specials[Int(byte)] = true } }
    if dialect.autolinks { for byte in ":w".utf8 { specials[Int(byte)] = true } }
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
    while end > index, tree.buffer[end - 1].isWhiteSpace { end -= 1 }
    while index < end, tree.buffer[index].isWhiteSpace { index += 1 }
    delimiters.removeAll()
    brackets.removeAll(keepingCapacity: true)
    (backticks, knowsBackticks) = ([:], false)
    missing.removeAll(keepingCapacity: true)
    while index < end { readInline() }
    processEmphasis(from: 0)
    if dialect.autolinks { linkMail(in: leaf) }
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

  private mutating func addText(to next: Int) {
    add(.text, index..<next)
    index = next
  }

  // MARK: Signs

  private mutating func readInline() {
    let byte = tree.buffer[index]
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
      if index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: "[") {
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

  private mutating func readText() {
    var next = index + 1
    while next < end, !specials[Int(tree.buffer[next])] { next += 1 }
    var stop = next
    if next < end, tree.buffer[next] == 0x0A { while stop > index, tree.buffer[stop - 1].isSpaceOrTab { stop -= 1 } }
    if stop > index { add(.text, index..<stop) }
    index = next
  }

  private mutating func readLineEnd() {
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
    } else if next < end, tree.buffer[next] == 0x0A, !dialect.kramdown {
      index = next + 1
      add(.lineBreak)
    } else {
      addText(to: next)
    }
  }

  private mutating func readReference() {
    var text: [UInt8] = []
    let length = Escapes.reference(tree.buffer, at: index, end: end, to: &text)
    guard length > 0 else { return addText(to: index + 1) }
    addText(text)
    index += length
  }

  // MARK: Code

  private mutating func readCode() {
    let start = index
    while index < end, tree.buffer[index] == UInt8(ascii: "`") { index += 1 }
    let length = index - start
    guard let close = closingTicks(length) else {
      add(.text, start..<index)
      return
    }
    var content = tree.buffer[index..<close].map { $0 == 0x0A ? 0x20 : $0 }
    if content.count > 1, content.first == 0x20, content.last == 0x20, content.contains(where: { $0 != 0x20 }) {
      content.removeFirst()
      content.removeLast()
    }
    let from = tree.buffer.count
    tree.buffer += content
    add(.inlineCode, from..<tree.buffer.count)
    index = close + length
  }

  /// The next run of exactly so many backticks behind the index.
  private mutating func closingTicks(_ length: Int) -> Int? {
    if knowsBackticks, (backticks[length] ?? -1) < index { return nil }
    var position = index
    while position < end {
      guard tree.buffer[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let start = position
      while position < end, tree.buffer[position] == UInt8(ascii: "`") { position += 1 }
      backticks[position - start] = max(backticks[position - start] ?? 0, start)
      if position - start == length { return start }
    }
    knowsBackticks = true
    return nil
  }

  // MARK: Angles

  private mutating func readAngle() {
    if dialect.typographer, index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: "<") {
      addText("«".utf8)
      index += 2
      return
    }
    if let close = AutolinkScanner.address(tree.buffer, index, end) {
      link((index + 1)..<(close - 1), prefix: "")
      index = close
    } else if let close = AutolinkScanner.mail(tree.buffer, index, end) {
      link((index + 1)..<(close - 1), prefix: "mailto:")
      index = close
    } else if let close = htmlEnd() {
      add(.inlineHTML, index..<close)
      index = close
    } else {
      addText(to: index + 1)
    }
  }

  /// A link whose text is its address.
  private mutating func link(_ text: Range<Int>, prefix: String) {
    let start = Int32(tree.buffer.count)
    let address = Escapes.unescapedReferences(tree.buffer[text])
    tree.buffer += prefix.utf8
    tree.buffer += address
    let number = Int32(tree.links.count)
    let stop = Int32(tree.buffer.count)
    tree.links.append(MarkdownTree.Link(address: start..<stop, title: stop..<stop))
    let link = add(.link)
    tree[link].value = number
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

  private mutating func htmlEnd() -> Int? {
    let text = tree.buffer
    guard index + 1 < end else { return nil }
    switch text[index + 1] {
    case UInt8(ascii: "?"): return rawEnd("?>", from: index + 2, UInt8(ascii: "?"))
    case UInt8(ascii: "!"):
      if text[index..<end].starts(with: "<!--".utf8) { return commentEnd() }
      if text[index..<end].starts(with: "<![CDATA[".utf8) { return rawEnd("]]>", from: index + 9, UInt8(ascii: "]")) }
      guard index + 2 < end, (0x41...0x5A).contains(text[index + 2]) else { return nil }
      let name = text[(index + 2)..<end].prefix { (0x41...0x5A).contains($0) }
      guard name.endIndex < end, text[name.endIndex].isWhiteSpace else { return nil }
      return rawEnd(">", from: index + 2, UInt8(ascii: ">"))
    default: return InlineHTML.tag(text, index, end)
    }
  }

  private mutating func rawEnd(_ mark: StaticString, from start: Int, _ key: UInt8) -> Int? {
    guard !missing.contains(key), start <= end else { return nil }
    if let found = tree.buffer[start..<end].byteRange(of: Array(mark.description.utf8)) { return found.upperBound }
    missing.insert(key)
    return nil
  }

  private func commentEnd() -> Int? {
    let text = tree.buffer
    let start = index + 4
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

  // MARK: Typography

  private mutating func readHyphens() {
    let start = index
    while index < end, tree.buffer[index] == UInt8(ascii: "-") { index += 1 }
    let count = index - start
    guard count > 1 else {
      add(.text, start..<index)
      return
    }
    let (em, en) =
      count % 3 == 0
      ? (count / 3, 0) : count % 2 == 0 ? (0, count / 2) : count % 3 == 2 ? ((count - 2) / 3, 1) : ((count - 4) / 3, 2)
    addText((String(repeating: "—", count: em) + String(repeating: "–", count: en)).utf8)
  }

  private mutating func readPeriods() {
    if tree.buffer[index..<end].starts(with: "...".utf8) {
      addText("…".utf8)
      index += 3
    } else {
      addText(to: index + 1)
    }
  }

  private mutating func readGuillemet() {
    if index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: ">") {
      addText("»".utf8)
      index += 2
    } else {
      addText(to: index + 1)
    }
  }

  // MARK: Extensions

  private mutating func readColon() {
    if dialect.emoji, let (text, next) = EmojiNames.read(tree.buffer, index, end) {
      addText(text)
      index = next
    } else if dialect.autolinks, linkAddress() {
      return
    } else {
      addText(to: index + 1)
    }
  }

  private mutating func readHost() {
    if !linkHost() { readText() }
  }

  /// Text that another program reads: formulas.
  private mutating func readPassthrough() -> Bool {
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

  private mutating func readDollar() {
    if readPassthrough() { return }
    guard dialect.kramdown, tree.buffer[index..<end].starts(with: "$$".utf8),
      let close = tree.buffer[(index + 2)..<end].byteRange(of: Array("$$".utf8)), close.lowerBound > index + 2
    else { return addText(to: index + 1) }
    add(.math, (index + 2)..<close.lowerBound)
    index = close.upperBound
  }

  /// Kramdown's attributes and extensions within a line.
  private mutating func readBrace() {
    guard dialect.kramdown, index + 1 < end, tree.buffer[index + 1] == UInt8(ascii: ":") else {
      return addText(to: index + 1)
    }
    let rest = tree.buffer[index..<end]
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
    guard last != MarkdownTree.none, tree[last].kind != .text || delimiters.isLast(last),
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
