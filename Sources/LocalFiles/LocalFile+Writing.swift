import Platform

extension LocalFile {
  /// Writes a file that somebody names: whole or not at all, and in place of what was there. What is no file, such as a device or a pipe,
  /// is written to and stays what it is.
  ///
  /// - Parameters:
  ///   - path: of the file; a link to one is followed.
  ///   - bytes: all that it is to hold.
  /// - Throws: ``SystemError``.
  public static func replace(_ path: String, with bytes: [UInt8]) throws {
    switch try kind(path) {
    case .folder: throw SystemError("write", path, code: EISDIR)
    case .other:
      // A named pipe that nobody reads does not hold up the writer.
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw SystemError("write", path) }
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
      try writeWhole(bytes, to: descriptor, path)
    case .file, .link, nil:
      let target = unsafe realpath(path, nil).map { found in
        defer { unsafe free(found) }
        return unsafe String(cString: found)
      }
      let place = target ?? absolutePath(path)
      let fresh = place + ".tidings-new"
      // Whatever has that name is left over, or was put there: nothing is written through it.
      unsafe unlink(fresh)
      let descriptor = unsafe open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw SystemError("write", path) }
      do {
        try writeWhole(bytes, to: descriptor, path)
        guard unsafe rename(fresh, place) == 0 else { throw SystemError("write", path) }
      } catch {
        unsafe unlink(fresh)
        throw error
      }
    }
  }

  /// Writes all, and closes.
  private static func writeWhole(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    do {
      try write(bytes, to: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    try closeWritten(descriptor, path)
  }

  /// Writes all, however much the system takes at a time.
  static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Platform.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError("write", path) }
      written += count
    }
  }

  /// Closes what was written: some file systems report only now that there is no room.
  static func closeWritten(_ descriptor: Int32, _ path: String) throws {
    guard close(descriptor) == 0 || errno == EINTR else { throw SystemError("write", path) }
  }
}
