import Platform
import TidingsCore

/// The operating system refused something: what was tried, on what, and its reason.
public struct SystemError: Error, Sendable, CustomStringConvertible {
  /// What was tried, in the infinitive: `read`, `rename`.
  public let operation: String
  public let path: String
  /// The `errno` value.
  public let code: Int32

  /// - Parameter code: the `errno` value; that of the last call where it is `nil`.
  public init(_ operation: String, _ path: String, code: Int32? = nil) {
    self.operation = operation
    self.path = path
    self.code = code ?? errno
  }

  /// What is not to be replaced is there.
  public static func exists(_ operation: String, _ path: String) -> SystemError {
    SystemError(operation, path, code: EEXIST)
  }

  /// What is there is no folder.
  public static func noFolder(_ operation: String, _ path: String) -> SystemError {
    SystemError(operation, path, code: ENOTDIR)
  }

  public var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether something lies at the path, or above it, that cannot be replaced by a file, or the name is too long.
  public var isObstacle: Bool { [ENOTDIR, EISDIR, ELOOP, ENXIO, ENAMETOOLONG].contains(code) }

  /// Whether it has to do with this file alone, and not with the system's state: nobody may read it, it is too large, it is no file.
  public var isOfFile: Bool { [EACCES, EPERM, EFBIG, EISDIR, ELOOP, ENXIO, ENAMETOOLONG].contains(code) }

  public var description: String {
    "cannot \(operation) \(FileNameText.shown(path)): "
      + (code == EISDIR ? "It is not a file" : unsafe String(cString: strerror(code)))
  }
}
