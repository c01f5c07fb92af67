import TidingsCore

/// The rarer forms of dates, of which the article *Dates* has a table: months, days and hours of one digit, slashes and dots,
/// names of months, RFC 822, what Ruby, Go and JavaScript print, seconds and milliseconds since 1970.
struct DateWords {
  let reading: ContentDate.Reading

  init(_ text: String, zone: SiteTimeZone, isDayFirst: Bool) {
    guard var tokens = DateTokens(text) else {
      reading = .none
      return
    }
    if let instant = DateWords.number(tokens, zone) {
      reading = .instant(instant)
      return
    }
    _ = tokens.takeWord(DateWords.weekdays)
    _ = tokens.take(".")
    _ = tokens.take(",")
    guard let day = DateDay(&tokens, isDayFirst: isDayFirst) else {
      reading = .none
      return
    }
    if case .ambiguous(let first, let second, let year) = day {
      reading = .ambiguous(
        dayFirst: "\(first) \(DateWords.monthNames[second - 1]) \(year)",
        monthFirst: "\(second) \(DateWords.monthNames[first - 1]) \(year)")
      return
    }
    guard case .day(var year, let month, let number) = day, let time = DateTime(&tokens) else {
      reading = .none
      return
    }
    // asctime(3) has the year at the end, date(1) a zone in front of it.
    var early: DateZone?
    if year == nil, case .word = tokens.peek() { early = DateZone(&tokens) }
    if year == nil { year = tokens.number(digits: 4...4) }
    // Ruby passes over a year that stands twice.
    if year != nil, tokens.peek() == .number(year ?? 0, digits: 4) { tokens.position += 1 }
    guard let year, let place = early ?? DateZone(&tokens), tokens.isAtEnd,
      place.offset == nil || time.isGiven
    else {
      reading = .none
      return
    }
    var moment = Timestamp.Components(year: year, month: month, day: number)
    (moment.hour, moment.minute, moment.second, moment.microsecond) =
      (time.hour, time.minute, time.second, time.microsecond)
    // The end of a day is the beginning of the next.
    let isEnd = moment.hour == 24 && moment.minute == 0 && moment.second == 0
    if isEnd { moment.hour = 0 }
    let own = place.name.flatMap { SiteTimeZone($0) } ?? zone
    let instant = place.offset.map { Timestamp(moment, offset: $0) } ?? own.timestamp(moment)
    guard let instant else {
      reading = .none
      return
    }
    reading = .instant(isEnd ? instant.advanced(bySeconds: 86400) : instant)
  }

  /// Digits and nothing else: a day without signs between its parts, or a time since 1970.
  private static func number(_ tokens: DateTokens, _ zone: SiteTimeZone) -> Timestamp? {
    guard tokens.count == 1, case .number(let value, let digits) = tokens.peek() else { return nil }
    switch digits {
    case 8: return zone.timestamp(.init(year: value / 10000, month: value / 100 % 100, day: value % 100))
    case 9, 10: return Timestamp(secondsSinceEpoch: Int64(value))
    case 12, 13: return Timestamp(microseconds: Int64(value) * 1000)
    case 14:
      let (day, time) = (value / 1_000_000, value % 1_000_000)
      return zone.timestamp(
        .init(
          year: day / 10000, month: day / 100 % 100, day: day % 100, hour: time / 10000, minute: time / 100 % 100,
          second: time % 100))
    default: return nil
    }
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// English, long and short.
  static let months: [String: Int] = {
    var months = ["sept": 9]
    for (index, name) in monthNames.enumerated() {
      months[name.lowercased()] = index + 1
      months[String(name.lowercased().prefix(3))] = index + 1
    }
    return months
  }()

  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun",
  ]
}

/// The day of a date.
enum DateDay {
  /// The year is `nil` where it stands behind the time.
  case day(year: Int?, month: Int, day: Int)
  case ambiguous(Int, Int, year: Int)

