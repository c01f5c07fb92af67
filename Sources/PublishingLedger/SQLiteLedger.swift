import Foundation
import GRDB
public import LocalFiles
import Synchronization
import TidingsCore

/// A ledger in an SQLite database of one file.
public final class SQLiteLedger: LedgerStore {
  public let path: String
  private let database: DatabaseQueue
  private let lock: LockFile?
  /// Whether the right to write is held, from before the first document is published until what was published is remembered.
  private let isReserved = Mutex(false)
  /// Whether the file is as this version has it; one of a former version that is only read stays as it is.
  let version: Int

  /// What a ledger is opened for. Of each but the first, one process at a time does it.
  public enum Purpose: Sendable, Hashable {
    /// Nothing is written, not even a lock.
    case reading
    case building
    /// Reporting changes to services, which may take long, and beside which builds may go on.
    case reporting

    /// What is put behind the ledger's name to have that of the lock.
    fileprivate var lockSuffix: String? {
      switch self {
      case .reading: nil
      case .building: ".lock"
      case .reporting: ".notify.lock"
      }
    }
  }

  /// - Parameters:
  ///   - path: the file; made if it is missing, unless it is only read.
  ///   - purpose: what for.
  /// - Throws: ``LedgerError``.
  public init(_ path: String, for purpose: Purpose = .building) throws {
    self.path = path
    let isReadOnly = purpose == .reading
    lock = try purpose.lockSuffix.map { try SQLiteLedger.locked(path, $0) }
    do {
      for ending in ["", "-journal", "-wal"] {
        if let kind = try LocalFile.kind(path + ending), kind != .file {
          throw LedgerError(.unreachable, path + ending, "it is not a file")
        }
      }
      if let size = try LocalFile.size(path) {
        // SQLite takes it for a new database.
        guard size > 1 else {
          throw LedgerError(.damaged, path, size == 0 ? "it is empty" : "it has one byte")
        }
      } else if !isReadOnly {
        try SQLiteLedger.make(path)
      }
      database = try SQLiteLedger.opened(path, isReadOnly: isReadOnly)
      version = try SQLiteLedger.prepare(database, path, isReadOnly: isReadOnly)
    } catch let error as DatabaseError {
      throw SQLiteLedger.problem(error, path)
    } catch let error as SystemError {
      throw LedgerError(.unreachable, path, error.description)
    }
  }

  deinit { release() }

  /// Whether there is a ledger at a path.
  ///
  /// - Throws: `SystemError` where the system cannot say.
  public static func exists(_ path: String) throws -> Bool { try LocalFile.kind(path) == .file }

