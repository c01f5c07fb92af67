import Glibc

/// Reads the YAML that front matter is written in nearly always: block mappings and lists, plain, quoted and block scalars,
/// simple lists in brackets. It is no YAML parser: whatever it is not sure of it declines, and Yams decides.
///
/// What it does accept means the same to Yams, to the last column; a test holds that. It looks at every line, also of
/// fields that nobody asks for, since a fault anywhere makes the whole document unreadable.
///
/// Raw pointers, since this is half the work of reading a corpus: every access lies below `end`, which the line scan
/// guards.
@unsafe struct CommonYAMLReader {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var nodes: ContiguousArray<YAMLDocument.Node> = []

  /// The line that is looked at: the first byte, the first that is no space, the one behind the last, and its number.
  private var lineStart: Int
  private var content = 0
  private var lineEnd = 0
  private var line: Int32
  /// Column of the first byte that is no space, from 0; -1 behind the last line.
  private var indent = -1
  private var nextLine: Int
  /// Whether a line begins with so many spaces and marks that the guard against excess may object.
  private var isExcessive = false

  /// - Returns: `nil` where the document is for Yams.
  static func read(_ source: [UInt8], _ range: Range<Int>, firstLine: Int) -> YAMLDocument? {
    guard source.count < Int32.max, range.count > 1, source[range.upperBound - 1] == 0x0A,
      YAMLBytes.isCommon(source, range)
    else { return nil }
    let nodes: ContiguousArray<YAMLDocument.Node>? = unsafe source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var reader = unsafe CommonYAMLReader(base: base, range: range, firstLine: firstLine)
      guard unsafe reader.readRoot() else { return nil }
      return unsafe reader.nodes
    }
    return nodes.map { YAMLDocument(source: source, nodes: $0) }
  }

  private init(base: UnsafePointer<UInt8>, range: Range<Int>, firstLine: Int) {
    unsafe self.base = unsafe base
    unsafe end = range.upperBound
    unsafe lineStart = range.lowerBound
    unsafe nextLine = range.lowerBound
    unsafe line = Int32(firstLine) - 1
    unsafe nodes.reserveCapacity(range.count / 24 + 8)
  }

  /// Deeper front matter is for Yams.
  private static let depthLimit = 20
  private static let keyLimit = 128

  private mutating func readRoot() -> Bool {
    guard unsafe advance(), unsafe indent >= 0 else { return false }
    return unsafe readMapping(column: indent, depth: 0) && indent == -1 && !isExcessive
      && nodes.count <= YAMLReader.nodeLimit
  }

  // MARK: Lines

  /// Goes to the next line that is neither blank nor a comment; `false` where a line is for Yams.
  private mutating func advance() -> Bool {
    while unsafe nextLine < end {
      unsafe beginLine()
      guard unsafe content < lineEnd, unsafe base[content] != UInt8(ascii: "#") else { continue }
      unsafe indent = content - lineStart
      return true
    }
    unsafe indent = -1
    return true
  }

  private mutating func beginLine() {
    unsafe lineStart = nextLine
    if let found = unsafe memchr(base + lineStart, 0x0A, end - lineStart) {
      unsafe lineEnd = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      unsafe nextLine = lineEnd + 1
    } else {
      unsafe lineEnd = end
      unsafe nextLine = end
    }
    unsafe line += 1
    unsafe content = lineStart
    while unsafe content < lineEnd, unsafe base[content] == 0x20 { unsafe content += 1 }
    if unsafe lineEnd - lineStart > YAMLReader.depthLimit { unsafe noteExcess() }
  }

  private mutating func noteExcess() {
    var index = unsafe content
    while unsafe index < lineEnd,
      unsafe YAMLBytes.isIndicator(base[index]) || base[index] == 0x2D || base[index] == 0x20
    {
      index += 1
    }
    if unsafe index - lineStart > YAMLReader.depthLimit { unsafe isExcessive = true }
  }

  /// The line behind this one that is not blank has this indentation; -1 where there is none. A comment counts as text.
  private func nextIndent() -> Int {
    var start = unsafe nextLine
    while unsafe start < end {
      var index = start
      while unsafe index < end, unsafe base[index] == 0x20 { index += 1 }
      guard unsafe index < end else { return -1 }
      if unsafe base[index] != 0x0A { return index - start }
      start = index + 1
    }
    return -1
  }

  /// As ``nextIndent()``; `nil` where a line in between holds spaces, which a block scalar may mean.
  private func indentBehindEmptyLines() -> Int? {
    var start = unsafe nextLine
    while unsafe start < end, unsafe base[start] == 0x0A { start += 1 }
    var index = start
    while unsafe index < end, unsafe base[index] == 0x20 { index += 1 }
    guard unsafe index < end else { return index == start ? -1 : nil }
    return unsafe base[index] == 0x0A ? nil : index - start
  }

  // MARK: Containers

  /// A mapping whose first key stands at `content`; ends at a line that is not in it.
  private mutating func readMapping(column: Int, depth: Int) -> Bool {
    guard unsafe depth < CommonYAMLReader.depthLimit else { return false }
    let mapping = unsafe nodes.count
    var seen = KeyFilter()
    unsafe nodes.append(.init(form: .mapping, line: line, column: Int32(column + 1)))
    while true {
      guard let keyEnd = unsafe endOfKey(content), unsafe content - lineStart == column else { return false }
      let (keyStart, value) = unsafe (content, nodes.count)
      let hash = unsafe YAMLKey.hash(UnsafeBufferPointer(start: base + keyStart, count: keyEnd - keyStart))
      guard unsafe seen.insert(hash) || isNew(hash, keyStart, keyEnd, in: mapping) else { return false }
      guard unsafe readValue(from: keyEnd + 1, column: column, depth: depth), unsafe value < nodes.count else {
        return false
      }
      unsafe nodes[value].keyStart = Int32(keyStart)
      unsafe nodes[value].keyEnd = Int32(keyEnd)
      unsafe nodes[value].keyHash = hash
      unsafe nodes[value].next = Int32(nodes.count)
      guard unsafe indent == column else { break }
    }
    unsafe nodes[mapping].next = Int32(nodes.count)
    return unsafe indent < column
  }

  /// What stands behind a key's colon, on this line or on those below.
  private mutating func readValue(from afterColon: Int, column: Int, depth: Int) -> Bool {
    let start = unsafe skipSpaces(afterColon)
    if unsafe start < lineEnd {
      return unsafe readScalar(from: start, column: column, mayBeBlock: true)
    }
    let empty = unsafe YAMLDocument.Node(
      form: .plain, start: Int32(afterColon), end: Int32(afterColon), line: line,
      column: Int32(afterColon - lineStart + 1))
    guard unsafe advance() else { return false }
    if unsafe indent >= column, unsafe isDash(content) {
      return unsafe readSequence(column: indent, depth: depth + 1) && indent <= column
    }
    if unsafe indent > column { return unsafe readMapping(column: indent, depth: depth + 1) && indent <= column }
    unsafe nodes.append(empty)
    return true
  }

  private mutating func readSequence(column: Int, depth: Int) -> Bool {
    guard unsafe depth < CommonYAMLReader.depthLimit else { return false }
    let sequence = unsafe nodes.count
    unsafe nodes.append(.init(form: .sequence, line: line, column: Int32(column + 1)))
    while true {
      let (start, item) = unsafe (skipSpaces(content + 1), nodes.count)
      guard unsafe start < lineEnd else { return false }
      if unsafe endOfKey(start) != nil {
        unsafe content = start
        guard unsafe readMapping(column: start - lineStart, depth: depth + 1) else { return false }
      } else {
        guard unsafe readScalar(from: start, column: column, mayBeBlock: false) else { return false }
      }
      guard unsafe item < nodes.count else { return false }
      unsafe nodes[item].next = Int32(nodes.count)
      guard unsafe indent == column, unsafe isDash(content) else { break }
    }
    unsafe nodes[sequence].next = Int32(nodes.count)
    return unsafe indent <= column
  }

  /// Yams refuses a mapping with a key twice.
  private func isNew(_ hash: UInt32, _ start: Int, _ keyEnd: Int, in mapping: Int) -> Bool {
    var other = mapping + 1
    var count = 0
    while unsafe other < nodes.count {
      let node = unsafe nodes[other]
      count += 1
      if node.keyHash == hash, Int(node.keyEnd - node.keyStart) == keyEnd - start,
        unsafe memcmp(base + Int(node.keyStart), base + start, keyEnd - start) == 0
      {
        return false
      }
      other = Int(node.next)
    }
    return count < 200
  }

  /// Tells at a glance of most keys that they have not been there before.
  private struct KeyFilter {
    private var bits = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

    /// `false` where the key, or another with some bits in common, may have been there.
    mutating func insert(_ hash: UInt32) -> Bool {
      let mixed = hash &* 0x9E37_79B9
      let bit = UInt64(1) << UInt64(mixed >> 26)
      switch mixed >> 24 & 3 {
      case 0: return KeyFilter.set(bit, in: &bits.0)
      case 1: return KeyFilter.set(bit, in: &bits.1)
      case 2: return KeyFilter.set(bit, in: &bits.2)
      default: return KeyFilter.set(bit, in: &bits.3)
      }
    }

    private static func set(_ bit: UInt64, in word: inout UInt64) -> Bool {
      defer { word |= bit }
      return word & bit == 0
    }
  }

  /// The colon behind the plain key that begins here, if one does.
  private func endOfKey(_ start: Int) -> Int? {
    var index = start
    guard unsafe index < lineEnd, unsafe base[index] != UInt8(ascii: "-"), unsafe base[index] != UInt8(ascii: ".")
    else {
      return nil
    }
    while unsafe index < lineEnd, unsafe YAMLBytes.isKey(base[index]) { index += 1 }
    guard index > start, unsafe index - start <= CommonYAMLReader.keyLimit, unsafe index < lineEnd,
      unsafe base[index] == UInt8(ascii: ":"), unsafe index + 1 == lineEnd || base[index + 1] == 0x20
    else { return nil }
    return index
  }

  private func isDash(_ index: Int) -> Bool {
    unsafe base[index] == UInt8(ascii: "-") && (index + 1 == lineEnd || base[index + 1] == 0x20)
  }

  private func skipSpaces(_ start: Int) -> Int {
    var index = start
    while unsafe index < lineEnd, unsafe base[index] == 0x20 { index += 1 }
    return index
  }

  /// The end of the line's text: spaces at its end belong to nothing.
  private func trimmedEnd(from start: Int) -> Int {
    var index = unsafe lineEnd
    while index > start, unsafe base[index - 1] == 0x20 { index -= 1 }
    return index
  }

  // MARK: Scalars

  /// A scalar from here on, whose container stands in `column`; goes to the line behind it.
  private mutating func readScalar(from start: Int, column: Int, mayBeBlock: Bool) -> Bool {
    var node = unsafe YAMLDocument.Node(
      form: .plain, start: Int32(start), line: line, column: Int32(start - lineStart + 1))
    let isRead =
      switch unsafe base[start] {
      case UInt8(ascii: "'"): unsafe readSingleQuoted(&node, column: column)
      case UInt8(ascii: "\""): unsafe readDoubleQuoted(&node, column: column)
      case UInt8(ascii: ">"), UInt8(ascii: "|"): unsafe mayBeBlock && readBlock(&node, column: column)
      case UInt8(ascii: "["): unsafe readList(node)
      default: unsafe readPlain(&node, column: column)
      }
    return unsafe isRead && indent <= column
  }

  private mutating func append(_ node: YAMLDocument.Node) {
    unsafe nodes.append(node)
    unsafe nodes[nodes.count - 1].next = Int32(nodes.count)
  }

  private mutating func readPlain(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
    let start = Int(node.start)
    let first = unsafe base[start]
    guard !YAMLBytes.isIndicator(first) else { return false }
    if first == UInt8(ascii: "-"), unsafe start + 1 == lineEnd || base[start + 1] == 0x20 || base[start + 1] == first {
      return false
    }
    var textEnd = unsafe trimmedEnd(from: start)
    guard unsafe isPlainText(start, textEnd) else { return false }
    while unsafe nextIndent() > column {
      unsafe beginLine()
      if unsafe content == lineEnd { continue }
      node.form = .plainLines
      guard unsafe !YAMLBytes.isIndicator(base[content]), unsafe base[content] != UInt8(ascii: "-") else {
        return false
      }
      textEnd = unsafe trimmedEnd(from: content)
      guard unsafe isPlainText(content, textEnd) else { return false }
    }
    node.end = Int32(textEnd)
    unsafe append(node)
    return unsafe advance()
  }

  /// Whether nothing in a plain text ends it or makes it a key.
  private func isPlainText(_ start: Int, _ textEnd: Int) -> Bool {
    var index = start
    while index < textEnd {
      let byte = unsafe base[index]
      if byte == UInt8(ascii: ":") {
        if unsafe index + 1 == textEnd || base[index + 1] == 0x20 { return false }
      } else if byte == UInt8(ascii: "#") {
        if unsafe index == start || base[index - 1] == 0x20 { return false }
      }
      index += 1
    }
    return true
  }

  private mutating func readSingleQuoted(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
    node.form = .quoted
    node.start += 1
    var index = Int(node.start)
    while true {
      guard let found = unsafe memchr(base + index, 0x27, lineEnd - index) else {
        guard unsafe goOn(column: column) else { return false }
        node.form = .singleQuoted
        index = unsafe content
        continue
      }
      let quote = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if unsafe quote + 1 < lineEnd, unsafe base[quote + 1] == 0x27 {
        node.form = .singleQuoted
        index = quote + 2
        continue
      }
      node.end = Int32(quote)
      return unsafe finishQuoted(node, behind: quote + 1)
    }
  }

  private mutating func readDoubleQuoted(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
    node.form = .quoted
    node.start += 1
    var index = Int(node.start)
    var isLines = false
    while true {
      while unsafe index < lineEnd, unsafe base[index] != 0x22, unsafe base[index] != 0x5C { index += 1 }
      if unsafe index == lineEnd {
        // An escape beside a break may mean the break.
        guard node.form == .quoted || isLines, unsafe goOn(column: column) else { return false }
        (node.form, isLines) = (.doubleQuoted, true)
        index = unsafe content
      } else if unsafe base[index] == 0x5C {
        guard !isLines, unsafe index + 1 < lineEnd, unsafe YAMLBytes.isSimpleEscape(base[index + 1]) else {
          return false
        }
        node.form = .doubleQuoted
        index += 2
      } else {
        node.end = Int32(index)
        return unsafe finishQuoted(node, behind: index + 1)
      }
    }
  }

  /// The next line of a quoted text, which must be indented as a careful writer does.
  private mutating func goOn(column: Int) -> Bool {
    guard unsafe nextIndent() > column else { return false }
    repeat { unsafe beginLine() } while unsafe content == lineEnd
    return true
  }

  private mutating func finishQuoted(_ node: YAMLDocument.Node, behind: Int) -> Bool {
    guard unsafe skipSpaces(behind) == lineEnd else { return false }
    unsafe append(node)
    return unsafe advance()
  }

  /// `|`, `>`, and either with `-`; every line indented alike or, where line breaks stay, more.
  private mutating func readBlock(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
    let start = Int(node.start)
    let isFolded = unsafe base[start] == UInt8(ascii: ">")
    let headerEnd = unsafe trimmedEnd(from: start)
    let isStripped = unsafe headerEnd == start + 2 && base[start + 1] == UInt8(ascii: "-")
    guard headerEnd == start + 1 || isStripped else { return false }
    node.form = isFolded ? (isStripped ? .foldedStripped : .folded) : (isStripped ? .literalStripped : .literal)
    guard unsafe nextLine < end else { return false }
    unsafe beginLine()
    let indentation = unsafe content - lineStart
    guard unsafe content < lineEnd, indentation > column else { return false }
    node.start = unsafe Int32(lineStart)
    while true {
      let isBlank = unsafe content == lineEnd
      if !isBlank { node.end = unsafe Int32(lineEnd) }
      // Spaces on a blank line, or at the start of one in a folded text, mean something.
      guard unsafe isBlank ? content == lineStart : !isFolded || content - lineStart == indentation else {
        return false
      }
      guard unsafe nextLine < end else { break }
      guard let next = unsafe indentBehindEmptyLines() else { return false }
      if next < indentation { break }
      unsafe beginLine()
    }
    unsafe append(node)
    // A comment behind a text's end is one only where it is indented less.
    guard unsafe advance() else { return false }
    return true
  }

  /// A list of words in brackets, on one line.
  private mutating func readList(_ list: YAMLDocument.Node) -> Bool {
    let sequence = unsafe nodes.count
    var node = list
    (node.form, node.start) = (.sequence, 0)
    unsafe nodes.append(node)
    var index = unsafe skipSpaces(Int(list.start) + 1)
    if unsafe index < lineEnd, unsafe base[index] == UInt8(ascii: "]") {
      return unsafe finishList(sequence, behind: index + 1)
    }
    while unsafe index < lineEnd {
      let start = index
      let quote = unsafe base[start]
      var entry = unsafe YAMLDocument.Node(
        form: .plain, start: Int32(start), line: line, column: Int32(start - lineStart + 1))
      if quote == 0x22 || quote == 0x27 {
        index += 1
        // Characters beyond ASCII would shift the columns behind them.
        while unsafe index < lineEnd, unsafe base[index] != quote, unsafe base[index] != 0x5C, unsafe base[index] < 0x80
        {
          index += 1
        }
        guard unsafe index < lineEnd, unsafe base[index] == quote else { return false }
        (entry.form, entry.start, entry.end) = (.quoted, Int32(start + 1), Int32(index))
        index += 1
        if unsafe index < lineEnd, unsafe base[index] == quote { return false }
      } else {
        while unsafe index < lineEnd, unsafe YAMLBytes.isListWord(base[index]) { index += 1 }
        var wordEnd = index
        while wordEnd > start, unsafe base[wordEnd - 1] == 0x20 { wordEnd -= 1 }
        guard wordEnd > start, unsafe base[start] != UInt8(ascii: "-") else { return false }
        entry.end = Int32(wordEnd)
      }
      unsafe append(entry)
      index = unsafe skipSpaces(index)
      guard unsafe index < lineEnd else { return false }
      if unsafe base[index] == UInt8(ascii: "]") { return unsafe finishList(sequence, behind: index + 1) }
      guard unsafe base[index] == UInt8(ascii: ",") else { return false }
      index = unsafe skipSpaces(index + 1)
    }
    return false
  }

  private mutating func finishList(_ sequence: Int, behind: Int) -> Bool {
    guard unsafe skipSpaces(behind) == lineEnd else { return false }
    unsafe nodes[sequence].next = Int32(nodes.count)
    return unsafe advance()
  }
}
