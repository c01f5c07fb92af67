import Platform

/// What single bytes mean to ``FastYAMLReader``.
enum YAMLBytes {
  /// Whether a text holds nothing that needs YAML's finer rules: no tab, control character or line break beyond `\n`, and
  /// nothing that the guard against excess could object to.
  static func isCommon(_ source: [UInt8], _ range: Range<Int>) -> Bool {
    unsafe source.withUnsafeBytes { unsafe isCommon(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private static func isCommon(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    var brackets = 0
    // Sixteen bytes at a time, with a closer look at those that hold anything rare.
    while index < text.count {
      if index + 16 <= text.count {
        let block = unsafe text.loadUnaligned(fromByteOffset: index, as: Block.self)
        if !hasRare(block) {
          index += 16
          continue
        }
      }
      let stop = min(index + 16, text.count)
      while index < stop {
        let byte = unsafe text[index]
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
        if byte < 0x20, byte != 0x0A { return false }
        if byte == 0x7F { return false }
        if byte >= 0x80, unsafe isForbidden(text, at: index) { return false }
        index += 1
      }
    }
    guard brackets < YAMLReader.depthLimit, let base = text.baseAddress else { return false }
    let hasAlias = unsafe memchr(base, CInt(UInt8(ascii: "*")), text.count) != nil
    return unsafe !hasAlias || memchr(base, CInt(UInt8(ascii: "&")), text.count) == nil
  }

  private typealias Block = SIMD2<UInt64>
  private static var ones: Block { Block(repeating: 0x0101_0101_0101_0101) }
  private static var highs: Block { Block(repeating: 0x8080_8080_8080_8080) }

  /// Whether one of sixteen bytes is below a space and no line feed, `[`, `{`, or above `~`. It may say so of others that
  /// stand behind one that is.
  @inline(__always)
  private static func hasRare(_ block: Block) -> Bool {
    // Line feeds and spaces stand side by side at every line: nothing must be carried from one to the other.
    let low = ~((block | highs) &- ones &* 0x20)
    let feed = block ^ (ones &* 0x0A)
    let isOther = ((feed & ~highs) &+ ~highs) | feed
    // The brackets differ in one bit.
    let bracket = (block & (ones &* 0xDF)) ^ (ones &* 0x5B)
    let delete = block ^ (ones &* 0x7F)
    let rare = block | (low & isOther) | ((bracket &- ones) & ~bracket) | ((delete &- ones) & ~delete)
    return (rare[0] | rare[1]) & 0x8080_8080_8080_8080 != 0
  }

  /// C1 controls, NEL, the line and paragraph separators, the byte order mark, U+FFFE and U+FFFF: for libyaml line breaks,
  /// or no characters.
  private static func isForbidden(_ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    switch unsafe text[index] {
    case 0xC2: return unsafe index + 1 < text.count && text[index + 1] < 0xA0
    case 0xE2:
      return unsafe index + 2 < text.count && text[index + 1] == 0x80
        && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9)
    case 0xEF:
      return unsafe index + 2 < text.count
        && (text[index + 1] == 0xBB && text[index + 2] == 0xBF || text[index + 1] == 0xBF && text[index + 2] >= 0xBE)
    default: return false
    }
  }

  /// Letters, digits, `-`, `.` and `_`.
  static func isKey(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0x03FF_6000_0000_0000
    let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
    return byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// What a plain scalar does not begin with, or what is better left to Yams (YAML 1.2.2, section 5.3).
  static func isIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  static func isSimpleEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "t"),
      UInt8(ascii: "r"):
      true
    default: false
    }
  }

  /// What words in a list in brackets are made of here.
  static func isListWord(_ byte: UInt8) -> Bool {
    isKey(byte) || byte == 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "+")
  }
}
