import GRDB
import LocalFiles
import TidingsCore

/// Checksums by which a ledger proves that it is what was written: one of each row of items, and one of each table, which is the sum of
/// its rows' own so that a commit that changes few rows need not look at all.
enum LedgerSums {
  static func of(_ row: LedgerRow) -> Int64 {
    var digester = Digester()
    for text in [row.key, row.id, row.path] { digester.add(text) }
    for instant in [row.first, row.modified] { digester.add(instant.microseconds) }
    for instant in [row.claimed, row.withdrawn] {
      digester.add(instant == nil ? 0 : 1)
      digester.add(instant?.microseconds ?? 0)
    }
    digester.add(row.meaning)
    digester.add(Int64(row.reading))
    for list in [row.addresses, row.topics] {
      digester.add(Int64(list.count))
      for text in list { digester.add(text) }
    }
    return Int64(bitPattern: digester.digest.low)
  }

  static func of(_ texts: [String], _ numbers: [Int64] = []) -> Int64 {
    var digester = Digester()
    for text in texts { digester.add(text) }
    for number in numbers { digester.add(number) }
    return Int64(bitPattern: digester.digest.low)
  }

  static func of(_ page: ArchivePage) -> Int64 {
    var digester = Digester()
    for text in [page.folder, page.name, page.period] { digester.add(text) }
    for number in [Int64(page.number), page.through.microseconds] { digester.add(number) }
    for entry in page.entries {
      digester.add(entry.id)
      digester.add(entry.modified.microseconds)
    }
    return Int64(bitPattern: digester.digest.low)
  }

  static func sum(_ parts: some Sequence<Int64>) -> Int64 { parts.reduce(0, &+) }

  // MARK: In the database

  /// The noted sum of a table; 0 where none is noted.
  static func noted(_ table: String, _ database: Database, _ path: String) throws -> Int64 {
    try notedIfAny(table, database, path) ?? 0
  }

  static func notedIfAny(_ name: String, _ database: Database, _ path: String) throws -> Int64? {
    let rows = try SQLiteLedger.cells(database, path, "SELECT value FROM checksum WHERE name = ?", [name])
    return try rows.first?.integer(0)
  }

  static func note(_ table: String, _ value: Int64, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO checksum (name, value) VALUES (?, ?)", arguments: [table, value])
  }

  static func add(_ table: String, _ value: Int64, _ database: Database, _ path: String) throws {
    guard value != 0 else { return }
    try note(table, try noted(table, database, path) &+ value, database)
  }

  /// - Throws: ``LedgerError`` where a table is not what was written.
  static func check(_ table: String, _ value: Int64, _ database: Database, _ path: String) throws {
    guard try noted(table, database, path) == value else {
      throw LedgerError(.damaged, path, "the table '\(table)' is not as it was written")
    }
  }
}
