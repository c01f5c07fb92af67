import Platform

/// A file that one process at a time holds, and that says which.
public final class LockFile: Sendable {
  private let descriptor: Int32

  /// Another process holds it.
  public struct Held: Error, Sendable {
    /// `process 4711 on host.example.org`, as it said itself.
    public let holder: String
  }

  /// - Throws: ``Held``, ``SystemError``.
  public init(_ path: String) throws {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw SystemError("write", path) }
    guard LockFile.lock(descriptor) else {
      let code = errno
      defer { close(descriptor) }
      guard code == EWOULDBLOCK else { throw SystemError("lock", path, code: code) }
      let text = (try? LocalFile.head(path, count: 300) ?? nil).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let line = text.split(separator: "\n").first.map(String.init) ?? "another process"
      throw Held(holder: line)
    }
    // What has another name too is somebody else's file, no matter who put it here: it is locked, and not written to.
    var status = stat()
    let failure = unsafe fstat(descriptor, &status) == 0 ? EISDIR : errno
    guard failure == EISDIR, FileKind(status) == .file else {
      close(descriptor)
      throw SystemError("write", path, code: failure)
    }
    guard status.st_nlink == 1 else { return }
    let holder = Array((LockFile.ownName + "\n").utf8)
    ftruncate(descriptor, 0)
    _ = unsafe holder.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { close(descriptor) }

  /// Takes a lock for the process, and waits a little for it: a process that has just been started holds for a moment what
  /// belongs to the one that has started it, and may have given it back already.
  ///
  /// - Returns: `false`, with the reason in `errno`, where it is not to be had.
  static func lock(_ descriptor: Int32) -> Bool {
    for attempt in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      if attempt < 19 { usleep(10_000) }
    }
    errno = EWOULDBLOCK
    return false
  }

  /// What this process is called by others: `process 4711 on host.example.org`.
  public static var ownName: String { "process \(getpid()) on \(host)" }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
