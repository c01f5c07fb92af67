import Platform

/// Reads the YAML that front matter is written in nearly always: block mappings and lists, plain, quoted and block scalars,
/// simple lists in brackets. It is no YAML parser: whatever it is not sure of it declines, and Yams decides.
///
/// What it does accept means the same to Yams, to the last column; a test holds that. It looks at every line, also of
/// fields that nobody asks for, since a fault anywhere makes the whole document unreadable.
///
/// Raw pointers, since this is half the work of reading a corpus: every access lies below `end`, which the line scan
/// guards.
@unsafe struct FastYAMLReader {
  let base: UnsafePointer<UInt8>
  let end: Int
  var nodes: ContiguousArray<YAMLDocument.Node> = []

  /// The line that is looked at: the first byte, the first that is no space, the one behind the last, and its number.
  var lineStart: Int
  var content = 0
  var lineEnd = 0
  var line: Int32
  /// Column of the first byte that is no space, from 0; -1 behind the last line.
  var indent = -1
  var nextLine: Int
  /// Whether a line begins with so many spaces and marks that the guard against excess may object.
  var isExcessive = false

  /// - Returns: `nil` where the document is for Yams.
  static func read(_ source: [UInt8], _ range: Range<Int>, firstLine: Int) -> YAMLDocument? {
    guard source.count < Int32.max, range.count > 1, source[range.upperBound - 1] == 0x0A,
      YAMLBytes.isCommon(source, range)
    else { return nil }
    let nodes: ContiguousArray<YAMLDocument.Node>? = unsafe source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var reader = unsafe FastYAMLReader(base: base, range: range, firstLine: firstLine)
      guard unsafe reader.readRoot() else { return nil }
      return unsafe reader.nodes
    }
    return nodes.map { YAMLDocument(source: source, nodes: $0) }
  }

  init(base: UnsafePointer<UInt8>, range: Range<Int>, firstLine: Int) {
    unsafe self.base = unsafe base
    unsafe end = range.upperBound
    unsafe lineStart = range.lowerBound
    unsafe nextLine = range.lowerBound
    unsafe line = Int32(firstLine) - 1
    unsafe nodes.reserveCapacity(range.count / 24 + 8)
  }

  /// Deeper front matter is for Yams.
  static let depthLimit = 20
  static let keyLimit = 128

  mutating func readRoot() -> Bool {
    guard unsafe advance(), unsafe indent >= 0 else { return false }
    return unsafe readMapping(column: indent, depth: 0) && indent == -1 && !isExcessive
      && nodes.count <= YAMLReader.nodeLimit
  }

  // MARK: Lines

  /// Goes to the next line that is neither blank nor a comment; `false` where a line is for Yams.
  mutating func advance() -> Bool {
    while unsafe nextLine < end {
      unsafe beginLine()
      guard unsafe content < lineEnd, unsafe base[content] != UInt8(ascii: "#") else { continue }
      unsafe indent = content - lineStart
      return true
    }
    unsafe indent = -1
    return true
  }

  mutating func beginLine() {
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

  mutating func noteExcess() {
    var index = unsafe content
    while unsafe index < lineEnd,
      unsafe YAMLBytes.isIndicator(base[index]) || base[index] == 0x2D || base[index] == 0x20
    {
      index += 1
    }
    if unsafe index - lineStart > YAMLReader.depthLimit { unsafe isExcessive = true }
  }

  /// The line behind this one that is not blank has this indentation; -1 where there is none. A comment counts as text.
  func nextIndent() -> Int {
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
  func indentBehindEmptyLines() -> Int? {
    var start = unsafe nextLine
    while unsafe start < end, unsafe base[start] == 0x0A { start += 1 }
    var index = start
    while unsafe index < end, unsafe base[index] == 0x20 { index += 1 }
    guard unsafe index < end else { return index == start ? -1 : nil }
    return unsafe base[index] == 0x0A ? nil : index - start
  }

  // MARK: Containers

  /// A mapping whose first key stands at `content`; ends at a line that is not in it.
  mutating func readMapping(column: Int, depth: Int) -> Bool {
    guard unsafe depth < FastYAMLReader.depthLimit else { return false }
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
  mutating func readValue(from afterColon: Int, column: Int, depth: Int) -> Bool {
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

  mutating func readSequence(column: Int, depth: Int) -> Bool {
    guard unsafe depth < FastYAMLReader.depthLimit else { return false }
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
  func isNew(_ hash: UInt32, _ start: Int, _ keyEnd: Int, in mapping: Int) -> Bool {
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

  /// The colon behind the plain key that begins here, if one does.
  func endOfKey(_ start: Int) -> Int? {
    var index = start
    guard unsafe index < lineEnd, unsafe base[index] != UInt8(ascii: "-"), unsafe base[index] != UInt8(ascii: ".")
    else {
      return nil
    }
    while unsafe index < lineEnd, unsafe YAMLBytes.isKey(base[index]) { index += 1 }
    guard index > start, unsafe index - start <= FastYAMLReader.keyLimit, unsafe index < lineEnd,
      unsafe base[index] == UInt8(ascii: ":"), unsafe index + 1 == lineEnd || base[index + 1] == 0x20
    else { return nil }
    return index
  }

  func isDash(_ index: Int) -> Bool {
    unsafe base[index] == UInt8(ascii: "-") && (index + 1 == lineEnd || base[index + 1] == 0x20)
  }

  func skipSpaces(_ start: Int) -> Int {
    var index = start
    while unsafe index < lineEnd, unsafe base[index] == 0x20 { index += 1 }
    return index
  }

  /// The end of the line's text: spaces at its end belong to nothing.
  func trimmedEnd(from start: Int) -> Int {
    var index = unsafe lineEnd
    while index > start, unsafe base[index - 1] == 0x20 { index -= 1 }
    return index
  }
}
