import GRDB
import LocalFiles
import TidingsCore

extension SQLiteLedger {
  /// `TDGS`, in the head of the file: so that no other program's database is taken for a ledger.
  static let application = 0x5444_4753
  static let currentVersion = 5

  /// - Returns: the version of the file.
  static func prepare(_ database: DatabaseQueue, _ path: String, isReadOnly: Bool) throws -> Int {
    let (application, version) = try database.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      )
    }
    guard application == SQLiteLedger.application else {
      throw LedgerError(.foreign, path, "it is another program's database")
    }
    guard version <= currentVersion else {
      throw LedgerError(.newer, path, "version \(version), this program knows \(currentVersion)")
    }
    guard version < currentVersion, !isReadOnly else { return version }
    try database.write { database in
      // Another process may have been first.
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      if version < 2 { try extend(database) }
      if version < 3 { try extendReading(database) }
      if version < 4 { try extendPlaces(database) }
      if version < 5 { try extendSums(database, path) }
    }
    return currentVersion
  }

  static func create(_ database: Database, _ path: String) throws {
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
    try extendSums(database, path)
  }

  /// The indexes of the table of items, each with its columns.
  static let indexes = [
    (name: "item_id", rest: "ON item (id)"),
    (name: "item_meaning", rest: "ON item (meaning)"),
    (name: "item_withdrawn", rest: "ON item (withdrawn) WHERE withdrawn IS NOT NULL"),
    (name: "item_live", rest: "ON item (key) WHERE withdrawn IS NULL"),
    (name: "item_topics", rest: "ON item (topics) WHERE withdrawn IS NULL"),
  ]

  /// What version 5 has beside version 4: checksums.
  private static func extendSums(_ database: Database, _ path: String) throws {
    try database.execute(
      sql: """
        ALTER TABLE item ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE checksum (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE withdrawal (topic TEXT PRIMARY KEY NOT NULL, instant INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE INDEX item_live ON item (key) WHERE withdrawn IS NULL;
        CREATE INDEX item_topics ON item (topics) WHERE withdrawn IS NULL;
        """)
    // Nothing can be known of what a former version wrote but that it can be read.
    let rows = try Row.fetchAll(database, sql: select(version: 4)).map {
      try item(LedgerCells(row: $0, path: path), isChecked: false)
    }
    let update = try database.makeStatement(sql: "UPDATE item SET checksum = ? WHERE key = ?")
    for row in rows { try update.execute(arguments: [LedgerSums.of(row), row.key]) }
    let (live, gone) = (rows.filter { $0.withdrawn == nil }, rows.filter { $0.withdrawn != nil })
    try LedgerSums.note("item", LedgerSums.sum(live.map(LedgerSums.of)), database)
    try LedgerSums.note("gone", LedgerSums.sum(gone.map(LedgerSums.of)), database)
    try noteWithdrawals(database, path)
    for table in smallTables { try LedgerSums.note(table, try sum(of: table, database, path), database) }
    try LedgerSums.note("journal", try journalSum(database, path), database)
    try database.execute(sql: "PRAGMA user_version = 5")
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
}
