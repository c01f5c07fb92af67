import HTMLParsing
import Markup

/// Shortcodes and blocks in the text of a post: those that WordPress brings along are read, others are reported.
struct WordPressMarks {
  /// What stands for what.
  private(set) var known: [(range: Range<Int>, text: [UInt8])] = []
  /// What only a plug-in can show.
  private(set) var unknown: [Range<Int>] = []

  private let bytes: ArraySlice<UInt8>
  private let reader: ShortcodeReader
  /// Where names are closed, in order.
  private var closed: [String: [Range<Int>]] = [:]
  /// Names that were opened, and left out.
  private var opened: Set<String> = []

  /// - Parameters:
  ///   - bytes: a body, or the beginning of one.
  ///   - context: the post that it is of.
  init(in bytes: ArraySlice<UInt8>, _ context: TemplateContext?) {
    self.bytes = bytes
    reader = ShortcodeReader(export: context?.export)
    guard bytes.contains(UInt8(ascii: "[")) || bytes.byteRange(of: Array("/-->".utf8)) != nil else { return }
    readEnds()
    var index = bytes.startIndex
    while let sign = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "<") }) {
      index = bytes[sign] == UInt8(ascii: "<") ? comment(at: sign) : shortcode(at: sign)
    }
  }

  private mutating func readEnds() {
    var rest = bytes
    while let found = rest.byteRange(of: Array("[/".utf8)) {
      rest = bytes[found.upperBound...]
      let name = rest.prefix(60).prefix { ShortcodeTag.isName($0) }
      if name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "]") {
        closed[String(decoding: name, as: UTF8.self).lowercased(), default: []].append(
          found.lowerBound..<(name.endIndex + 1))
      }
    }
  }

  /// Goes past a comment; a block that has no inside is made by a program.
  private mutating func comment(at start: Int) -> Int {
    guard bytes[start...].starts(with: "<!--".utf8) else { return start + 1 }
    guard let end = bytes[start...].byteRange(of: Array("-->".utf8))?.upperBound else { return bytes.endIndex }
    let isBlock = bytes[start...].starts(with: "<!-- wp:".utf8)
    if isBlock, bytes[..<end].dropLast(3).last == UInt8(ascii: "/") { unknown.append(start..<end) }
    return end
  }

  /// Reads what may be a shortcode.
  ///
  /// - Returns: where to go on.
  private mutating func shortcode(at start: Int) -> Int {
    if let escaped = escaped(at: start) {
      known.append((escaped, Array(bytes[escaped].dropFirst().dropLast())))
      return escaped.upperBound
    }
    guard let tag = ShortcodeTag(in: bytes, at: start) else { return start + 1 }
    if tag.isClosing {
      if opened.contains(tag.name) { unknown.append(tag.range) }
      return tag.range.upperBound
    }
    let close = tag.isEmpty ? nil : close(of: tag)
    if let text = reader.html(tag, inner: close.map { bytes[tag.range.upperBound..<$0.lowerBound] }) {
      let end = close?.upperBound ?? tag.range.upperBound
      known.append((start..<end, Array(text.utf8)))
      return end
    }
    guard ShortcodeReader.names.contains(tag.name) || tag.isReporting || close != nil else { return start + 1 }
    unknown.append(tag.range)
    opened.insert(tag.name)
    return tag.range.upperBound
  }

  /// The mark that closes another; `nil` where there is none behind.
  private func close(of tag: ShortcodeTag) -> Range<Int>? {
    guard let ends = closed[tag.name] else { return nil }
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle].lowerBound < tag.range.upperBound { low = middle + 1 } else { high = middle }
    }
    return low < ends.count ? ends[low] : nil
  }

  /// A mark that is only talked of, in brackets of its own: `[[gallery]]`, `[[b]bold[/b]]`.
  private func escaped(at start: Int) -> Range<Int>? {
    guard start + 1 < bytes.endIndex, bytes[start + 1] == UInt8(ascii: "["),
      let tag = ShortcodeTag(in: bytes, at: start + 1)
    else { return nil }
    for end in [tag.range.upperBound, close(of: tag)?.upperBound].compactMap({ $0 })
    where end < bytes.endIndex && bytes[end] == UInt8(ascii: "]") {
      return start..<(end + 1)
    }
    return nil
  }
}

/// A mark in brackets: `[gallery ids="1,2"]`, `[/caption]`, `[video src="a.mp4" /]`.
struct ShortcodeTag {
  let name: String
  let arguments: ShortcodeArguments
  let range: Range<Int>
  var isClosing = false
  /// Whether it says itself that nothing is in it.
  var isEmpty = false

  /// Bytes of a mark at most.
  private static let limit = 4000

  /// - Returns: `nil` for a bracket that begins none.
  init?(in bytes: ArraySlice<UInt8>, at start: Int) {
    var index = start + 1
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "/") {
      isClosing = true
      index += 1
    }
    let letters = bytes[index...].prefix(60).prefix { ShortcodeTag.isName($0) }
    guard let first = letters.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A, letters.endIndex < bytes.endIndex,
      bytes[letters.endIndex].isBlank || bytes[letters.endIndex] == UInt8(ascii: "]")
        || bytes[letters.endIndex] == UInt8(ascii: "/"),
      let end = ShortcodeTag.end(bytes, letters.endIndex)
    else { return nil }
    name = String(decoding: letters, as: UTF8.self).lowercased()
    isEmpty = bytes[end - 2] == UInt8(ascii: "/")
    range = start..<end
    let text = String(decoding: bytes[letters.startIndex..<(end - (isEmpty ? 2 : 1))], as: UTF8.self)
    arguments = ShortcodeArguments(text.replacing("&quot;", with: "\"")[...])
  }

  static func isName(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func end(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int? {
    var quote: UInt8?
    for index in start..<min(bytes.endIndex, start + limit) {
      let byte = bytes[index]
      if byte == UInt8(ascii: "]"), quote == nil { return index + 1 }
      if byte == UInt8(ascii: "["), quote == nil { return nil }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[index - 1] == UInt8(ascii: "=") {
        quote = byte
      }
    }
    return nil
  }

  /// Whether no author writes this in brackets for people to read.
  var isReporting: Bool { isEmpty || !arguments.named.isEmpty || name.contains("_") }
}