  init?(_ tokens: inout DateTokens, isDayFirst: Bool) {
    if let month = tokens.take(DateWords.months) {
      _ = tokens.take(".")
      _ = tokens.take(",")
      _ = tokens.take("-")
      // `September 2014` is its first day to Ruby.
      if isDayFirst, let year = tokens.number(digits: 4...4) {
        self = .day(year: year, month: month, day: 1)
        return
      }
      guard let day = tokens.number(digits: 1...2) else { return nil }
      _ = tokens.takeWord(DateDay.ordinals)
      _ = tokens.take(",")
      _ = tokens.take("-")
      self = .day(year: tokens.number(digits: 4...4), month: month, day: day)
    } else if let year = tokens.number(digits: 4...4) {
      guard let parts = DateDay.behind(year, &tokens) else { return nil }
      self = parts
    } else if let first = tokens.number(digits: 1...2) {
      guard let parts = DateDay.behind(first: first, isDayFirst, &tokens) else { return nil }
      self = parts
    } else {
      return nil
    }
  }

  private static let ordinals: Set<String> = ["st", "nd", "rd", "th"]
  private static let signs: [Unicode.Scalar] = ["-", "/", "."]

  /// `2026-10-5`, `2026/10/05`, `2026.10.05`, `2026-Oct-05`, `2026 October 5`.
  private static func behind(_ year: Int, _ tokens: inout DateTokens) -> DateDay? {
    let sign = signs.first { tokens.peek() == .sign($0) }
    if sign != nil { tokens.position += 1 }
    if let month = tokens.take(DateWords.months) {
      if let sign { guard tokens.take(sign) else { return nil } }
      return tokens.number(digits: 1...2).map { .day(year: year, month: month, day: $0) }
    }
    guard let sign, let month = tokens.number(digits: 1...2), tokens.take(sign),
      let day = tokens.number(digits: 1...2)
    else { return nil }
    return .day(year: year, month: month, day: day)
  }

  /// `8 July 2022`, `8th of July, 2022`, `08-Jul-22`, `5.10.2026`, `13/10/2026`.
  private static func behind(first: Int, _ isDayFirst: Bool, _ tokens: inout DateTokens) -> DateDay? {
    let isOrdinal = tokens.takeWord(ordinals)
    let isOf = tokens.takeWord(["of"])
    let sign = signs.first { tokens.peek() == .sign($0) }
    if sign != nil { tokens.position += 1 }
    if let month = tokens.take(DateWords.months) {
      if sign == nil || !tokens.take(sign ?? "-") { _ = tokens.take(".") || tokens.take(",") }
      // Two digits are those of RFC 822; which century they are in says RFC 2822, section 4.3.
      guard case .number(let year, let digits) = tokens.peek(), digits == 4 || digits == 2 else { return nil }
      tokens.position += 1
      return .day(year: digits == 4 ? year : year < 50 ? 2000 + year : 1900 + year, month: month, day: first)
    }
    guard let sign, !isOrdinal, !isOf, let second = tokens.number(digits: 1...2), tokens.take(sign),
      let year = tokens.number(digits: 4...4)
    else { return nil }
    // With dots it is the day that stands first, wherever people write it so.
    if sign == "." || isDayFirst || first > 12 { return .day(year: year, month: second, day: first) }
    if second > 12 { return .day(year: year, month: first, day: second) }
    return first == second ? .day(year: year, month: first, day: second) : .ambiguous(first, second, year: year)
  }
}

/// The time of day of a date; midnight where there is none.
struct DateTime {
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0
  private(set) var isGiven = false

  /// - Returns: `nil` where it is none.
  init?(_ tokens: inout DateTokens) {
    _ = tokens.takeWord(["t", "at"]) || tokens.take(",")
    guard case .number(let hour, 1...2) = tokens.peek() else { return }
    // A year may be all that follows.
    tokens.position += 1
    self.hour = hour
    isGiven = true
    let hasMinutes = tokens.take(":")
    if hasMinutes {
      guard let minute = tokens.number(digits: 2...2) else { return nil }
      self.minute = minute
      if tokens.take(":") {
        guard let second = tokens.number(digits: 2...2) else { return nil }
        self.second = second
        guard takeFraction(&tokens) else { return nil }
      }
    }
    if let half = DateTime.half(&tokens) {
      guard (1...12).contains(hour) else { return nil }
      self.hour = hour % 12 + half
    } else if !hasMinutes {
      return nil
    }
  }

