public import Foundation

/// A folder of its own for one test, removed at its end.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() {
    let base = FileManager.default.temporaryDirectory.path
    path = base + (base.hasSuffix("/") ? "" : "/") + "tidings-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders that it needs.
  public func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }

  public func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  public func text(_ file: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path + "/" + file), encoding: .utf8)
  }

  public func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

  public func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

  public func copy(_ source: String, to file: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: path + "/" + file)
  }

  /// Every file below, hidden ones too, with its bytes.
  public func contents(of folder: String = "") throws -> [String: [UInt8]] {
    try FolderContents.read(folder.isEmpty ? path : path + "/" + folder)
  }

  /// Modification times by file.
  public func times(of folder: String) throws -> [String: Date] {
    let root = path + "/" + folder
    var times: [String: Date] = [:]
    for file in try contents(of: folder).keys {
      times[file] = try FileManager.default.attributesOfItem(atPath: root + "/" + file)[.modificationDate] as? Date
    }
    return times
  }
}

public enum FolderContents {
  /// Every regular file below a folder, by its relative path.
  public static func read(_ folder: String) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    let walk = FileManager.default.enumerator(atPath: folder)
    while let file = walk?.nextObject() as? String {
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: folder + "/" + file, isDirectory: &isFolder),
        !isFolder.boolValue
      else {
        continue
      }
      found[file] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
    }
    return found
  }
}
