import Platform

/// Scalars, and lists in brackets (YAML 1.2.2, chapters 7 and 8).
extension FastYAMLReader {
  /// A scalar from here on, whose container stands in `column`; goes to the line behind it.
  mutating func readScalar(from start: Int, column: Int, mayBeBlock: Bool) -> Bool {
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

  mutating func append(_ node: YAMLDocument.Node) {
    unsafe nodes.append(node)
    unsafe nodes[nodes.count - 1].next = Int32(nodes.count)
  }

  mutating func readPlain(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
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
  func isPlainText(_ start: Int, _ textEnd: Int) -> Bool {
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

  mutating func readSingleQuoted(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
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

  mutating func readDoubleQuoted(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
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
  mutating func goOn(column: Int) -> Bool {
    guard unsafe nextIndent() > column else { return false }
    repeat { unsafe beginLine() } while unsafe content == lineEnd
    return true
  }

  mutating func finishQuoted(_ node: YAMLDocument.Node, behind: Int) -> Bool {
    guard unsafe skipSpaces(behind) == lineEnd else { return false }
    unsafe append(node)
    return unsafe advance()
  }

  /// `|`, `>`, and either with `-`; every line indented alike or, where line breaks stay, more.
  mutating func readBlock(_ node: inout YAMLDocument.Node, column: Int) -> Bool {
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
  mutating func readList(_ list: YAMLDocument.Node) -> Bool {
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

  mutating func finishList(_ sequence: Int, behind: Int) -> Bool {
    guard unsafe skipSpaces(behind) == lineEnd else { return false }
    unsafe nodes[sequence].next = Int32(nodes.count)
    return unsafe advance()
  }
}