  /// The hours that `am` or `p.m.` adds; `nil` where there is none.
  private static func half(_ tokens: inout DateTokens) -> Int? {
    if let half = tokens.take(["am": 0, "pm": 12]) { return half }
    guard tokens.peek(1) == .sign("."), tokens.peek(2) == .word("m"), let half = tokens.take(["a": 0, "p": 12]) else {
      return nil
    }
    tokens.position += 2
    _ = tokens.take(".")
    return half
  }

  private mutating func takeFraction(_ tokens: inout DateTokens) -> Bool {
    guard tokens.take(".") || tokens.peek() == .sign(",") && tokens.take(",") else { return true }
    guard case .number(let value, let digits) = tokens.peek() else {
      // YAML 1.1 allows a dot with nothing behind it.
      return true
    }
    tokens.position += 1
    var fraction = value
    if digits > 6 { for _ in 6..<digits { fraction /= 10 } }
    if digits < 6 { for _ in digits..<6 { fraction *= 10 } }
    microsecond = fraction
    return true
  }
}

/// The zone of a date: an offset in seconds, or a name; neither where there is none.
struct DateZone {
  var offset: Int?
  var name: String?

  /// - Returns: `nil` where it is none that is known.
  init?(_ tokens: inout DateTokens) {
    if case .word(let word) = tokens.peek() {
      if let known = DateZone.names[word] {
        tokens.position += 1
        offset = known * 3600
        // `GMT+0200`, as JavaScript prints it.
        if known == 0, let more = DateZone.offset(&tokens) { offset = more }
        return
      }
      guard let name = DateZone.region(&tokens) else { return nil }
      self.name = name
      return
    }
    guard let offset = DateZone.offset(&tokens) else { return }
    self.offset = offset
    // Go and Ruby print the zone's name behind its offset.
    if case .word = tokens.peek() { tokens.position += 1 }
  }

  /// `+0200`, `-05:00`, `-5`.
  private static func offset(_ tokens: inout DateTokens) -> Int? {
    var ahead = tokens
    let isAhead = ahead.take("+")
    guard isAhead || ahead.take("-"), case .number(let value, 1...4) = ahead.peek(),
      case .number(_, let digits) = ahead.peek()
    else { return nil }
    ahead.position += 1
    var (hours, minutes) = digits > 2 ? (value / 100, value % 100) : (value, 0)
    if digits <= 2, ahead.take(":") {
      guard let more = ahead.number(digits: 2...2) else { return nil }
      minutes = more
    }
    guard hours < 24, minutes < 60 else { return nil }
    tokens = ahead
    hours *= 3600
    return (isAhead ? 1 : -1) * (hours + minutes * 60)
  }

  /// `Europe/Berlin`.
  private static func region(_ tokens: inout DateTokens) -> String? {
    guard case .word(let area) = tokens.peek(), tokens.peek(1) == .sign("/") else { return nil }
    var ahead = 2
    var place: [String] = []
    while case .word(let word) = tokens.peek(ahead) {
      place.append(word.prefix(1).uppercased() + word.dropFirst())
      ahead += 1
      if tokens.peek(ahead) == .sign("_") { ahead += 1 }
    }
    let name = area.prefix(1).uppercased() + area.dropFirst() + "/" + place.joined(separator: "_")
    guard SiteTimeZone(name) != nil else { return nil }
    tokens.position += ahead
    return name
  }

  /// Those of RFC 822, section 5.1, in hours; its letters for military zones mean nothing for certain (RFC 2822, section 4.3).
  private static let names = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2, "eest": 3, "jst": 9,
  ]
}
