/// Front matter as a JSON object (RFC 8259), which is YAML but for two of its escapes.
enum JSONFrontMatter {
  /// Whether a text begins with an object, and not with a template's braces.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "{") else { return false }
    let next = bytes.dropFirst().first { $0 > 0x20 }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  /// The first byte behind the object that a text begins with; `nil` where it has no end.
  static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var isText = false
    var isEscaped = false
    for index in bytes.indices {
      switch bytes[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isText: isEscaped = true
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: continue
      }
    }
    return nil
  }

  /// The same text with characters in place of escaped surrogate pairs, with plain slashes, and with spaces for tabs, which YAML
  /// does not take.
  static func asYAML(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    var isText = false
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"":
        isText.toggle()
        text.unicodeScalars.append(scalar)
      case "\t" where !isText: text += " "
      case "\\" where isText:
        guard let next = scalars.popFirst() else { break }
        if next == "u", let pair = surrogatePair(&scalars) {
          text.unicodeScalars.append(pair)
        } else if next == "/" {
          text += "/"
        } else {
          text.unicodeScalars.append(contentsOf: [scalar, next])
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The character of `D83D\uDE00`, if that is what comes next.
  private static func surrogatePair(_ scalars: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    let next = String(Substring(scalars.prefix(10)))
    guard next.utf8.count == 10, next.dropFirst(4).hasPrefix("\\u"), let high = UInt32(next.prefix(4), radix: 16),
      let low = UInt32(next.suffix(4), radix: 16), (0xD800...0xDBFF).contains(high), (0xDC00...0xDFFF).contains(low)
    else { return nil }
    scalars.removeFirst(10)
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }
}
