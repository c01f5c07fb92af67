/// Text as a reader sees it: no markup, no references, white space folded.
public enum PlainText {
  /// Front-matter text such as a title, which exporters write with HTML in it: elements that are opened and closed go, references
  /// become characters, once, white space folds into single spaces, characters that XML forbids vanish.
  ///
  /// All else stays as it is written: `<5 %`, `C++ <vector>`.
  public static func fold(_ text: String) -> String {
    guard needsWork(text) else { return text }
    let bare = TextMarkup.removed(from: XMLCharacters.removingForbidden(from: text))
    return foldWhiteSpace(XMLCharacters.removingForbidden(from: CharacterEntities.decode(bare[...])))
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
}

extension Substring {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}
