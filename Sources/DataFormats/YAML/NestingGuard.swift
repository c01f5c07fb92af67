/// Refuses, before any parser sees it, text whose nesting or keys would cost a recursive reader its stack or its time.
enum NestingGuard {
  static func check(_ text: String, firstLine: Int) throws {
    var scan = Scan(line: firstLine)
    for byte in text.utf8 {
      scan.take(byte)
      guard scan.open <= bracketLimit, scan.leading <= leadingLimit else {
        throw YAMLSyntaxError(
          .excessive, "nested deeper than \(YAMLReader.depthLimit) levels", line: scan.line, column: 1)
      }
    }
    // A key that is itself a tree of aliases would be hashed in full, which takes for ever.
    if let line = scan.complexKeyLine, scan.hasAnchor, scan.hasAlias {
      throw YAMLSyntaxError(.excessive, "a list, mapping or alias as a key beside anchors", line: line, column: 1)
    }
  }

  /// Brackets in prose are rarely left open, so a bound on all of them is one on nesting.
  private static let bracketLimit = 2 * YAMLReader.depthLimit
  /// A block level costs at least one column.
  private static let leadingLimit = 4 * YAMLReader.depthLimit
}

/// One pass over the bytes. It knows nothing of quotes, so it sees more brackets and keys than there are, never fewer.
private struct Scan {
  var line: Int
  var open = 0
  var leading = 0
  var hasAnchor = false
  var hasAlias = false
  var complexKeyLine: Int?

  private var atLineStart = true
  private var isInAnchor = false
  private var previous = UInt8(ascii: "\n")
  private var beforePrevious = UInt8(ascii: "\n")
  /// The last byte that was no space.
  private var lastMark = UInt8(ascii: "\n")
  private var word = Word.other

  /// What the current word is, as far as keys are concerned.
  private enum Word { case other, alias, closed }

  init(line: Int) { self.line = line }

  mutating func take(_ byte: UInt8) {
    if startsName(byte), beforePrevious.isYAMLSeparator {
      if previous == UInt8(ascii: "&") { isInAnchor = true }
      if previous == UInt8(ascii: "*") {
        hasAlias = true
        word = .alias
      }
    }
    if isInAnchor, byte.isYAMLSeparator {
      // A word such as &nbsp; is a character reference in prose; no anchor's name ends so.
      if previous != UInt8(ascii: ";") { hasAnchor = true }
      isInAnchor = false
    }
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      leading = 0
      atLineStart = true
      word = .other
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      open += 1
      word = .other
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      open = max(open - 1, 0)
      word = .closed
    case UInt8(ascii: ":"):
      if word != .other { complexKeyLine = complexKeyLine ?? line }
    case UInt8(ascii: "?"):
      // In prose a question mark may follow a space, but then a word comes before that.
      if previous.isYAMLSeparator, lastMark.beginsNode { complexKeyLine = complexKeyLine ?? line }
    case UInt8(ascii: " "): break
    default:
      if word == .closed || (word == .alias && previous == UInt8(ascii: " ")) { word = .other }
    }
    if atLineStart, byte != UInt8(ascii: "\n") {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): leading += 1
      default: atLineStart = false
      }
    }
    if byte != UInt8(ascii: " ") { lastMark = byte }
    beforePrevious = previous
    previous = byte
  }

  private func startsName(_ byte: UInt8) -> Bool { byte > 0x20 && !byte.isYAMLSeparator }
}

extension UInt8 {
  /// What a node may stand behind.
  fileprivate var beginsNode: Bool {
    switch self {
    case UInt8(ascii: "\n"), UInt8(ascii: "-"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
      UInt8(ascii: "?"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// What may stand before an anchor, an alias or a key indicator.
  fileprivate var isYAMLSeparator: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: ","):
      true
    default: false
    }
  }
}