  private static func opened(_ path: String, isReadOnly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    // The right to write is held over several calls.
    configuration.allowsUnsafeTransactions = true
    if isReadOnly {
      // What a killed build has left half written is taken back on opening, which takes the right to write.
      configuration.readonly = !LocalFile.isWritable(path)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Makes a new file beside its place and moves it there whole: a build that is killed leaves none, or one that is a ledger.
  private static func make(_ path: String) throws {
    let fresh = whole(path) + ".new"
    let (folder, name) = try FolderHandle.place(of: fresh, creates: false)
    for left in [name, name + "-journal"] { try folder.remove(left) }
    do {
      let database = try DatabaseQueue(path: fresh)
      try database.write { try create($0, path) }
      try database.close()
    }
    try folder.rename(name, to: String(name.dropLast(".new".count)))
  }

  /// The path of the file itself, whatever name it was reached by.
  private static func whole(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }

  private static func locked(_ path: String, _ suffix: String) throws -> LockFile {
    do {
      return try LockFile(whole(path) + suffix)
    } catch let held as LockFile.Held {
      throw LedgerError(
        .inUse, path, held.holder + (suffix == Purpose.reporting.lockSuffix ? ", by 'tidings notify'" : ""))
    } catch {
      throw LedgerError(.unreachable, path, "\(error)")
    }
  }

  private static func problem(_ error: DatabaseError, _ path: String) -> LedgerError {
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return unreadable(path) ?? LedgerError(.foreign, path, reason)
    // A table or a column that is not there is damage, too: all statements are our own.
    case .SQLITE_CORRUPT, .SQLITE_ERROR: return unreadable(path) ?? LedgerError(.damaged, path, reason)
    case .SQLITE_IOERR where [.SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ].contains(error.extendedResultCode):
      return unreadable(path) ?? LedgerError(.unreadable, path, reason)
    case .SQLITE_CANTOPEN: return unreadable(path) ?? LedgerError(.unreachable, path, reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return LedgerError(.inUse, path, "another process")
    default: return LedgerError(.unreachable, path, reason)
    }
  }

  /// Why the system does not let the file be read, which looks like damage to who reads it; `nil` where it does.
  private static func unreadable(_ path: String) -> LedgerError? {
    do {
      _ = try LocalFile.readIfThere(path)
      return nil
    } catch {
      return LedgerError(.unreadable, path, "\(error)")
    }
  }

  /// Gives a damaged file another name, with what belongs to it.
  ///
  /// - Parameter path: of the file.
  /// - Returns: its new name.
  /// - Throws: `SystemError`.
  public static func setAside(_ path: String) throws -> String {
    let (folder, name) = try FolderHandle.place(of: path, creates: false)
    var number = 1
    while try folder.size("\(name).damaged-\(number)") != nil { number += 1 }
    let target = "\(name).damaged-\(number)"
    try folder.rename(name, to: target)
    for ending in ["-journal", "-wal", "-shm"] where try folder.size(name + ending) != nil {
      try folder.rename(name + ending, to: target + ending)
    }
    return path + ".damaged-\(number)"
  }

  /// Puts a ledger in the place of a damaged or missing one. It is written whole beside it first, so that whatever stops
  /// this leaves the one or the other.
  ///
  /// - Returns: the new name of the damaged file; `nil` where there was none.
  /// - Throws: ``LedgerError``, `SystemError`.
  public static func replace(_ path: String, by ledger: Ledger) throws -> String? {
    let lock = try locked(path, Purpose.building.lockSuffix ?? "")
    defer { withExtendedLifetime(lock) {} }
    let fresh = whole(path) + ".new"
    let (folder, name) = try FolderHandle.place(of: fresh, creates: false)
    func clear() throws { for left in [name, name + "-journal"] { try folder.remove(left) } }
    try clear()
    do {
      let database = try DatabaseQueue(path: fresh)
      try database.write { database in
        try create(database, path)
        _ = try write(ledger.changes(since: Ledger()), database, path)
      }
      try database.close()
      let aside = try LocalFile.kind(path) == nil ? nil : try setAside(path)
      try folder.rename(name, to: String(name.dropLast(".new".count)))
      return aside
    } catch {
      try? clear()
      if let error = error as? DatabaseError { throw problem(error, path) }
      throw error
    }
  }

  /// Whether it remembers no item: as one is that has just been begun.
  public func isEmpty() throws -> Bool {
    try reading { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM item)") ?? true }
  }

  // MARK: Writing

  public func reserve() throws {
    // SQLite opens what it may not write for reading alone, and would say so at the commit: when all is published.
    guard LocalFile.isWritable(path) else { throw LedgerError(.unreachable, path, "it is not there to be written") }
    try reaching { database in
      guard !isReserved.withLock({ $0 }) else { return }
      try database.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
      isReserved.withLock { $0 = true }
    }
  }

  public func release() {
    guard isReserved.withLock({ $0 }) else { return }
    isReserved.withLock { $0 = false }
    // Where even that fails, the file is closed soon, which gives the right back too.
    try? database.writeWithoutTransaction { if $0.isInsideTransaction { try $0.rollback() } }
  }

  public func commit(_ changes: LedgerChanges) throws -> Int64 {
    guard !changes.isEmpty else {
      defer { release() }
      return try generation()
    }
    return try reaching { database in
      guard isReserved.withLock({ $0 }) else {
        return try database.write { try SQLiteLedger.write(changes, $0, path) }
      }
      defer { release() }
      return try database.writeWithoutTransaction { database in
        let generation = try SQLiteLedger.write(changes, database, path)
        try database.commit()
        return generation
      }
    }
  }

  private static func write(_ changes: LedgerChanges, _ database: Database, _ path: String) throws -> Int64 {
    try SQLiteLedger.write(changes.rows, changes.firstRows, removed: changes.removed, database, path)
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
    try SQLiteLedger.note(changes, database, path)
    // By chance, so that two copies of a ledger which went different ways never have one number.
    let generation = Int64.random(in: 1...Int64.max)
    try database.execute(sql: "UPDATE state SET generation = ?", arguments: [generation])
    var touched = ["state"]
    if !changes.feeds.isEmpty { touched.append("feed") }
    if !changes.since.isEmpty { touched.append("reach") }
    if !changes.settings.isEmpty { touched.append("setting") }
    if !changes.places.isEmpty { touched.append("place") }
    if !changes.topics.isEmpty { touched.append("topic") }
    if !changes.pages.isEmpty { touched.append("page") }
    if !changes.documents.isEmpty { touched.append("document") }
    for table in touched {
      try LedgerSums.note(table, try SQLiteLedger.sum(of: table, database, path), database)
    }
    return generation
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

  // MARK: Proof

  public func stamp() -> FileStamp? { try? LocalFile.stamp(path) }

  public func verify() throws {
    try reading { database in
      let faults = try SQLiteLedger.cells(database, path, "PRAGMA quick_check(1)").map { try $0.text(0) }
      if let fault = faults.first(where: { $0 != "ok" }) { throw LedgerError(.damaged, path, fault) }
      guard version >= 5 else { return }
      for (name, condition) in [("item", "withdrawn IS NULL"), ("gone", "withdrawn IS NOT NULL")] {
        let sums = try SQLiteLedger.cells(database, path, "SELECT checksum FROM item WHERE \(condition)").map {
          try $0.integer(0)
        }
        try LedgerSums.check(name, LedgerSums.sum(sums), database, path)
      }
      try SQLiteLedger.checkLastBuild(database, path)
    }
  }

  /// What is wrong with the file itself; empty where nothing is.
  ///
  /// - Throws: ``LedgerError`` where it cannot be read at all.
  public func check() throws -> [String] {
    try reading { database in
      let faults = try SQLiteLedger.cells(database, path, "PRAGMA integrity_check").map { try $0.text(0) }
        .filter { $0 != "ok" }
      guard faults.isEmpty, version >= 5 else {
        // What the system does not give is not damaged.
        if !faults.isEmpty, let problem = SQLiteLedger.unreadable(path) { throw problem }
        return faults
      }
      return try (SQLiteLedger.smallTables + ["journal"]).flatMap { table -> [String] in
        do {
          let sum =
            try table == "journal"
            ? SQLiteLedger.journalSum(database, path) : SQLiteLedger.sum(of: table, database, path)
          try LedgerSums.check(table, sum, database, path)
          return []
        } catch let problem as LedgerError where problem.kind == .damaged {
          return [problem.reason]
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
          return ["the table '\(table)': \(error.message ?? "")"]
        }
      }
    }
  }

  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let isReserved = isReserved.withLock { $0 }
    return try reaching { try isReserved ? $0.unsafeRead(body) : $0.read(body) }
  }

  func reaching<Value>(_ body: (DatabaseQueue) throws -> Value) throws -> Value {
    do {
      return try body(database)
    } catch let error as DatabaseError {
      throw SQLiteLedger.problem(error, path)
    }
  }
}
