/// Markup in text that is not HTML by itself, such as a title: `<em>Very</em> good`.
///
/// It is markup only where an element is opened and closed. `C++ <vector>`, `Using <details> in HTML` and `a < b` are text.
enum TextMarkup {
  /// Text without its markup. References stay.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    let bytes = Array(text.utf8)
    let tags = pairs(in: bytes)
    guard !tags.isEmpty else { return text }
    var out: [UInt8] = []
    var start = 0
    for tag in tags {
      out += bytes[start..<tag.range.lowerBound]
      if ElementNames.block.contains(tag.name) { out.append(0x20) }
      start = tag.range.upperBound
    }
    return String(decoding: out + bytes[start...], as: UTF8.self)
  }

  private struct Tag {
    let range: Range<Int>
    let name: String
  }

  /// The tags of elements that are opened and closed, in their order, and line breaks.
  private static func pairs(in bytes: [UInt8]) -> [Tag] {
    var found: [Tag] = []
    var open: [Tag] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard let (name, isEnd, end) = tag(bytes, at: start) else { continue }
      index = end
      let own = Tag(range: start..<end, name: name)
      if name == "br" {
        if isBreak(bytes, own.range) { found.append(own) }
      } else if isEnd {
        guard let match = open.lastIndex(where: { $0.name == name }) else {
          // Where one paragraph of two that were cut ends, and the other begins.
          if ElementNames.block.contains(name), let next = tag(bytes, at: end), !next.isEnd, next.name == name {
            found += [own, Tag(range: end..<next.end, name: name)]
            index = next.end
          }
          continue
        }
        found += [open[match], own]
        // What was opened inside and is not closed there is no markup.
        open.removeSubrange(match...)
      } else if open.count < 50 {
        open.append(own)
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// A line break stands between words; one that is talked of has spaces on both sides.
  private static func isBreak(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
    let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
    return bytes[range.upperBound - 2] == UInt8(ascii: "/") || before > 0x20 || after > 0x20
  }

  private static func tag(_ bytes: [UInt8], at start: Int) -> (name: String, isEnd: Bool, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return nil }
    var index = start + 1
    let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let nameStart = index
    while index < bytes.count, bytes[index].isLetter || bytes[index].isDigit { index += 1 }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
    guard elements.contains(name) else { return nil }
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return (name, isEnd, index + 1)
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Elements that people, and exporters, put around words.
  private static let elements: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "center", "cite", "code", "del", "dfn", "div", "em",
    "font",
    "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "nobr", "ol", "p", "q", "rp", "rt", "ruby",
    "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "ul", "var",
  ]
}
