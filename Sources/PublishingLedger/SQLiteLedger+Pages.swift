import Foundation
import GRDB
import LocalFiles
import TidingsCore

extension SQLiteLedger {
  public func archivePages() throws -> [ArchivePage] {
    // A ledger of the first version that is only looked at has none.
    try whole("page", since: 2, empty: [], SQLiteLedger.pages)
  }

  static func pages(_ database: Database, _ path: String) throws -> ([ArchivePage], Int64) {
    let rows = try cells(
      database, path, "SELECT folder, number, name, period, through, entries FROM page ORDER BY folder, number")
    let pages = try rows.map { row in
      ArchivePage(
        folder: try row.text(0), number: Int(clamping: try row.integer(1)), name: try row.text(2),
        period: try row.text(3), through: Timestamp(microseconds: try row.integer(4)),
        entries: try entries(row.text(5), path))
    }
    return (pages.sorted(), LedgerSums.sum(pages.map(LedgerSums.of)))
  }

  static func insert(_ page: ArchivePage, _ database: Database) throws {
    let entries = page.entries.map { "\($0.modified.microseconds)\t\(escaped($0.id))" }.joined(separator: "\n")
    try database.execute(
      sql: "INSERT OR REPLACE INTO page (folder, number, name, period, through, entries) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [page.folder, page.number, page.name, page.period, page.through.microseconds, entries])
  }

  /// A line for each entry, since there are many: its last change, a tab, its id.
  private static func entries(_ text: String, _ path: String) throws -> [ArchivePage.Entry] {
    try text.utf8.split(separator: 0x0A).map { line in
      guard let tab = line.firstIndex(of: 0x09), let modified = Int64(String(Substring(line[..<tab]))) else {
        throw LedgerError(.damaged, path, "a page of a feed's history cannot be read")
      }
      let id = String(Substring(line[line.index(after: tab)...]))
      return ArchivePage.Entry(id: unescaped(id), modified: Timestamp(microseconds: modified))
    }
  }

  /// Ids are other people's texts, and may hold what separates lines.
  private static func escaped(_ id: String) -> String {
    guard id.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return id }
    return id.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    return text.components(separatedBy: "\\\\").map { $0.replacing("\\n", with: "\n") }.joined(separator: "\\")
  }
}
