/// What an entry is filed under: RFC 4287, section 4.2.2.
public struct Category: Sendable, Hashable {
  /// "Category elements MUST have a `term` attribute."
  public var term: String
  /// The address that identifies the vocabulary; RSS calls it `domain`.
  public var scheme: String?
  /// What a reader sees.
  public var label: String

  public init(term: String, scheme: String? = nil, label: String) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}
