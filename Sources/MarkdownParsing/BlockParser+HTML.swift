/// HTML blocks (CommonMark 0.29, section 4.6).
extension BlockParser {
  private static let blockNames: Set<[UInt8]> = Set(
    [
      "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
      "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
      "frame",
      "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
      "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section",
      "title", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ].map { Array($0.utf8) })

  /// The kind of block that begins at the first sign of the line, from 1 to 7.
  func htmlBlockType(interruptsParagraph: Bool) -> Int? {
    var index = firstNonspace + 1
    let next = peek(index)
    // To kramdown only elements end a paragraph, and declarations are text.
    if dialect.kramdown, interruptsParagraph, next == UInt8(ascii: "?") || next == UInt8(ascii: "!") { return nil }
    if next == UInt8(ascii: "?") { return 3 }
    if next == UInt8(ascii: "!") {
      if input[index..<lineEnd].starts(with: "!--".utf8) { return 2 }
      if dialect.kramdown { return nil }
      if input[index..<lineEnd].starts(with: "![CDATA[".utf8) { return 5 }
      return (0x41...0x5A).contains(peek(index + 1)) ? 4 : nil
    }
    let isEnd = next == UInt8(ascii: "/")
    // To kramdown an end tag that ends nothing is text.
    if isEnd, dialect.kramdown { return nil }
    if isEnd { index += 1 }
    let start = index
    while index < lineEnd, input[index].isAlphanumeric { index += 1 }
    let name = input[start..<index].map(\.lowercased)
    guard !name.isEmpty else { return nil }
    let behind = peek(index)
    let isDelimited = behind.isWhiteSpace || behind == UInt8(ascii: ">")
    if !isEnd, isDelimited, ["script", "pre", "style"].contains(where: { name.elementsEqual($0.utf8) }) { return 1 }
    if BlockParser.blockNames.contains(name),
      isDelimited || behind == UInt8(ascii: "/") && peek(index + 1) == UInt8(ascii: ">")
    {
      return 6
    }
    // To kramdown an element of a line begins a paragraph.
    guard !interruptsParagraph, !dialect.kramdown, let end = InlineHTML.tag(input, firstNonspace, lineEnd),
      input[end..<lineEnd].allSatisfy({ $0.isSpaceOrTab || $0 == 0x0C })
    else { return nil }
    return 7
  }

  func continuesHTML(_ entry: MarkdownTree.Entry) -> Bool {
    switch entry.value {
    case 1...5, 8: true
    default: !isBlank
    }
  }

  /// Whether the line at hand ends a block.
  mutating func endsHTML(_ node: MarkdownTree.Node) -> Bool {
    let line = input[firstNonspace..<lineEnd]
    switch tree[node].value {
    case 1: return contains(line, ["</script>", "</pre>", "</style>"])
    case 2: return contains(line, ["-->"])
    case 3: return contains(line, ["?>"])
    case 4: return contains(line, [">"])
    case 5: return contains(line, ["]]>"])
    case 8: return endsElement(node)
    default: return false
    }
  }

  private func contains(_ line: ArraySlice<UInt8>, _ marks: [StaticString]) -> Bool {
    marks.contains { mark in
      let wanted = Array(mark.description.utf8)
      var index = line.startIndex
      while index + wanted.count <= line.endIndex {
        if line[index].lowercased == wanted[0],
          zip(line[index..<(index + wanted.count)], wanted).allSatisfy({ $0.lowercased == $1 })
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}

/// Raw HTML within a line (CommonMark 0.29, section 6.10).
enum InlineHTML {
  /// The end of an open or closing tag that begins at a position.
  static func tag(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    guard index < end else { return nil }
    let isEnd = text[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    guard index < end, text[index].isLetter else { return nil }
    while index < end, text[index].isAlphanumeric || text[index] == UInt8(ascii: "-") { index += 1 }
    if isEnd {
      while index < end, text[index].isWhiteSpace { index += 1 }
      return index < end && text[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    while true {
      let before = index
      while index < end, text[index].isWhiteSpace { index += 1 }
      guard index < end else { return nil }
      if text[index] == UInt8(ascii: ">") { return index + 1 }
      if text[index] == UInt8(ascii: "/") {
        return index + 1 < end && text[index + 1] == UInt8(ascii: ">") ? index + 2 : nil
      }
      guard index > before, let next = attribute(text, index, end) else { return nil }
      index = next
    }
  }

  private static func attribute(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start
    guard text[index].isLetter || text[index] == UInt8(ascii: "_") || text[index] == UInt8(ascii: ":") else {
      return nil
    }
    while index < end, text[index].isAlphanumeric || "_.:-".utf8.contains(text[index]) { index += 1 }
    var value = index
    while value < end, text[value].isWhiteSpace { value += 1 }
    guard value < end, text[value] == UInt8(ascii: "=") else { return index }
    value += 1
    while value < end, text[value].isWhiteSpace { value += 1 }
    guard value < end else { return nil }
    let quote = text[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let close = text[(value + 1)..<end].firstIndex(of: quote) else { return nil }
      return close + 1
    }
    let from = value
    while value < end, !text[value].isWhiteSpace, !"\"'=<>`".utf8.contains(text[value]) { value += 1 }
    return value > from ? value : nil
  }
}
