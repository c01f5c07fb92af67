import Platform

/// An open folder, and what may be done below it by relative paths.
///
/// Every step of a path is opened by itself and links are never followed, so nothing that lies in the folder can lead a
/// write out of it.
public final class FolderHandle: Sendable {
  public let path: String
  private let descriptor: Int32

  /// - Parameter creates: whether to make the folder, and those above it, where it is missing.
  /// - Throws: ``SystemError``.
  public init(_ path: String, creates: Bool) throws {
    if creates { try FolderHandle.makeFolders(path) }
    let opened = unsafe path.withSystemPath { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw SystemError("open the folder", path) }
    self.path = path
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The folder that a file lies in, and the file's name in it.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - creates: as for ``init(_:creates:)``.
  /// - Throws: ``SystemError``.
  public static func place(of file: String, creates: Bool) throws -> (folder: FolderHandle, name: String) {
    let whole = LocalFile.absolutePath(file)
    let slash = whole.lastIndex(of: "/") ?? whole.startIndex
    let folder = try FolderHandle(slash == whole.startIndex ? "/" : String(whole[..<slash]), creates: creates)
    return (folder, String(whole[whole.index(after: slash)...]))
  }

  /// Takes the folder for this process alone until it ends; `false` where another process has it.
  public func lock() throws -> Bool {
    if LockFile.lock(descriptor) { return true }
    guard errno == EWOULDBLOCK else { throw SystemError("lock", path) }
    return false
  }

  /// A file's bytes; `nil` where there is nothing at the path.
  public func read(_ file: String) throws -> [UInt8]? {
    guard let (folder, name) = try parent(of: file, creates: false) else { return nil }
    defer { close(folder) }
    let opened = unsafe name.withSystemPath {
      unsafe openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    }
    guard opened >= 0 else {
      if errno == ENOENT { return nil }
      throw SystemError("read", path + "/" + file)
    }
    defer { close(opened) }
    return try LocalFile.read(opened, path: path + "/" + file).bytes
  }

  /// A file's length in bytes; `nil` where there is nothing at the path.
  ///
  /// - Throws: ``SystemError`` where something else than a file is there.
  public func size(_ file: String) throws -> Int? {
    guard let (folder, name) = try parent(of: file, creates: false) else { return nil }
    defer { close(folder) }
    var status = stat()
    if unsafe name.withSystemPath({ unsafe fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 {
      switch FileKind(status) {
      case .file: return Int(status.st_size)
      case .link: throw SystemError("look at", path + "/" + file, code: ELOOP)
      default: throw SystemError("look at", path + "/" + file, code: EISDIR)
      }
    }
    if errno == ENOENT { return nil }
    throw SystemError("look at", path + "/" + file)
  }

  /// A regular file's stamp; `nil` where there is none at the path.
  ///
  /// - Throws: ``SystemError`` where the system cannot say.
  public func stamp(_ file: String) throws -> FileStamp? {
    do {
      guard let (folder, name) = try parent(of: file, creates: false) else { return nil }
      defer { close(folder) }
      var status = stat()
      guard unsafe name.withSystemPath({ unsafe fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
        throw SystemError("look at", path + "/" + file)
      }
      return FileKind(status) == .file ? FileStamp(status) : nil
    } catch let error as SystemError where error.isNotFound || error.isObstacle {
      return nil
    }
  }

  /// Writes a file, with the folders that it needs. What was there is replaced in place: for files of one's own only.
  ///
  /// - Returns: the stamp of the file as written.
  @discardableResult
  public func write(_ bytes: [UInt8], to file: String) throws -> FileStamp { try write([bytes], to: file) }

  /// The same of bytes in several pieces.
  @discardableResult
  public func write(_ pieces: [[UInt8]], to file: String) throws -> FileStamp {
    try write(to: file) { add in for piece in pieces { try add(piece) } }
  }

  /// The same of bytes that are made piece by piece, so that they need not all be there at once.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - body: is given what takes the next piece.
  @discardableResult
  public func write(to file: String, _ body: ((_ piece: [UInt8]) throws -> Void) throws -> Void) throws -> FileStamp {
    guard let (folder, name) = try parent(of: file, creates: true) else {
      throw SystemError("write", path + "/" + file, code: ENOENT)
    }
    defer { close(folder) }
    let opened = try FolderHandle.openedForWriting(folder, name, path + "/" + file)
    var isClosed = false
    defer { if !isClosed { close(opened) } }
    var isLarge = false
    try body { piece in
      isLarge = isLarge || piece.count > 65536
      try LocalFile.write(piece, to: opened, path + "/" + file)
    }
    // The disk begins now, so that there is little to wait for when all has to be on it. Where it cannot, nothing is lost.
    if isLarge {
      DiskWriting.begin(opened)
    }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else { throw SystemError("look at", path + "/" + file) }
    isClosed = true
    try LocalFile.closeWritten(opened, path + "/" + file)
    return FileStamp(status)
  }

  /// A file to write from its beginning: one of its own, not another name of somebody else's file, and nothing that is no file.
  private static func openedForWriting(_ folder: Int32, _ name: String, _ path: String) throws -> Int32 {
    let opened = unsafe name.withSystemPath {
      unsafe openat(folder, $0, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o644)
    }
    guard opened >= 0 else { throw SystemError("write", path) }
    var status = stat()
    var failure: Int32 = 0
    if unsafe fstat(opened, &status) != 0 {
      failure = errno
    } else if FileKind(status) != .file {
      failure = EISDIR
    } else if status.st_nlink != 1 {
      close(opened)
      // The name is ours, the file behind it is not: it gets a new one.
      guard unsafe name.withSystemPath({ unsafe unlinkat(folder, $0, 0) }) == 0 else {
        throw SystemError("write", path)
      }
      let fresh = unsafe name.withSystemPath {
        unsafe openat(folder, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      }
      guard fresh >= 0 else { throw SystemError("write", path) }
      return fresh
    } else if ftruncate(opened, 0) != 0 {
      failure = errno
    }
    guard failure == 0 else {
      close(opened)
      throw SystemError("write", path, code: failure)
    }
    return opened
  }

  /// Moves a file to its place in one step, replacing what is there; makes the folders that it needs.
  public func rename(_ source: String, to target: String) throws {
    guard let (sourceFolder, sourceName) = try parent(of: source, creates: false) else {
      throw SystemError("rename", path + "/" + source, code: ENOENT)
    }
    defer { close(sourceFolder) }
    guard let (targetFolder, targetName) = try parent(of: target, creates: true) else { return }
    defer { close(targetFolder) }
    let result = unsafe sourceName.withSystemPath { source in
      unsafe targetName.withSystemPath { unsafe renameat(sourceFolder, source, targetFolder, $0) }
    }
    guard result == 0 else {
      throw SystemError("rename", path + "/" + target)
    }
  }

  /// Removes a file, and the folders above it that are empty then. Nothing at the path is no error.
  public func remove(_ file: String) throws {
    guard let (folder, name) = try parent(of: file, creates: false) else { return }
    let status = unsafe name.withSystemPath { unsafe unlinkat(folder, $0, 0) }
    let code = errno
    close(folder)
    guard status == 0 || code == ENOENT else { throw SystemError("remove", path + "/" + file, code: code) }
    var segments = file.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.dropLast()
    while let last = segments.popLast() {
      guard let (above, _) = try parent(of: (segments + [last]).joined(separator: "/"), creates: false) else { return }
      defer { close(above) }
      guard unsafe unlinkat(above, last, AT_REMOVEDIR) == 0 else { return }
    }
  }

  /// The names in a folder below this one; none where there is no such folder.
  ///
  /// - Throws: ``SystemError`` where it cannot be listed.
  public func names(in folder: String) throws -> [String] {
    try FileTree.listIfThere(path + "/" + folder, include: { _ in true }).files
  }

  /// Brings everything that was written to this file system onto the disk.
  public func sync() throws {
    guard DiskWriting.finish(below: descriptor) else { throw SystemError("sync", path) }
  }

  /// The open folder of a path's last segment, and that segment; `nil` where a folder is missing and none is made.
  private func parent(of file: String, creates: Bool) throws -> (folder: Int32, name: String)? {
    // By bytes, as the system does: what is one Character to Swift may be a slash and a mark to it.
    let segments = file.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let name = segments.last, !segments.contains(".."), !segments.contains("."),
      file.utf8.first != UInt8(ascii: "/")
    else {
      throw SystemError("use", path + "/" + file, code: EINVAL)
    }
    var folder = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard folder >= 0 else { throw SystemError("open the folder of", path + "/" + file) }
    for segment in segments.dropLast() {
      if creates, unsafe segment.withSystemPath({ unsafe mkdirat(folder, $0, 0o755) }) != 0, errno != EEXIST {
        let code = errno
        close(folder)
        throw SystemError("make the folder", path + "/" + file, code: code)
      }
      let next = unsafe segment.withSystemPath {
        unsafe openat(folder, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      }
      let code = errno
      close(folder)
      guard next >= 0 else {
        if code == ENOENT, !creates { return nil }
        throw SystemError("open the folder of", path + "/" + file, code: code)
      }
      folder = next
    }
    return (folder, name)
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for segment in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + segment
      if unsafe mkdir(made, 0o755) != 0, errno != EEXIST {
        let error = SystemError("make the folder", made)
        guard try LocalFile.kind(made) == .folder else { throw error }
      }
    }
  }
}
