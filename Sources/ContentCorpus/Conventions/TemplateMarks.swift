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
      }
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    while !marks.isEmpty, let brace = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = brace + 1
      let found = marks.first { TemplateMarks.begins(bytes[brace...], with: $0.open) }
      guard let found, let end = TemplateMarks.end(of: bytes[index...], found.close) else { continue }
      ranges.append(brace..<end)
      index = end
    }
    self.ranges = ranges
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
