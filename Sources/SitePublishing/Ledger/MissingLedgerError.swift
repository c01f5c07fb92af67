import LocalFiles
package import PublishingLedger
import SiteOutput
import TidingsCore

/// A ledger that is not there, though an earlier build had one: what is published would be taken for new.
public struct MissingLedgerError: Error, Sendable, CustomStringConvertible {
  public let path: String
  /// What knows of it.
  public let witness: String
  /// Whether it is there, with nothing in it.
  public var isEmpty = false

  /// Looks whether a ledger that is not there was there before.
  ///
  /// - Parameters:
  ///   - path: of the ledger.
  ///   - output: the folder of the documents.
  ///   - cache: what an earlier build left for the next one.
  /// - Throws: ``MissingLedgerError`` where it was; `SystemError` where the system cannot say.
  public static func check(_ path: String, output: String, cache: CacheFolder?) throws {
    guard try LocalFile.kind(path) == nil else { return }
    if try remembered(in: output) != nil {
      throw MissingLedgerError(path: path, witness: output + "/" + Manifest.fileName)
    }
    if let cache, try cache.knowsLedger() { throw MissingLedgerError(path: path, witness: cache.path) }
  }

  /// The same of one that is there, and empty: what was left of a repair or a copy that was cut short.
  ///
  /// - Parameters:
  ///   - ledger: that is there.
  ///   - output: the folder of the documents.
  ///   - backup: where its exports lie.
  ///   - cache: what an earlier build left for the next one.
  /// - Throws: ``MissingLedgerError``; `LedgerError`; `SystemError` where the system cannot say.
  package static func check(
    empty ledger: SQLiteLedger, output: String, backup: LedgerBackup?, cache: CacheFolder?
  ) throws {
    guard try ledger.isEmpty(), try holdsEntries(output) else { return }
    if let found = try backup?.newest().found {
      guard !found.ledger.rows.isEmpty else { return }
    } else {
      // A first build that stops between its documents and its commit leaves a ledger that never remembered anything: the
      // next build is the first again.
      guard try ledger.generation() != 0 || cache?.knowsLedger() == true else { return }
    }
    throw MissingLedgerError(path: ledger.path, witness: output + "/" + Manifest.fileName, isEmpty: true)
  }

  /// What a manifest says that a ledger remembers; `nil` where it says of none.
  private static func remembered(in output: String) throws -> Manifest? {
    guard let bytes = try LocalFile.readIfThere(output + "/" + Manifest.fileName)?.bytes,
      let read = try? Manifest(reading: bytes)
    else { return nil }
    return read.isRemembered ? read : nil
  }

  /// Whether a ledger remembers what is published, and that is more than nothing.
  private static func holdsEntries(_ output: String) throws -> Bool {
    try remembered(in: output)?.rows.contains { $0.entries > 0 && $0.format.isFeed } ?? false
  }

  public var description: String {
    "\(isEmpty ? "the ledger \(path) is empty" : "there is no ledger \(path)"), though \(witness) names one, so nothing was written; restore it, run 'tidings ledger repair', or run again with --new-ledger"
  }
}
