import Foundation
import Synchronization
import TidingsCore

/// When the files of a folder were first and last changed, as Git's history has it.
///
/// The history is read once, and only when somebody asks: it may be long. Which program reads it is decided by `PATH`; nothing that
/// the repository itself configures is run, and nothing is fetched.
public final class GitHistory: Sendable {
  /// Seconds since 1970 at which the author made a change; the same on every clone, whenever it was made.
  public struct Dates: Sendable, Hashable {
    public let first: Int64
    public let last: Int64

    public init(first: Int64, last: Int64) { (self.first, self.last) = (first, last) }
  }

  /// What keeps dates from being known.
  public enum Obstacle: Sendable, Hashable {
    /// There is no repository.
    case none
    /// The clone has only the newest commits.
    case shallow
    /// Git's own words.
    case failed(String)
  }

  private struct State: Sendable {
    var dates: [String: Dates] = [:]
    var obstacle: Obstacle?
  }

  private let folder: String
  private let state = Mutex<State?>(nil)

  /// - Parameter folder: whose files are asked for.
  public init(_ folder: String) { self.folder = folder }

  /// - Parameter path: relative to the folder.
  /// - Returns: `nil` where the history does not have the file, or cannot be read.
  public func dates(of path: String) -> Dates? { read().dates[path] }

  /// What was in the way; `nil` where nothing was, or nobody has asked yet.
  public var obstacle: Obstacle? { state.withLock { $0?.obstacle } }

  private func read() -> State {
    state.withLock { state in
      if let state { return state }
      let read = GitHistory.read(folder)
      state = read
      return read
    }
  }

  private static func read(_ folder: String) -> State {
    let probe = run(["rev-parse", "--is-shallow-repository"], in: folder)
    guard probe.status == 0 else {
      let words = probe.errors.split(separator: "\n").first.map(String.init) ?? "git cannot be run"
      return State(obstacle: words.contains("not a git repository") ? Obstacle.none : .failed(words))
    }
    let isShallow = String(decoding: probe.output, as: UTF8.self).hasPrefix("true")
    var boundary: Set<String> = []
    if isShallow {
      let place = run(["rev-parse", "--git-path", "shallow"], in: folder)
      let path = String(decoding: place.output, as: UTF8.self).trimmingCharacters(in: .newlines)
      let file = path.hasPrefix("/") ? path : folder + "/" + path
      let text: String
      do {
        text = String(decoding: try LocalFile.readIfThere(file)?.bytes ?? [], as: UTF8.self)
      } catch {
        return State(obstacle: .failed("\(error)"))
      }
      boundary = Set(text.split(separator: "\n").map(String.init))
    }
    // Renames are followed by their content. Merges change nothing themselves.
    let log = run(
      [
        "log", "--no-merges", "--relative", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv",
        "--format=%x01%H %at",
      ],
      in: folder)
    guard log.status == 0 else {
      // A repository without a commit has no history yet.
      return State(obstacle: log.errors.contains("does not have any commits") ? nil : .failed(log.errors))
    }
    return State(dates: GitLog(log.output, boundary: boundary).dates, obstacle: isShallow ? .shallow : nil)
  }

  private static func run(
    _ arguments: [String], in folder: String
  ) -> (status: Int32, output: [UInt8], errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "git", "--no-pager", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c",
        "core.quotePath=false",
      ]
      + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    // What would lead elsewhere, ask, or fetch.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER"] {
      environment[name] = nil
    }
    environment["GIT_NO_LAZY_FETCH"] = "1"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["LC_ALL"] = "C"
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return (-1, [], "\(error)")
    }
    // Git says little on its second channel, so that this one cannot wait for that.
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile().prefix(500), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, bytes, words)
  }
}

/// What it says is compared file by file, so that a commit more does not make everything else new.
extension GitHistory: Hashable, CustomReflectable, CustomStringConvertible {
  public static func == (left: GitHistory, right: GitHistory) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
  public var customMirror: Mirror { Mirror(self, children: []) }
  public var description: String { "git" }
}

/// What `git log --name-status -z` prints, the newest commit first.
struct GitLog {
  private(set) var dates: [String: GitHistory.Dates] = [:]
  /// What a path of then is called now; empty for a file that is another now.
  private var names: [String: String] = [:]

  /// - Parameter boundary: commits at which a clone begins, which report all files as if they were new.
  init(_ bytes: [UInt8], boundary: Set<String> = []) {
    var fields = bytes.split(separator: 0, omittingEmptySubsequences: true)[...]
    var instant: Int64?
    while let field = fields.popFirst() {
      let field = field.drop { $0 == 0x0A }
      if field.first == 1 {
        let parts = String(decoding: field.dropFirst(), as: UTF8.self).split(separator: " ")
        let isBoundary = parts.first.map { boundary.contains(String($0)) } ?? true
        instant = isBoundary ? nil : parts.dropFirst().first.flatMap { Int64($0) }
        continue
      }
      guard let status = field.first, let path = fields.popFirst() else { continue }
      let isPair = status == UInt8(ascii: "R") || status == UInt8(ascii: "C")
      let target = isPair ? fields.popFirst() : path
      guard let target, let instant else { continue }
      let name = FileNameText.text(target)
      let current = names[name] ?? name
      if status == UInt8(ascii: "R") || status == UInt8(ascii: "A") || status == UInt8(ascii: "C") { names[name] = "" }
      guard !current.isEmpty, status != UInt8(ascii: "D") else { continue }
      if status == UInt8(ascii: "R") { names[FileNameText.text(path)] = current }
      dates[current] = .init(first: instant, last: dates[current]?.last ?? instant)
    }
  }
}
