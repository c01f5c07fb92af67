public import LocalFiles

/// The page of an item as it was when the item was read.
///
/// A class, since most corpora have none and records are many.
public final class PageStamp: Sendable, Hashable {
  public let stamp: FileStamp
  /// Of the page's bytes.
  public let digest: ContentDigest

  init(stamp: FileStamp, digest: ContentDigest) {
    self.stamp = stamp
    self.digest = digest
  }

  public static func == (left: PageStamp, right: PageStamp) -> Bool {
    left.stamp == right.stamp && left.digest == right.digest
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
