/// Where a document of a feed was published, where that is not its usual place.
public struct FeedPlace: Sendable, Hashable, Comparable {
  /// The folder that the ledger knows the feed by; empty for that of the site.
  public let folder: String
  /// `rss`, `atom` or `json`.
  public let format: String
  /// In the output folder.
  public let path: String

  public init(folder: String, format: String, path: String) {
    self.folder = folder
    self.format = format
    self.path = path
  }

  public static func < (left: FeedPlace, right: FeedPlace) -> Bool {
    (left.folder, left.format, left.path) < (right.folder, right.format, right.path)
  }
}
