public import TidingsCore

/// Whether an item is published, and if not, why.
public enum Publication: Sendable, Hashable {
  case published
  /// `draft: true`.
  case draft
  /// A `status` that keeps it back.
  ///
  /// Behind a reference, as are the next two: nearly all items are published, and a corpus has many.
  indirect case unpublished(status: String)
  /// Its date, or `publishDate`, is still to come.
  indirect case scheduled(Timestamp)
  /// `expiryDate` has passed.
  indirect case expired(Timestamp)
  /// A finding of error level keeps it back, such as an address that another item has.
  case withheld

  public var isPublished: Bool {
    if case .published = self { true } else { false }
  }
}
