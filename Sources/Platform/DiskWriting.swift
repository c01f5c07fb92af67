import CLinux

/// How what was written comes onto the disk.
package enum DiskWriting {
  /// Has the disk begin with a file, so that there is little to wait for when all has to be on it. Where the system cannot, nothing is
  /// lost.
  ///
  /// - Parameter descriptor: of the file.
  package static func begin(_ descriptor: Int32) {
    #if os(Linux)
      _ = sync_file_range(descriptor, 0, 0, UInt32(TIDINGS_SYNC_FILE_RANGE_WRITE))
    #endif
  }

  /// Brings all that was written to a file system onto its disk.
  ///
  /// - Parameter folder: the descriptor of one of its folders.
  /// - Returns: whether it is there; the reason is in `errno` where not.
  package static func finish(below folder: Int32) -> Bool {
    #if os(Linux)
      syncfs(folder) == 0
    #elseif canImport(Darwin)
      // There is no call for a file system alone: all of them are written, and then the disk empties what it holds itself.
      {
        sync()
        return fcntl(folder, F_FULLFSYNC) == 0 || errno == ENOTSUP
      }()
    #else
      {
        sync()
        return true
      }()
    #endif
  }
}
