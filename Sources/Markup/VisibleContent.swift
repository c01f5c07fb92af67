/// What a reader sees of HTML: its words, and where its links and pictures lead. It stays the same where only the markup
/// changes: other tags of the same effect, other quotes or white space, emphasis.
enum VisibleContent {
  /// - Parameter html: as the cleaner writes it, balanced and with attributes in double quotes.
  static func of(_ html: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(html.count)
    var index = 0
    while index < html.count {
      let byte = html[index]
      if byte == UInt8(ascii: "<") {
        let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count - 1
        tag(html[(index + 1)..<end], to: &out)
        index = end + 1
      } else if byte <= 0x20 {
        space(&out)
        index += 1
      } else {
        // A word at a time.
        var end = index + 1
        while end < html.count, html[end] > 0x20, html[end] != UInt8(ascii: "<") { end += 1 }
        out += html[index..<end]
        index = end
      }
    }
    while out.last == 0x20 { out.removeLast() }
    return out
  }

  private static func tag(_ tag: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let isEnd = tag.first == UInt8(ascii: "/")
    let rest = isEnd ? tag.dropFirst() : tag
    let nameEnd = rest.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? rest.endIndex
    let name = String(decoding: rest[..<nameEnd], as: UTF8.self)
    if ElementNames.block.contains(name) || name == "br" { space(&out) }
    guard !isEnd else { return }
    for attribute in attributes(rest[nameEnd...]) where seen.contains(attribute.name) {
      out.append(0x1)
      out += attribute.value
      out.append(0x1)
    }
  }

  private static let seen: Set<String> = ["href", "src", "alt", "srcset", "poster", "cite", "datetime"]

  private static func attributes(_ text: ArraySlice<UInt8>) -> [(name: String, value: ArraySlice<UInt8>)] {
    var found: [(String, ArraySlice<UInt8>)] = []
    var rest = text
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals + 1 < rest.endIndex {
      let name = rest[..<equals].drop { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
      let quote = rest[equals + 1]
      let value = rest[(equals + 2)...].prefix { $0 != quote }
      found.append((String(decoding: name, as: UTF8.self), value))
      rest = rest[min(value.endIndex + 1, rest.endIndex)...]
    }
    return found.sorted { $0.0 < $1.0 }
  }

  private static func space(_ out: inout [UInt8]) {
    if let last = out.last, last != 0x20 { out.append(0x20) }
  }
}

extension Body {
  /// What a reader sees of it, as bytes that distinguish versions: they stay the same where only the markup changes, and
  /// wherever the page lies.
  public var seen: [UInt8] { VisibleContent.of(cleanHTML(page: "https://page.invalid/")) }
}
