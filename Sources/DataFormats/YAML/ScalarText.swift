extension YAMLDocument {
  /// The text that a scalar stands for (YAML 1.2.2, chapters 7 and 8).
  func text(of node: Node) -> String {
    let bytes = source[Int(node.start)..<Int(node.end)]
    switch node.form {
    case .mapping, .sequence: return ""
    case .plain, .quoted: return String(decoding: bytes, as: UTF8.self)
    case .plainLines: return ScalarText.string(ScalarText.joined(bytes))
    case .singleQuoted: return ScalarText.string(ScalarText.undoubled(ScalarText.joined(bytes)))
    case .doubleQuoted: return ScalarText.string(ScalarText.unescaped(ScalarText.joined(bytes)))
    case .json:
      return unsafe bytes.withUnsafeBufferPointer { unsafe ScalarText.string(JSONText.unescaped($0)) }
    case .literal: return ScalarText.string(ScalarText.block(bytes, isFolded: false) + [0x0A])
    case .literalStripped: return ScalarText.string(ScalarText.block(bytes, isFolded: false))
    case .folded: return ScalarText.string(ScalarText.block(bytes, isFolded: true) + [0x0A])
    case .foldedStripped: return ScalarText.string(ScalarText.block(bytes, isFolded: true))
    }
  }
}

/// What is written on several lines or with escapes, as it is meant.
private enum ScalarText {
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Line folding of flow scalars (YAML 1.2.2, section 6.5): a single break is a space, of several all but the first stay.
  static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(newline) else { return Array(bytes) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var breaks = 0
    let lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      var part = line
      if number > 0 { part = part.drop { $0 == space } }
      if number < lines.count - 1 { while part.last == space { part.removeLast() } }
      if number > 0 { breaks += 1 }
      if part.isEmpty, number > 0, number < lines.count - 1 { continue }
      appendBreaks(breaks, to: &out)
      breaks = 0
      out += part
    }
    return out
  }

  private static func appendBreaks(_ count: Int, to out: inout [UInt8]) {
    if count == 1 { out.append(space) }
    for _ in 1..<max(count, 1) { out.append(newline) }
  }

  static func undoubled(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      if byte == UInt8(ascii: "'") {
        isSecond.toggle()
        if !isSecond { continue }
      }
      out.append(byte)
    }
    return out
  }

  /// The escapes that the reader lets through: a quote, a backslash, a slash, a line feed, a tab, a carriage return.
  static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isEscaped = false
    for byte in bytes {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      switch (isEscaped, byte) {
      case (true, UInt8(ascii: "n")): out.append(0x0A)
      case (true, UInt8(ascii: "t")): out.append(0x09)
      case (true, UInt8(ascii: "r")): out.append(0x0D)
      default: out.append(byte)
      }
      isEscaped = false
    }
    return out
  }

  /// A block scalar's lines without their indentation, and without the breaks at their end.
  static func block(_ bytes: ArraySlice<UInt8>, isFolded: Bool) -> [UInt8] {
    let indentation = bytes.prefix { $0 == space }.count
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var breaks = 0
    for line in bytes.split(separator: newline, omittingEmptySubsequences: false) {
      let part = line.dropFirst(indentation)
      if !part.isEmpty {
        if isFolded { appendBreaks(breaks, to: &out) } else { for _ in 0..<breaks { out.append(newline) } }
        breaks = 0
        out += part
      }
      breaks += 1
    }
    return out
  }
}
