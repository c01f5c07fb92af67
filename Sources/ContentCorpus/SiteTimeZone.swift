import Foundation
public import TidingsCore

/// The time zone of a site, by its IANA name: what a date without a zone is in.
///
/// The rules come with Foundation's own data, not from the machine's settings.
public struct SiteTimeZone: Sendable, Hashable {
  public let identifier: String
  /// `nil` for UTC, which needs no rules.
  private let zone: TimeZone?

  public static let utc = SiteTimeZone(identifier: "UTC", zone: nil)

  /// - Parameter identifier: such as `Europe/Berlin`; `nil` is returned where there is no such zone.
  public init?(_ identifier: String) {
    if identifier == "UTC" || identifier == "Etc/UTC" || identifier == "GMT" {
      self.init(identifier: identifier, zone: nil)
      return
    }
    // Foundation takes abbreviations such as EST too, which mean different things to different people.
    guard identifier.contains("/"), let zone = TimeZone(identifier: identifier) else { return nil }
    self.init(identifier: identifier, zone: zone)
  }

  private init(identifier: String, zone: TimeZone?) {
    self.identifier = identifier
    self.zone = zone
  }

  /// Seconds that the zone is ahead of UTC.
  public func offset(at instant: Timestamp) -> Int64 {
    guard let zone else { return 0 }
    return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000)))
  }

  /// The instant of a local date and time; `nil` where there is no such day.
  ///
  /// A time that occurs twice when clocks go back is the first; one that is skipped is as if they had not gone forward.
  public func timestamp(_ local: Timestamp.Components) -> Timestamp? {
    guard let asUTC = Timestamp(local) else { return nil }
    guard zone != nil else { return asUTC }
    // The offsets a day before and after are the only candidates.
    let before = offset(at: asUTC.advanced(bySeconds: -86400))
    let candidate = asUTC.advanced(bySeconds: -before)
    if offset(at: candidate) == before { return candidate }
    let after = offset(at: asUTC.advanced(bySeconds: 86400))
    let other = asUTC.advanced(bySeconds: -after)
    return offset(at: other) == after ? other : candidate
  }
}
