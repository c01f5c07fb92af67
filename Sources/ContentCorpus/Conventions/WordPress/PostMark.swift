import HTMLParsing

/// A mark in the text of a post, as far as its paragraphs depend on it.
struct PostMark {
  enum Piece {
    case text([UInt8])
    case mark(PostMark)

    var mark: PostMark? {
      if case .mark(let mark) = self { mark } else { nil }
    }

    var isBlank: Bool {
      if case .text(let bytes) = self { bytes.allSatisfy(\.isBlank) } else { false }
    }
  }

  /// As it is written; of an element whose inside stays as it is, all of that.
  let bytes: [UInt8]
  /// In lower case; empty for a comment.
  let name: String
  let isClosing: Bool
  /// Whether it is an element with all that is in it.
  let isWhole: Bool

  var isBreak: Bool { name == "br" }
  var isBlock: Bool { PostMark.blocks.contains(name) }
  /// Whether it is a block in which paragraphs do not begin or end.
  var isGlued: Bool { name == "figcaption" }

  /// Whether white space in front of it, and behind it, means nothing.
  var gluesBefore: Bool {
    switch name {
    case "param", "embed", "source", "track": true
    case "object", "audio", "video": isClosing
    case "figcaption", "option": !isClosing
    default: false
    }
  }
  var gluesAfter: Bool {
    switch name {
    case "param", "embed", "source", "track": true
    case "object", "audio", "video": !isClosing
    case "figcaption", "option": isClosing
    default: false
    }
  }

  private static let blocks: Set<String> = [
    "address", "area", "article", "aside", "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "legend", "li", "map", "math", "menu", "nav", "ol", "p", "pre", "section", "style", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements whose inside is left alone.
  private static let whole: Set<String> = ["math", "pre", "script", "style", "svg"]

  /// Text and marks, in their order.
  static func pieces(of text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    // Ends that are nowhere behind are not looked for again.
    var missing: Set<String> = []
    while let sign = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard let mark = mark(in: text, at: sign, &missing) else {
        index = sign + 1
        continue
      }
      if sign > start { pieces.append(.text(Array(text[start..<sign]))) }
      pieces.append(.mark(mark))
      start = sign + mark.bytes.count
      index = start
    }
    if start < text.count { pieces.append(.text(Array(text[start...]))) }
    return pieces
  }

  private static func mark(in text: [UInt8], at start: Int, _ missing: inout Set<String>) -> PostMark? {
    let rest = text[start...]
    func end(_ sign: String, from: Int) -> Int? {
      guard !missing.contains(sign) else { return nil }
      let found = text[min(from, text.count)...].byteRange(of: Array(sign.utf8))?.upperBound
      if found == nil { missing.insert(sign) }
      return found
    }
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>")] where rest.starts(with: open.utf8) {
      return end(close, from: start + open.utf8.count).map {
        PostMark(bytes: Array(text[start..<$0]), name: "", isClosing: false, isWhole: true)
      }
    }
    let isClosing = rest.dropFirst().first == UInt8(ascii: "/")
    let letters = rest.dropFirst(isClosing ? 2 : 1).prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 &- 0x30 < 10 }
    guard let first = letters.first, first | 0x20 >= 0x61, letters.count < 30,
      let close = endOfTag(text, letters.endIndex)
    else { return nil }
    let name = String(decoding: letters, as: UTF8.self).lowercased()
    let isEmpty = text[close - 2] == UInt8(ascii: "/")
    if whole.contains(name), !isClosing, !isEmpty, let last = end("</\(name)>", from: close) {
      return PostMark(bytes: Array(text[start..<last]), name: name, isClosing: false, isWhole: true)
    }
    return PostMark(bytes: Array(text[start..<close]), name: name, isClosing: isClosing, isWhole: false)
  }

  /// Behind the sign that closes a tag; `nil` where there is none.
  private static func endOfTag(_ text: [UInt8], _ start: Int) -> Int? {
    var quote: UInt8?
    var index = start
    while index < text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      index += 1
    }
    return nil
  }
}
