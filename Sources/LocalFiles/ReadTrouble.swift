import Synchronization

/// Reads for work that goes on side by side and is decided as a whole: what the system refuses is noted, and ends the work when somebody
/// asks. So nothing that cannot be read is taken for what is not there.
public final class ReadTrouble: Sendable {
  private let first = Mutex<SystemError?>(nil)

  public init() {}

  /// A file's bytes and stamp; `nil` where there is no file, or it cannot be read, which is noted.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - limit: how many bytes it may have.
  public func read(_ path: String, limit: Int = FileLimit.document) -> (bytes: [UInt8], stamp: FileStamp)? {
    noting { try LocalFile.readIfThere(path, limit: limit) }
  }

  /// The beginning of a file; `nil` as for ``read(_:limit:)``.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - count: how many bytes at most.
  public func head(_ path: String, count: Int) -> [UInt8]? { noting { try LocalFile.head(path, count: count) } }

  /// The stamp of a file; `nil` as for ``read(_:limit:)``.
  public func stamp(_ path: String) -> FileStamp? { noting { try LocalFile.stamp(path) } }

  /// What a look at files gives; `nil` where the system refuses it, which is noted.
  public func noting<Value>(_ look: () throws -> Value?) -> Value? {
    do {
      return try look()
    } catch let error as SystemError {
      first.withLock { $0 = $0 ?? error }
    } catch {
      // Nothing else is thrown by looks at files.
      first.withLock { $0 = $0 ?? SystemError("read", "\(error)", code: 5) }
    }
    return nil
  }

  /// - Throws: the first ``SystemError`` that was noted.
  public func check() throws {
    if let error = first.withLock({ $0 }) { throw error }
  }
}
