import TidingsCore

/// Reading of the dates that documents hold. It is stricter than readers are, and knows nothing of how Tidings writes.
enum DateFormats {
  /// RFC 3339, section 5.6, with `T` and `Z` in capitals as RFC 4287 section 3.3 wants them.
  static func rfc3339(_ text: String) -> Timestamp? { rfc3339(Array(text.utf8)[...]) }

  static func rfc3339(_ text: ArraySlice<UInt8>) -> Timestamp? {
    var scan = DateScan(text)
    guard var moment = scan.date(), scan.take("T"), scan.time(&moment, secondsRequired: true), let offset = scan.zone()
    else { return nil }
    return scan.isAtEnd ? Timestamp(moment, offset: offset) : nil
  }

  /// W3C Date and Time Formats: a year, a month, a day, or a time with its zone.
  static func w3c(_ text: String) -> Timestamp? { w3c(Array(text.utf8)[...]) }

  static func w3c(_ text: ArraySlice<UInt8>) -> Timestamp? {
    var scan = DateScan(text)
    guard let year = scan.number(digits: 4) else { return nil }
    var moment = Timestamp.Components(year: year, month: 1, day: 1)
    if scan.isAtEnd { return Timestamp(moment) }
    guard scan.take("-"), let month = scan.number(digits: 2) else { return nil }
    moment.month = month
    if scan.isAtEnd { return Timestamp(moment) }
    guard scan.take("-"), let day = scan.number(digits: 2) else { return nil }
    moment.day = day
    if scan.isAtEnd { return Timestamp(moment) }
    guard scan.take("T"), scan.time(&moment, secondsRequired: false), let offset = scan.zone(), scan.isAtEnd else {
      return nil
    }
    return Timestamp(moment, offset: offset)
  }

  /// RFC 822, section 5, with years of four digits, and the weekday that it names, if it does.
  static func rfc822(_ text: String) -> (instant: Timestamp, weekday: Int?, localDay: Timestamp)? {
    rfc822(Array(text.utf8)[...])
  }

  static func rfc822(_ text: ArraySlice<UInt8>) -> (instant: Timestamp, weekday: Int?, localDay: Timestamp)? {
    var scan = DateScan(text)
    scan.skipSpaces()
    var weekday: Int?
    if let name = scan.name() {
      guard let day = days.firstIndex(of: name), scan.take(",") else { return nil }
      weekday = day
      scan.skipSpaces()
    }
    guard let day = scan.number(digits: 1...2), scan.skipSpaces(), let monthName = scan.name(),
      let month = months.firstIndex(of: monthName), scan.skipSpaces(), let year = scan.number(digits: 4...4),
      scan.skipSpaces()
    else { return nil }
    var moment = Timestamp.Components(year: year, month: month + 1, day: day)
    guard scan.time(&moment, secondsRequired: false), scan.skipSpaces(), let offset = scan.namedZone() else {
      return nil
    }
    scan.skipSpaces()
    guard scan.isAtEnd, let local = Timestamp(moment), let instant = Timestamp(moment, offset: offset) else {
      return nil
    }
    return (instant, weekday, local)
  }

  /// RFC 822's names, in their order.
  static let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  /// RFC 822's zones but for military letters, with the hours that they are ahead of UTC.
  static let zoneHours = [
    "GMT": 0, "UT": 0, "Z": 0, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
  ]

  private static let days = weekdayNames.map(DateScan.packed)
  private static let months = monthNames.map(DateScan.packed)
}

/// A cursor over a date's characters.
private struct DateScan {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ text: ArraySlice<UInt8>) {
    bytes = text
    index = text.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  /// Three letters as one number.
  static func packed(_ name: String) -> Int { name.utf8.reduce(0) { $0 << 8 | Int($1) } }

  /// Three letters, as they are.
  mutating func name() -> Int? {
    guard index + 3 <= bytes.endIndex, (bytes[index] | 0x20) &- 0x61 < 26 else { return nil }
    defer { index += 3 }
    return Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
  }

  /// Whether there were spaces.
  @discardableResult
  mutating func skipSpaces() -> Bool {
    let start = index
    while index < bytes.endIndex, bytes[index] == 0x20 { index += 1 }
    return index > start
  }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    let start = index
    while index < bytes.endIndex, bytes[index] &- 0x30 < 10, index - start < digits.upperBound {
      value = 10 * value + Int(bytes[index] &- 0x30)
      index += 1
    }
    return index - start >= digits.lowerBound ? value : nil
  }

  /// RFC 822's zones, in seconds ahead of UTC.
  mutating func namedZone() -> Int? {
    let text = bytes[index...].prefix { $0 != 0x20 }
    index = text.endIndex
    if let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      let digits = text.dropFirst()
      guard digits.count == 4, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
      let number = digits.reduce(0) { 10 * $0 + Int($1 &- 0x30) }
      guard number / 100 < 24, number % 100 < 60 else { return nil }
      return (sign == UInt8(ascii: "-") ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
    }
    return DateScan.zones[text.reduce(0) { $0 << 8 | Int($1) }]
  }

  private static let zones = Dictionary(uniqueKeysWithValues: DateFormats.zoneHours.map { (packed($0), $1 * 3600) })

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.endIndex, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard index + digits <= bytes.endIndex else { return nil }
    var value = 0
    for byte in bytes[index..<(index + digits)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = 10 * value + Int(byte) - 0x30
    }
    index += digits
    return value
  }

  mutating func date() -> Timestamp.Components? {
    guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"), let day = number(digits: 2)
    else { return nil }
    return Timestamp.Components(year: year, month: month, day: day)
  }

  mutating func time(_ moment: inout Timestamp.Components, secondsRequired: Bool) -> Bool {
    guard let hour = number(digits: 2), take(":"), let minute = number(digits: 2) else { return false }
    (moment.hour, moment.minute) = (hour, minute)
    guard take(":") else { return !secondsRequired }
    guard let second = number(digits: 2) else { return false }
    moment.second = second
    guard take(".") else { return true }
    var scale = 100_000
    let start = index
    while index < bytes.endIndex, (0x30...0x39).contains(bytes[index]) {
      moment.microsecond += scale * Int(bytes[index] - 0x30)
      scale /= 10
      index += 1
    }
    return index > start
  }

  /// `Z` or `±hh:mm`, in seconds ahead of UTC.
  mutating func zone() -> Int? {
    if take("Z") { return 0 }
    let isAhead = take("+")
    guard isAhead || take("-"), let hours = number(digits: 2), hours < 24, take(":"), let minutes = number(digits: 2),
      minutes < 60
    else { return nil }
    return (isAhead ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
