/// An instant, exact to the microsecond, in the proleptic Gregorian calendar without leap seconds.
///
/// Plain arithmetic: no clock, no locale, no formatter.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z.
  public init(secondsSinceEpoch seconds: Int64) {
    self.init(microseconds: seconds * 1_000_000)
  }

  /// 0001-01-01T00:00:00Z: what stands where an instant is not known. Go's zero time, and no date of anything that is published.
  public static let unknown = Timestamp(microseconds: -62_135_596_800_000_000)

  /// This instant, unless it is ``unknown``.
  public var known: Timestamp? { self == .unknown ? nil : self }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  /// This instant and `seconds` more.
  public func advanced(bySeconds seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }
}

extension Timestamp {
  /// A calendar date and time of day, in UTC.
  public struct Components: Sendable, Hashable {
    public var year: Int
    /// 1–12.
    public var month: Int
    /// 1–31.
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int
    /// 0–999,999.
    public var microsecond: Int

    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0)
    {
      self.year = year
      self.month = month
      self.day = day
      self.hour = hour
      self.minute = minute
      self.second = second
      self.microsecond = microsecond
    }

    /// Whether such a day and time exist, in the years 0–9999. Second 60 is allowed, as RFC 3339 does for leap seconds.
    public var isValid: Bool {
      (0...9999).contains(year) && (1...12).contains(month)
        && (1...Timestamp.days(inMonth: month, ofYear: year)).contains(day)
        && (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second)
        && (0...999_999).contains(microsecond)
    }
  }

  /// - Parameters:
  ///   - components: a date and time in some zone; `nil` is returned where there is no such day.
  ///   - offset: seconds that the zone is ahead of UTC.
  public init?(_ components: Components, offset: Int = 0) {
    guard components.isValid else { return nil }
    let days = Timestamp.daysSinceEpoch(components.year, components.month, components.day)
    let seconds = days * 86400 + components.hour * 3600 + components.minute * 60 + min(components.second, 59) - offset
    self.init(microseconds: Int64(seconds) * 1_000_000 + Int64(components.microsecond))
  }

  /// The calendar date and time of day of this instant in UTC.
  public var components: Components {
    let (seconds, microsecond) = microseconds.flooredDivision(by: 1_000_000)
    let (days, secondOfDay) = seconds.flooredDivision(by: 86400)
    let (year, month, day) = Timestamp.civil(daysSinceEpoch: Int(days))
    let time = Int(secondOfDay)
    return Components(
      year: year, month: month, day: day, hour: time / 3600, minute: time / 60 % 60, second: time % 60,
      microsecond: Int(microsecond))
  }

  /// Day of the week in UTC, 0 for Sunday.
  public var weekday: Int {
    let days = microseconds.flooredDivision(by: 86_400_000_000).quotient
    return Int((days + 4).flooredDivision(by: 7).remainder)
  }

  static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date. Counts years from March, so that the leap day is a year's last.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = marchYear.flooredDivision(by: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension FixedWidthInteger {
  /// Division that rounds towards minus infinity, so that the remainder is never negative.
  fileprivate func flooredDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
