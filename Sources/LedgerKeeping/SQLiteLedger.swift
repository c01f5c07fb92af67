public import Documents
import Foundation
import GRDB
public import LocalFiles

/// A ledger in an SQLite database of one file.
public final class SQLiteLedger: LedgerStore {
  public let path: String
  private let database: DatabaseQueue
  private let lock: LockFile?

  /// `TDGS`, in the head of the file: so that no other program's database is taken for a ledger.
  private static let application = 0x5444_4753
  private static let version = 4
  /// Whether the file is as this version has it; one of a former version that is only read stays as it is.
  private let version: Int

  /// What a ledger is opened for. Of each but the first, one process at a time does it.
  public enum Purpose: Sendable, Hashable {
    /// Nothing is written, not even a lock.
    case reading
    case building
    /// Telling services of changes, which may take long, and beside which builds may go on.
    case telling

    /// What is put behind the ledger's name to have that of the lock.
    fileprivate var lockSuffix: String? {
      switch self {
      case .reading: nil
      case .building: ".lock"
      case .telling: ".notify.lock"
      }
    }
  }

  /// - Parameters:
  ///   - path: the file; made if it is missing, unless it is only read.
  ///   - purpose: what for.
  /// - Throws: ``LedgerProblem``.
  public init(_ path: String, for purpose: Purpose = .building) throws {
    self.path = path
    let isReadOnly = purpose == .reading
    lock = try purpose.lockSuffix.map { try SQLiteLedger.locked(path, $0) }
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      if isReadOnly {
        // What a killed build has left half written is taken back on opening, which takes the right to write.
        configuration.readonly = !LocalFile.isWritable(path)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
      }
      database = try DatabaseQueue(path: path, configuration: configuration)
      version = try SQLiteLedger.prepare(database, path, isReadOnly: isReadOnly)
    } catch let error as DatabaseError {
      throw SQLiteLedger.problem(error, path)
    }
  }

  /// Whether there is a ledger at a path.
  public static func exists(_ path: String) -> Bool { LocalFile.kind(path) == .file }

  private static func locked(_ path: String, _ suffix: String) throws -> LockFile {
    do {
      // Beside the file itself, whatever name it was reached by.
      return try LockFile(URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false) + suffix)
    } catch let held as LockFile.Held {
      throw LedgerProblem(
        .inUse, path, held.holder + (suffix == Purpose.telling.lockSuffix ? ", by 'tidings notify'" : ""))
    } catch {
      throw LedgerProblem(.unreachable, path, "\(error)")
    }
  }

  /// - Returns: the version of the file.
  private static func prepare(_ database: DatabaseQueue, _ path: String, isReadOnly: Bool) throws -> Int {
    let (application, version, tables) = try database.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      )
    }
    if application == 0, version == 0, tables == 0, !isReadOnly {
      try database.write { try create($0) }
      return SQLiteLedger.version
    }
    guard application == SQLiteLedger.application else {
      throw LedgerProblem(.foreign, path, "it is another program's database")
    }
    guard version <= SQLiteLedger.version else {
      throw LedgerProblem(.newer, path, "version \(version), this program knows \(SQLiteLedger.version)")
    }
    guard version < SQLiteLedger.version, !isReadOnly else { return version }
    try database.write { database in
      // Another process may have been first.
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      if version < 2 { try extend(database) }
      if version < 3 { try extendReading(database) }
      if version < 4 { try extendPlaces(database) }
    }
    return SQLiteLedger.version
  }

  private static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE item (
          key TEXT PRIMARY KEY NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, first INTEGER NOT NULL, meaning BLOB NOT NULL,
          modified INTEGER NOT NULL, claimed INTEGER, addresses TEXT NOT NULL, topics TEXT NOT NULL, withdrawn INTEGER
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX item_id ON item (id);
        CREATE INDEX item_meaning ON item (meaning);
        CREATE INDEX item_withdrawn ON item (withdrawn) WHERE withdrawn IS NOT NULL;
        CREATE TABLE feed (folder TEXT PRIMARY KEY NOT NULL, id TEXT NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE build (number INTEGER PRIMARY KEY AUTOINCREMENT, instant INTEGER NOT NULL) STRICT;
        CREATE TABLE change (
          build INTEGER NOT NULL REFERENCES build (number), address TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX change_build ON change (build, address, kind);
        CREATE TABLE state (generation INTEGER NOT NULL) STRICT;
        INSERT INTO state VALUES (0);
        PRAGMA application_id = \(application);
        """)
    try extend(database)
    try extendReading(database)
    try extendPlaces(database)
  }

  /// What version 4 has beside version 3.
  private static func extendPlaces(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE reach (folder TEXT PRIMARY KEY NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE place (
          folder TEXT NOT NULL, format TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (folder, format, path)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
        PRAGMA user_version = 4;
        """)
  }

  /// What version 3 has beside version 2.
  private static func extendReading(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE item ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE topic (name TEXT PRIMARY KEY NOT NULL, path TEXT NOT NULL) WITHOUT ROWID, STRICT;
        PRAGMA user_version = 3;
        """)
  }

  /// What version 2 has beside version 1.
  private static func extend(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE page (
          folder TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, period TEXT NOT NULL, through INTEGER NOT NULL,
          entries TEXT NOT NULL, PRIMARY KEY (folder, name)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE document (address TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE receipt (
          service TEXT NOT NULL, address TEXT NOT NULL, build INTEGER NOT NULL, PRIMARY KEY (service, address)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE settled (service TEXT PRIMARY KEY NOT NULL, build INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        PRAGMA user_version = 2;
        """)
  }

  private static func problem(_ error: DatabaseError, _ path: String) -> LedgerProblem {
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return LedgerProblem(.foreign, path, reason)
    case .SQLITE_CORRUPT: return LedgerProblem(.damaged, path, reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return LedgerProblem(.inUse, path, "another process")
    default: return LedgerProblem(.unreachable, path, reason)
    }
  }

  public func generation() throws -> Int64 {
    try reading { try Int64.fetchOne($0, sql: "SELECT generation FROM state") ?? 0 }
  }

  public func load() throws -> Ledger {
    try reading { database in
      var ledger = Ledger()
      ledger.rows.reserveCapacity(try Int.fetchOne(database, sql: "SELECT count(*) FROM item") ?? 0)
      let rows = try Row.fetchCursor(database, sql: select)
      while let row = try rows.next() {
        let item = try SQLiteLedger.item(row, path)
        ledger.rows[item.key] = item
      }
      ledger.feeds = try SQLiteLedger.feeds(database)
      if version >= 3 { ledger.topics = try SQLiteLedger.topics(database) }
      if version >= 4 {
        ledger.since = try SQLiteLedger.since(database)
        ledger.places = try SQLiteLedger.places(database)
        ledger.settings = try SQLiteLedger.settings(database)
      }
      ledger.documents = try SQLiteLedger.documents(database)
      for page in try SQLiteLedger.pages(database, path) {
        ledger.pages[.init(folder: page.folder, name: page.name)] = page
      }
      return ledger
    }
  }

  public func feeds() throws -> [String: String] { try reading(SQLiteLedger.feeds) }

  public func topics() throws -> [String: String] { version >= 3 ? try reading(SQLiteLedger.topics) : [:] }

  public func since() throws -> [String: Timestamp] { version >= 4 ? try reading(SQLiteLedger.since) : [:] }

  public func places() throws -> Set<FeedPlace> { version >= 4 ? try reading(SQLiteLedger.places) : [] }

  public func settings() throws -> [String: String] { version >= 4 ? try reading(SQLiteLedger.settings) : [:] }

  private static func settings(_ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM setting")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  private static func since(_ database: Database) throws -> [String: Timestamp] {
    var since: [String: Timestamp] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT folder, since FROM reach") {
      since[row[0]] = Timestamp(microseconds: row[1])
    }
    return since
  }

  private static func places(_ database: Database) throws -> Set<FeedPlace> {
    let rows = try Row.fetchAll(database, sql: "SELECT folder, format, path FROM place")
    return Set(rows.map { FeedPlace(folder: $0[0], format: $0[1], path: $0[2]) })
  }

  private static func topics(_ database: Database) throws -> [String: String] {
    var topics: [String: String] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT name, path FROM topic") { topics[row[0]] = row[1] }
    return topics
  }

  public func publishedTopics() throws -> Set<String> {
    try reading { database in
      let lists = try String.fetchAll(database, sql: "SELECT DISTINCT topics FROM item WHERE withdrawn IS NULL")
      return Set(lists.flatMap { $0.split(separator: "\n").map(String.init) })
    }
  }

  private static func feeds(_ database: Database) throws -> [String: String] {
    var feeds: [String: String] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT folder, id FROM feed") { feeds[row[0]] = row[1] }
    return feeds
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
      let statement = try database.makeStatement(sql: select + " WHERE " + condition)
      return try values.flatMap { value in
        try Row.fetchAll(statement, arguments: [value]).map { try SQLiteLedger.item($0, path) }
      }
    }
  }

  private var select: String {
    "SELECT key, id, path, first, meaning, modified, claimed, addresses, topics, withdrawn, "
      + (version >= 3 ? "reading" : "0") + " FROM item"
  }

  static func data(_ digest: ContentDigest) -> Data {
    Data(
      [digest.high, digest.low].flatMap { part in
        (0..<8).map { UInt8(truncatingIfNeeded: part >> UInt64(56 - 8 * $0)) }
      })
  }

  static func digest(_ data: Data, _ path: String) throws -> ContentDigest {
    guard data.count == 16 else { throw LedgerProblem(.damaged, path, "a digest has \(data.count) bytes") }
    func half(_ bytes: Data) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return ContentDigest(high: half(data.prefix(8)), low: half(data.suffix(8)))
  }

  private static func item(_ row: Row, _ path: String) throws -> LedgerRow {
    func instant(_ index: Int) -> Timestamp? { (row[index] as Int64?).map { Timestamp(microseconds: $0) } }
    func list(_ index: Int) -> [String] { (row[index] as String).split(separator: "\n").map(String.init) }
    return LedgerRow(
      key: row[0], id: row[1], path: row[2], first: Timestamp(microseconds: row[3]),
      meaning: try digest(row[4], path),
      modified: Timestamp(microseconds: row[5]), claimed: instant(6),
      addresses: list(7), topics: list(8), withdrawn: instant(9), reading: row[10])
  }

  public func commit(_ changes: LedgerChanges) throws -> Int64 {
    guard !changes.isEmpty else { return try generation() }
    return try reaching { database in
      try database.write { database in
        for key in changes.removed { try database.execute(sql: "DELETE FROM item WHERE key = ?", arguments: [key]) }
        let insert = try database.makeStatement(
          sql: """
            INSERT OR REPLACE INTO item
              (key, id, path, first, meaning, modified, claimed, addresses, topics, withdrawn, reading)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for row in changes.rows {
          try insert.execute(arguments: [
            row.key, row.id, row.path, row.first.microseconds, SQLiteLedger.data(row.meaning),
            row.modified.microseconds, row.claimed?.microseconds, row.addresses.joined(separator: "\n"),
            row.topics.joined(separator: "\n"),
            row.withdrawn?.microseconds, row.reading,
          ])
        }
        for (folder, id) in changes.feeds.sorted(by: { $0.key < $1.key }) {
          try database.execute(
            sql: "INSERT OR REPLACE INTO feed (folder, id) VALUES (?, ?)", arguments: [folder, id])
        }
        for (folder, since) in changes.since.sorted(by: { $0.key < $1.key }) {
          try database.execute(
            sql: "INSERT OR REPLACE INTO reach (folder, since) VALUES (?, ?)", arguments: [folder, since.microseconds])
        }
        for (name, value) in changes.settings.sorted(by: { $0.key < $1.key }) {
          try database.execute(
            sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
        }
        for place in changes.places {
          try database.execute(
            sql: "INSERT OR IGNORE INTO place (folder, format, path) VALUES (?, ?, ?)",
            arguments: [place.folder, place.format, place.path])
        }
        for (name, path) in changes.topics.sorted(by: { $0.key < $1.key }) {
          try database.execute(
            sql: "INSERT OR REPLACE INTO topic (name, path) VALUES (?, ?)", arguments: [name, path])
        }
        for page in changes.pages { try SQLiteLedger.insert(page, database) }
        try SQLiteLedger.update(changes.documents, database)
        try SQLiteLedger.note(changes, database)
        // By chance, so that two copies of a ledger which went different ways never have one number.
        let generation = Int64.random(in: 1...Int64.max)
        try database.execute(sql: "UPDATE state SET generation = ?", arguments: [generation])
        return generation
      }
    }
  }

  /// SHA-256 of the documents that the last build left, by their addresses.
  public func documents() throws -> [String: String] {
    try reading(SQLiteLedger.documents)
  }

  private static func documents(_ database: Database) throws -> [String: String] {
    guard try database.tableExists("document") else { return [:] }
    let rows = try Row.fetchAll(database, sql: "SELECT address, sha256 FROM document")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  private static func update(_ documents: [String: String?], _ database: Database) throws {
    for (address, sha256) in documents.sorted(by: { $0.key < $1.key }) {
      if let sha256 {
        try database.execute(
          sql: "INSERT OR REPLACE INTO document (address, sha256) VALUES (?, ?)", arguments: [address, sha256])
      } else {
        try database.execute(sql: "DELETE FROM document WHERE address = ?", arguments: [address])
      }
    }
  }

  private static func note(_ changes: LedgerChanges, _ database: Database) throws {
    guard !changes.journal.isEmpty else { return }
    try database.execute(
      sql: "INSERT INTO build (instant) VALUES (?)", arguments: [changes.instant.microseconds])
    let build = database.lastInsertedRowID
    let insert = try database.makeStatement(
      sql: "INSERT OR REPLACE INTO change (build, address, subject, kind) VALUES (?, ?, ?, ?)")
    for change in changes.journal {
      try insert.execute(arguments: [build, change.address, change.subject.rawValue, change.kind.rawValue])
    }
  }

  public func journal(after number: Int64) throws -> [JournalEntry] {
    try reading { database in
      let builds = try Row.fetchAll(
        database, sql: "SELECT number, instant FROM build WHERE number > ? ORDER BY number", arguments: [number])
      return try builds.map { build in
        let rows = try Row.fetchAll(
          database, sql: "SELECT address, subject, kind FROM change WHERE build = ? ORDER BY address, kind",
          arguments: [build["number"] as Int64])
        let changes = rows.compactMap { row -> JournalEntry.Change? in
          guard let subject = JournalEntry.Change.Subject(rawValue: row[1]),
            let kind = JournalEntry.Change.Kind(rawValue: row[2])
          else { return nil }
          return JournalEntry.Change(subject, kind, row[0])
        }
        return JournalEntry(number: build[0], instant: Timestamp(microseconds: build[1]), changes: changes)
      }
    }
  }

  public func stamp() -> FileStamp? { LocalFile.stamp(path) }

  public func verify() throws {
    try reading { database in
      let faults = try String.fetchAll(database, sql: "PRAGMA quick_check(1)").filter { $0 != "ok" }
      if let fault = faults.first { throw LedgerProblem(.damaged, path, fault) }
    }
  }

  /// What is wrong with the file itself; empty where nothing is.
  public func check() throws -> [String] {
    try reaching { database in
      try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }.filter { $0 != "ok" }
    }
  }

  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try reaching { try $0.read(body) }
  }

  func reaching<Value>(_ body: (DatabaseQueue) throws -> Value) throws -> Value {
    do {
      return try body(database)
    } catch let error as DatabaseError {
      throw SQLiteLedger.problem(error, path)
    }
  }
}
