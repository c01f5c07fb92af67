/// Attributes that a generator's Markdown puts behind what they are for, and nobody else's knows: `## Title {#id}` (Hugo, Zola),
/// `{: .class}` (kramdown.gettalong.org/syntax.html).
enum AttributeList {
  /// - Parameter brace: the position of a brace that opens something.
  /// - Returns: the position behind the list; `nil` where there is none.
  static func end(in bytes: ArraySlice<UInt8>, at brace: Int, of generator: Convention.Generator) -> Int? {
    guard generator != .medigy, generator != .eleventy, generator != .html else { return nil }
    let line = bytes[(brace + 1)...].prefix(200).prefix { $0 != 0x0A }
    guard let close = line.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    var list = String(decoding: line[..<close], as: UTF8.self)
    if generator == .jekyll {
      guard list.hasPrefix(":") else { return nil }
      list.removeFirst()
      return list == "toc" || isList(list) ? close + 1 : nil
    }
    // Behind a heading only, at the end of its line, which is no longer than a heading can be.
    guard line[(close + 1)...].allSatisfy({ $0 <= 0x20 }), isList(list) else { return nil }
    let before = bytes[..<brace].suffix(1000)
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let isWhole = start == bytes.startIndex || bytes[start - 1] == 0x0A
    return isWhole && bytes[start] == UInt8(ascii: "#") ? close + 1 : nil
  }

  /// `#id .class name="value"`.
  private static func isList(_ text: String) -> Bool {
    let parts = text.split(separator: " ")
    return !parts.isEmpty
      && parts.allSatisfy { part in
        let isNamed = part.first == "#" || part.first == "."
        return isNamed && part.count > 1
          && part.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || "-_.#".contains($0) }
          || part.contains("=\"") && part.hasSuffix("\"") || part.contains("='") && part.hasSuffix("'")
      }
  }
}
