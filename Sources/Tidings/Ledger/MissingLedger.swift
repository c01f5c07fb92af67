import LocalFiles

/// A ledger that is not there, though an earlier build had one: what is published would be taken for new.
public struct MissingLedger: Error, Sendable, CustomStringConvertible {
  public let path: String
  /// What knows of it.
  public let witness: String

  /// Looks whether a ledger that is not there was there before.
  ///
  /// - Parameters:
  ///   - path: of the ledger.
  ///   - output: the folder of the documents.
  ///   - cache: what an earlier build left for the next one.
  /// - Throws: ``MissingLedger`` where it was; `SystemError` where the system cannot tell.
  public static func check(_ path: String, output: String, cache: CacheFolder?) throws {
    guard try LocalFile.kind(path) == nil else { return }
    let manifest = output + "/" + Manifest.fileName
    if let bytes = try LocalFile.readIfThere(manifest)?.bytes, let read = try? Manifest(reading: bytes),
      read.isRemembered
    {
      throw MissingLedger(path: path, witness: manifest)
    }
    if let cache, try cache.knowsLedger() { throw MissingLedger(path: path, witness: cache.path) }
  }

  public var description: String {
    "there is no ledger \(path), though \(witness) tells of one, so nothing was written; put it back, run 'tidings ledger repair', or run again with --new-ledger"
  }
}
