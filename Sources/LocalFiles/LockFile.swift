import Glibc

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
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw SystemError("write", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      defer { close(descriptor) }
      guard code == EWOULDBLOCK else { throw SystemError("lock", path, code: code) }
      let text = LocalFile.head(path, count: 300).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let line = text.split(separator: "\n").first.map(String.init) ?? "another process"
      throw Held(holder: line)
    }
    let holder = Array("process \(getpid()) on \(LockFile.host)\n".utf8)
    ftruncate(descriptor, 0)
    _ = unsafe holder.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { close(descriptor) }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
