import Foundation
import GRDB
public import LocalFiles
public import TidingsCore

/// The table of items, of which a build reads what it needs: each row carries its checksum.
extension SQLiteLedger {
  public func load() throws -> Ledger { try load(isWhole: true) }

  /// What is published: what was costs nothing, however much it is.
  public func loadPublished() throws -> Ledger { try load(isWhole: false) }

  private func load(isWhole: Bool) throws -> Ledger {
    try reading { database in
      var ledger = Ledger()
      let condition = version >= 5 ? " INDEXED BY item_live WHERE withdrawn IS NULL" : " WHERE withdrawn IS NULL"
      let (live, gone) = try eachRow(isWhole ? "" : condition, in: database) { ledger.rows[$0.key] = $0 }
      if version >= 5 { try LedgerSums.check("item", live, database, path) }
      if version >= 5, isWhole { try LedgerSums.check("gone", gone, database, path) }
      try readTables(database, &ledger)
      return ledger
    }
  }

  public func tables() throws -> Ledger {
    try reading { database in
      var ledger = Ledger()
      try readTables(database, &ledger)
      return ledger
    }
  }

  private func readTables(_ database: Database, _ ledger: inout Ledger) throws {
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
  }

  public func eachRow(in keys: KeyRange, _ take: (LedgerRow) throws -> Void) throws {
    try reading { database in
      let end = keys.end == nil ? "" : " AND key < ?"
      let (live, gone) = try eachRow(
        " WHERE key >= ?\(end) ORDER BY key",
        arguments: StatementArguments([keys.first] + (keys.end.map { [$0] } ?? [])), in: database, take)
      // Of a part nobody has noted a sum.
      guard version >= 5, keys == .all else { return }
      try LedgerSums.check("item", live, database, path)
      try LedgerSums.check("gone", gone, database, path)
    }
  }

  /// Hands on the rows that a condition chooses, each held against its checksum.
  ///
  /// - Returns: the sums of the checksums of published and of withdrawn items; 0 in a file of a former version.
  private func eachRow(
    _ condition: String, arguments: StatementArguments = StatementArguments(), in database: Database,
    _ take: (LedgerRow) throws -> Void
  ) throws -> (live: Int64, gone: Int64) {
    let rows = try Row.fetchCursor(
      database, sql: SQLiteLedger.select(version: version) + condition, arguments: arguments)
    var (live, gone): (Int64, Int64) = (0, 0)
    while let row = try rows.next() {
      let cells = LedgerCells(row: row, path: path)
      let item = try SQLiteLedger.item(cells, isChecked: version >= 5)
      if version >= 5 {
        if item.withdrawn == nil { live &+= try cells.integer(11) } else { gone &+= try cells.integer(11) }
      }
      try take(item)
    }
    return (live, gone)
  }

  public func publishedCount() throws -> Int {
    try reading { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM item WHERE withdrawn IS NULL") ?? 0
    }
  }

  public func eachPublishedPath(_ take: (_ path: String, _ key: String) throws -> Void) throws {
    try reading { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT path, key FROM item WHERE withdrawn IS NULL")
      while let row = try rows.next() {
        let cells = LedgerCells(row: row, path: path)
        try take(try cells.text(0), try cells.text(1))
      }
    }
  }

  public func hasWithdrawn() throws -> Bool {
    try reading { database in
      try !SQLiteLedger.cells(database, path, "SELECT 1 FROM item WHERE withdrawn IS NOT NULL LIMIT 1").isEmpty
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
    guard data.count == 16 else { throw LedgerError(.damaged, path, "a digest has \(data.count) bytes") }
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
      throw LedgerError(.damaged, cells.path, "the row of the item '\(row.key.prefix(200))' is not as it was written")
    }
    return row
  }

  /// Writes rows, and keeps the table's checksums in step, and what is known of withdrawals.
  static func write(
    _ rows: [LedgerRow], _ source: LedgerRowSource?, removed: [String], _ database: Database, _ path: String
  ) throws {
    let count = rows.count + (source?.count ?? 0)
    guard count > 0 || !removed.isEmpty else { return }
    let isEmpty = try cells(database, path, "SELECT 1 FROM item LIMIT 1").isEmpty
    // Into an empty table in the order of its keys, and the indexes after that: several times as fast.
    let isBulk = isEmpty && count > 1000
    if isBulk { for index in indexes { try database.execute(sql: "DROP INDEX \(index.name)") } }
    let rows = isBulk ? rows.sorted { KeyRange.precedes($0.key, $1.key) } : rows
    let former = try database.makeStatement(sql: "SELECT checksum, withdrawn FROM item WHERE key = ?")
    var (live, gone): (Int64, Int64) = (0, 0)
    // What comes back may have been the last that went.
    var isBack = false
    func take(_ key: String, for row: LedgerRow?) throws {
      guard !isEmpty, let found = try Row.fetchOne(former, arguments: [key]) else { return }
      let cells = LedgerCells(row: found, path: path)
      let sum = try cells.integer(0)
      if let instant = try cells.optionalInteger(1) {
        gone &-= sum
        if row?.withdrawn.map({ $0.microseconds >= instant }) != true { isBack = true }
      } else {
        live &-= sum
      }
    }
    for key in removed {
      try take(key, for: nil)
      try database.execute(sql: "DELETE FROM item WHERE key = ?", arguments: [key])
    }
    let insert = try database.makeStatement(
      sql: """
        INSERT OR REPLACE INTO item
          (key, id, path, first, meaning, modified, claimed, addresses, topics, withdrawn, reading, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    var withdrawn: [String: Int64] = [:]
    func write(_ row: LedgerRow) throws {
      let own = LedgerSums.of(row)
      try take(row.key, for: row)
      let topics = row.topics.joined(separator: "\n")
      if let instant = row.withdrawn {
        gone &+= own
        if row.isEntry { withdrawn[topics] = max(instant.microseconds, withdrawn[topics] ?? Int64.min) }
      } else {
        live &+= own
      }
      try insert.execute(arguments: [
        row.key, row.id, row.path, row.first.microseconds, data(row.meaning),
        row.modified.microseconds, row.claimed?.microseconds, row.addresses.joined(separator: "\n"), topics,
        row.withdrawn?.microseconds, row.reading, own,
      ])
    }
    for number in 0..<(source?.count ?? 0) { if let row = source?[number] { try write(row) } }
    for row in rows { try write(row) }
    if isBulk { for index in indexes { try database.execute(sql: "CREATE INDEX \(index.name) \(index.rest)") } }
    try LedgerSums.add("item", live, database, path)
    try LedgerSums.add("gone", gone, database, path)
    if isBack {
      try noteWithdrawals(database, path)
    } else {
      for (topics, instant) in withdrawn.sorted(by: { $0.key < $1.key }) {
        try noteWithdrawal(of: topics, at: instant, database)
      }
    }
    if isBack || !withdrawn.isEmpty {
      try LedgerSums.note("withdrawal", try sum(of: "withdrawal", database, path), database)
    }
  }
}
