import HTMLParsing

/// A first look at a body, at the speed of reading it: whether there is anything in it that is worth the closer looks at
/// forbidden characters, unsafe markup and nesting. It errs on the side of looking.
public enum UnsafeHTMLScan {
  /// Whether the text from an offset on is sure to hold nothing that those would report.
  public static func isHarmless(_ bytes: [UInt8], from start: Int) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var screen = unsafe Screen(bytes: buffer, index: start)
      return unsafe screen.isHarmless()
    }
  }
}

/// Raw bytes, since every body of a corpus passes here; all access is below `bytes.count`.
@unsafe private struct Screen {
  let bytes: UnsafeBufferPointer<UInt8>
  var index: Int
  var tags = 0

  mutating func isHarmless() -> Bool {
    let raw = unsafe UnsafeRawBufferPointer(bytes)
    while unsafe index < bytes.count {
      while unsafe index + 16 <= bytes.count,
        unsafe !Screen.isWorthALook(raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self))
      {
        unsafe index += 16
      }
      let stop = unsafe min(index + 16, bytes.count)
      while unsafe index < stop {
        let byte = unsafe bytes[index]
        if byte == UInt8(ascii: "<") {
          guard unsafe passTag() else { return false }
          continue
        }
        if byte < 0x20 || byte >= 0x7F, unsafe XMLCharacters.forbiddenLength(at: index, in: bytes) > 0 { return false }
        unsafe index += 1
      }
    }
    return true
  }

  /// Whether one of sixteen bytes is `<`, a control, or beyond ASCII.
  private static func isWorthALook(_ block: SIMD2<UInt64>) -> Bool {
    let ones = SIMD2<UInt64>(repeating: 0x0101_0101_0101_0101)
    let low = (block &- ones &* 0x20) & ~block
    let open = block ^ (ones &* 0x3C)
    let delete = block ^ (ones &* 0x7F)
    let found = block | low | ((open &- ones) & ~open) | ((delete &- ones) & ~delete)
    return (found[0] | found[1]) & 0x8080_8080_8080_8080 != 0
  }

  /// Goes behind a tag that is plainly harmless, or behind a `<` that begins none.
  private mutating func passTag() -> Bool {
    unsafe index += 1
    guard unsafe index < bytes.count else { return true }
    let first = unsafe bytes[index]
    if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") { return false }
    guard first.isLetter else { return true }
    // So few cannot be nested too deep.
    unsafe tags += 1
    guard unsafe tags < NestingDepth.limit, unsafe HarmlessNames.elements.contains(name()) else { return false }
    while unsafe index < bytes.count {
      switch unsafe bytes[index] {
      case UInt8(ascii: ">"):
        unsafe index += 1
        return true
      case 0x20, 0xA, UInt8(ascii: "/"): unsafe index += 1
      default: guard unsafe passAttribute() else { return false }
      }
    }
    return false
  }

  /// A name of at most eight letters and digits as a number; 0 where it is longer.
  private mutating func name() -> UInt64 {
    var packed: UInt64 = 0
    while unsafe index < bytes.count, unsafe bytes[index].isLetter || bytes[index].isDigit {
      if packed >> 56 != 0 { return 0 }
      packed = unsafe packed << 8 | UInt64(bytes[index] | 0x20)
      unsafe index += 1
    }
    return packed
  }

  /// `name="value"`; an address only where it has no scheme but the common ones.
  private mutating func passAttribute() -> Bool {
    let start = unsafe index
    let name = unsafe name()
    guard unsafe index > start, unsafe index + 1 < bytes.count, unsafe bytes[index] == UInt8(ascii: "=") else {
      return false
    }
    if unsafe bytes[start] | 0x20 == UInt8(ascii: "o") { return false }
    let quote = unsafe bytes[index + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    let value = unsafe index + 2
    unsafe index = value
    while unsafe index < bytes.count, unsafe bytes[index] != quote {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte >= 0x7F, unsafe XMLCharacters.forbiddenLength(at: index, in: bytes) > 0 { return false }
      unsafe index += 1
    }
    guard unsafe index < bytes.count else { return false }
    let isHarmless = unsafe HarmlessNames.attributes.contains(name) || isCommonAddress(value, name)
    unsafe index += 1
    return isHarmless
  }

  private func isCommonAddress(_ value: Int, _ name: UInt64) -> Bool {
    guard name == HarmlessNames.href || name == HarmlessNames.src else { return false }
    let text = unsafe UnsafeBufferPointer(rebasing: bytes[value..<index])
    guard let first = unsafe text.first else { return true }
    return unsafe first == UInt8(ascii: "/") || first == UInt8(ascii: "#") || text.starts(with: HarmlessNames.https)
      || text.starts(with: HarmlessNames.http)
  }
}

/// Names as numbers: their letters, the last one lowest.
private enum HarmlessNames {
  static let elements: Set<UInt64> = Set(
    ElementTable.rules.filter { $0.fate == .kept || $0.fate == .picture }.flatMap(\.elements).map(\.name)
      .filter { $0.utf8.count <= 8 }.map(packed))
  static let attributes: Set<UInt64> = Set(
    ["alt", "title", "class", "id", "width", "height", "rel", "target", "lang", "dir", "colspan", "rowspan"].map(packed)
  )
  static let href = packed("href")
  static let src = packed("src")
  static let http = Array("http://".utf8)
  static let https = Array("https://".utf8)

  private static func packed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
}
