/// What a generator puts something else in place of, and that nobody else understands: shortcodes, Liquid.
struct TemplateMarks {
  /// Of each mark the first byte, and that behind its last.
  let ranges: [Range<Int>]

  /// - Parameters:
  ///   - bytes: a body.
  ///   - generator: whose marks are looked for.
  init(in bytes: ArraySlice<UInt8>, of generator: Convention.Generator) {
    let marks: [(open: StaticString, close: StaticString)] =
      switch generator {
      case .medigy: []
      case .hugo: [("{{<", ">}}"), ("{{%", "%}}")]
      case .jekyll: [("{{", "}}"), ("{%", "%}")]
      case .zola, .eleventy: [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
      }
    var open = marks
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    while !marks.isEmpty, let brace = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = brace + 1
      guard let found = marks.first(where: { TemplateMarks.begins(bytes[brace...], with: $0.open) }) else { continue }
      let isOpen = open.contains { "\($0.open)" == "\(found.open)" }
      if isOpen, let end = TemplateMarks.end(of: bytes[index...], found.close) {
        index = TemplateMarks.endOfComment(bytes, brace..<end, generator) ?? end
      } else {
        // One that is not closed here is closed nowhere behind, and the rest of its line is no text.
        open.removeAll { "\($0.open)" == "\(found.open)" }
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      }
      ranges.append(brace..<index)
    }
    if generator == .zola {
      ranges = (ranges + TemplateMarks.links(in: bytes, beside: ranges)).sorted { $0.lowerBound < $1.lowerBound }
    }
    self.ranges = ranges
  }

  /// Links to files, of which only Zola knows the pages (getzola.org/documentation/content/linking).
  private static func links(in bytes: ArraySlice<UInt8>, beside ranges: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = bytes.startIndex
    while let open = bytes[index...].firstRange(of: Array("](@/".utf8)) {
      let start = open.lowerBound + 2
      index = bytes[start...].firstIndex { $0 == UInt8(ascii: ")") || $0 <= 0x20 } ?? bytes.endIndex
      if !ranges.contains(where: { $0.overlaps(start..<index) }) { found.append(start..<index) }
    }
    return found
  }

  /// What stands between the marks of a comment is for nobody.
  ///
  /// - Parameter mark: one that opens something.
  /// - Returns: the end of the comment; `nil` where the mark opens none.
  private static func endOfComment(
    _ bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ generator: Convention.Generator
  ) -> Int? {
    let text = String(decoding: bytes[mark].prefix(40), as: UTF8.self)
    let isHugo = generator == .hugo
    guard isHugo || text.hasPrefix("{%"), text.split(whereSeparator: { !$0.isLetter && $0 != "/" }).first == "comment"
    else { return nil }
    guard let end = bytes[mark.upperBound...].firstRange(of: Array((isHugo ? "/comment" : "endcomment").utf8)),
      let closed = bytes[end.upperBound...].firstRange(of: Array((isHugo ? "}}" : "%}").utf8))
    else { return bytes.endIndex }
    return closed.upperBound
  }

  /// A body without the marks.
  func removed(from bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = bytes.startIndex
    for range in ranges {
      out += bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    return out + bytes[start...]
  }

  /// A body with spaces in place of the marks, so that everything else stays where it is.
  func blanked(in bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out = bytes
    for range in ranges {
      for index in range where out[index] != 0x0A { out[index] = 0x20 }
    }
    return Array(out)
  }

  private static func begins(_ bytes: ArraySlice<UInt8>, with mark: StaticString) -> Bool {
    bytes.starts(with: "\(mark)".utf8)
  }

  private static func end(of bytes: ArraySlice<UInt8>, _ mark: StaticString) -> Int? {
    bytes.firstRange(of: Array("\(mark)".utf8))?.upperBound
  }
}
