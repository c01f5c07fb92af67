import Documents

/// Reads the bytes of a manifest as this software writes them, a line for each document, faster than any JSON parser. What
/// is written otherwise, it declines.
struct ManifestLines {
  private var rest: ArraySlice<UInt8>

  /// - Returns: `nil` where the bytes are for a parser.
  static func read(_ bytes: [UInt8]) -> (rows: [Manifest.Row], unlisted: [String])? {
    var lines = ManifestLines(rest: bytes[...])
    guard lines.take("{\n  \"generator\": \"Tidings\",\n  \"version\": 1,\n  \"documents\": [") else { return nil }
    var rows: [Manifest.Row] = []
    while lines.take(rows.isEmpty ? "\n    {" : ",\n    {") {
      guard let row = lines.row() else { return nil }
      rows.append(row)
    }
    guard lines.take("\n  ],\n  \"unlisted\": [") else { return nil }
    var unlisted: [String] = []
    while lines.take(unlisted.isEmpty ? "\n    " : ",\n    ") {
      guard let page = lines.string() else { return nil }
      unlisted.append(page)
    }
    guard lines.take(unlisted.isEmpty ? "]\n}\n" : "\n  ]\n}\n"), lines.rest.isEmpty else { return nil }
    return (rows, unlisted)
  }

  private mutating func row() -> Manifest.Row? {
    guard take("\"path\": "), let path = string(), take(", \"format\": "), let name = string(),
      let format = DocumentFormat(rawValue: name), take(", \"mediaType\": "), string() != nil, take(", \"bytes\": "),
      let size = number(), take(", \"sha256\": "), let sha256 = string(), take(", \"entries\": "),
      let entries = number(), take(", \"topic\": ")
    else { return nil }
    let topic = string()
    guard topic != nil || take("null"), take(", \"newest\": ") else { return nil }
    let newest = string()
    guard newest != nil || take("null"), take("}") else { return nil }
    return Manifest.Row(
      path: path, format: format, bytes: size, sha256: sha256, entries: entries, topic: topic, newest: newest)
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: count)
    guard rest.count >= count, unsafe rest.prefix(count).elementsEqual(expected) else { return false }
    rest.removeFirst(count)
    return true
  }

  /// A string without escapes.
  private mutating func string() -> String? {
    guard rest.first == UInt8(ascii: "\""),
      let end = rest.dropFirst().firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      rest[end] == UInt8(ascii: "\"")
    else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
  }

  private mutating func number() -> Int? {
    var value = 0
    var count = 0
    while let digit = rest.first, (0x30...0x39).contains(digit), count < 18 {
      value = value * 10 + Int(digit - 0x30)
      count += 1
      rest.removeFirst()
    }
    return count > 0 ? value : nil
  }
}
