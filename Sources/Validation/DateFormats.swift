import Documents

/// Reading of the dates that documents hold. It is stricter than readers are, and knows nothing of how Tidings writes.
enum DateFormats {
  /// RFC 3339, section 5.6, with `T` and `Z` in capitals as RFC 4287 section 3.3 wants them.
  static func rfc3339(_ text: String) -> Timestamp? {
    var scan = DateScan(text)
    guard var moment = scan.date(), scan.take("T"), scan.time(&moment, secondsRequired: true), let offset = scan.zone()
    else { return nil }
    return scan.isAtEnd ? Timestamp(moment, offset: offset) : nil
  }

  /// W3C Date and Time Formats: a year, a month, a day, or a time with its zone.
  static func w3c(_ text: String) -> Timestamp? {
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
    var words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    var weekday: Int?
    if let first = words.first, first.hasSuffix(",") {
      guard let day = days.firstIndex(of: String(first.dropLast())) else { return nil }
      weekday = day
      words.removeFirst()
    }
    guard words.count == 5, let day = Int(words[0]), words[0].count <= 2,
      let month = months.firstIndex(of: words[1]), words[2].count == 4, let year = Int(words[2]),
      let offset = zone(words[4])
    else { return nil }
    var moment = Timestamp.Components(year: year, month: month + 1, day: day)
    var scan = DateScan(words[3])
    guard scan.time(&moment, secondsRequired: false), scan.isAtEnd, let local = Timestamp(moment),
      let instant = Timestamp(moment, offset: offset)
    else { return nil }
    return (instant, weekday, local)
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// RFC 822's zones, in seconds ahead of UTC.
  private static func zone(_ text: String) -> Int? {
    switch text {
    case "GMT", "UT", "Z": return 0
    case "EDT": return -4 * 3600
    case "EST", "CDT": return -5 * 3600
    case "CST", "MDT": return -6 * 3600
    case "MST", "PDT": return -7 * 3600
    case "PST": return -8 * 3600
    default:
      let digits = text.dropFirst()
      guard text.hasPrefix("+") || text.hasPrefix("-"), digits.count == 4,
        digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let hours = Int(digits.prefix(2)), hours < 24,
        let minutes = Int(digits.suffix(2)), minutes < 60
      else { return nil }
      return (text.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
  }
}

/// A cursor over a date's characters.
private struct DateScan {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard index + digits <= bytes.count else { return nil }
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
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
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
