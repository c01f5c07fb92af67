import Foundation
import GRDB
import LocalFiles
public import TidingsCore

/// The tables beside that of items: small ones, each read whole and held against its checksum.
extension SQLiteLedger {
  /// Their names, but for the journal.
  static let smallTables = ["state", "feed", "topic", "reach", "place", "setting", "document", "page", "withdrawal"]

  /// Reads a table whole.
  ///
  /// - Parameters:
  ///   - table: its name.
  ///   - since: the version that it came with.
  ///   - empty: what it is in a file of a former version.
  ///   - read: reads it, and gives its checksum too.
  func whole<Value>(
    _ table: String, since: Int, empty: Value, _ read: (Database, String) throws -> (Value, Int64)
  ) throws -> Value {
    guard version >= since else { return empty }
    return try reading { try whole(table, in: $0, read) }
  }

  func whole<Value>(
    _ table: String, in database: Database, _ read: (Database, String) throws -> (Value, Int64)
  ) throws -> Value {
    let (value, sum) = try read(database, path)
    if version >= 5 { try LedgerSums.check(table, sum, database, path) }
    return value
  }

  /// The checksum that a table has by what stands in it.
  static func sum(of table: String, _ database: Database, _ path: String) throws -> Int64 {
    switch table {
    case "state": try generation(database, path).1
    case "feed": try feeds(database, path).1
    case "topic": try topics(database, path).1
    case "reach": try since(database, path).1
    case "place": try places(database, path).1
    case "setting": try settings(database, path).1
    case "document": try documents(database, path).1
    case "page": try pages(database, path).1
    case "withdrawal": try withdrawals(database, path).1
    default: 0
    }
  }

  static func generation(_ database: Database, _ path: String) throws -> (Int64, Int64) {
    let rows = try cells(database, path, "SELECT generation FROM state")
    guard rows.count == 1 else { throw LedgerError(.damaged, path, "the table 'state' has \(rows.count) rows") }
    let number = try rows[0].integer(0)
    return (number, LedgerSums.of([], [number]))
  }

  private static func pairs(
    _ database: Database, _ path: String, _ sql: String
  ) throws -> ([String: String], Int64) {
    var pairs: [String: String] = [:]
    var sum: Int64 = 0
    for row in try cells(database, path, sql) {
      let (name, value) = (try row.text(0), try row.text(1))
      pairs[name] = value
      sum &+= LedgerSums.of([name, value])
    }
    return (pairs, sum)
  }

  static func feeds(_ database: Database, _ path: String) throws -> ([String: String], Int64) {
    try pairs(database, path, "SELECT folder, id FROM feed")
  }

  static func topics(_ database: Database, _ path: String) throws -> ([String: String], Int64) {
    try pairs(database, path, "SELECT name, path FROM topic")
  }

  static func settings(_ database: Database, _ path: String) throws -> ([String: String], Int64) {
    try pairs(database, path, "SELECT name, value FROM setting")
  }

  static func documents(_ database: Database, _ path: String) throws -> ([String: String], Int64) {
    try pairs(database, path, "SELECT address, sha256 FROM document")
  }

  /// The same, held against the table's checksum.
  static func wholeDocuments(_ database: Database, _ path: String) throws -> [String: String] {
    let (documents, sum) = try documents(database, path)
    try LedgerSums.check("document", sum, database, path)
    return documents
  }

  static func since(_ database: Database, _ path: String) throws -> ([String: Timestamp], Int64) {
    try instants(database, path, "SELECT folder, since FROM reach")
  }

  private static func instants(
    _ database: Database, _ path: String, _ sql: String
  ) throws -> ([String: Timestamp], Int64) {
    var instants: [String: Timestamp] = [:]
    var sum: Int64 = 0
    for row in try cells(database, path, sql) {
      let (name, instant) = (try row.text(0), try row.integer(1))
      instants[name] = Timestamp(microseconds: instant)
      sum &+= LedgerSums.of([name], [instant])
    }
    return (instants, sum)
  }

