import Glibc

/// A walk over a folder, in an order that depends on nothing but the names.
public enum FileTree {
  /// What a walk found.
  public struct Listing: Sendable {
    /// Paths of regular files relative to the root, `/` between segments, sorted by their bytes.
    public var files: [String] = []
    /// Symbolic links that were not followed.
    public var links: [String] = []
  }

  /// All regular files below `root` whose names `include` accepts. Names that start with a dot are passed over;
  /// symbolic links are not followed, so that a walk ends and stays inside.
  ///
  /// - Parameter excluded: folders, relative to the root, that are passed over.
  /// - Throws: ``SystemError`` where a folder cannot be read.
  public static func list(_ root: String, excluding excluded: [String] = [], include: (String) -> Bool) throws
    -> Listing
  {
    var listing = Listing()
    var folders = [""]
    while let folder = folders.popLast() {
      for (name, kind) in try entries(of: folder.isEmpty ? root : root + "/" + folder) where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : folder + "/" + name
        switch kind {
        case .folder: if !excluded.contains(path) { folders.append(path) }
        case .file: if include(name) { listing.files.append(path) }
        case .link: if include(name) { listing.links.append(path) }
        case .other: break
        }
      }
    }
    listing.files.sort(by: precedes)
    listing.links.sort(by: precedes)
    return listing
  }

  /// The order of bytes, compared as a block.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let order: Int? =
      unsafe left.utf8.withContiguousStorageIfAvailable { first in
        unsafe right.utf8.withContiguousStorageIfAvailable { second in
          guard let firstBase = first.baseAddress, let secondBase = second.baseAddress else {
            return first.count - second.count
          }
          let order = unsafe memcmp(firstBase, secondBase, min(first.count, second.count))
          return order == 0 ? first.count - second.count : Int(order)
        } ?? nil
      } ?? nil
    return order.map { $0 < 0 } ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func entries(of folder: String) throws -> [(name: String, kind: FileKind)] {
    guard let stream = unsafe opendir(folder) else { throw SystemError("list", folder) }
    defer { unsafe closedir(stream) }
    var found: [(String, FileKind)] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw SystemError("list", folder) }
        return found
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      found.append((name, try kind(of: unsafe Int32(entry.pointee.d_type), at: folder + "/" + name)))
    }
  }

  private static func kind(of type: Int32, at path: String) throws -> FileKind {
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .link
    case Int32(DT_UNKNOWN):
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { throw SystemError("look at", path) }
      return FileKind(status)
    default: return .other
    }
  }
}
