/// Text as a reader sees it: no markup, no references, white space folded.
public enum PlainText {
  /// Front-matter text such as a title, which exporters write with HTML in it: tags go, references become characters,
  /// white space folds into single spaces, characters that XML forbids vanish.
  ///
  /// A `<` that begins no tag (`<5 %`, `a < b`) stays.
  public static func fold(_ text: String) -> String {
    guard needsWork(text) else { return text }
    var out = ""
    var rest = XMLCharacters.removingForbidden(from: text)[...]
    // Behind the last one there is no tag, and looking for its end at each '<' would take for ever.
    let lastEnd = rest.utf8.lastIndex(of: UInt8(ascii: ">"))
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      out += CharacterEntities.decode(rest[..<open])
      if let lastEnd, open < lastEnd, let end = tagEnd(rest[open...]) {
        if isBlockTag(rest[open...]) { out += " " }
        rest = rest[rest.utf8.index(after: end)...]
      } else {
        out += "<"
        rest = rest[rest.utf8.index(after: open)...]
      }
    }
    out += CharacterEntities.decode(rest)
    // Exporters escape twice, and what is left of a reference reads as one nowhere.
    for _ in 0..<2 {
      let decoded = CharacterEntities.decode(out[...])
      if decoded == out { break }
      out = decoded
    }
    return foldWhiteSpace(XMLCharacters.removingForbidden(from: out))
  }

  /// Runs of white space as one space, none at the ends. A no-break space counts as white space here.
  public static func foldWhiteSpace(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      unsafe WhiteSpace.isFolded(bytes) ? nil : WhiteSpace.folded(bytes)
    } ?? text
  }

  /// The first words of a text, at most `limit` characters, with an ellipsis where something was left out.
  ///
  /// Text without spaces (Chinese, Japanese) is cut between characters.
  public static func firstWords(_ text: String, limit: Int) -> String {
    // No text has more characters than bytes.
    guard text.utf8.count > limit,
      let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex
    else { return text }
    let head = text[..<end]
    let cut = text[end].isWhitespace ? head : head.lastIndex { $0.isWhitespace }.map { head[..<$0] } ?? head
    let words = cut.count < limit / 2 ? head : cut
    return words.trimmingSuffix { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == ":" } + "…"
  }

  private static func needsWork(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      var isBehindSpace = true
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if byte == 0x20 {
          if isBehindSpace { return true }
          isBehindSpace = true
          continue
        }
        isBehindSpace = false
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "&"), 0..<0x20, 0x7F: return true
        case 0xC2, 0xE1...0xE3, 0xEF:
          if unsafe WhiteSpace.length(at: index, in: bytes) > 0 { return true }
          if unsafe XMLCharacters.forbiddenLength(at: index, in: bytes) > 0 { return true }
        default: break
        }
      }
      return isBehindSpace && !bytes.isEmpty
    }
  }

  /// The `>` that ends the tag or comment which starts here, if one does.
  private static func tagEnd(_ text: Substring) -> String.Index? {
    let second = text.dropFirst().first
    guard let second, second.isASCII, second.isLetter || second == "/" || second == "!" || second == "?" else {
      return nil
    }
    if second == "/", text.dropFirst(2).first?.isLetter != true { return nil }
    return text.utf8.firstIndex(of: UInt8(ascii: ">"))
  }

  private static func isBlockTag(_ text: Substring) -> Bool {
    let name = text.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    return ElementNames.block.contains(name)
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}
