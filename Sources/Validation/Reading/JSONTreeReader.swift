/// Reads JSON strictly as RFC 8259 has it, to a bounded depth.
struct JSONTreeReader {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var nodes: [JSONTree.Node] = []
  private var unescaped: [UInt8] = []

  private static let depthLimit = 100

  private let valueLimit: Int

  private init(_ bytes: [UInt8], _ valueLimit: Int) {
    self.bytes = bytes
    self.valueLimit = valueLimit
    nodes.reserveCapacity(bytes.count / 64)
  }

  /// Values that a document of a size may have: where there are more, there is next to nothing in them.
  static func valueLimit(_ bytes: Int) -> Int { max(500_000, bytes / 10) }

  /// - Parameter valueLimit: values at which it stops; `nil` for what the document's size lets expect.
  /// - Throws: ``JSONTree/Fault`` at the first byte that is not JSON.
  static func read(_ utf8: [UInt8], valueLimit: Int? = nil) throws -> JSONTree {
    var reader = JSONTreeReader(utf8, valueLimit ?? JSONTreeReader.valueLimit(utf8.count))
    reader.skipSpace()
    try reader.value(of: nil)
    reader.skipSpace()
    guard reader.index == utf8.count else { throw reader.fault("there is text after the document") }
    return JSONTree(utf8: utf8, unescaped: reader.unescaped, nodes: reader.nodes)
  }

  private mutating func value(of name: JSONTree.Member?) throws {
    let offset = index
    guard let byte = peek else { throw fault("expected a value, but the document ends") }
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONTreeReader.depthLimit else {
      throw fault("values are nested deeper than \(JSONTreeReader.depthLimit) levels")
    }
    let position = nodes.count
    guard position < valueLimit else {
      throw JSONTree.Fault(
        message: "there are more than \(valueLimit) values, with next to nothing in them", offset: offset,
        isTooLarge: true)
    }
    func node(_ kind: JSONTree.Kind, _ text: JSONTree.Piece = .init(range: 0..<0)) -> JSONTree.Node {
      JSONTree.Node(kind: kind, offset: offset, text: text, name: name, end: position + 1)
    }
    switch byte {
    case UInt8(ascii: "{"):
      nodes.append(node(.object))
      try members()
      nodes[position].end = nodes.count
    case UInt8(ascii: "["):
      nodes.append(node(.array))
      try elements()
      nodes[position].end = nodes.count
    case UInt8(ascii: "\""): nodes.append(node(.string, try string()))
    case UInt8(ascii: "t"): nodes.append(node(try word("true", .bool)))
    case UInt8(ascii: "f"): nodes.append(node(try word("false", .bool)))
    case UInt8(ascii: "n"): nodes.append(node(try word("null", .null)))
    default: nodes.append(node(.number, try number()))
    }
  }

  private mutating func members() throws {
    index += 1
    skipSpace()
    if take("}") { return }
    while true {
      skipSpace()
      let offset = index
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
      let text = try string()
      let name = text.isUnescaped ? unescaped[text.range] : bytes[text.range]
      skipSpace()
      guard take(":") else {
        throw fault("expected ':' after the name '\(String(decoding: name, as: UTF8.self))'")
      }
      skipSpace()
      try value(of: JSONTree.Member(key: JSONTree.Key(name), text: text, offset: offset))
      skipSpace()
      if take("}") { return }
      guard take(",") else { throw fault("expected ',' or '}'") }
    }
  }

  private mutating func elements() throws {
    index += 1
    skipSpace()
    if take("]") { return }
    while true {
      skipSpace()
      try value(of: nil)
      skipSpace()
      if take("]") { return }
      guard take(",") else { throw fault("expected ',' or ']'") }
    }
  }

  private mutating func string() throws -> JSONTree.Piece {
    index += 1
    let first = index
    index = endOfRun(from: index)
    // Most strings hold no escape.
    if peek == UInt8(ascii: "\"") {
      index += 1
      return JSONTree.Piece(range: first..<(index - 1))
    }
    let start = unescaped.count
    unescaped += bytes[first..<index]
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return JSONTree.Piece(range: start..<unescaped.count, isUnescaped: true)
      case UInt8(ascii: "\\"): unescaped.append(contentsOf: try escape().utf8)
      default: throw fault("a control character in a string must be escaped")
      }
      let run = index
      index = endOfRun(from: run)
      unescaped += bytes[run..<index]
    }
    throw fault("a string is not closed")
  }

  /// The first byte from a position on that is a quote, a backslash or a control; the count where there is none. Nearly all
  /// of a document is such runs, so it looks at eight bytes at a time, which takes an unchecked load.
  private func endOfRun(from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { raw in
      var index = start
      let ones: UInt64 = 0x0101_0101_0101_0101
      while index + 8 <= raw.count {
        let word = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        // A byte's high bit shows that it was less than what was taken away; the lowest that is set is right.
        let found = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word
        let marks = found & (ones &* 0x80)
        if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < raw.count {
        let byte = unsafe raw[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
        index += 1
      }
      return index
    }
  }

  private mutating func escape() throws -> Unicode.Scalar {
    index += 1
    guard let byte = peek else { throw fault("a string is not closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      index -= 1
      throw fault("'\\\(Character(Unicode.Scalar(byte)))' is not an escape")
    }
  }

  private mutating func unicodeEscape() throws -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800...0xDBFF).contains(first), take("\\"), take("u") else { throw fault("half of a surrogate pair") }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half of a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = bytes[index..<min(index + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("expected four hexadecimal digits") }
    index += 4
    return value
  }

  private mutating func number() throws -> JSONTree.Piece {
    let start = index
    _ = take("-")
    let whole = try digits("a value")
    guard whole.count == 1 || whole.first != UInt8(ascii: "0") else { throw fault("a number begins with 0") }
    if take(".") { _ = try digits("digits after '.'") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      _ = try digits("digits of the exponent")
    }
    return JSONTree.Piece(range: start..<index)
  }

  private mutating func digits(_ what: String) throws -> ArraySlice<UInt8> {
    let found = bytes[index...].prefix { (0x30...0x39).contains($0) }
    guard !found.isEmpty else { throw fault("expected \(what)") }
    index += found.count
    return found
  }

  private mutating func word(_ word: String, _ kind: JSONTree.Kind) throws -> JSONTree.Kind {
    guard bytes[index...].starts(with: word.utf8) else { throw fault("expected a value") }
    index += word.utf8.count
    return kind
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte.isXMLSpace { index += 1 }
  }

  private func fault(_ message: String) -> JSONTree.Fault { JSONTree.Fault(message: message, offset: index) }
}
