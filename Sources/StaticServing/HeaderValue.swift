/// A word and its parameters, as in `Content-Type` and `Content-Disposition` (RFC 9110, section 5.6.6).
struct HeaderValue {
  let word: String
  /// By their names in lower case, the first one where a name stands twice.
  private let parameters: [(name: String, value: String)]

  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    func word(until stops: Set<UInt8>) -> String {
      let bytes = rest.prefix { !stops.contains($0) }
      rest = rest.dropFirst(bytes.count)
      return HeaderValue.trimmed(bytes)
    }
    self.word = word(until: [UInt8(ascii: ";")])
    var parameters: [(name: String, value: String)] = []
    while rest.popFirst() != nil {
      let name = word(until: [UInt8(ascii: ";"), UInt8(ascii: "=")]).lowercased()
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      rest = rest.drop { $0 == 0x20 || $0 == 0x9 }
      let value: String
      if rest.first == UInt8(ascii: "\"") {
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
          // Of names of files browsers escape quotation marks as %22 and leave a backslash as it is (HTML Living
          // Standard, section 4.10.21.8); other programs write \".
          let isEscape = byte == UInt8(ascii: "\\") && rest.first == UInt8(ascii: "\"")
          bytes.append(isEscape ? rest.removeFirst() : byte)
        }
        value = String(decoding: bytes, as: UTF8.self)
        _ = word(until: [UInt8(ascii: ";")])
      } else {
        value = word(until: [UInt8(ascii: ";")])
      }
      parameters.append((name, value))
    }
    self.parameters = parameters
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x9 }
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
