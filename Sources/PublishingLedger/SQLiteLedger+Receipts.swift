import GRDB

extension SQLiteLedger: ReceiptStore {
  public func settled(_ service: String) throws -> Int64? {
    try reading { database in
      guard version >= 2 else { return nil }
      return try SQLiteLedger.cells(database, path, "SELECT build FROM settled WHERE service = ?", [service]).first?
        .integer(0)
    }
  }

  public func receipts(_ service: String) throws -> [String: Int64] {
    try reading { database in
      guard version >= 2 else { return [:] }
      let rows = try SQLiteLedger.cells(
        database, path, "SELECT address, build FROM receipt WHERE service = ?", [service])
      return Dictionary(try rows.map { (try $0.text(0), try $0.integer(1)) }) { max($0, $1) }
    }
  }

  public func services() throws -> [String: ServiceMemory] {
    try reading { version >= 2 ? try SQLiteLedger.services($0, path) : [:] }
  }

  static func services(_ database: Database, _ path: String) throws -> [String: ServiceMemory] {
    var services: [String: ServiceMemory] = [:]
    for row in try cells(database, path, "SELECT service, build FROM settled") {
      services[try row.text(0), default: ServiceMemory()].settled = try row.integer(1)
    }
    for row in try cells(database, path, "SELECT service, address, build FROM receipt") {
      services[try row.text(0), default: ServiceMemory()].receipts[try row.text(1)] = try row.integer(2)
    }
    return services
  }

  /// Puts what has been reported to a service in the place of what was known of it.
  static func note(_ memory: ServiceMemory, of service: String, _ database: Database) throws {
    if let settled = memory.settled {
      try database.execute(
        sql: "INSERT OR REPLACE INTO settled (service, build) VALUES (?, ?)", arguments: [service, settled])
    }
    try database.execute(sql: "DELETE FROM receipt WHERE service = ?", arguments: [service])
    for (address, build) in memory.receipts.sorted(by: { $0.key < $1.key }) {
      try database.execute(
        sql: "INSERT INTO receipt (service, address, build) VALUES (?, ?, ?)", arguments: [service, address, build])
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
