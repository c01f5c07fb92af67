/// Something that is wrong with content or with a document. Findings are collected and work goes on; what cannot be
/// read or written at all is thrown as an error instead.
public struct Finding: Sendable, Hashable {
  /// The id of the rule that is broken.
  public var rule: String
  public var severity: Severity
  /// What was found, as one sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var remedy: String
  public var location: SourceLocation
  /// Other places that take part.
  public var related: [SourceLocation]
  /// The W3C Feed Validator's name for it, if there is one.
  public var w3c: String?

  public init(
    rule: String, severity: Severity, message: String, remedy: String, location: SourceLocation,
    related: [SourceLocation] = [], w3c: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.location = location
    self.related = related
    self.w3c = w3c
  }

  /// Bytes that a message has at most. What somebody wrote may be a megabyte long, and a message shows some of it.
  static let messageLimit = 2000

  /// A message that people can read to its end.
  static func bounded(_ message: String) -> String {
    guard message.utf8.count > messageLimit else { return message }
    return String(decoding: message.utf8.prefix(messageLimit - 100), as: UTF8.self)
      + "… (\(message.utf8.count) bytes in all)"
  }

  /// The same finding, seen from another folder: every path gets `prefix` in front.
  public func relocated(under prefix: String) -> Finding {
    var copy = self
    copy.location = location.relocated(under: prefix)
    copy.related = related.map { $0.relocated(under: prefix) }
    return copy
  }
}

extension Finding: Comparable {
  /// Order of a report: by place, then by rule.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.location != right.location { return left.location < right.location }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}

extension Finding: CustomStringConvertible {
  /// `path:line:column: error: sentence [rule-id]`, with the other places and what to do about it on lines of their own.
  public var description: String {
    var text = "\(location): \(severity.rawValue): \(message) [\(rule)]"
    for place in related { text += "\n  see also \(place)" }
    if !remedy.isEmpty { text += "\n  \(remedy)" }
    return text
  }
}

extension Sequence<Finding> {
  /// Whether anything here keeps a document or an item from being published.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
