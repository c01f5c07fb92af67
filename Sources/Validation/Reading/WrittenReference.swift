/// References by number as they are written: `&#160;`, `&#xA0;`.
enum WrittenReference {
  /// The number of a reference, whatever it stands for, and the place behind it.
  static func number(in utf8: [UInt8], at start: Int) -> (value: UInt32, end: Int)? {
    guard start < utf8.count, utf8[start...].starts(with: "&#".utf8),
      let close = utf8[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    let digits = String(decoding: utf8[(start + 2)..<close], as: UTF8.self)
    let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.map { ($0, close + 1) }
  }

  /// The character whose halves in UTF-16 two references stand for, and the place behind them.
  static func halves(in utf8: [UInt8], at start: Int) -> (scalar: UInt32, end: Int)? {
    guard let high = number(in: utf8, at: start), (0xD800...0xDBFF).contains(high.value),
      let low = number(in: utf8, at: high.end), (0xDC00...0xDFFF).contains(low.value)
    else { return nil }
    return (0x10000 + (high.value - 0xD800) << 10 + (low.value - 0xDC00), low.end)
  }

  /// A reference to a character, as it is best written.
  static func written(_ scalar: UInt32) -> String { "&#x\(String(scalar, radix: 16, uppercase: true));" }
}
