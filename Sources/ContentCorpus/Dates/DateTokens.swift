/// The words, numbers and signs of a date.
struct DateTokens {
  enum Token: Hashable {
    /// At most fifteen digits.
    case number(Int, digits: Int)
    /// In lower case.
    case word(String)
    case sign(Unicode.Scalar)
  }

  private let tokens: [Token]
  var position = 0

  /// - Returns: `nil` for what is too long, or has in it what no date has.
  init?(_ text: String) {
    guard text.utf8.count <= 100 else { return nil }
    var tokens: [Token] = []
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.first {
      switch scalar {
      case "0"..."9":
        let digits = scalars.prefix { ("0"..."9").contains($0) }
        guard digits.count <= 15, let value = Int(String(String.UnicodeScalarView(digits))) else { return nil }
        tokens.append(.number(value, digits: digits.count))
        scalars.removeFirst(digits.count)
      case "a"..."z", "A"..."Z":
        let letters = scalars.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        tokens.append(.word(String(String.UnicodeScalarView(letters)).lowercased()))
        scalars.removeFirst(letters.count)
      case "(":
        // What is in brackets is for people: the name of the zone whose offset stands before.
        guard let close = scalars.firstIndex(of: ")") else { return nil }
        scalars = scalars[(close + 1)...]
      case _ where scalar.properties.isWhitespace: scalars.removeFirst()
      case "-", "/", ".", ":", ",", "+", "_":
        tokens.append(.sign(scalar))
        scalars.removeFirst()
      // A minus that word processors write.
      case "\u{2212}":
        tokens.append(.sign("-"))
        scalars.removeFirst()
      default: return nil
      }
    }
    self.tokens = tokens
  }

  var isAtEnd: Bool { position == tokens.count }
  var count: Int { tokens.count }

  func peek(_ ahead: Int = 0) -> Token? { position + ahead < tokens.count ? tokens[position + ahead] : nil }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard peek() == .sign(sign) else { return false }
    position += 1
    return true
  }

  mutating func takeWord(_ words: Set<String>) -> Bool {
    guard case .word(let word) = peek(), words.contains(word) else { return false }
    position += 1
    return true
  }

  /// The value of a word that a table knows.
  mutating func take<Value>(_ table: [String: Value]) -> Value? {
    guard case .word(let word) = peek(), let value = table[word] else { return nil }
    position += 1
    return value
  }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    guard case .number(let value, let count) = peek(), digits.contains(count) else { return nil }
    position += 1
    return value
  }
}
