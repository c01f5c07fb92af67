import Codecs
import LocalFiles
import TidingsCore

/// Exports of a ledger that lie beside it, for the day that it is damaged: compressed, each whole or not there, the newest three.
public struct LedgerBackup: Sendable, Hashable {
  /// Of the newest; the older ones have a number behind.
  public let path: String

  /// - Parameter path: of the newest.
  public init(_ path: String) { self.path = path }

  /// Beside a ledger.
  public init(of ledger: String) { self.init(ledger + ".backup.gz") }

  private static let generations = 3

  /// The newest first.
  public var paths: [String] { LedgerBackup.names(path) }

  private static func names(_ newest: String) -> [String] { [newest] + (1..<generations).map { "\(newest).\($0)" } }

  /// Whether there is one at all.
  ///
  /// - Throws: `SystemError` where the system cannot say.
  public func exists() throws -> Bool { try LocalFile.isFile(path) }

  /// Writes a new one; the oldest goes. Parts of the newest whose items have not changed are copied.
  ///
  /// - Parameters:
  ///   - store: the ledger.
  ///   - generation: the ledger's number before the changes.
  ///   - touched: keys of the items that have changed since then.
  ///   - known: what is known of the newest one; `nil` where nothing is, so that all is rebuilt.
  /// - Returns: what is known of the one that was written.
  /// - Throws: `SystemError`; ``LedgerError`` where the ledger cannot be read.
  public func write(
    _ store: some LedgerStore, after generation: Int64 = 0, touched: [String] = [], known: BackupParts? = nil
  ) throws -> BackupParts {
    let (folder, name) = try FolderHandle.place(of: path, creates: true)
    // What is no export is not replaced by one; zeros are what a disk has left of one.
    if let head = try LocalFile.head(path, count: 3), head.contains(where: { $0 != 0 }), !Gzip.isGzip(head) {
      throw SystemError.exists("replace", path)
    }
    var writer = try BackupWriter(store)
    if let known, known.generation == generation, try folder.stamp(name) == known.stamp,
      let bytes = try folder.read(name), bytes.count == known.length
    {
      try writer.add(known, of: bytes, touched: touched)
    } else {
      try writer.addAll()
    }
    let (bytes, parts, journal) = writer.finished()
    let names = LedgerBackup.names(name)
    let fresh = name + ".new"
    do {
      try folder.write(bytes, to: fresh)
      for index in names.indices.dropFirst().reversed() where try folder.size(names[index - 1]) != nil {
        try folder.rename(names[index - 1], to: names[index])
      }
      try folder.rename(fresh, to: name)
    } catch {
      try? folder.remove(fresh)
      throw error
    }
    return BackupParts(
      generation: try store.generation(), stamp: try folder.stamp(name), length: bytes.count, parts: parts,
      journal: journal)
  }

  /// The newest that is whole.
  ///
  /// - Returns: `nil` where none is; with what is wrong with those that were passed over.
  /// - Throws: `SystemError` where one cannot be read.
  public func newest() throws -> (found: (path: String, ledger: Ledger)?, problems: [String]) {
    var problems: [String] = []
    for path in paths {
      // A folder or a pipe in its place is none of ours; the next one may be whole.
      if let kind = try LocalFile.kind(path), kind != .file {
        problems.append("\(path): it is not a file")
        continue
      }
      guard let (bytes, _) = try LocalFile.readIfThere(path) else { continue }
      do {
        let lines = try Gzip.decompressed(bytes, limit: FileLimit.document)
        try LedgerLines.check(lines)
        return ((path, try LedgerLines.read(lines)), problems)
      } catch {
        problems.append("\(path): \(error)")
      }
    }
    return (nil, problems)
  }
}
