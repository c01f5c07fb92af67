import Platform

/// Reads a file piece by piece, so that it need not be in memory as a whole.
public final class PieceReader {
  private let descriptor: Int32
  private let path: String
  /// Bytes that have not been read yet.
  public private(set) var rest: Int

  /// - Parameter path: of a regular file.
  /// - Throws: ``SystemError``.
  public init(_ path: String) throws {
    self.path = path
    descriptor = try LocalFile.opened(path)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let failure = SystemError("read", path)
      close(descriptor)
      throw failure
    }
    guard FileKind(status) == .file else {
      close(descriptor)
      throw SystemError("read", path, code: EISDIR)
    }
    rest = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The next bytes, exactly as many as are asked for.
  ///
  /// - Throws: ``SystemError``; `PackedReader.Damaged` where there are fewer.
  public func read(_ count: Int) throws -> [UInt8] {
    guard count >= 0, count <= rest else { throw PackedReader.Damaged() }
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      while filled < count {
        let found = unsafe Platform.read(descriptor, memory.baseAddress! + filled, count - filled)
        if found < 0, errno == EINTR { continue }
        if found < 0 { failure = SystemError("read", path) }
        guard found > 0 else { break }
        filled += found
      }
    }
    if let failure { throw failure }
    guard bytes.count == count else { throw PackedReader.Damaged() }
    rest -= count
    return bytes
  }
}
