/// One demand on content or on a document, as a value: what it asks, why, where that is written, and how to mend it.
///
/// A rule does not check by itself; the room that knows the material does, and makes findings from the rule.
public struct Rule: Sendable, Hashable, Identifiable {
  /// Stable code such as `rss.guid.unique`: room or format, construct, demand.
  public let id: String
  public let severity: Severity
  /// Who asks for it, where not every document is held against it.
  public var source: Source?
  /// The formats of the documents that it is about; none for a rule on content or configuration.
  public var formats: Set<DocumentFormat> = []
  /// What it demands, as a sentence.
  public let sentence: String
  /// Why it matters to a reader, a crawler or an editor.
  public let reason: String
  /// Where it is written: specification and section.
  public let reference: String
  /// What to do when it is broken.
  public let remedy: String
  /// The name of the W3C Feed Validator's event that finds the same thing, if there is one.
  public let w3c: String?
  /// Where the W3C Feed Validator decides otherwise, and we differ on purpose: how, and why.
  public let disagreement: String?

  public init(
    _ id: String, _ severity: Severity, _ sentence: String, reason: String, reference: String = "Tidings",
    remedy: String, w3c: String? = nil, disagreement: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.sentence = sentence
    self.reason = reason
    self.reference = reference
    self.remedy = remedy
    self.w3c = w3c
    self.disagreement = disagreement
  }

  /// Of a rule that a platform asks for: which one, where it is published, and when that was last looked up.
  public struct Source: Sendable, Hashable {
    /// The profile's name, such as `apple`.
    public let profile: String
    /// The address of the page.
    public let address: String
    /// The day on which it was looked up (RFC 3339).
    public let date: String

    public init(profile: String, address: String, date: String) {
      self.profile = profile
      self.address = address
      self.date = date
    }
  }

  /// What this rule says of one place.
  ///
  /// - Parameters:
  ///   - location: the first thing that is wrong.
  ///   - message: what was found, as a sentence without a full stop; the rule's own sentence where nothing more is known.
  ///   - related: other places that take part, such as the first holder of an address that occurs twice.
  public func finding(
    at location: SourceLocation, _ message: String? = nil, related: [SourceLocation] = []
  ) -> Finding {
    Finding(
      rule: id, severity: severity, message: Finding.bounded(message ?? sentence), remedy: remedy, location: location,
      related: related,
      w3c: w3c)
  }
}
