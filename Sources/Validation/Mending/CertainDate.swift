import TidingsCore

/// A date in whatever form, if every part of it is certain: the month is named or the year comes first, and a time names its
/// zone by number or by a name that RFC 822 defines.
struct CertainDate {
  enum Zone {
    case utc
    /// One of RFC 822 (section 5.1), and the seconds that it is ahead of UTC.
    case named(String, seconds: Int)
    /// Seconds ahead of UTC.
    case offset(Int)

    var seconds: Int {
      switch self {
      case .utc: 0
      case .named(_, let seconds): seconds
      case .offset(let seconds): seconds
      }
    }
  }

  var year: Int?
  var month: Int?
  var day: Int?
  var time: (hour: Int, minute: Int, second: Int)?
  /// Digits of a second's fraction, as they are written.
  var fraction = ""
  var zone: Zone?
  var namesWeekday = false

  /// - Returns: `nil` where anything is left open, or there is no such day.
  init?(_ text: some Sequence<UInt8>) {
    let text = String(decoding: Array(text), as: UTF8.self)
    guard text.utf8.count < 80, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var reader = DateTextReader(text)
    guard let found = reader.date() else { return nil }
    self = found
    guard instant != nil else { return nil }
  }

  init() {}

  private var moment: Timestamp.Components? {
    guard let year, let month, let day, (1000...9999).contains(year) else { return nil }
    return Timestamp.Components(
      year: year, month: month, day: day, hour: time?.hour ?? 0, minute: time?.minute ?? 0, second: time?.second ?? 0)
  }

  /// Midnight of UTC where there is no time.
  var instant: Timestamp? {
    moment.flatMap { Timestamp($0, offset: zone?.seconds ?? 0) }
  }
}

extension CertainDate {
  /// As RSS has it, with a weekday only where one was named.
  var rfc822: String? {
    guard let moment, let time, let zone, let local = Timestamp(moment) else { return nil }
    let weekday = namesWeekday ? DateFormats.weekdayNames[local.weekday] + ", " : ""
    let zoneText =
      switch zone {
      case .utc: "GMT"
      case .named(let name, _): name
      case .offset(let seconds): CertainDate.offset(seconds, colon: "")
      }
    return weekday + CertainDate.padded(moment.day) + " " + DateFormats.monthNames[moment.month - 1]
      + " \(moment.year) "
      + CertainDate.text(time) + " " + zoneText
  }

  /// As Atom and JSON Feed have it.
  var rfc3339: String? {
    guard let date, let time, let zone else { return nil }
    let zoneText =
      switch zone {
      case .utc: "Z"
      case .named(_, let seconds), .offset(let seconds): CertainDate.offset(seconds, colon: ":")
      }
    return date + "T" + CertainDate.text(time) + (fraction.isEmpty ? "" : "." + fraction) + zoneText
  }

  /// As sitemaps have it: a day, or an instant.
  var w3c: String? { time == nil ? date : rfc3339 }

  private var date: String? {
    guard let year, let month, let day else { return nil }
    return "\(year)-\(CertainDate.padded(month))-\(CertainDate.padded(day))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func text(_ time: (hour: Int, minute: Int, second: Int)) -> String {
    [time.hour, time.minute, time.second].map(padded).joined(separator: ":")
  }

  private static func offset(_ seconds: Int, colon: String) -> String {
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60) + colon + padded(minutes % 60)
  }
}
