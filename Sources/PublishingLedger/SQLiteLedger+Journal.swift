import GRDB
import LocalFiles
public import TidingsCore

/// What builds changed, for the caller who reports it to others.
extension SQLiteLedger {
  static func journalSum(_ database: Database, _ path: String) throws -> Int64 {
    let builds = try cells(database, path, "SELECT number, instant FROM build").map {
      LedgerSums.of([], [try $0.integer(0), try $0.integer(1)])
    }
    let changes = try cells(database, path, "SELECT build, address, subject, kind FROM change").map {
      LedgerSums.of([try $0.text(1), try $0.text(2), try $0.text(3)], [try $0.integer(0)])
    }
    return LedgerSums.sum(builds) &+ LedgerSums.sum(changes)
  }

  static func note(_ changes: LedgerChanges, _ database: Database, _ path: String) throws {
    for entry in changes.builds {
      try note(entry.changes, of: entry.number, at: entry.instant, database, path)
    }
    if !changes.journal.isEmpty { try note(changes.journal, of: nil, at: changes.instant, database, path) }
    for (service, memory) in changes.services.sorted(by: { $0.key < $1.key }) {
      try note(memory, of: service, database)
    }
  }

  /// - Parameter number: of the build; the next one where it is `nil`.
  private static func note(
    _ changes: [JournalEntry.Change], of number: Int64?, at instant: Timestamp, _ database: Database, _ path: String
  ) throws {
    try database.execute(
      sql: "INSERT INTO build (number, instant) VALUES (?, ?)", arguments: [number, instant.microseconds])
    let build = database.lastInsertedRowID
    var sum = LedgerSums.of([], [build, instant.microseconds])
    let insert = try database.makeStatement(
      sql: "INSERT OR IGNORE INTO change (build, address, subject, kind) VALUES (?, ?, ?, ?)")
    for change in changes {
      try insert.execute(arguments: [build, change.address, change.subject.rawValue, change.kind.rawValue])
      guard database.changesCount > 0 else { continue }
      sum &+= LedgerSums.of([change.address, change.subject.rawValue, change.kind.rawValue], [build])
    }
    try LedgerSums.add("journal", sum, database, path)
    guard try build >= LedgerSums.notedIfAny("last.build", database, path) ?? 0 else { return }
    try LedgerSums.note("last.build", build, database)
    try LedgerSums.note("last", sum, database)
  }

  /// Holds what the last build noted against its checksum: a build that was cut off, and whose work nobody could take back, may have
  /// written all rows but these. The whole journal grows with the years, so a build does not read it.
  ///
  /// - Throws: ``LedgerError`` where it is not what was written.
  static func checkLastBuild(_ database: Database, _ path: String) throws {
    // A former version of this program has noted no sum, or none of the builds it made since.
    guard let noted = try LedgerSums.notedIfAny("last.build", database, path) else { return }
    let last = try cells(database, path, "SELECT number, instant FROM build ORDER BY number DESC LIMIT 1").first
    let number = try last?.integer(0) ?? 0
    guard number <= noted else { return }
    var sum: Int64 = 0
    if let last, number == noted {
      sum = LedgerSums.of([], [number, try last.integer(1)])
      let changes = try cells(database, path, "SELECT address, subject, kind FROM change WHERE build = ?", [number])
      for change in changes {
        sum &+= LedgerSums.of([try change.text(0), try change.text(1), try change.text(2)], [number])
      }
    }
    guard number == noted, try sum == LedgerSums.noted("last", database, path) else {
      throw LedgerError(.damaged, path, "the table 'change' is not as the last build left it")
    }
  }

  public func lastInstant() throws -> Timestamp? {
    try reading { database in
      let rows = try SQLiteLedger.cells(database, path, "SELECT instant FROM build ORDER BY number DESC LIMIT 1")
      return try rows.first.map { Timestamp(microseconds: try $0.integer(0)) }
    }
  }

  public func journal(after number: Int64) throws -> [JournalEntry] {
    try reading { try SQLiteLedger.journal(after: number, $0, path, isChecked: version >= 5) }
  }

  /// - Parameter isChecked: whether the whole journal is held against its checksum: the caller reports it to others.
  static func journal(
    after number: Int64, _ database: Database, _ path: String, isChecked: Bool
  ) throws -> [JournalEntry] {
    if isChecked { try LedgerSums.check("journal", journalSum(database, path), database, path) }
    let builds = try cells(
      database, path, "SELECT number, instant FROM build WHERE number > ? ORDER BY number", [number])
    return try builds.map { build in
      let number = try build.integer(0)
      let rows = try cells(
        database, path, "SELECT address, subject, kind FROM change WHERE build = ? ORDER BY address, kind", [number])
      let changes = try rows.compactMap { row -> JournalEntry.Change? in
        guard let subject = JournalEntry.Change.Subject(rawValue: try row.text(1)),
          let kind = JournalEntry.Change.Kind(rawValue: try row.text(2))
        else { return nil }
        return JournalEntry.Change(subject, kind, try row.text(0))
      }
      return JournalEntry(
        number: number, instant: Timestamp(microseconds: try build.integer(1)), changes: changes)
    }
  }

  public func eachChange(after number: Int64, _ take: (JournalPart) throws -> Void) throws {
    try reading { database in
      try withoutActuallyEscaping(take) { take in
        var gatherer = JournalGatherer(take)
        var sum = LedgerSums.sum(
          try SQLiteLedger.cells(database, path, "SELECT number, instant FROM build WHERE number > ?", [number]).map {
            LedgerSums.of([], [try $0.integer(0), try $0.integer(1)])
          })
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT build, instant, address, subject, kind FROM change JOIN build ON build = number
            WHERE build > ? ORDER BY build, address, kind
            """, arguments: [number])
        while let row = try rows.next() {
          let cells = LedgerCells(row: row, path: path)
          let (build, address) = (try cells.integer(0), try cells.text(2))
          let (subject, kind) = (try cells.text(3), try cells.text(4))
          sum &+= LedgerSums.of([address, subject, kind], [build])
          guard let subject = JournalEntry.Change.Subject(rawValue: subject),
            let kind = JournalEntry.Change.Kind(rawValue: kind)
          else { continue }
          try gatherer.add(
            .init(subject, kind, address), of: build, at: Timestamp(microseconds: try cells.integer(1)))
        }
        try gatherer.finish()
        // Of a part nobody has noted a sum.
        if version >= 5, number <= 0 { try LedgerSums.check("journal", sum, database, path) }
      }
    }
  }

  /// The last build that the journal names.
  public func lastBuild() throws -> Int64? {
    try reading { try SQLiteLedger.cells($0, path, "SELECT max(number) FROM build").first?.optionalInteger(0) }
  }

  /// The instant of a build; `nil` where the journal does not name it.
  public func instant(ofBuild number: Int64) throws -> Timestamp? {
    try reading { database in
      try SQLiteLedger.cells(database, path, "SELECT instant FROM build WHERE number = ?", [number]).first.map {
        Timestamp(microseconds: try $0.integer(0))
      }
    }
  }
}
