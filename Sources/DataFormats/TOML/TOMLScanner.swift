/// Goes through the bytes of a document, and knows where it is.
struct TOMLScanner {
  let bytes: [UInt8]
  private(set) var index = 0
  private var line: Int
  private var lineStart = 0

  init(_ text: String, firstLine: Int) {
    bytes = Array(text.utf8)
    line = firstLine
  }

  var isAtEnd: Bool { index >= bytes.count }

  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  func next(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }

  mutating func advance(_ count: Int = 1) { index += count }

  mutating func take(_ byte: UnicodeScalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  func begins(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return text.description.utf8.elementsEqual(bytes[index..<index + count])
  }

  /// Columns count characters.
  var place: TOMLPlace { place(of: index) }

  private func place(of index: Int) -> TOMLPlace {
    let before = bytes[lineStart..<min(index, bytes.count)]
    let count = before.allSatisfy { $0 < 0x80 } ? before.count : String(decoding: before, as: UTF8.self).count
    return TOMLPlace(line: line, column: count + 1)
  }

  func problem(_ message: String) -> YAMLSyntaxError {
    let place = place
    return YAMLSyntaxError(.syntax, message, line: place.line, column: place.column)
  }

  mutating func skipBlanks() { while next == 0x20 || next == 0x09 { index += 1 } }

  /// Takes the end of a line.
  ///
  /// - Throws: `YAMLSyntaxError` for a carriage return that stands alone.
  mutating func takeLineEnd() throws -> Bool {
    if next == 0x0D {
      guard next(1) == 0x0A else { throw problem("a carriage return is not followed by a line feed") }
      index += 1
    }
    guard next == 0x0A else { return false }
    index += 1
    line += 1
    lineStart = index
    return true
  }

  /// Takes a comment, if there is one.
  mutating func skipComment() throws {
    guard take("#") else { return }
    while let byte = next, byte != 0x0A, !(byte == 0x0D && next(1) == 0x0A) {
      guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw problem("a comment has a control character") }
      index += 1
    }
  }

  /// Blanks, comments and ends of lines, between the values of a list.
  mutating func skipLines() throws {
    while true {
      skipBlanks()
      try skipComment()
      guard try takeLineEnd() else { return }
    }
  }

  /// What may stand behind a value or a header: nothing but a comment.
  mutating func endLine() throws {
    skipBlanks()
    try skipComment()
    guard try takeLineEnd() || isAtEnd else { throw problem("there is more after the value; begin a new line") }
  }
}
