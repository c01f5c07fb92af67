import Glibc

/// What tells cheaply whether a file is still the one that was read.
public struct FileStamp: Sendable, Hashable {
  public let size: Int
  /// Modification time in nanoseconds since 1970.
  public let modified: Int64
  public let inode: UInt64

  init(_ status: stat) {
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    inode = UInt64(status.st_ino)
  }
}
