extension Timestamp {
  /// `2021-02-22T10:46:42.897697Z`: RFC 3339 in UTC, the fraction only where there is one, without trailing zeros.
  public var rfc3339: String {
    String(decoding: rfc3339Bytes, as: UTF8.self)
  }

  /// The bytes of ``rfc3339``; at most 27.
  public var rfc3339Bytes: [UInt8] {
    let moment = components
    var out: [UInt8] = []
    out.reserveCapacity(27)
    out.appendDecimal(moment.year, width: 4)
    out.append(UInt8(ascii: "-"))
    out.appendDecimal(moment.month, width: 2)
    out.append(UInt8(ascii: "-"))
    out.appendDecimal(moment.day, width: 2)
    out.append(UInt8(ascii: "T"))
    out.appendDecimal(moment.hour, width: 2)
    out.append(UInt8(ascii: ":"))
    out.appendDecimal(moment.minute, width: 2)
    out.append(UInt8(ascii: ":"))
    out.appendDecimal(moment.second, width: 2)
    if moment.microsecond > 0 {
      out.append(UInt8(ascii: "."))
      out.appendDecimal(moment.microsecond, width: 6)
      while out.last == UInt8(ascii: "0") { out.removeLast() }
    }
    out.append(UInt8(ascii: "Z"))
    return out
  }
}

extension [UInt8] {
  /// A non-negative number in decimal, with zeros in front up to `width`.
  package mutating func appendDecimal(_ number: Int, width: Int = 1) {
    var scale = 1
    for _ in 1..<Swift.max(width, 1) { scale *= 10 }
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(ascii: "0") + UInt8(number / scale % 10))
      scale /= 10
    }
  }
}

extension Timestamp: CustomStringConvertible {
  public var description: String { rfc3339 }
}

extension Timestamp {
  /// Reads what ``rfc3339`` writes, and no other form of RFC 3339: an instant in UTC, with or without a fraction.
  public init?(rfc3339 text: String) { self.init(rfc3339: Array(text.utf8)[...]) }

  /// The same of a text's bytes.
  public init?(rfc3339 text: ArraySlice<UInt8>) {
    let start = text.startIndex
    func byte(_ index: Int) -> UInt8 { text[start + index] }
    guard text.count >= 20, text.count <= 27, text.last == UInt8(ascii: "Z"), byte(4) == 0x2D, byte(7) == 0x2D,
      byte(10) == UInt8(ascii: "T"), byte(13) == 0x3A, byte(16) == 0x3A
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = byte(index) &- 0x30
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    var microsecond = 0
    if text.count > 20 {
      guard byte(19) == UInt8(ascii: "."), text.count > 21, let fraction = number(20..<(text.count - 1)) else {
        return nil
      }
      microsecond = (0..<(27 - text.count)).reduce(fraction) { value, _ in value * 10 }
    }
    self.init(
      Components(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond))
  }
}
