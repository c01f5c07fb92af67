import Platform

/// Reading of whole files, by path.
public enum LocalFile {
  /// A file's bytes and the stamp that it had when it was opened.
  ///
  /// - Parameters:
  ///   - path: of the file; a link to one is followed.
  ///   - limit: how many bytes it may have; a larger one is not read.
  /// - Throws: ``SystemError`` where it cannot be opened or read, is no regular file (`EISDIR`) or too large (`EFBIG`).
  public static func read(
    _ path: String, limit: Int = FileLimit.document
  ) throws -> (bytes: [UInt8], stamp: FileStamp) {
    let descriptor = try opened(path)
    defer { close(descriptor) }
    return try read(descriptor, path: path, limit: limit)
  }

  /// The same; `nil` where nothing lies at the path. What cannot be read is not taken for what is not there.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - limit: how many bytes it may have.
  /// - Throws: as ``read(_:limit:)``.
  public static func readIfThere(
    _ path: String, limit: Int = FileLimit.document
  ) throws -> (bytes: [UInt8], stamp: FileStamp)? {
    do {
      return try read(path, limit: limit)
    } catch let error as SystemError where error.isNotFound {
      return nil
    }
  }

  /// A file that may be written to just now: its bytes as they were at one moment.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - limit: how many bytes it may have.
  /// - Throws: as ``read(_:limit:)``, and ``FileChangingError`` where it changed during each of several readings.
  public static func readWhole(_ path: String, limit: Int) throws -> (bytes: [UInt8], stamp: FileStamp) {
    for attempt in 0..<4 {
      if attempt > 0 { usleep(2_000 << UInt32(attempt)) }
      let descriptor = try opened(path)
      defer { close(descriptor) }
      let (bytes, stamp) = try read(descriptor, path: path, limit: limit)
      var status = stat()
      guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
      // A file under /proc says nothing of itself.
      if FileStamp(status) == stamp, bytes.count == stamp.size || stamp.size == 0 { return (bytes, stamp) }
    }
    throw FileChangingError(path: path)
  }

  /// At most `count` bytes from a file's beginning; `nil` where there is no regular file.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - count: how many bytes at most.
  /// - Throws: ``SystemError`` where it is there and cannot be read.
  public static func head(_ path: String, count: Int) throws -> [UInt8]? {
    guard try stamp(path) != nil else { return nil }
    let descriptor: Int32
    do {
      descriptor = try opened(path)
    } catch let error as SystemError where error.isNotFound {
      return nil
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = unsafe Platform.read(descriptor, &bytes, count)
    guard found >= 0 else { throw SystemError("read", path) }
    return Array(bytes.prefix(found))
  }

  /// A descriptor to read from. A named pipe does not hold up anyone who opens it.
  static func opened(_ path: String) throws -> Int32 {
    let descriptor = unsafe path.withSystemPath { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw SystemError("read", path) }
    return descriptor
  }

  /// All of standard input, whatever it is connected to.
  public static func readStandardInput() throws -> [UInt8] {
    try drain(STDIN_FILENO, path: "standard input", pieceSize: 65536, limit: FileLimit.document)
  }

  /// All of standard input, a piece at a time: what is too large to be held.
  ///
  /// - Parameters:
  ///   - size: bytes of a piece at most.
  ///   - take: called with each piece.
  /// - Throws: ``SystemError`` where it cannot be read, and what `take` throws.
  public static func readStandardInput(pieces size: Int, take: ([UInt8]) throws -> Void) throws {
    while true {
      var failure: Int32 = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        while filled < size, let base = buffer.baseAddress {
          let count = unsafe Platform.read(STDIN_FILENO, base + filled, size - filled)
          if count < 0, errno == EINTR { continue }
          if count < 0 { failure = errno }
          guard count > 0 else { return }
          filled += count
        }
      }
      guard failure == 0 else { throw SystemError("read", "standard input", code: failure) }
      if piece.isEmpty { return }
      try take(piece)
      if piece.count < size { return }
    }
  }

