import Foundation
public import TidingsCore

/// How often a request is tried, and how long is waited in between.
public struct RetryPolicy: Sendable {
  /// Of one request.
  public var attempts = 5
  /// Seconds before the second attempt; before each further one it is twice as long.
  public var firstWait = 1
  /// Seconds that are waited at most. A service that asks for more is left for the next run.
  public var longestWait = 60
  /// Seconds that stand for more than anybody counts: thirty years.
  private static let never = 1_000_000_000
  private let now: @Sendable () -> Timestamp
  private let sleep: @Sendable (_ seconds: Int) async throws -> Void

  /// - Parameters:
  ///   - now: the clock, for a service that names an instant.
  ///   - sleep: waits.
  public init(
    now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (_ seconds: Int) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// Waits before an attempt.
  ///
  /// - Parameters:
  ///   - attempt: the one to come, from 2.
  ///   - asked: seconds that the service asks for.
  /// - Returns: `false` where it is not to be tried any more now.
  func waits(before attempt: Int, asked: Int?) async throws -> Bool {
    guard attempt <= attempts else { return false }
    let own = min(firstWait << min(attempt - 2, 16), longestWait)
    let seconds = max(own, asked ?? 0)
    guard seconds <= longestWait else { return false }
    try await sleep(seconds)
    return true
  }

  /// Waits as long as it is asked to.
  package func wait(_ seconds: Int) async throws { try await sleep(seconds) }

  /// The seconds that `Retry-After` asks for: a number, or an instant (RFC 9110, section 10.2.3).
  func seconds(of retryAfter: String?) -> Int? {
    guard let text = retryAfter?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) { return Int(text) ?? RetryPolicy.never }
    guard let instant = HTTPDate.instant(text) else { return nil }
    return max(0, Int((instant.microseconds - now().microseconds + 999_999) / 1_000_000))
  }
}

/// The form of dates that HTTP prefers (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func instant(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let time = parts[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3 else { return nil }
    return Timestamp(
      Timestamp.Components(
        year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2]))
  }
}
