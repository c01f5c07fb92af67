/// Reads a TOML document (toml.io/en/v1.0.0) into the same tree as YAML is read into: who asks for a field need not know how it was
/// written.
public enum TOMLReader {
  /// - Parameters:
  ///   - text: the document, without fences.
  ///   - firstLine: the line of the file at which it starts.
  /// - Throws: `YAMLSyntaxError`.
  public static func read(_ text: String, firstLine: Int = 1) throws -> YAMLNode {
    var parser = TOMLParser(text, firstLine: firstLine)
    return try parser.document()
  }
}

private struct TOMLParser {
  private var scanner: TOMLScanner
  private let root: TOMLTable
  /// That of the last header.
  private var current: TOMLTable

  /// Lists and tables in each other.
  private static let depthLimit = 64

  init(_ text: String, firstLine: Int) {
    scanner = TOMLScanner(text, firstLine: firstLine)
    root = TOMLTable(.header, at: TOMLPlace(line: firstLine, column: 1))
    current = root
  }

  mutating func document() throws -> YAMLNode {
    // A mark of the order of bytes.
    if scanner.begins(with: "\u{FEFF}") { scanner.advance(3) }
    while true {
      try scanner.skipLines()
      guard !scanner.isAtEnd else { return root.node }
      if scanner.next == UInt8(ascii: "[") { try header() } else { try pair(in: current) }
      try scanner.endLine()
    }
  }

  // MARK: Headers

  private mutating func header() throws {
    let place = scanner.place
    let isList = scanner.begins(with: "[[")
    scanner.advance(isList ? 2 : 1)
    let path = try scanner.keyPath()
    guard scanner.take("]"), !isList || scanner.take("]") else { throw scanner.problem("a header is not closed") }
    guard let last = path.last else { return }
    let table = try around(path.dropLast(), place)
    switch (table[last]?.value, isList) {
    case (nil, true):
      current = TOMLTable(.header, at: place)
      table.add(last, .tables([current]), at: place)
    case (nil, false):
      current = TOMLTable(.header, at: place)
      table.add(last, .table(current), at: place)
    case (.tables(let tables)?, true):
      current = TOMLTable(.header, at: place)
      table.add(last, .tables(tables + [current]), at: place)
    case (.table(let known)?, false) where known.origin == .implied:
      known.origin = .header
      current = known
    default: throw repeated(path, place)
    }
  }

  /// The table that a header's last part belongs to, with those that are missing.
  private func around(_ path: ArraySlice<String>, _ place: TOMLPlace) throws -> TOMLTable {
    var table = root
    for (number, key) in path.enumerated() {
      switch table[key]?.value {
      case nil:
        let next = TOMLTable(.implied, at: place)
        table.add(key, .table(next), at: place)
        table = next
      case .table(let next)? where next.origin != .inline: table = next
      case .tables(let tables)?: table = tables[tables.count - 1]
      default: throw repeated(Array(path.prefix(number + 1)), place)
      }
    }
    return table
  }

  private func repeated(_ path: [String], _ place: TOMLPlace) -> YAMLSyntaxError {
    YAMLSyntaxError(
      .syntax, "'\(path.joined(separator: "."))' has a value already", line: place.line, column: place.column)
  }

  // MARK: Keys and values

  private mutating func pair(in table: TOMLTable, depth: Int = 0) throws {
    let place = scanner.place
    let path = try scanner.keyPath()
    guard scanner.take("=") else { throw scanner.problem("there is no '=' after the key") }
    scanner.skipBlanks()
    var table = table
    for (number, key) in path.dropLast().enumerated() {
      switch table[key]?.value {
      case nil:
        let next = TOMLTable(.dotted, at: place)
        table.add(key, .table(next), at: place)
        table = next
      case .table(let next)? where next.origin == .dotted: table = next
      default: throw repeated(Array(path.prefix(number + 1)), place)
      }
    }
    guard let last = path.last else { return }
    guard table[last] == nil else { throw repeated(path, place) }
    table.add(last, try value(depth: depth), at: place)
  }

  private mutating func value(depth: Int) throws -> TOMLTable.Value {
    guard depth < TOMLParser.depthLimit else {
      let place = scanner.place
      throw YAMLSyntaxError(.excessive, "values are nested too deep", line: place.line, column: place.column)
    }
    switch scanner.next {
    case UInt8(ascii: "\"")?, UInt8(ascii: "'")?: return .scalar(try scanner.text(), isPlain: false)
    case UInt8(ascii: "[")?: return .array(try list(depth: depth))
    case UInt8(ascii: "{")?: return .table(try inlineTable(depth: depth))
    default: return try scalar()
    }
  }

  private mutating func scalar() throws -> TOMLTable.Value {
    let (before, start) = (scanner, scanner.index)
    while let byte = scanner.next, TOMLParser.isPartOfScalar(byte) { scanner.advance() }
    var text = String(decoding: scanner.bytes[start..<scanner.index], as: UTF8.self)
    // A blank between a date and its time.
    if text.utf8.count == 10, scanner.next == 0x20, let digit = scanner.next(1), digit &- 0x30 < 10,
      TOMLScalar.value(text) != nil
    {
      scanner.advance()
      while let byte = scanner.next, TOMLParser.isPartOfScalar(byte) { scanner.advance() }
      text = String(decoding: scanner.bytes[start..<scanner.index], as: UTF8.self)
    }
    guard let value = TOMLScalar.value(text) else {
      throw before.problem(
        text.isEmpty ? "there is no value" : "'\(text.prefix(40))' is not a value; a text needs quotes")
    }
    return .scalar(value, isPlain: true)
  }

  private static func isPartOfScalar(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || [0x2B, 0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
  }

  private mutating func list(depth: Int) throws -> [TOMLTable.Member] {
    scanner.advance()
    var members: [TOMLTable.Member] = []
    while true {
      try scanner.skipLines()
      if scanner.take("]") { return members }
      let place = scanner.place
      members.append(TOMLTable.Member(value: try value(depth: depth + 1), place: place))
      try scanner.skipLines()
      if scanner.take(",") { continue }
      guard scanner.take("]") else { throw scanner.problem("a list is not closed, or a comma is missing") }
      return members
    }
  }

  private mutating func inlineTable(depth: Int) throws -> TOMLTable {
    let table = TOMLTable(.dotted, at: scanner.place)
    scanner.advance()
    scanner.skipBlanks()
    if !scanner.take("}") {
      while true {
        scanner.skipBlanks()
        try pair(in: table, depth: depth + 1)
        scanner.skipBlanks()
        if scanner.take(",") { continue }
        guard scanner.take("}") else { throw scanner.problem("a table in braces is not closed in its line") }
        break
      }
    }
    table.close()
    return table
  }
}
