public import TidingsCore

/// What a site decides on rules: another severity, or silence, each with its reason.
public struct Policy: Sendable, Hashable {
  public struct Decision: Sendable, Hashable {
    /// The rule's id.
    public let rule: String
    /// Documents that it is about, with `*` for any characters; `nil` for all.
    public let pattern: String?
    /// `nil` where the rule is off.
    public let severity: Severity?
    public let reason: String

    public init(rule: String, pattern: String? = nil, severity: Severity?, reason: String) {
      self.rule = rule
      self.pattern = pattern
      self.severity = severity
      self.reason = reason
    }
  }

  public var decisions: [Decision]
  /// Platforms whose demands the site wants its documents to be held against when they are validated.
  public var profiles: [Profile]

  public init(_ decisions: [Decision] = [], profiles: [Profile] = []) {
    self.decisions = decisions
    self.profiles = profiles
  }

  /// Findings as the site wants to see them. Of several decisions on one rule the last that fits counts.
  public func applied(to findings: [Finding]) -> [Finding] {
    guard !decisions.isEmpty else { return findings }
    return findings.compactMap { finding in
      let decision = decisions.last { decision in
        decision.rule == finding.rule
          && decision.pattern.map { Policy.matches(finding.location.path, pattern: $0) } ?? true
      }
      guard let decision else { return finding }
      guard let severity = decision.severity else { return nil }
      var copy = finding
      copy.severity = severity
      return copy
    }
  }

  /// Whether a path, or an end of it that begins with a whole segment, is of a pattern.
  static func matches(_ path: String, pattern: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let path = Array(path.utf8)
    if isMatch(path[...], pattern[...]) { return true }
    return path.indices.contains { path[$0] == UInt8(ascii: "/") && isMatch(path[($0 + 1)...], pattern[...]) }
  }

  private static func isMatch(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    var text = text
    var pattern = pattern
    // Where the last star stands, and what it has taken so far.
    var star: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while let byte = text.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        star = (pattern, text)
      } else if pattern.first == byte {
        pattern = pattern.dropFirst()
        text = text.dropFirst()
      } else if let last = star {
        text = last.text.dropFirst()
        pattern = last.pattern
        star = (pattern, text)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension Policy.Decision {
  /// Reads `html.style archive/*` and `off because old posts keep their styles`.
  ///
  /// - Returns: `nil` where the severity is none of off, info, warning, error, or there is no reason.
  public init?(rule: String, decision: String) {
    let name = rule.split(separator: " ", maxSplits: 1)
    let words = decision.split(separator: " ", maxSplits: 2)
    guard let id = name.first, words.count == 3, words[1] == "because" else { return nil }
    let severity = Severity(rawValue: String(words[0]))
    guard severity != nil || words[0] == "off" else { return nil }
    self.init(
      rule: String(id), pattern: name.count > 1 ? name[1].trimmingSpace : nil, severity: severity,
      reason: String(words[2]))
  }
}
