import Platform
import TidingsCore

/// A walk over a folder, in an order that depends on nothing but the names.
public enum FileTree {
  /// What a walk found.
  public struct Listing: Sendable {
    /// Paths of regular files relative to the root, `/` between segments, sorted by their bytes.
    public var files: [String] = []
    /// Symbolic links that were not followed.
    public var links: [String] = []
    /// What stands in the place of a file and is none, such as a named pipe.
    public var others: [String] = []
    /// Files and folders whose names are no UTF-8, with `\\xFF` for each byte that is none.
    public var unnamed: [String] = []
  }

  /// All regular files below `root` whose names `include` accepts. Names that start with a dot are passed over;
  /// symbolic links are not followed, so that a walk ends and stays inside.
  ///
  /// - Parameters:
  ///   - root: the folder.
  ///   - opensAll: whether files whose names are no UTF-8 are files like any other, by the text that stands for their bytes; else they
  ///     are only named.
  ///   - include: which names count.
  /// - Throws: ``SystemError`` where a folder cannot be read.
  public static func list(_ root: String, opensAll: Bool = false, include: (String) -> Bool) throws -> Listing {
    var listing = Listing()
    var folders = [""]
    while let folder = folders.popLast() {
      for (name, kind) in try entries(of: folder.isEmpty ? root : root + "/" + folder) where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : folder + "/" + name
        if FileNameText.hasBytes(name), !opensAll {
          if kind == .folder || include(name) {
            listing.unnamed.append(FileNameText.shown(path) + (kind == .folder ? "/" : ""))
          }
          continue
        }
        switch kind {
        case .folder: folders.append(path)
        case .file: if include(name) { listing.files.append(path) }
        case .link: if include(name) { listing.links.append(path) }
        case .other: if include(name) { listing.others.append(path) }
        }
      }
    }
    listing.unnamed.sort(by: precedes)
    listing.files.sort(by: precedes)
    listing.links.sort(by: precedes)
    return listing
  }

  /// The same; nothing where there is no such folder.
  ///
  /// - Parameters:
  ///   - root: the folder.
  ///   - include: which names count.
  /// - Throws: as ``list(_:include:)``.
  public static func listIfThere(_ root: String, include: (String) -> Bool) throws -> Listing {
    guard try LocalFile.kind(root) == .folder else { return Listing() }
    do {
      return try list(root, include: include)
    } catch let error as SystemError where error.isNotFound {
      // Gone in the meantime, as a whole or a folder of it: a second look decides.
      return try LocalFile.kind(root) == .folder ? list(root, include: include) : Listing()
    }
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
    unsafe try FolderStream(folder).entries()
  }
}

/// One folder of a tree, for a walk that takes several folders at a time.
public struct FolderListing: Sendable {
  /// A name in a folder that is worth a look. For a name that is no UTF-8 there is the text that stands for its bytes
  /// (`FileNameText`).
  public enum Entry: Sendable {
    case file(path: String, stamp: FileStamp?)
    case folder(path: String)
    case link(path: String)
  }

  /// In the order in which the paths of a whole tree come, if what is in a folder stands in its place.
  public let entries: [Entry]

  /// Names that start with a dot are passed over, unless they are shown, and so are files and links whose names `include` does not
  /// accept.
  ///
  /// - Parameters:
  ///   - path: the folder, relative to the root; empty for the root.
  ///   - stamps: whether files are listed with their stamps, which takes a look at each.
  ///   - shows: whether a name that starts with a dot is one like any other.
  /// - Throws: ``SystemError`` where the folder cannot be read.
  public init(
    _ root: String, _ path: String, stamps: Bool, shows: (String) -> Bool = { _ in false }, include: (String) -> Bool
  ) throws {
    let stream = unsafe try FolderStream(path.isEmpty ? root : root + "/" + path)
    let prefix = path.isEmpty ? "" : path + "/"
    var found: [(key: String, entry: Entry)] = []
    for (name, kind) in unsafe try stream.entries() {
      if name.utf8.first == UInt8(ascii: ".") { guard name != ".", name != "..", shows(name) else { continue } }
      let path = prefix + name
      switch kind {
      case .folder: found.append((name + "/", .folder(path: path)))
      case .link: if include(name) { found.append((name, .link(path: path))) }
      case .file:
        guard include(name) else { break }
        let stamp = stamps ? try unsafe stream.stamp(name) : nil
        // One that is gone by now is as if it had not been there.
        if stamp != nil || !stamps { found.append((name, .file(path: path, stamp: stamp))) }
      // What is no file is listed as one: reading it then fails, instead of finding nothing there.
      case .other: if include(name) { found.append((name, .file(path: path, stamp: nil))) }
      }
    }
    let order = found.indices.map { (beginning: FolderListing.beginning(of: found[$0].key), index: $0) }.sorted {
      $0.beginning != $1.beginning
        ? $0.beginning < $1.beginning : FileTree.precedes(found[$0.index].key, found[$1.index].key)
    }
    entries = order.map { found[$0.index].entry }
  }
}

