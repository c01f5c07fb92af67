import HTMLParsing

/// What MDX has beside Markdown (mdxjs.com/docs/what-is-mdx): imports and exports, components, expressions. All of it is a program:
/// it is left out, but for what stands between the tags of a component.
enum MDXMarks {
  static func marks(in bytes: ArraySlice<UInt8>) -> TemplateTags {
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    var isInFence = false
    while index < bytes.endIndex {
      let end = bytes[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      let line = bytes[index..<end]
      let text = line.drop { $0 == 0x20 }
      if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
        isInFence.toggle()
      } else if !isInFence {
        if line.starts(with: "import ".utf8) || line.starts(with: "export ".utf8) {
          let statement = endOfStatement(bytes, index)
          ranges.append(index..<statement)
          index = statement
          continue
        }
        let stop = inline(bytes, index..<end, &ranges)
        index = stop
        continue
      }
      index = end
    }
    return TemplateTags(removing: ranges)
  }

  /// A statement goes to the next blank line.
  private static func endOfStatement(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < bytes.endIndex {
      let end = bytes[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      if bytes[index..<end].allSatisfy({ $0 <= 0x20 }) { return index }
      index = end
    }
    return bytes.endIndex
  }

  /// Components and expressions that begin in a line.
  ///
  /// - Returns: where to go on: behind the line, or behind a mark that ends further down.
  private static func inline(_ bytes: ArraySlice<UInt8>, _ line: Range<Int>, _ ranges: inout [Range<Int>]) -> Int {
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "`"):
        // Code stands for itself.
        let ticks = bytes[index..<line.upperBound].prefix { $0 == 0x60 }
        let close = bytes[(index + ticks.count)..<line.upperBound].byteRange(of: Array(ticks))
        index = close?.upperBound ?? index + ticks.count
      case UInt8(ascii: "{"):
        guard let end = closing(bytes, index) else { return line.upperBound }
        ranges.append(index..<end)
        if end > line.upperBound { return end }
        index = end
      case UInt8(ascii: "<"):
        guard let end = component(bytes, index) else {
          index += 1
          continue
        }
        ranges.append(index..<end)
        if end > line.upperBound { return end }
        index = end
      default: index += 1
      }
    }
    return line.upperBound
  }

  /// The end of a tag whose name has a capital or a dot, or of a fragment (`<>`); `nil` for HTML.
  private static func component(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int? {
    var index = start + 1
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "/") { index += 1 }
    guard index < bytes.endIndex else { return nil }
    if bytes[index] == UInt8(ascii: ">") { return index + 1 }
    let name = bytes[index...].prefix { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E
        || byte == 0x5F
    }
    guard let first = name.first, (0x41...0x5A).contains(first) || name.contains(0x2E) && first > 0x40 else {
      return nil
    }
    index = name.endIndex
    var quote: UInt8?
    while index < bytes.endIndex, index - start < 20_000 {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        guard let end = closing(bytes, index) else { return nil }
        index = end
        continue
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return nil
  }

  /// The end of an expression in braces; `nil` where it has none near by.
  private static func closing(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int? {
    var depth = 0
    for index in start..<min(bytes.endIndex, start + 20_000) {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return nil
  }
}