  static func places(_ database: Database, _ path: String) throws -> (Set<FeedPlace>, Int64) {
    var places: Set<FeedPlace> = []
    var sum: Int64 = 0
    for row in try cells(database, path, "SELECT folder, format, path FROM place") {
      let place = FeedPlace(folder: try row.text(0), format: try row.text(1), path: try row.text(2))
      places.insert(place)
      sum &+= LedgerSums.of([place.folder, place.format, place.path])
    }
    return (places, sum)
  }

  static func withdrawals(_ database: Database, _ path: String) throws -> ([String: Timestamp], Int64) {
    try instants(database, path, "SELECT topic, instant FROM withdrawal")
  }

  /// Finds the last withdrawal of each topic by looking at all that is gone.
  static func noteWithdrawals(_ database: Database, _ path: String) throws {
    let rows = try lastOfItems(database, path)
    try database.execute(sql: "DELETE FROM withdrawal")
    for row in rows { try noteWithdrawal(of: row.topics, at: row.instant, database) }
  }

  /// - Parameters:
  ///   - topics: the paths of an entry's topics, in lines.
  ///   - instant: when it was withdrawn, in microseconds.
  ///   - database: of the ledger.
  static func noteWithdrawal(of topics: String, at instant: Int64, _ database: Database) throws {
    for topic in feeds(of: topics) {
      try database.execute(
        sql: """
          INSERT INTO withdrawal (topic, instant) VALUES (?, ?)
          ON CONFLICT (topic) DO UPDATE SET instant = max(instant, excluded.instant)
          """, arguments: [topic, instant])
    }
  }

  public func lastWithdrawals() throws -> [String: Timestamp] {
    guard version >= 5 else { return try reading { try SQLiteLedger.formerWithdrawals($0, path) } }
    return try whole("withdrawal", since: 5, empty: [:], SQLiteLedger.withdrawals)
  }

  /// Of a file of a former version, which is only read.
  private static func formerWithdrawals(_ database: Database, _ path: String) throws -> [String: Timestamp] {
    var last: [String: Timestamp] = [:]
    for row in try lastOfItems(database, path) {
      let instant = Timestamp(microseconds: row.instant)
      for topic in feeds(of: row.topics) { last[topic] = max(instant, last[topic] ?? instant) }
    }
    return last
  }

  /// The last withdrawals of entries, by all that they were filed under together: the paths of topics, in lines.
  private static func lastOfItems(
    _ database: Database, _ path: String
  ) throws -> [(topics: String, instant: Int64)] {
    try cells(
      database, path,
      "SELECT topics, max(withdrawn) FROM item WHERE withdrawn IS NOT NULL AND first <> ? GROUP BY topics",
      [Timestamp.unknown.microseconds]
    ).map { (try $0.text(0), try $0.integer(1)) }
  }

  /// The feeds that an entry was in: that of the site, under the empty text, and those of its topics.
  private static func feeds(of topics: String) -> [String] { [""] + topics.split(separator: "\n").map(String.init) }

  public func feeds() throws -> [String: String] { try whole("feed", since: 1, empty: [:], SQLiteLedger.feeds) }

  public func topics() throws -> [String: String] { try whole("topic", since: 3, empty: [:], SQLiteLedger.topics) }

  public func since() throws -> [String: Timestamp] { try whole("reach", since: 4, empty: [:], SQLiteLedger.since) }

  public func places() throws -> Set<FeedPlace> { try whole("place", since: 4, empty: [], SQLiteLedger.places) }

  public func settings() throws -> [String: String] {
    try whole("setting", since: 4, empty: [:], SQLiteLedger.settings)
  }

  /// SHA-256 of the documents that the last build left, by their addresses.
  public func documents() throws -> [String: String] {
    try whole("document", since: 2, empty: [:], SQLiteLedger.documents)
  }

  public func generation() throws -> Int64 { try whole("state", since: 1, empty: 0, SQLiteLedger.generation) }
}
