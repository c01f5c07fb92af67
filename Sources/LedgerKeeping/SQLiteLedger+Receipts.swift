import GRDB

extension SQLiteLedger: ReceiptStore {
  public func settled(_ service: String) throws -> Int64? {
    try reading { database in
      guard try database.tableExists("settled") else { return nil }
      return try Int64.fetchOne(database, sql: "SELECT build FROM settled WHERE service = ?", arguments: [service])
    }
  }

  public func receipts(_ service: String) throws -> [String: Int64] {
    try reading { database in
      guard try database.tableExists("receipt") else { return [:] }
      let rows = try Row.fetchAll(
        database, sql: "SELECT address, build FROM receipt WHERE service = ?", arguments: [service])
      return Dictionary(rows.map { ($0[0], $0[1]) }) { max($0, $1) }
    }
  }

  public func note(_ receipts: [String: Int64], of service: String) throws {
    try reaching { database in
      try database.write { database in
        let insert = try database.makeStatement(
          sql: "INSERT OR REPLACE INTO receipt (service, address, build) VALUES (?, ?, ?)")
        for (address, build) in receipts.sorted(by: { $0.key < $1.key }) {
          try insert.execute(arguments: [service, address, build])
        }
      }
    }
  }

  public func settle(_ service: String, through build: Int64) throws {
    try reaching { database in
      try database.write { database in
        try database.execute(
          sql: "INSERT OR REPLACE INTO settled (service, build) VALUES (?, ?)", arguments: [service, build])
        try database.execute(
          sql: "DELETE FROM receipt WHERE service = ? AND build <= ?", arguments: [service, build])
      }
    }
  }
}
