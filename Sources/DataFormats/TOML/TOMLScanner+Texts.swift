/// Keys and texts (toml.io/en/v1.0.0, Keys and String).
extension TOMLScanner {
  /// Keys with more parts than anybody means.
  static let partLimit = 50

  mutating func keyPath() throws -> [String] {
    var parts: [String] = []
    let start = place
    while true {
      skipBlanks()
      parts.append(try key())
      guard parts.count <= TOMLScanner.partLimit else {
        throw YAMLSyntaxError(.excessive, "a key has too many parts", line: start.line, column: start.column)
      }
      skipBlanks()
      guard take(".") else { return parts }
    }
  }

  private mutating func key() throws -> String {
    switch next {
    case UInt8(ascii: "\""):
      guard !begins(with: "\"\"\"") else { throw problem("a key is not a text of several lines") }
      return try basicText()
    case UInt8(ascii: "'"):
      guard !begins(with: "'''") else { throw problem("a key is not a text of several lines") }
      return try literalText()
    default:
      let start = index
      while let byte = next, TOMLScanner.isBare(byte) { advance() }
      guard index > start else { throw problem("a key is missing; quote a key that has other characters") }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// A text in quotes of any kind.
  mutating func text() throws -> String {
    if begins(with: "\"\"\"") { return try longText("\"") }
    if begins(with: "'''") { return try longText("'") }
    return next == UInt8(ascii: "'") ? try literalText() : try basicText()
  }

  private mutating func literalText() throws -> String {
    advance()
    let start = index
    while let byte = next, byte != UInt8(ascii: "'") {
      guard isText(byte) else { throw problem("a text has a control character, or is not closed in its line") }
      advance()
    }
    let end = index
    guard take("'") else { throw problem("a text is not closed") }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func basicText() throws -> String {
    advance()
    var out: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard isText(byte) else { throw problem("a text has a control character, or is not closed in its line") }
      if byte == UInt8(ascii: "\\") {
        try escape(&out)
      } else {
        out.append(byte)
        advance()
      }
    }
    guard take("\"") else { throw problem("a text is not closed") }
    return String(decoding: out, as: UTF8.self)
  }

  private func isText(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

  /// A text of several lines. A line break right behind the opening marks is none of it.
  private mutating func longText(_ mark: UnicodeScalar) throws -> String {
    let start = problem("a text of several lines is not closed")
    let quote = UInt8(ascii: mark)
    advance(3)
    _ = try takeLineEnd()
    var out: [UInt8] = []
    while let byte = next {
      if byte == quote {
        var count = 0
        while next(count) == quote { count += 1 }
        guard count < 3 else {
          guard count <= 5 else { throw problem("there are too many quotes at the end of a text") }
          out += [UInt8](repeating: quote, count: count - 3)
          advance(count)
          return String(decoding: out, as: UTF8.self)
        }
        out += [UInt8](repeating: quote, count: count)
        advance(count)
      } else if byte == UInt8(ascii: "\\"), mark == "\"" {
        if try !takeContinuation() { try escape(&out) }
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D { out.append(0x0D) }
        _ = try takeLineEnd()
        out.append(0x0A)
      } else {
        guard isText(byte) else { throw problem("a text has a control character") }
        out.append(byte)
        advance()
      }
    }
    throw start
  }

  /// A backslash at the end of a line: the text goes on at the next sign that is no white space.
  private mutating func takeContinuation() throws -> Bool {
    var offset = 1
    while next(offset) == 0x20 || next(offset) == 0x09 { offset += 1 }
    guard next(offset) == 0x0A || next(offset) == 0x0D && next(offset + 1) == 0x0A else { return false }
    advance(offset)
    while true {
      skipBlanks()
      guard try takeLineEnd() else { return true }
    }
  }

  private mutating func escape(_ out: inout [UInt8]) throws {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]
    guard let sign = next(1) else { throw problem("a text is not closed") }
    if let byte = simple[sign] {
      out.append(byte)
      advance(2)
      return
    }
    let length = sign == UInt8(ascii: "u") ? 4 : sign == UInt8(ascii: "U") ? 8 : 0
    let digits = (0..<length).compactMap { next(2 + $0) }
    let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    guard length > 0, digits.count == length, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let scalar = number.flatMap(UnicodeScalar.init)
    else {
      throw problem("a text has an invalid escape; write \\\\ for a backslash")
    }
    out += String(scalar).utf8
    advance(2 + length)
  }
}
