public import Documents
import Foundation
import GRDB
public import LocalFiles

/// The table of items, of which a build reads what it needs: each row carries its checksum.
extension SQLiteLedger {
  public func load() throws -> Ledger {
    try reading { database in
      var ledger = Ledger()
      let count = try SQLiteLedger.cells(database, path, "SELECT count(*) FROM item").first?.integer(0) ?? 0
      // Whatever a damaged file says, memory is taken for what is there.
      ledger.rows.reserveCapacity(min(Int(clamping: count), 1 << 20))
      let rows = try Row.fetchCursor(database, sql: SQLiteLedger.select(version: version))
      var sum: Int64 = 0
      while let row = try rows.next() {
        let item = try SQLiteLedger.item(LedgerCells(row: row, path: path), isChecked: version >= 5)
        sum &+= LedgerSums.of(item)
        ledger.rows[item.key] = item
      }
      if version >= 5 { try LedgerSums.check("item", sum, database, path) }
      ledger.feeds = try whole("feed", in: database, SQLiteLedger.feeds)
      if version >= 2 {
        ledger.documents = try whole("document", in: database, SQLiteLedger.documents)
        for page in try whole("page", in: database, SQLiteLedger.pages) {
          ledger.pages[.init(folder: page.folder, name: page.name)] = page
        }
      }
      if version >= 3 { ledger.topics = try whole("topic", in: database, SQLiteLedger.topics) }
      if version >= 4 {
        ledger.since = try whole("reach", in: database, SQLiteLedger.since)
        ledger.places = try whole("place", in: database, SQLiteLedger.places)
        ledger.settings = try whole("setting", in: database, SQLiteLedger.settings)
      }
      return ledger
    }
  }

  public func publishedTopics() throws -> Set<String> {
    try reading { database in
      let rows = try SQLiteLedger.cells(database, path, "SELECT DISTINCT topics FROM item WHERE withdrawn IS NULL")
      return Set(try rows.flatMap { try $0.text(0).split(separator: "\n").map(String.init) })
    }
  }

  public func rows(keys: [String]) throws -> [LedgerRow] {
    try rows(where: "key = ?", keys.map(\.databaseValue))
  }

  public func rows(ids: [String]) throws -> [LedgerRow] { try rows(where: "id = ?", ids.map(\.databaseValue)) }

  public func rows(meanings: [ContentDigest]) throws -> [LedgerRow] {
    try rows(where: "meaning = ?", meanings.map { SQLiteLedger.data($0).databaseValue })
  }

  public func rows(withdrawnSince instant: Timestamp) throws -> [LedgerRow] {
    try rows(where: "withdrawn >= ?", [instant.microseconds.databaseValue])
  }

  public func lastWithdrawals() throws -> [String: Timestamp] {
    try reading { database in
      let rows = try SQLiteLedger.cells(
        database, path,
        "SELECT topics, max(withdrawn) FROM item WHERE withdrawn IS NOT NULL AND first <> ? GROUP BY topics",
        [Timestamp.unknown.microseconds])
      var last: [String: Timestamp] = [:]
      for row in rows {
        let instant = Timestamp(microseconds: try row.integer(1))
        for topic in [""] + (try row.text(0)).split(separator: "\n").map(String.init) {
          last[topic] = max(instant, last[topic] ?? instant)
        }
      }
      return last
    }
  }

  private func rows(where condition: String, _ values: [DatabaseValue]) throws -> [LedgerRow] {
    try reading { database in
      let statement = try database.makeStatement(
        sql: SQLiteLedger.select(version: version) + " WHERE " + condition)
      return try values.flatMap { value in
        try Row.fetchAll(statement, arguments: [value]).map {
          try SQLiteLedger.item(LedgerCells(row: $0, path: path), isChecked: version >= 5)
        }
      }
    }
  }

  static func select(version: Int) -> String {
    "SELECT key, id, path, first, meaning, modified, claimed, addresses, topics, withdrawn, "
      + (version >= 3 ? "reading" : "0") + (version >= 5 ? ", checksum" : "") + " FROM item"
  }

  static func data(_ digest: ContentDigest) -> Data {
    Data(
      [digest.high, digest.low].flatMap { part in
        (0..<8).map { UInt8(truncatingIfNeeded: part >> UInt64(56 - 8 * $0)) }
      })
  }

  private static func digest(_ data: Data, _ path: String) throws -> ContentDigest {
    guard data.count == 16 else { throw LedgerProblem(.damaged, path, "a digest has \(data.count) bytes") }
    func half(_ bytes: Data) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return ContentDigest(high: half(data.prefix(8)), low: half(data.suffix(8)))
  }

  static func item(_ cells: LedgerCells, isChecked: Bool) throws -> LedgerRow {
    func instant(_ index: Int) throws -> Timestamp? {
      try cells.optionalInteger(index).map { Timestamp(microseconds: $0) }
    }
    func list(_ index: Int) throws -> [String] { try cells.text(index).split(separator: "\n").map(String.init) }
    let row = LedgerRow(
      key: try cells.text(0), id: try cells.text(1), path: try cells.text(2),
      first: Timestamp(microseconds: try cells.integer(3)), meaning: try digest(cells.bytes(4), cells.path),
      modified: Timestamp(microseconds: try cells.integer(5)), claimed: try instant(6),
      addresses: try list(7), topics: try list(8), withdrawn: try instant(9),
      reading: Int(clamping: try cells.integer(10)))
    if isChecked, try cells.integer(11) != LedgerSums.of(row) {
      throw LedgerProblem(.damaged, cells.path, "the row of the item '\(row.key.prefix(200))' is not as it was written")
    }
    return row
  }

  /// Writes rows, and keeps the table's checksum in step.
  static func write(_ rows: [LedgerRow], removed: [String], _ database: Database, _ path: String) throws {
    guard !rows.isEmpty || !removed.isEmpty else { return }
    let former = try database.makeStatement(sql: "SELECT checksum FROM item WHERE key = ?")
    func sum(of key: String) throws -> Int64 {
      try Row.fetchOne(former, arguments: [key]).map { try LedgerCells(row: $0, path: path).integer(0) } ?? 0
    }
    var change: Int64 = 0
    for key in removed {
      change &-= try sum(of: key)
      try database.execute(sql: "DELETE FROM item WHERE key = ?", arguments: [key])
    }
    let insert = try database.makeStatement(
      sql: """
        INSERT OR REPLACE INTO item
          (key, id, path, first, meaning, modified, claimed, addresses, topics, withdrawn, reading, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for row in rows {
      let own = LedgerSums.of(row)
      change &+= own &- (try sum(of: row.key))
      try insert.execute(arguments: [
        row.key, row.id, row.path, row.first.microseconds, data(row.meaning),
        row.modified.microseconds, row.claimed?.microseconds, row.addresses.joined(separator: "\n"),
        row.topics.joined(separator: "\n"),
        row.withdrawn?.microseconds, row.reading, own,
      ])
    }
    try LedgerSums.add("item", change, database, path)
  }
}
