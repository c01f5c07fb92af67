/// Escaping of text for HTML: `&`, `<`, `>` and `"`, and nothing that XML forbids.
///
/// One function serves text and attribute values: a `"` escaped in text is valid, and one way is easier to trust.
public enum HTMLText {
  /// Plain text as HTML, for an element's content or an attribute's value.
  public static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    var copy = text
    copy.withUTF8 { unsafe append($0, to: &out) }
  }

  static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe append($0, to: &out) }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      let replacement: StaticString
      var length = 1
      switch byte {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case 0x9, 0xA, 0x20...0x7E, 0x80...0xC1, 0xC3...0xEE, 0xF0...0xFF:
        index += 1
        continue
      case 0xD: replacement = "\n"
      default:
        length = unsafe XMLCharacters.forbiddenLength(at: index, in: bytes)
        guard length > 0 else {
          index += 1
          continue
        }
        replacement = ""
      }
      unsafe out.append(contentsOf: bytes[start..<index])
      unsafe out.append(
        contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
      index += length
      start = index
    }
    unsafe out.append(contentsOf: bytes[start...])
  }
}
