/// Text, with what HTML does not take as it is escaped.
extension MarkdownWriter {
  mutating func text(_ text: ArraySlice<UInt8>) {
    guard !blocks.abbreviations.isEmpty else { return escape(text) }
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let isWordStart = index == text.startIndex || !text[index - 1].isAlphanumeric
      let found =
        isWordStart
        ? blocks.abbreviations.first { short, _ in
          let next = index + short.count
          return text[index...].starts(with: short) && (next >= text.endIndex || !text[next].isAlphanumeric)
        } : nil
      guard let found else {
        index += 1
        continue
      }
      escape(text[start..<index])
      put("<abbr")
      if !found.long.isEmpty { attribute("title", String(decoding: found.long, as: UTF8.self)) }
      put(">")
      escape(found.short[...])
      put("</abbr>")
      index += found.short.count
      start = index
    }
    escape(text[start...])
  }

  mutating func escape(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    for index in text.indices {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      default: continue
      }
      out += text[start..<index]
      put(replacement)
      start = index + 1
    }
    out += text[start...]
  }

  /// An address with all encoded that may not stand in one.
  mutating func escapeAddress(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      // Browsers pass over them, and kramdown leaves an address on two lines as it is.
      case _ where dialect.kramdown && (byte == 0x0A || byte == 0x0D || byte == 0x09): break
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "'"): put("&#x27;")
      case _ where byte.isAlphanumeric || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte): out.append(byte)
      default:
        put("%")
        let digits = Array("0123456789ABCDEF".utf8)
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
  }
}
