import HTMLParsing

/// Signs of kramdown's, found in a line.
enum KramdownMarks {
  /// The mark that ends an extension: `{:/comment}` or `{:/}`.
  static func end(of name: [UInt8], in line: ArraySlice<UInt8>) -> Range<Int>? {
    var rest = line
    while let open = rest.byteRange(of: Array("{:/".utf8)) {
      let word = line[open.upperBound...].prefix { $0.isLetter }
      if word.isEmpty || word.elementsEqual(name), word.endIndex < line.endIndex,
        line[word.endIndex] == UInt8(ascii: "}")
      {
        return open.lowerBound..<(word.endIndex + 1)
      }
      rest = line[open.upperBound...]
    }
    return nil
  }

  /// The first end tag of an element.
  static func endTag(of name: [UInt8], in line: ArraySlice<UInt8>) -> Range<Int>? {
    var rest = line
    while let open = rest.byteRange(of: Array("</".utf8)) {
      let word = line[open.upperBound...].prefix { $0.isAlphanumeric || $0 == 0x2D }
      if word.count == name.count, zip(word, name).allSatisfy({ $0.lowercased == $1 }),
        let close = line[word.endIndex...].firstIndex(of: UInt8(ascii: ">"))
      {
        return open.lowerBound..<(close + 1)
      }
      rest = line[open.upperBound...]
    }
    return nil
  }

  /// Where the end tag stands that belongs to a start tag in front of a text.
  static func matchingEndTag(of name: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var depth = 1
    var rest = text
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = text[open...]
      if endTagLength(of: name, in: rest) != nil {
        depth -= 1
        if depth == 0 { return open }
      } else if zip(rest.dropFirst(), name).allSatisfy({ $0.lowercased == $1 }), rest.count > name.count + 1,
        !rest[open + 1 + name.count].isAlphanumeric
      {
        depth += 1
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The length of an end tag at the beginning of a text.
  static func endTagLength(of name: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.starts(with: "</".utf8) else { return nil }
    let word = text.dropFirst(2).prefix(name.count)
    guard word.count == name.count, zip(word, name).allSatisfy({ $0.lowercased == $1 }) else { return nil }
    let rest = text[word.endIndex...].drop(while: \.isWhiteSpace)
    return rest.first == UInt8(ascii: ">") ? rest.startIndex + 1 - text.startIndex : nil
  }

  /// The brace that ends an attribute list.
  static func listEnd(_ text: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for index in text.indices {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "}") {
        return index
      } else if byte == 0x0A {
        return nil
      }
    }
    return nil
  }

  enum Mode {
    case block, span
  }

  /// How the content of an element is read; `nil` for as it is.
  static func mode(of tag: ArraySlice<UInt8>, _ name: String, parsesAll: Bool) -> Mode? {
    let text = String(decoding: tag, as: UTF8.self)
    let usual: Mode = spanBlocks.contains(name) ? .span : .block
    guard let found = text.firstMatch(of: /\smarkdown\s*=\s*["']?(\w+)/) else {
      return parsesAll && !rawElements.contains(name) ? usual : nil
    }
    switch found.1 {
    case "1": return usual
    case "block": return .block
    case "span": return .span
    default: return nil
    }
  }

  static let spanElements: Set<String> = [
    "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small",
    "span", "strong", "sub", "sup", "textarea", "tt", "u", "var",
  ]
  static let voidElements: Set<String> = [
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
  ]
  private static let spanBlocks: Set<String> = [
    "caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "optgroup", "p", "th",
  ]
  /// Elements of a line whose content is read.
  static let spanContent: Set<String> = [
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "del", "dfn", "em", "i", "ins", "label", "q", "rb",
    "rbc", "rp", "rt", "rtc", "ruby", "select", "small", "span", "strong", "sub", "sup", "tt",
  ]
  static let blockElements: Set<String> = [
    "address", "applet", "article", "aside", "blockquote", "body", "caption", "col", "colgroup", "dd", "div", "dl",
    "dt", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "iframe", "legend", "li", "main", "map", "menu", "nav", "ol", "optgroup", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]
  private static let rawElements: Set<String> = ["script", "style", "math", "pre", "textarea"]

  // MARK: Tables

  /// Whether a pipe stands in a line that is neither escaped nor in code.
  static func hasPipe(_ line: ArraySlice<UInt8>) -> Bool {
    var found = false
    forEachPipe(line) { _ in found = true }
    return found
  }

  static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }
      && line.allSatisfy { "|+:-= ".utf8.contains($0) || $0 == 0x09 }
      && line.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "+") }
  }

  static func cells(_ line: ArraySlice<UInt8>) -> [Range<Int>] {
    var inner = line
    if inner.first == UInt8(ascii: "|") { inner = inner.dropFirst() }
    var ends: [Int] = []
    forEachPipe(inner) { ends.append($0) }
    var cells: [Range<Int>] = []
    var start = inner.startIndex
    for end in ends {
      cells.append(trimmed(inner[start..<end]))
      start = end + 1
    }
    if start < inner.endIndex { cells.append(trimmed(inner[start...])) }
    return cells
  }

  private static func trimmed(_ cell: ArraySlice<UInt8>) -> Range<Int> {
    let bare = cell.trimmingWhiteSpace
    return bare.startIndex..<bare.endIndex
  }

  static func alignments(_ line: ArraySlice<UInt8>, _ count: Int) -> [UInt8] {
    var inner = line
    if inner.first == UInt8(ascii: "|") { inner = inner.dropFirst() }
    var found = inner.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "+") }).map {
      cell -> UInt8 in
      let bare = cell.trimmingWhiteSpace
      let (left, right) = (bare.first == UInt8(ascii: ":"), bare.last == UInt8(ascii: ":"))
      return left && right ? UInt8(ascii: "c") : left ? UInt8(ascii: "l") : right ? UInt8(ascii: "r") : 0
    }
    while found.count < count { found.append(0) }
    return Array(found.prefix(count))
  }

  private static func forEachPipe(_ line: ArraySlice<UInt8>, _ body: (Int) -> Void) {
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let ticks = line[index...].prefix { $0 == UInt8(ascii: "`") }
        var rest = line[ticks.endIndex...]
        index = ticks.endIndex
        while let next = rest.firstIndex(of: UInt8(ascii: "`")) {
          let run = line[next...].prefix { $0 == UInt8(ascii: "`") }
          if run.count == ticks.count {
            index = run.endIndex
            break
          }
          rest = line[run.endIndex...]
        }
      case UInt8(ascii: "|"):
        body(index)
        index += 1
      default: index += 1
      }
    }
  }
}
