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
