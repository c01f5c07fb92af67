import GRDB
import LocalFiles
import TidingsCore

/// What can still be read of a damaged ledger: rows that are what was written, and nothing else.
public struct LedgerRecovery: Sendable {
  public private(set) var ledger = Ledger()
  /// Rows that were there and are not as they were written.
  public private(set) var damagedRows = 0
  /// What could not be read at all.
  public private(set) var problems: [String] = []

  /// - Parameter path: of the file, which is not changed.
  public init(_ path: String) {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try database.unsafeRead { try read($0, path) }
    } catch {
      problems.append("\(error)")
    }
  }

  /// Saves what is readable of a damaged ledger beside it, as an export.
  ///
  /// - Parameter path: of the ledger.
  /// - Returns: where it was written; `nil` where nothing can be read.
  /// - Throws: `SystemError` where it cannot be written.
  public static func save(besides path: String) throws -> String? {
    let salvage = LedgerRecovery(path)
    guard !salvage.ledger.rows.isEmpty else { return nil }
    let target = path + ".readable.jsonl"
    try LocalFile.replace(target, with: Array(LedgerLines.text(salvage.ledger).utf8))
    return target
  }

  private mutating func read(_ database: Database, _ path: String) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard (1...SQLiteLedger.currentVersion).contains(version) else {
      problems.append("its version is \(version)")
      return
    }
    do {
      let rows = try Row.fetchCursor(database, sql: SQLiteLedger.select(version: version))
      while let row = try rows.next() {
        do {
          let item = try SQLiteLedger.item(LedgerCells(row: row, path: path), isChecked: version >= 5)
          ledger.rows[item.key] = item
        } catch {
          damagedRows += 1
        }
      }
    } catch {
      problems.append("the items: \(error)")
    }
    if let feeds = table("feed", { try SQLiteLedger.feeds(database, path).0 }) { ledger.feeds = feeds }
    if version >= 2, let pages = table("page", { try SQLiteLedger.pages(database, path).0 }) {
      for page in pages { ledger.pages[.init(folder: page.folder, name: page.name)] = page }
    }
    if version >= 3, let topics = table("topic", { try SQLiteLedger.topics(database, path).0 }) {
      ledger.topics = topics
    }
    // Only a whole journal is one to report to others by.
    if version >= 5,
      let journal = table("journal", { try SQLiteLedger.journal(after: 0, database, path, isChecked: true) })
    {
      ledger.journal = journal
      // What the last build left goes with what it reported.
      ledger.documents = table("document", { try SQLiteLedger.wholeDocuments(database, path) }) ?? [:]
      ledger.services = table("settled", { try SQLiteLedger.services(database, path) }) ?? [:]
    }
    guard version >= 4 else { return }
    if let since = table("reach", { try SQLiteLedger.since(database, path).0 }) { ledger.since = since }
    if let places = table("place", { try SQLiteLedger.places(database, path).0 }) { ledger.places = places }
    if let settings = table("setting", { try SQLiteLedger.settings(database, path).0 }) { ledger.settings = settings }
  }

  private mutating func table<Value>(_ name: String, _ read: () throws -> Value) -> Value? {
    do {
      return try read()
    } catch {
      problems.append("the table '\(name)': \(error)")
      return nil
    }
  }
}
