/// A taxonomy term that items are filed under.
public struct Topic: Sendable, Hashable {
  /// Where its documents lie, relative to the output folder: `topic/symplur-medical-billing`. It identifies the topic.
  public let path: String
  /// What a reader sees: `Medical Billing`.
  public let label: String
  /// The vocabulary that the term belongs to: `Symplur`; `nil` where its name shows none.
  public let taxonomy: String?
  /// Whether it is a person whose items these are, and not what they are about.
  public let isAuthor: Bool
  /// Whether the site has a page of its own at this path.
  public let hasPage: Bool
  /// The language of its items, where the site keeps languages apart and it is not the site's own.
  public let language: String?

  /// Vocabulary and label together: `Symplur: Medical Billing`. Two vocabularies may use one label.
  public var name: String { (taxonomy.map { $0 + ": " } ?? "") + label }

  public init(
    path: String, label: String, taxonomy: String? = nil, isAuthor: Bool = false, hasPage: Bool = false,
    language: String? = nil
  ) {
    self.path = path
    self.label = label
    self.taxonomy = taxonomy
    self.isAuthor = isAuthor
    self.hasPage = hasPage
    self.language = language
  }
}
