public import TidingsCore

/// Dates as people write them in front matter: the forms of RFC 3339 and of ISO 8601 with less, and those that
/// ``DateWords`` knows.
public enum ContentDate {
  /// What a text says.
  public enum Reading: Sendable, Hashable {
    case instant(Timestamp)
    /// The day could be the month, and the other way round.
    case ambiguous(dayFirst: String, monthFirst: String)
    /// No date, or none that there is.
    case none
  }

  /// - Parameter zone: the zone of a date that names none.
  /// - Returns: `nil` where the text is no date, may be two, or there is no such day.
  public static func parse(_ text: String, zone: SiteTimeZone) -> Timestamp? {
    guard case .instant(let instant) = reading(of: text, zone: zone) else { return nil }
    return instant
  }

  /// - Parameters:
  ///   - zone: the zone of a date that names none.
  ///   - isDayFirst: whether dates are read as Ruby has it: `05/10/2026` is a day of October, and not ambiguous.
  public static func reading(of text: String, zone: SiteTimeZone, isDayFirst: Bool = false) -> Reading {
    var scan = FastDateScan(bytes: Array(text.utf8))
    if let common = scan.date(zone) { return .instant(common) }
    let words = DateWords(text, zone: zone, isDayFirst: isDayFirst).reading
    guard isDayFirst, words == .none, let beginning = beginning(of: text, zone) else { return words }
    return .instant(beginning)
  }

  /// The day at a text's beginning, with the time as far as that can be read, as Ruby takes `2019-07-09 18:40::00`: what comes behind it
  /// says nothing to it, a zone among that (measured: `Time.parse` of Ruby 3.1).
  private static func beginning(of text: String, _ zone: SiteTimeZone) -> Timestamp? {
    guard let day = text.prefixMatch(of: /\s*(\d{4})-(\d\d?)-(\d\d?)(?!\d)/), let year = Int(day.1),
      let month = Int(day.2), let number = Int(day.3)
    else { return nil }
    var moment = Timestamp.Components(year: year, month: month, day: number)
    if let time = text[day.range.upperBound...].prefixMatch(of: /[Tt\s]+(\d\d?):(\d\d)(?::(\d\d))?/),
      let hour = Int(time.1), let minute = Int(time.2)
    {
      (moment.hour, moment.minute) = (hour, minute)
      moment.second = time.3.flatMap { Int($0) } ?? 0
    }
    return zone.timestamp(moment)
  }
}

/// The forms that nearly all files have: `2021-02-22`, with a time behind `T` or a space, with or without seconds and zone.
private struct FastDateScan {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func date(_ zone: SiteTimeZone) -> Timestamp? {
    skipSpaces()
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2) else { return nil }
    var moment = Timestamp.Components(year: year, month: month, day: day)
    if takeTimeSeparator() {
      guard let hour = digits(2), take(":"), let minute = digits(2) else { return nil }
      (moment.hour, moment.minute) = (hour, minute)
      if take(":") {
        guard let second = digits(2) else { return nil }
        moment.second = second
        if take(".") || take(",") {
          guard let microsecond = fraction() else { return nil }
          moment.microsecond = microsecond
        }
      }
    }
    skipSpaces()
    if isAtEnd { return zone.timestamp(moment) }
    guard let offset = offset() else { return nil }
    skipSpaces()
    return isAtEnd ? Timestamp(moment, offset: offset) : nil
  }

  private var isAtEnd: Bool { index == bytes.count }

  private mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// `T`, `t` or a space, with a digit behind it.
  private mutating func takeTimeSeparator() -> Bool {
    guard index + 1 < bytes.count, [0x54, 0x74, 0x20].contains(bytes[index]), (0x30...0x39).contains(bytes[index + 1])
    else { return false }
    index += 1
    return true
  }

  private mutating func digits(_ count: Int) -> Int? {
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
  private mutating func fraction() -> Int? {
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
  private mutating func offset() -> Int? {
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
