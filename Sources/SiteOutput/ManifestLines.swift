import TidingsCore

/// Reads the bytes of a manifest as this software writes them, a line for each document, faster than any JSON parser. What
/// is written otherwise, it declines.
struct ManifestLines {
  private(set) var rows: [Manifest.Row] = []
  private(set) var unlisted: [String] = []
  private(set) var isRemembered = false
  private(set) var isRendered = false
  private let bytes: [UInt8]
  private var index = 0

  /// - Returns: `nil` where the bytes are for a parser.
  static func read(_ bytes: [UInt8]) -> ManifestLines? {
    var lines = ManifestLines(bytes)
    return lines.readAll() ? lines : nil
  }

  private mutating func readAll() -> Bool {
    guard take("{\n  \"generator\": \"Tidings\",\n  \"version\": 1,\n  \"documents\": [") else { return false }
    while take(rows.isEmpty ? "\n    {" : ",\n    {") {
      guard let row = row() else { return false }
      rows.append(row)
    }
    guard take("\n  ],\n  \"unlisted\": [") else { return false }
    while take(unlisted.isEmpty ? "\n    " : ",\n    ") {
      guard let page = string() else { return false }
      unlisted.append(page)
    }
    guard unlisted.isEmpty ? take("]") : take("\n  ]") else { return false }
    isRemembered = take(",\n  \"ledger\": true")
    isRendered = take(",\n  \"rendered\": true")
    return take("\n}\n") && index == bytes.count
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func row() -> Manifest.Row? {
    guard take("\"path\": "), let path = string(), take(", \"format\": "), let name = string(),
      let format = DocumentFormat(rawValue: name), take(", \"mediaType\": "), string() != nil, take(", \"bytes\": "),
      let size = number(), take(", \"sha256\": "), let sha256 = string(), take(", \"entries\": "),
      let entries = number(), take(", \"topic\": ")
    else { return nil }
    let topic = string()
    guard topic != nil || take("null"), take(", \"newest\": ") else { return nil }
    let newest = string()
    guard newest != nil || take("null") else { return nil }
    let original = take(", \"copyOf\": ") ? string() : nil
    guard take("}") else { return nil }
    return Manifest.Row(
      path: path, format: format, bytes: size, sha256: sha256, entries: entries, topic: topic, newest: newest,
      copyOf: original)
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard count <= bytes.count - index else { return false }
    for offset in 0..<count where unsafe bytes[index + offset] != text.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// A string without escapes.
  private mutating func string() -> String? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    var end = index + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      if bytes[end] == UInt8(ascii: "\\") { return nil }
      end += 1
    }
    guard end < bytes.count else { return nil }
    defer { index = end + 1 }
    return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
  }

  private mutating func number() -> Int? {
    var value = 0
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]), index - start < 18 {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }
}
