import HTMLParsing

/// Finds in raw HTML what cleaning will take away for safety's sake, with its place, so that it can be reported to an editor.
///
/// A scanner, not a filter: the cleaner alone decides what is published. It looks only at tags, and never backs up.
enum UnsafeMarkup {
  struct Place: Sendable, Hashable {
    /// Byte offset of the tag.
    var offset: Int
    /// `<script>`, `onclick` or `javascript:`.
    var what: String
  }

  /// The first unsafe place at or after each tag, at most `limit` of them.
  static func places(in html: ArraySlice<UInt8>, limit: Int) -> [Place] {
    var found: [Place] = []
    var index = html.startIndex
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")), found.count < limit {
      index = open + 1
      var name: [UInt8] = []
      while index < html.endIndex, html[index].isLetter || html[index].isDigit {
        name.append(html[index] | 0x20)
        index += 1
      }
      guard !name.isEmpty else { continue }
      let element = String(decoding: name, as: UTF8.self)
      if ElementNames.unsafe.contains(element) {
        found.append(Place(offset: open, what: "<\(element)>"))
      } else if let what = unsafeAttribute(in: html, at: &index) {
        found.append(Place(offset: open, what: what))
      }
    }
    return found
  }

  /// Walks one tag's attributes up to its `>`.
  private static func unsafeAttribute(in html: ArraySlice<UInt8>, at index: inout Int) -> String? {
    var found: String?
    while index < html.endIndex, html[index] != UInt8(ascii: ">") {
      let start = index
      var name: [UInt8] = []
      while index < html.endIndex, !html[index].endsAttributeName {
        name.append((0x41...0x5A).contains(html[index]) ? html[index] | 0x20 : html[index])
        index += 1
      }
      let value = attributeValue(in: html, at: &index)
      if name.starts(with: "on".utf8), name.count > 2, value != nil {
        found = found ?? String(decoding: name, as: UTF8.self)
      } else if let value, let scheme = dangerousScheme(value), isAddress(name) {
        found = found ?? scheme + ":"
      }
      if index == start { index += 1 }
    }
    return found
  }

  /// The value after `=`, if there is one; leaves `index` behind it.
  private static func attributeValue(in html: ArraySlice<UInt8>, at index: inout Int) -> ArraySlice<UInt8>? {
    var next = index
    while next < html.endIndex, html[next].isSpace { next += 1 }
    guard next < html.endIndex, html[next] == UInt8(ascii: "=") else {
      index = next
      return nil
    }
    next += 1
    while next < html.endIndex, html[next].isSpace { next += 1 }
    guard next < html.endIndex else {
      index = next
      return []
    }
    let quote = html[next]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let end = html[next...].firstIndex { $0.isSpace || $0 == UInt8(ascii: ">") } ?? html.endIndex
      index = end
      return html[next..<end]
    }
    let end = html[(next + 1)...].firstIndex(of: quote) ?? html.endIndex
    index = min(end + 1, html.endIndex)
    return html[(next + 1)..<end]
  }

  private static func isAddress(_ name: [UInt8]) -> Bool {
    ["href", "src", "action", "formaction", "poster", "background", "xlink:href"]
      .contains(String(decoding: name, as: UTF8.self))
  }

  private static func dangerousScheme(_ value: ArraySlice<UInt8>) -> String? {
    let bytes = CharacterReference.decoded(Array(value.prefix(64)), in: .attribute)
    let decoded = String(decoding: bytes, as: UTF8.self)
    let reference = URIReference(XMLCharacters.removingForbidden(from: decoded))
    switch reference.scheme {
    case "javascript", "vbscript": return reference.scheme
    case "data" where !reference.path.lowercased().hasPrefix("image/"): return reference.scheme
    default: return nil
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x9...0xD).contains(self) }

  fileprivate var endsAttributeName: Bool {
    isSpace || self == UInt8(ascii: "=") || self == UInt8(ascii: ">") || self == UInt8(ascii: "/")
  }
}
