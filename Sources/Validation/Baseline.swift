public import TidingsCore

/// Faults that a site knows of and accepts: only new ones are reported.
///
/// A fault is known by its document, its rule and its message, not by its line, so that it stays known when something is
/// put in above it.
public struct Baseline: Sendable, Hashable {
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case unreadable(String)

    public var description: String {
      switch self {
      case .unreadable(let reason): "The baseline cannot be read: \(reason)"
      }
    }
  }

  private struct Key: Hashable, Comparable {
    let path: String
    let rule: String
    let message: String

    init(_ finding: Finding) {
      path = finding.location.path
      rule = finding.rule
      message = finding.message
    }

    init?(_ value: JSONTree.Value) {
      guard let path = value["path"]?.string, let rule = value["rule"]?.string, let message = value["message"]?.string
      else { return nil }
      (self.path, self.rule, self.message) = (path, rule, message)
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.path, left.rule, left.message) < (right.path, right.rule, right.message)
    }
  }

  /// How often each is known.
  private var counts: [Key: Int] = [:]

  /// The findings of today as what is known from tomorrow on.
  public init(_ findings: some Sequence<Finding>) {
    for finding in findings { counts[Key(finding), default: 0] += 1 }
  }

  /// - Throws: ``Failure``.
  public init(json: [UInt8]) throws {
    do {
      let root = try JSONTreeReader.read(json).root
      guard root["version"]?.number == "1", let known = root["known"]?.array else {
        throw Failure.unreadable("it is of another version, or something else")
      }
      for value in known {
        guard let key = Key(value) else { throw Failure.unreadable("an entry has no path, rule or message") }
        counts[key, default: 0] += value["count"]?.number.flatMap { Int($0) } ?? 1
      }
    } catch let fault as JSONTree.Fault {
      throw Failure.unreadable("\(fault.message) at byte \(fault.offset)")
    }
  }

  /// Each entry for itself, sorted: path, rule, message, how often.
  public var entries: [(path: String, rule: String, message: String, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key.path, $0.key.rule, $0.key.message, $0.value) }
  }

  /// What is not known, in the same order. Each known fault covers one finding.
  public func unknown(in findings: [Finding]) -> [Finding] {
    guard !counts.isEmpty else { return findings }
    var left = counts
    return findings.filter { finding in
      guard let count = left[Key(finding)], count > 0 else { return true }
      left[Key(finding)] = count - 1
      return false
    }
  }
}
