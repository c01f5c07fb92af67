import Compression
import LocalFiles

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
  /// - Throws: `SystemError` where the system cannot tell.
  public func exists() throws -> Bool { try LocalFile.isFile(path) }

  /// Writes a new one; the oldest goes.
  ///
  /// - Parameter ledger: all of it.
  /// - Throws: `SystemError`.
  public func write(_ ledger: Ledger) throws {
    let bytes = Gzip.compressed(Array(LedgerLines.text(ledger).utf8), isQuick: true)
    let (folder, name) = try FolderHandle.place(of: path, creates: true)
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
  }

  /// The newest that is whole.
  ///
  /// - Returns: `nil` where none is; with what is wrong with those that were passed over.
  /// - Throws: `SystemError` where one cannot be read.
  public func newest() throws -> (found: (path: String, ledger: Ledger)?, problems: [String]) {
    var problems: [String] = []
    for path in paths {
      guard let (bytes, _) = try LocalFile.readIfThere(path) else { continue }
      do {
        let text = String(decoding: try Gzip.decompressed(bytes, limit: FileLimit.document), as: UTF8.self)
        try LedgerLines.check(text)
        return ((path, try LedgerLines.read(text)), problems)
      } catch {
        problems.append("\(path): \(error)")
      }
    }
    return (nil, problems)
  }
}
