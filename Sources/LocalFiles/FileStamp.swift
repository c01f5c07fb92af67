import Platform

/// What shows cheaply whether a file is still the one that was read.
public struct FileStamp: Sendable, Hashable {
  public let size: Int
  /// Modification time in nanoseconds since 1970.
  public let modified: Int64
  /// Time of the last change to content or attributes, which programs cannot set, in nanoseconds since 1970.
  public let changed: Int64
  public let inode: UInt64

  /// Of no file.
  public static let none = FileStamp(size: 0, modified: 0, changed: 0, inode: 0)

  init(size: Int, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(_ status: stat) {
    size = Int(status.st_size)
    modified = status.modificationTime
    changed = status.changeTime
    inode = UInt64(status.st_ino)
  }

  /// That of a part of the file.
  ///
  /// - Parameter size: of the part, in bytes.
  public func of(size: Int) -> FileStamp {
    FileStamp(size: size, modified: modified, changed: changed, inode: inode)
  }

  /// Whether a file with the other stamp has the same content, unless somebody took pains to hide a change. Being moved
  /// is no change.
  public func hasContent(of other: FileStamp) -> Bool {
    size == other.size && modified == other.modified && inode == other.inode
  }

  /// Whether the file was last touched well before an instant of the same file system's clock, which ticks coarsely: only
  /// then does a later change show in its stamp.
  public func isSettled(before instant: Int64) -> Bool { max(modified, changed) < instant - 20_000_000 }
}
