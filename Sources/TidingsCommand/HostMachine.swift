import ArgumentParser
import ContentCorpus
import Foundation
import TidingsCore

/// The machine and its environment: here, and nowhere below the command line, they are looked at.
enum HostMachine {
  static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The clock.
  static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

  /// The instant of a build: as given, else that of the environment (reproducible-builds.org), else the clock's.
  static func now(_ option: String?) throws -> Timestamp {
    if let option {
      guard let instant = ContentDate.parse(option, zone: .utc) else {
        throw ValidationError("--now '\(option)' is not a date such as 2026-11-01T00:00:00Z")
      }
      return instant
    }
    if let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty {
      guard let seconds = Int64(text), (0...253_402_300_799).contains(seconds) else {
        throw ValidationError("SOURCE_DATE_EPOCH '\(text)' is not a number of seconds")
      }
      return Timestamp(secondsSinceEpoch: seconds)
    }
    return Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
  }
}
