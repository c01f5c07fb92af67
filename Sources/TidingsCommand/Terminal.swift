import Foundation
import LocalFiles
import Platform

/// Standard output and standard error.
enum Terminal {
  /// What cannot be written ends the process: a reader who gets half of it takes it for the whole.
  static func write(_ text: String) { write(bytes: Array(text.utf8)) }

  /// The same of bytes.
  static func write(bytes: [UInt8]) {
    guard let code = write(bytes, to: STDOUT_FILENO) else { return }
    // Who has stopped reading wants no word either.
    if code != EPIPE { writeError("tidings: \(SystemError("write", "standard output", code: code))\n") }
    Platform.exit(Failure.Status.cannotWrite.rawValue)
  }

  static func writeError(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Ends the process at once.
  static func leave(_ status: Failure.Status?) -> Never {
    finish()
    Platform.exit(status?.rawValue ?? 0)
  }

  /// Some file systems report only when a file is closed that what was written found no room.
  static func finish() {
    let copy = dup(STDOUT_FILENO)
    guard copy >= 0, close(copy) != 0, errno != EINTR else { return }
    writeError("tidings: \(SystemError("write", "standard output"))\n")
    Platform.exit(Failure.Status.cannotWrite.rawValue)
  }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colours only on a terminal that has them and whose user wants them (no-color.org).
  static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// - Returns: the `errno` value where it failed.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Platform.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      written += count
    }
    return nil
  }
}

/// Marks for a terminal.
struct Style {
  let isColoured: Bool

  func bold(_ text: String) -> String { mark(text, "1") }
  func red(_ text: String) -> String { mark(text, "31") }
  func yellow(_ text: String) -> String { mark(text, "33") }
  func green(_ text: String) -> String { mark(text, "32") }

  private func mark(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