extension FolderListing {
  /// The first eight bytes of a name as a number: most names differ there, and numbers are quickly compared.
  private static func beginning(of name: String) -> UInt64 {
    var beginning: UInt64 = 0
    var shift: UInt64 = 64
    for byte in name.utf8 {
      guard shift > 0 else { break }
      shift -= 8
      beginning |= UInt64(byte) << shift
    }
    return beginning
  }
}

/// An open folder that is being read.
@unsafe private final class FolderStream {
  private let stream: OpenFolder
  private let path: String

  init(_ path: String) throws {
    guard let opened = unsafe path.withSystemPath({ unsafe opendir($0) }) else { throw SystemError("list", path) }
    unsafe stream = opened
    unsafe self.path = path
  }

  deinit { unsafe closedir(stream) }

  func entries() throws -> [(name: String, kind: FileKind)] {
    var found: [(String, FileKind)] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw unsafe SystemError("list", path) }
        return found
      }
      // A folder may hold many: bytes are only looked at one by one where they are no text.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          if let text = unsafe String(validatingCString: start), !FileNameText.hasBytes(text) { return text }
          return unsafe FileNameText.text(
            UnsafeBufferPointer(start: start, count: strlen(start)).map { UInt8(bitPattern: $0) })
        }
      }
      guard name != ".", name != ".." else { continue }
      found.append((name, try unsafe FileTree.kind(of: Int32(entry.pointee.d_type), at: path + "/" + name)))
    }
  }

  /// The stamp of a regular file in the folder; `nil` where it is gone by now.
  func stamp(_ name: String) throws -> FileStamp? {
    var status = stat()
    let result = unsafe name.withSystemPath { unsafe fstatat(dirfd(stream), $0, &status, AT_SYMLINK_NOFOLLOW) }
    guard result == 0 else {
      let error = unsafe SystemError("look at", path + "/" + name)
      if error.isNotFound { return nil }
      throw error
    }
    return FileKind(status) == .file ? FileStamp(status) : nil
  }
}

extension FileTree {
  /// The names of the files in a folder itself, in order, and of what stands in the place of one and cannot be read.
  ///
  /// - Throws: ``SystemError`` where it cannot be listed.
  public static func files(in folder: String) throws -> [String] {
    try unsafe FolderStream(folder).entries()
      .filter { ($0.kind == .file || $0.kind == .other) && !FileNameText.hasBytes($0.name) }.map(\.name).sorted()
  }

  /// The names in a folder that are no UTF-8, with escapes; none where there is no such folder.
  ///
  /// - Throws: as ``files(in:)``.
  public static func unnamedFiles(in folder: String) throws -> [String] {
    guard try LocalFile.kind(folder) == .folder else { return [] }
    return try unsafe FolderStream(folder).entries().map(\.name).filter { FileNameText.hasBytes($0) }.map(
      FileNameText.shown
    ).sorted()
  }

  /// The same; none where there is no such folder.
  ///
  /// - Parameter folder: the folder.
  /// - Throws: as ``files(in:)``.
  public static func filesIfThere(in folder: String) throws -> [String] {
    try LocalFile.kind(folder) == .folder ? files(in: folder) : []
  }

  fileprivate static func kind(of type: Int32, at path: String) throws -> FileKind {
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .link
    case Int32(DT_UNKNOWN):
      var status = stat()
      guard unsafe path.withSystemPath({ unsafe lstat($0, &status) }) == 0 else { throw SystemError("look at", path) }
      return FileKind(status)
    default: return .other
    }
  }
}
