import Glibc

/// Reading of whole files, by path.
public enum LocalFile {
  /// A file's bytes and the stamp that it had when it was opened.
  ///
  /// - Throws: ``SystemError`` where it cannot be opened or read, or is no regular file.
  public static func read(_ path: String) throws -> (bytes: [UInt8], stamp: FileStamp) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError("read", path) }
    defer { close(descriptor) }
    return try read(descriptor, path: path)
  }

  /// At most `count` bytes from a file's beginning; `nil` where it cannot be read.
  public static func head(_ path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = unsafe Glibc.read(descriptor, &bytes, count)
    return found < 0 ? nil : Array(bytes.prefix(found))
  }

  /// All of standard input, whatever it is connected to.
  public static func readStandardInput() throws -> [UInt8] {
    try drain(STDIN_FILENO, path: "standard input", pieceSize: 65536)
  }

  /// The kind of what lies at a path, links followed; `nil` where nothing does.
  public static func kind(_ path: String) -> FileKind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return FileKind(status)
  }

  /// Whether a regular file lies at a path, and no link to one.
  public static func isFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && FileKind(status) == .file
  }

  /// Whether this process may write to a file.
  public static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// The stamp of a regular file; `nil` where there is none.
  public static func stamp(_ path: String) -> FileStamp? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, FileKind(status) == .file else { return nil }
    return FileStamp(status)
  }

  public static func size(_ path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, FileKind(status) == .file else { return nil }
    return Int(status.st_size)
  }

  static func read(_ descriptor: Int32, path: String) throws -> (bytes: [UInt8], stamp: FileStamp) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    guard FileKind(status) == .file else { throw SystemError("read", path, code: EISDIR) }
    let stamp = FileStamp(status)
    var failure: Int32 = 0
    // One byte more than there should be: the call that reads the file then also tells that it ends there.
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: stamp.size + 1) { buffer, filled in
      while filled < buffer.count {
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        guard count > 0 else { return }
        filled += count
        if filled == stamp.size { return }
      }
    }
    guard failure == 0 else { throw SystemError("read", path, code: failure) }
    // A file such as one under /proc says size 0, and one that grows holds more than it said.
    if bytes.count != stamp.size || bytes.isEmpty { bytes += try drain(descriptor, path: path) }
    return (bytes, stamp)
  }

  /// What is left to read.
  private static func drain(_ descriptor: Int32, path: String, pieceSize: Int = 512) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = unsafe Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read", path) }
      if count == 0 { return bytes }
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
