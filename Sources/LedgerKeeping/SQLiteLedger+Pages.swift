import Documents
import Foundation
import GRDB
import LocalFiles

extension SQLiteLedger {
  public func archivePages() throws -> [ArchivePage] { try reading { try SQLiteLedger.pages($0, path) } }

  static func pages(_ database: Database, _ path: String) throws -> [ArchivePage] {
    // A ledger of the first version that is only looked at has none.
    guard try database.tableExists("page") else { return [] }
    let rows = try Row.fetchAll(
      database, sql: "SELECT folder, number, name, period, entries, living FROM page ORDER BY folder, number")
    return try rows.map { row in
      let entries = try (row[4] as String).utf8.split(separator: 0x0A).map { line in
        guard let tab = line.firstIndex(of: 0x09), let modified = Int64(String(Substring(line[..<tab]))) else {
          throw LedgerProblem(.damaged, path, "a page of '\(row[0] as String)' cannot be read")
        }
        let id = String(Substring(line[line.index(after: tab)...]))
        return ArchivePage.Entry(id: id, modified: Timestamp(microseconds: modified))
      }
      return ArchivePage(
        folder: row[0], number: row[1], name: row[2], period: row[3], entries: entries,
        living: try digest(row[5], path))
    }
  }

  static func insert(_ page: ArchivePage, _ database: Database) throws {
    let entries = page.entries.map { "\($0.modified.microseconds)\t\($0.id)" }.joined(separator: "\n")
    try database.execute(
      sql: "INSERT OR REPLACE INTO page (folder, number, name, period, entries, living) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [page.folder, page.number, page.name, page.period, entries, data(page.living)])
  }
}
