/// Reads JSON strictly as RFC 8259 has it, to a bounded depth.
struct JSONTreeReader {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private static let depthLimit = 100

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: ``JSONTree/Fault`` at the first byte that is not JSON.
  static func read(_ utf8: [UInt8]) throws -> JSONTree.Value {
    var reader = JSONTreeReader(utf8)
    reader.skipSpace()
    let value = try reader.value()
    reader.skipSpace()
    guard reader.index == utf8.count else { throw reader.fault("there is text after the document") }
    return value
  }

  private mutating func value() throws -> JSONTree.Value {
    let offset = index
    guard let byte = peek else { throw fault("expected a value, but the document ends") }
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONTreeReader.depthLimit else {
      throw fault("values are nested deeper than \(JSONTreeReader.depthLimit) levels")
    }
    let content: JSONTree.Content
    switch byte {
    case UInt8(ascii: "{"): content = .object(try members())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .bool(true))
    case UInt8(ascii: "f"): content = try word("false", .bool(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    default: content = .number(try number())
    }
    return JSONTree.Value(content: content, offset: offset)
  }

  private mutating func members() throws -> [JSONTree.Member] {
    var members: [JSONTree.Member] = []
    index += 1
    skipSpace()
    if take("}") { return members }
    members.reserveCapacity(8)
    while true {
      skipSpace()
      let offset = index
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw fault("expected ':' after the name '\(name)'") }
      skipSpace()
      members.append(JSONTree.Member(name: name, offset: offset, value: try value()))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw fault("expected ',' or '}'") }
    }
  }

  private mutating func elements() throws -> [JSONTree.Value] {
    var elements: [JSONTree.Value] = []
    index += 1
    skipSpace()
    if take("]") { return elements }
    while true {
      skipSpace()
      elements.append(try value())
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw fault("expected ',' or ']'") }
    }
  }

  private mutating func string() throws -> String {
    index += 1
    let first = index
    index = endOfRun(from: index)
    // Most strings hold no escape.
    if peek == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[first..<(index - 1)], as: UTF8.self)
    }
    var text = Array(bytes[first..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape().utf8
      default: throw fault("a control character in a string must be escaped")
      }
      let start = index
      index = endOfRun(from: start)
      text += bytes[start..<index]
    }
    throw fault("a string is not closed")
  }

  /// The first byte from a position on that is a quote, a backslash or a control; the count where there is none.
  private func endOfRun(from start: Int) -> Int {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = unsafe bytes[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
        index += 1
      }
      return index
    }
  }

  private mutating func escape() throws -> String {
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
      throw fault("'\\\(Character(Unicode.Scalar(byte)))' is no escape")
    }
  }

  private mutating func unicodeEscape() throws -> String {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return String(Character(scalar)) }
    guard (0xD800...0xDBFF).contains(first), take("\\"), take("u") else { throw fault("half of a surrogate pair") }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half of a surrogate pair") }
    return String(Character(scalar))
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = bytes[index..<min(index + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("expected four hexadecimal digits") }
    index += 4
    return value
  }

  private mutating func number() throws -> String {
    let start = index
    _ = take("-")
    let whole = try digits("a value")
    guard whole.count == 1 || whole.first != UInt8(ascii: "0") else { throw fault("a number begins with 0") }
    if take(".") { _ = try digits("digits after '.'") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      _ = try digits("digits of the exponent")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits(_ what: String) throws -> ArraySlice<UInt8> {
    let found = bytes[index...].prefix { (0x30...0x39).contains($0) }
    guard !found.isEmpty else { throw fault("expected \(what)") }
    index += found.count
    return found
  }

  private mutating func word(_ word: String, _ content: JSONTree.Content) throws -> JSONTree.Content {
    guard bytes[index...].starts(with: word.utf8) else { throw fault("expected a value") }
    index += word.utf8.count
    return content
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
