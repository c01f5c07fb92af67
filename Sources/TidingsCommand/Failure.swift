import ArgumentParser
import ContentCorpus
import LocalFiles
import PublishingLedger
import Tidings
import TidingsCore
import Validation

/// Why a command stops, with its exit status (sysexits.h).
struct Failure: Error {
  enum Status: Int32 {
    case findings = 1
    case stopped = 65
    case usage = 64
    case noInput = 66
    case unavailable = 69
    case cannotWrite = 73
    case cannotRead = 74
    case later = 75
    case configuration = 78
  }

  let status: Status
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  private init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ConfigurationError: self.init(.configuration, error.description)
    case let error as CorpusUnreadableError: self.init(.stopped, error.description)
    case let error as UnreadableRuleError: self.init(.configuration, error.finding.description)
    case let error as SystemError: self.init(Failure.status(of: error), error.description)
    case let error as CorpusChangedError: self.init(.cannotRead, error.description)
    case let error as Manifest.Unreadable: self.init(.cannotRead, error.description)
    case let error as LedgerError:
      self.init(
        error.kind == .inUse ? .later : error.kind == .unreadable ? .cannotRead : .cannotWrite, error.description)
    case let error as ReannouncementError: self.init(.stopped, error.description)
    case let error as WithdrawalError: self.init(.stopped, error.description)
    case let error as RelocationError: self.init(.stopped, error.description)
    case let error as MissingLedgerError: self.init(.stopped, error.description)
    case let error as ClockBehindError: self.init(.stopped, error.description)
    case let error as ClockAhead: self.init(.stopped, error.description)
    case let error as PagesLost: self.init(.stopped, error.description)
    case let error as AnotherSite: self.init(.stopped, error.description)
    case let error as OutputInUseError: self.init(.later, error.description)
    default: return nil
    }
  }

  private static func status(of error: SystemError) -> Status {
    guard ["read", "list", "look at"].contains(error.operation) else { return .cannotWrite }
    return error.isNotFound ? .noInput : .cannotRead
  }

  /// What somebody who edits content or configuration may be in the middle of mending; `nil` for any other error.
  static func passing(_ error: any Error) -> Failure? {
    guard let failure = Failure(error),
      [.configuration, .noInput, .cannotRead, .stopped].contains(failure.status) || error is LedgerError
    else {
      return nil
    }
    return failure
  }

  /// What is wrong with a configuration, each finding with its line and a caret.
  private static func text(of error: ConfigurationError) -> String {
    let output = FindingOutput(style: Style(isColoured: false))
    let byPath = Dictionary(grouping: error.findings, by: \.location.path)
    let lines = byPath.reduce(into: [String: [Int: String]]()) { lines, group in
      guard let bytes = try? LocalFile.read(group.key).bytes else { return }
      lines[group.key] = SourceText(bytes).lines(Set(group.value.map(\.location.line)))
    }
    return error.findings.map { output.human($0, line: lines[$0.location.path]?[$0.location.line]) }.joined()
  }

  /// Reports what stopped work that nobody waits for, and ends the process.
  static func end(_ error: any Error) async -> Never {
    do {
      try await reporting { throw error }
    } catch let code as ExitCode {
      Terminal.leave(Status(rawValue: code.rawValue))
    } catch {
      Terminal.writeError("tidings: \(error)\n")
    }
    Terminal.leave(.cannotWrite)
  }

  /// Runs a command's work; what stops it is reported on standard error, and becomes the exit status.
  static func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
      Terminal.finish()
    } catch {
      guard let failure = Failure(error) else { throw error }
      if let error = error as? ConfigurationError {
        Terminal.writeError(Failure.text(of: error))
        throw ExitCode(failure.status.rawValue)
      }
      let lines = failure.message.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
      Terminal.writeError("tidings: \(lines.joined(separator: "\n"))\n")
      throw ExitCode(failure.status.rawValue)
    }
  }
}
