public import TidingsCore

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
  /// The calendar period, and the page's number in it from the second on: `2026`, `2026-p2`, `2026-03`, `2026-03-p2`.
  public let name: String
  /// The period alone.
  public let period: String
  /// What is older than this, and in no page yet, has come late: the end of the period, or the newest entry of a page that was
  /// closed before.
  public let through: Timestamp
  /// Newest first.
  public let entries: [Entry]

  public init(folder: String, number: Int, name: String, period: String, through: Timestamp, entries: [Entry]) {
    self.folder = folder
    self.number = number
    self.name = name
    self.period = period
    self.through = through
    self.entries = entries
  }
}

extension ArchivePage: Comparable {
  /// The order of a feed's history, and of feeds by their folders.
  public static func < (left: ArchivePage, right: ArchivePage) -> Bool {
    (left.folder, left.number, left.through.microseconds, left.name)
      < (right.folder, right.number, right.through.microseconds, right.name)
  }

  /// Which of two pages of one name stays, whatever the order in which they come together.
  func preferred(to other: ArchivePage) -> ArchivePage {
    func rank(_ page: ArchivePage) -> String {
      page.entries.map { "\($0.modified.microseconds) \($0.id)" }.joined(separator: "\n")
    }
    if entries.count != other.entries.count { return entries.count > other.entries.count ? self : other }
    return (rank(self), number) <= (rank(other), other.number) ? self : other
  }
}
