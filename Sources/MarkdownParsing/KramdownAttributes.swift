/// An attribute list, `#id .class key="value" name` (kramdown.gettalong.org/syntax.html#inline-attribute-lists; Goldmark's and
/// pulldown-cmark's are of the same form).
struct KramdownAttributes {
  var identifier: String?
  var classes: [String] = []
  var pairs: [(name: String, value: String)] = []
  /// Words that stand alone: names of other lists, `toc`.
  var names: [String] = []

  /// - Parameter text: what stands between the braces.
  /// - Returns: `nil` for what is no such list.
  init?(_ text: ArraySlice<UInt8>, allowsNames: Bool) {
    var index = text.startIndex
    var count = 0
    while true {
      while index < text.endIndex, text[index].isWhiteSpace || text[index] == UInt8(ascii: ",") { index += 1 }
      guard index < text.endIndex else { break }
      count += 1
      let start = index
      while index < text.endIndex, !text[index].isWhiteSpace, text[index] != UInt8(ascii: "="),
        text[index] != UInt8(ascii: "\""), text[index] != UInt8(ascii: "'")
      { index += 1 }
      let word = String(decoding: text[start..<index], as: UTF8.self)
      if index < text.endIndex, text[index] == UInt8(ascii: "=") {
        guard !word.isEmpty else { return nil }
        index += 1
        guard index < text.endIndex else { return nil }
        let quote = text[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          guard let close = text[(index + 1)...].firstIndex(of: quote) else { return nil }
          pairs.append((word.lowercased(), String(decoding: text[(index + 1)..<close], as: UTF8.self)))
          index = close + 1
        } else {
          let from = index
          while index < text.endIndex, !text[index].isWhiteSpace, text[index] != UInt8(ascii: ",") { index += 1 }
          pairs.append((word.lowercased(), String(decoding: text[from..<index], as: UTF8.self)))
        }
        continue
      }
      guard !word.isEmpty else { return nil }
      var rest = word[...]
      // `#id.class`.
      while let sign = rest.first, sign == "#" || sign == "." {
        let name = rest.dropFirst().prefix { $0 != "#" && $0 != "." }
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_:".contains($0) }) else { return nil }
        if sign == "#" { identifier = String(name) } else { classes.append(String(name)) }
        rest = rest[name.endIndex...]
      }
      if rest.count == word.count {
        guard allowsNames, word.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }) else { return nil }
        names.append(word)
      } else if !rest.isEmpty {
        return nil
      }
    }
    guard count > 0 else { return nil }
  }

  /// The language that it gives code.
  var language: String? {
    for name in classes {
      if name.hasPrefix("language-") { return String(name.dropFirst(9)) }
    }
    return classes.first
  }
}

/// What kramdown reads without Markdown: a comment, or text that passes as it is.
struct KramdownSpan {
  let name: [UInt8]
  /// The block that takes the text; none for a comment.
  let node: MarkdownTree.Node
}
