public import Documents
public import LocalFiles

/// A page of a feed's history that has been closed: which entries stand in it, and as of when (RFC 5005, section 4).
///
/// "The set of entries contained in an archive document published at a particular URI SHOULD NOT change over time."
public struct ArchivePage: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public let id: String
    /// The last significant change when the page was closed.
    public let modified: Timestamp

    public init(id: String, modified: Timestamp) {
      self.id = id
      self.modified = modified
    }
  }

  /// The folder of the feed's documents; empty for that of the site.
  public let folder: String
  /// From 1 for the oldest page of the feed.
  public let number: Int
  /// The calendar period, and the page's number in it from the second on: `2026`, `2026-2`, `2026-03`, `2026-03-2`.
  public let name: String
  /// The period alone.
  public let period: String
  /// Newest first.
  public let entries: [Entry]
  /// Of the ids of the entries that stood in it when it was last made: withdrawn ones leave it.
  public var living: ContentDigest

  /// A digest of the ids of entries.
  public static func digest(of entries: [Entry]) -> ContentDigest {
    var digester = Digester()
    for entry in entries { digester.add(entry.id) }
    return digester.digest
  }

  public init(
    folder: String, number: Int, name: String, period: String, entries: [Entry], living: ContentDigest = .none
  ) {
    self.folder = folder
    self.number = number
    self.name = name
    self.period = period
    self.entries = entries
    self.living = living
  }
}
