/// Findings of one document with one cause, reported as one: a template's fault stands in every entry.
public struct FindingGroup: Sendable, Hashable {
  /// The finding that stands first in the document.
  public let first: Finding
  /// The same elsewhere, in the order of their places.
  public let others: [Finding]

  /// How many places there are in all.
  public var count: Int { 1 + others.count }
}

extension Report {
  /// The findings, gathered: those of one document, one rule and one cause are one group, in the order of first places.
  ///
  /// Two messages have one cause if they differ in nothing but numbers and what they quote.
  public var groups: [FindingGroup] {
    var order: [GroupKey] = []
    var members: [GroupKey: [Finding]] = [:]
    for finding in findings {
      let key = GroupKey(finding)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(finding)
    }
    return order.compactMap { key in
      guard let all = members[key], let first = all.first else { return nil }
      return FindingGroup(first: first, others: Array(all.dropFirst()))
    }
  }
}

/// What findings of one group have in common.
private struct GroupKey: Hashable {
  let path: String
  let rule: String
  let severity: Severity
  let w3c: String?
  let cause: String

  init(_ finding: Finding) {
    path = finding.location.path
    rule = finding.rule
    severity = finding.severity
    w3c = finding.w3c
    cause = finding.cause
  }

  /// A message without its numbers and without what it quotes.
  fileprivate static func cause(of message: String) -> String {
    var cause: [UInt8] = []
    var isQuoted = false
    let utf8 = Array(message.utf8)
    for (index, byte) in utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "'"):
        // An apostrophe stands between letters.
        let before = index > 0 ? utf8[index - 1] : UInt8(ascii: " ")
        let after = index + 1 < utf8.count ? utf8[index + 1] : UInt8(ascii: " ")
        if isQuoted ? !isLetter(after) : !isLetter(before) { isQuoted.toggle() }
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: if !isQuoted { cause.append(byte) }
      }
    }
    return String(decoding: cause, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }
}

extension Finding {
  /// What two findings of one rule have in common if one fault made both.
  package var cause: String {
    // Whatever of HTML readers strip, one template put it there.
    rule.hasPrefix("html.") ? "" : GroupKey.cause(of: message)
  }
}
