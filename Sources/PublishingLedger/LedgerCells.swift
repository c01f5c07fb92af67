import Foundation
import GRDB
import LocalFiles

/// The columns of one row, each taken for what it says it is: whatever the bytes of the file, a value of another kind is a damage that is
/// reported, and nothing worse.
struct LedgerCells {
  let row: Row
  let path: String

  func text(_ index: Int) throws -> String {
    guard case .string(let text) = try value(index).storage else { throw damage(index, "text") }
    return text
  }

  func integer(_ index: Int) throws -> Int64 {
    guard let number = try optionalInteger(index) else { throw damage(index, "a number") }
    return number
  }

  func optionalInteger(_ index: Int) throws -> Int64? {
    switch try value(index).storage {
    case .int64(let number): return number
    case .null: return nil
    default: throw damage(index, "a number")
    }
  }

  func bytes(_ index: Int) throws -> Data {
    guard case .blob(let bytes) = try value(index).storage else { throw damage(index, "bytes") }
    return bytes
  }

  private func value(_ index: Int) throws -> DatabaseValue {
    guard index < row.count else { throw LedgerError(.damaged, path, "a row has \(row.count) columns") }
    return row[index]
  }

  private func damage(_ index: Int, _ kind: String) -> LedgerError {
    LedgerError(.damaged, path, "the column '\(Array(row.columnNames)[index])' of a row is not \(kind)")
  }
}

extension SQLiteLedger {
  /// All rows of a statement.
  static func cells(
    _ database: Database, _ path: String, _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> [LedgerCells] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map { LedgerCells(row: $0, path: path) }
  }
}
