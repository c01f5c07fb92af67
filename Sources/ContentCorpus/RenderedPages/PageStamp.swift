public import LocalFiles

/// The page of an item as it was when the item was read.
///
/// A class, since most corpora have none and records are many.
public final class PageStamp: Sendable, Hashable {
  public let stamp: FileStamp
  /// Of the page's bytes.
  public let digest: ContentDigest
  /// Where the page lies in the built folder, if that is not where the convention's rule has it.
  let place: String?

  init(stamp: FileStamp, digest: ContentDigest, place: String? = nil) {
    self.stamp = stamp
    self.digest = digest
    self.place = place
  }

  public static func == (left: PageStamp, right: PageStamp) -> Bool {
    left.stamp == right.stamp && left.digest == right.digest && left.place == right.place
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

extension ItemRecord {
  /// Whether the built page is older than the content file, so that it shows a former state. Programs write both within one round, and
  /// file systems record time coarsely.
  public var isPageStale: Bool {
    guard let page else { return false }
    return page.stamp.modified + 2_000_000_000 < stamp.modified
  }
}
