import Platform

/// A file that is read by position, a piece at a time: one that is too large to be held.
public final class PlacedFile: Sendable {
  private let descriptor: Int32
  private let path: String
  /// As it was when it was opened.
  public let stamp: FileStamp

  /// - Parameter path: of a regular file.
  /// - Throws: ``SystemError`` where it cannot be opened, or is no regular file.
  public init(_ path: String) throws {
    self.path = path
    descriptor = try LocalFile.opened(path)
    var status = stat()
    let failure = unsafe fstat(descriptor, &status) == 0 ? EISDIR : errno
    guard failure == EISDIR, FileKind(status) == .file else {
      close(descriptor)
      throw SystemError("read", path, code: failure)
    }
    stamp = FileStamp(status)
  }

  /// A file without a name, which is gone with this object.
  ///
  /// - Throws: ``SystemError`` where none can be made.
  public init() throws {
    let folders = [unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }, "/var/tmp", "/tmp"].compactMap { $0 }
    var made: Int32 = -1
    for folder in folders where made < 0 {
      var name = Array((folder + "/tidings-XXXXXX").utf8CString)
      made = unsafe mkstemp(&name)
      // From here on nobody finds it but this process.
      if made >= 0 {
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        unsafe unlink(name)
      }
    }
    path = folders[0]
    guard made >= 0 else { throw SystemError("write", path) }
    descriptor = made
    var status = stat()
    _ = unsafe fstat(made, &status)
    stamp = FileStamp(status)
  }

  deinit { close(descriptor) }

  /// Bytes from a position on, fewer than asked for at the file's end.
  ///
  /// - Parameters:
  ///   - offset: of the first byte.
  ///   - count: how many at most.
  /// - Throws: ``SystemError`` where the system cannot read them.
  public func read(at offset: Int, count: Int) throws -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let found = unsafe pread(descriptor, base + filled, count - filled, off_t(offset + filled))
        if found < 0, errno == EINTR { continue }
        if found < 0 { failure = errno }
        guard found > 0 else { return }
        filled += found
      }
    }
    guard failure == 0 else { throw SystemError("read", path, code: failure) }
    return bytes
  }

  /// How many bytes it has now.
  ///
  /// - Throws: ``SystemError`` where the system cannot say.
  public func size() throws -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("look at", path) }
    return Int(status.st_size)
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: ``SystemError`` where there is no room.
  public func append(_ bytes: [UInt8]) throws {
    try LocalFile.write(bytes, to: descriptor, path)
  }
}
