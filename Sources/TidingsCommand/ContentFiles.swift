import LocalFiles

/// Paths that a user names.
enum ContentFiles {
  /// - Throws: `SystemError` where the system cannot say.
  static func isFolder(_ path: String) throws -> Bool { try LocalFile.kind(path) == .folder }

  /// A file's path relative to a folder; `nil` where it is not below it, or not there.
  ///
  /// - Parameters:
  ///   - file: as the user names it.
  ///   - folder: that it is to be below.
  ///   - isThere: whether it has to be there.
  /// - Throws: `SystemError` where the system cannot say.
  static func path(of file: String, in folder: String, isThere: Bool = true) throws -> String? {
    let (file, folder) = (LocalFile.absolutePath(file), LocalFile.absolutePath(folder))
    let base = folder == "/" ? "/" : folder + "/"
    guard file.hasPrefix(base), try !isThere || LocalFile.kind(file) == .file else { return nil }
    return String(file.dropFirst(base.count))
  }

  /// A folder's path relative to another that it lies in.
  static func path(ofFolder inner: String, in folder: String) -> String? {
    let (inner, folder) = (LocalFile.absolutePath(inner), LocalFile.absolutePath(folder))
    let base = folder == "/" ? "/" : folder + "/"
    return inner.hasPrefix(base) ? String(inner.dropFirst(base.count)) : nil
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// A path as seen from the current folder, where it lies below it.
  static func relativeToHere(_ path: String) -> String {
    let here = LocalFile.absolutePath(".") + "/"
    let full = LocalFile.absolutePath(path)
    return full.hasPrefix(here) ? String(full.dropFirst(here.count)) : full
  }

  /// Writes a new file; one that is there already is left alone.
  static func create(_ name: String, in folder: String, text: String) throws -> String {
    let path = folder == "." ? name : folder + "/" + name
    guard try isFolder(folder) else { throw Failure(.noInput, "there is no folder \(folder)") }
    let handle = try FolderHandle(folder, creates: false)
    if try handle.size(name) != nil { throw Failure(.cannotWrite, "\(path) is there already") }
    // Whole, or not at all: what is there is taken for done.
    let fresh = ".\(name).new"
    do {
      try handle.write(Array(text.utf8), to: fresh)
      try handle.rename(fresh, to: name)
    } catch {
      try? handle.remove(fresh)
      throw error
    }
    return path
  }
}
