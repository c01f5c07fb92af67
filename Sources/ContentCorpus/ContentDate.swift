public import Documents

/// Dates as front matter has them: RFC 3339, or ISO 8601 with less (no time, no seconds, a space for the `T`, no zone).
public enum ContentDate {
  /// - Parameter zone: the zone of a date that names none.
  /// - Returns: `nil` where the text is no such date, or there is no such day.
  public static func parse(_ text: String, zone: SiteTimeZone) -> Timestamp? {
    var scan = Scan(bytes: Array(text.utf8))
    scan.skipSpaces()
    guard let year = scan.digits(4), scan.take("-"), let month = scan.digits(2), scan.take("-"),
      let day = scan.digits(2)
    else { return nil }
    var moment = Timestamp.Components(year: year, month: month, day: day)
    if scan.takeTimeSeparator() {
      guard let hour = scan.digits(2), scan.take(":"), let minute = scan.digits(2) else { return nil }
      (moment.hour, moment.minute) = (hour, minute)
      if scan.take(":") {
        guard let second = scan.digits(2) else { return nil }
        moment.second = second
        if scan.take(".") || scan.take(",") {
          guard let microsecond = scan.fraction() else { return nil }
          moment.microsecond = microsecond
        }
      }
    }
    scan.skipSpaces()
    if scan.isAtEnd { return zone.timestamp(moment) }
    guard let offset = scan.offset() else { return nil }
    scan.skipSpaces()
    return scan.isAtEnd ? Timestamp(moment, offset: offset) : nil
  }
}

private struct Scan {
  let bytes: [UInt8]
  var index = 0

  var isAtEnd: Bool { index == bytes.count }

  mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// `T`, `t` or a space, with a digit behind it.
  mutating func takeTimeSeparator() -> Bool {
    guard index + 1 < bytes.count, [0x54, 0x74, 0x20].contains(bytes[index]), (0x30...0x39).contains(bytes[index + 1])
    else { return false }
    index += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<(index + count)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    index += count
    return value
  }

  /// Digits of a second's fraction, in microseconds; what is finer is cut off.
  mutating func fraction() -> Int? {
    var value = 0
    var count = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      if count < 6 { value = value * 10 + Int(bytes[index] - 0x30) }
      count += 1
      index += 1
    }
    guard count > 0 else { return nil }
    for _ in 0..<max(6 - count, 0) { value *= 10 }
    return value
  }

  /// `Z`, `UTC`, `GMT` or `±hh[[:]mm]`, in seconds.
  mutating func offset() -> Int? {
    if index + 1 == bytes.count, take("Z") { return 0 }
    for name in ["z", "UTC", "GMT"] where bytes[index...].elementsEqual(name.utf8) {
      index = bytes.count
      return 0
    }
    let isAhead = take("+")
    guard isAhead || take("-"), let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    let minutes = isAtEnd ? 0 : digits(2)
    guard let minutes, minutes < 60 else { return nil }
    return (isAhead ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
