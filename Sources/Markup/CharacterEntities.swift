import HTMLParsing

/// Character references in text that is no HTML, such as a title of front matter.
enum CharacterEntities {
  /// Text with its references replaced, once; what is none stays as it is, and what has no semicolon is none.
  static func decode(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var length = 0
      if byte == UInt8(ascii: "&") {
        let kept = out.count
        length = CharacterReference.read(bytes, at: index, end: bytes.count, in: .text, to: &out)
        if length > 0, bytes[index + length - 1] != UInt8(ascii: ";") {
          out.removeSubrange(kept...)
          length = 0
        }
      }
      if length == 0 { out.append(byte) }
      index += max(length, 1)
    }
    return String(decoding: out, as: UTF8.self)
  }
}
