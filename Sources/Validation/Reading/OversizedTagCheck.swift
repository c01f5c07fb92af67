/// Finds tags with so many attributes that libxml2, which compares each with each, would take minutes for them.
enum OversizedTagCheck {
  static let attributeLimit = 2000
  private static let block = 8192

  /// The offset of the first such tag. Most of a document is not looked at: only where a whole block has no `>`. The tag
  /// begins in the block before it, or that one had none either and was looked at.
  static func overlongTag(in utf8: [UInt8]) -> Int? {
    var start = 0
    while start + block <= utf8.count {
      let hasEnd = utf8[start..<(start + block)].contains(UInt8(ascii: ">"))
      if !hasEnd, let tag = utf8[max(0, start - block)..<start].lastIndex(of: UInt8(ascii: "<")), tag + 1 < utf8.count,
        (utf8[tag + 1] | 0x20) &- 0x61 < 26 || utf8[tag + 1] >= 0x80 || utf8[tag + 1] == UInt8(ascii: "_")
      {
        let rest = utf8[(tag + 1)...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
        if rest.count(where: { $0 == UInt8(ascii: "=") }) > attributeLimit { return tag }
        start = max(start, rest.endIndex)
      }
      start += block
    }
    return nil
  }
}
