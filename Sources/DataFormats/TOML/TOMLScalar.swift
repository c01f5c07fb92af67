/// Values without quotes (toml.io/en/v1.0.0, Integer to Local Time), in the spelling in which all of the program reads them.
enum TOMLScalar {
  /// - Parameter text: as it is written.
  /// - Returns: `nil` where it is none.
  static func value(_ text: String) -> String? {
    if text == "true" || text == "false" { return text }
    let bytes = Array(text.utf8)
    return instant(bytes) ?? integer(bytes) ?? number(bytes)
  }

  // MARK: Numbers

  private static func integer(_ bytes: [UInt8]) -> String? {
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0"), let radix = radix(bytes[1]) {
      guard let digits = digits(bytes[2...], isDigit: { radix.isDigit($0) }) else { return nil }
      return Int64(digits, radix: radix.base).map(String.init)
    }
    let signed = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
    let rest = signed ? bytes[1...] : bytes[...]
    guard let digits = digits(rest, isDigit: isDecimal), digits.count == 1 || digits.first != "0" else { return nil }
    return Int64((bytes.first == UInt8(ascii: "-") ? "-" : "") + digits).map(String.init)
  }

  private struct Radix {
    let base: Int
    let isDigit: (UInt8) -> Bool
  }

  private static func radix(_ sign: UInt8) -> Radix? {
    switch sign {
    case UInt8(ascii: "x"): Radix(base: 16) { isDecimal($0) || ($0 | 0x20) &- 0x61 < 6 }
    case UInt8(ascii: "o"): Radix(base: 8) { $0 &- 0x30 < 8 }
    case UInt8(ascii: "b"): Radix(base: 2) { $0 &- 0x30 < 2 }
    default: nil
    }
  }

  private static func isDecimal(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Digits with underscores between them, without these.
  private static func digits(_ bytes: ArraySlice<UInt8>, isDigit: (UInt8) -> Bool) -> String? {
    guard let first = bytes.first, let last = bytes.last, isDigit(first), isDigit(last) else { return nil }
    var out: [UInt8] = []
    var wasUnderscore = false
    for byte in bytes {
      if byte == UInt8(ascii: "_") {
        guard !wasUnderscore else { return nil }
        wasUnderscore = true
      } else {
        guard isDigit(byte) else { return nil }
        wasUnderscore = false
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func number(_ bytes: [UInt8]) -> String? {
    let sign = bytes.first == UInt8(ascii: "-") ? "-" : ""
    let isSigned = !sign.isEmpty || bytes.first == UInt8(ascii: "+")
    let rest = isSigned ? bytes[1...] : bytes[...]
    let word = String(decoding: rest, as: UTF8.self)
    if word == "inf" { return sign + "inf" }
    if word == "nan" { return "nan" }
    let mantissa = rest.prefix { ($0 | 0x20) != UInt8(ascii: "e") }
    let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
    guard var text = digits(whole, isDigit: isDecimal), text.count == 1 || text.first != "0" else { return nil }
    if whole.count < mantissa.count {
      guard let fraction = digits(mantissa[(whole.endIndex + 1)...], isDigit: isDecimal) else { return nil }
      text += "." + fraction
    }
    // A whole number that is none of 64 bits is not made one that is nearly the same.
    guard whole.count < rest.count else { return nil }
    if mantissa.count < rest.count {
      var power = rest[(mantissa.endIndex + 1)...]
      let isNegative = power.first == UInt8(ascii: "-")
      if isNegative || power.first == UInt8(ascii: "+") { power = power.dropFirst() }
      guard let exponent = digits(power, isDigit: isDecimal) else { return nil }
      text += "e" + (isNegative ? "-" : "") + exponent
    }
    return Double(sign + text).map { "\($0)" }
  }

  // MARK: Dates and times

  private static func instant(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 8 else { return nil }
    if bytes[2] == UInt8(ascii: ":") { return time(bytes[...]).flatMap { $0.rest.isEmpty ? $0.text : nil } }
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = two(bytes[0..<4]), let month = two(bytes[5..<7]), let day = two(bytes[8..<10]),
      (1...12).contains(month), (1...days(month, year)).contains(day)
    else { return nil }
    let date = String(decoding: bytes[..<10], as: UTF8.self)
    guard bytes.count > 10 else { return date }
    guard [0x20, 0x54, 0x74].contains(bytes[10]), let (time, rest) = time(bytes[11...]) else { return nil }
    guard let zone = zone(rest) else { return nil }
    return date + "T" + time + zone
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func two(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.allSatisfy(isDecimal) ? Int(String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// `hh:mm:ss` with a fraction of nanoseconds, and what is behind it.
  private static func time(_ bytes: ArraySlice<UInt8>) -> (text: String, rest: ArraySlice<UInt8>)? {
    let start = bytes.startIndex
    guard bytes.count >= 8, bytes[start + 2] == UInt8(ascii: ":"), bytes[start + 5] == UInt8(ascii: ":"),
      let hour = two(bytes[start..<start + 2]), let minute = two(bytes[start + 3..<start + 5]),
      let second = two(bytes[start + 6..<start + 8]), hour < 24, minute < 60, second < 60
    else { return nil }
    var text = String(decoding: bytes[start..<start + 8], as: UTF8.self)
    var rest = bytes[(start + 8)...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDecimal)
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
      let nanoseconds = String(decoding: fraction.prefix(9), as: UTF8.self)
      if nanoseconds.contains(where: { $0 != "0" }) {
        text += "." + nanoseconds + String(repeating: "0", count: 9 - nanoseconds.count)
      }
    }
    return (text, rest)
  }

  /// `Z`, `+02:00`, or nothing, which is the site's zone.
  private static func zone(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let first = bytes.first else { return "" }
    let start = bytes.startIndex
    if first | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? "Z" : nil }
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-"), bytes.count == 6,
      bytes[start + 3] == UInt8(ascii: ":"), let hours = two(bytes[start + 1..<start + 3]),
      let minutes = two(bytes[start + 4..<start + 6]), hours < 24, minutes < 60
    else { return nil }
    return hours == 0 && minutes == 0 ? "Z" : String(decoding: bytes, as: UTF8.self)
  }
}
