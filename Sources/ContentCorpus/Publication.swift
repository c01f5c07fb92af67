public import Documents

/// Whether an item is published, and if not, why.
public enum Publication: Sendable, Hashable {
  case published
  /// `draft: true`.
  case draft
  /// A `status` that keeps it back.
  case unpublished(status: String)
  /// Its date, or `publishDate`, is still to come.
  case scheduled(Timestamp)
  /// `expiryDate` has passed.
  case expired(Timestamp)
  /// A finding of error level keeps it back, such as an address that another item has.
  case withheld

  public var isPublished: Bool {
    if case .published = self { true } else { false }
  }
}