  /// The kind of what lies at a path, links followed; `nil` where nothing does.
  ///
  /// - Throws: ``SystemError`` where the system cannot say, so that nobody takes that for "not there".
  public static func kind(_ path: String) throws -> FileKind? {
    try status(path, followsLinks: true).map(FileKind.init)
  }

  /// Whether a regular file lies at a path, and no link to one.
  ///
  /// - Throws: as ``kind(_:)``.
  public static func isFile(_ path: String) throws -> Bool {
    try status(path, followsLinks: false).map(FileKind.init) == .file
  }

  /// Whether anything lies at a path, be it a link that leads nowhere.
  ///
  /// - Throws: as ``kind(_:)``.
  public static func isThere(_ path: String) throws -> Bool { try status(path, followsLinks: false) != nil }

  /// Whether this process may write to a file.
  public static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// The stamp of a regular file; `nil` where there is none.
  ///
  /// - Throws: as ``kind(_:)``.
  public static func stamp(_ path: String) throws -> FileStamp? {
    try status(path, followsLinks: true).flatMap { FileKind($0) == .file ? FileStamp($0) : nil }
  }

  /// The bytes that a regular file has; `nil` where there is none.
  ///
  /// - Throws: as ``kind(_:)``.
  public static func size(_ path: String) throws -> Int? { try stamp(path)?.size }

  /// What the system knows of a path; `nil` where nothing lies there.
  private static func status(_ path: String, followsLinks: Bool) throws -> stat? {
    var status = stat()
    let result = unsafe path.withSystemPath { path in
      followsLinks ? unsafe stat(path, &status) : unsafe lstat(path, &status)
    }
    if result == 0 { return status }
    let error = SystemError("look at", path)
    // A link that leads nowhere is as if nothing were there; one that leads round in a circle is not.
    if error.isNotFound { return nil }
    throw error
  }

  static func read(
    _ descriptor: Int32, path: String, limit: Int = FileLimit.document
  ) throws -> (bytes: [UInt8], stamp: FileStamp) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    guard FileKind(status) == .file else { throw SystemError("read", path, code: EISDIR) }
    let stamp = FileStamp(status)
    guard stamp.size <= limit else { throw SystemError("read", path, code: EFBIG) }
    var failure: Int32 = 0
    // One byte more than there should be: the call that reads the file then also shows that it ends there.
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: stamp.size + 1) { buffer, filled in
      while filled < buffer.count {
        let count = unsafe Platform.read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        guard count > 0 else { return }
        filled += count
        if filled == stamp.size { return }
      }
    }
    guard failure == 0 else { throw SystemError("read", path, code: failure) }
    // A file such as one under /proc says size 0, and one that grows holds more than it said.
    if bytes.count != stamp.size || bytes.isEmpty {
      bytes += try drain(descriptor, path: path, limit: limit - bytes.count)
    }
    return (bytes, stamp)
  }

  /// What is left to read.
  private static func drain(_ descriptor: Int32, path: String, pieceSize: Int = 512, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = unsafe Platform.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read", path) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw SystemError("read", path, code: EFBIG) }
      bytes += piece[..<count]
    }
  }
}

/// The kinds of directory entries that matter here.
public enum FileKind: Sendable, Hashable {
  case file
  case folder
  case link
  case other

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}

extension LocalFile {
  /// A path from the root, with `.` and `..` resolved in the text; links are left as they are.
  public static func absolutePath(_ path: String) -> String {
    var full = path
    if !path.hasPrefix("/") {
      guard let current = unsafe getcwd(nil, 0) else { return path }
      defer { unsafe free(current) }
      full = unsafe String(cString: current) + "/" + path
    }
    var segments: [Substring] = []
    for segment in full.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return "/" + segments.joined(separator: "/")
  }
}
