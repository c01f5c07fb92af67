import Foundation
import GRDB
import LocalFiles
import TestSupport
import Testing
import TidingsCore

@testable import PublishingLedger

@Suite struct SQLiteLedgerTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/tidings.sqlite" }

  private func row(_ key: String, modified: Int64 = 2_000_000, withdrawn: Int64? = nil) -> LedgerRow {
    LedgerRow(
      key: key, id: "tag:example.org,2026:\(key)", path: "content/\(key).md",
      first: Timestamp(microseconds: 1_000_000),
      meaning: ContentDigest(Array(key.utf8)), modified: Timestamp(microseconds: modified),
      claimed: modified > 2_000_000 ? Timestamp(microseconds: modified) : nil,
      addresses: ["https://example.org/old/\(key.utf8.count)/", "https://example.org/\(key.utf8.count)/"],
      withdrawn: withdrawn.map(Timestamp.init(microseconds:)))
  }

  private func problem(_ body: () throws -> Void) -> LedgerError.Kind? {
    do {
      try body()
      return nil
    } catch let problem as LedgerError {
      return problem.kind
    } catch {
      return nil
    }
  }

  @Test func keepsWhatItIsGiven() throws {
    let rows = [row("a"), row("b", modified: 3_000_000), row("é\"\n", withdrawn: 9_000_000)]
    do {
      let ledger = try SQLiteLedger(path)
      #expect(try ledger.load() == Ledger())
      let before = try ledger.generation()
      let after = try ledger.commit(LedgerChanges(rows: rows, feeds: ["": "tag:x", "topic/a/": "tag:y"]))
      #expect(before != after)
      #expect(try ledger.commit(LedgerChanges()) == after)
    }
    let ledger = try SQLiteLedger(path)
    #expect(try ledger.load() == Ledger(rows: rows, feeds: ["": "tag:x", "topic/a/": "tag:y"]))
    #expect(try ledger.rows(keys: ["b", "none"]) == [rows[1]])
    var paths: [String: String] = [:]
    try ledger.eachPublishedPath { paths[$1] = $0 }
    #expect(paths == ["a": rows[0].path, "b": rows[1].path])
    #expect(try ledger.rows(meanings: [rows[0].meaning]) == [rows[0]])
    _ = try ledger.commit(LedgerChanges(rows: [row("a", modified: 5_000_000)], removed: ["b"]))
    let known = try ledger.load()
    #expect(known.rows.keys.sorted() == ["a", "é\"\n"])
    #expect(known.rows["a"]?.modified == Timestamp(microseconds: 5_000_000))
    #expect(try ledger.check().isEmpty)
  }

  @Test func isHeldByOneProcessThatSaysItsName() throws {
    let first = try SQLiteLedger(path)
    defer { withExtendedLifetime(first) {} }
    do {
      _ = try SQLiteLedger(path)
      Issue.record("two builds have one ledger")
    } catch let problem as LedgerError {
      #expect(problem.kind == .inUse)
      #expect(problem.description.contains("process \(ProcessInfo.processInfo.processIdentifier) on "))
    }
    // A look needs no lock.
    #expect(try SQLiteLedger(path, for: .reading).load() == Ledger())
  }

  @Test func leavesAloneWhatItMustNotReplace() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (x)") }
    let foreign = try Data(contentsOf: URL(filePath: path))
    #expect(problem { _ = try SQLiteLedger(path) } == .foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == foreign)

    let text = folder.path + "/text.sqlite"
    try Data("no database, but a text that is long enough to be taken for a page of one".utf8).write(
      to: URL(filePath: text))
    #expect(problem { _ = try SQLiteLedger(text) } == .foreign)

    let newer = folder.path + "/newer.sqlite"
    _ = try SQLiteLedger(newer)
    try DatabaseQueue(path: newer).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(problem { _ = try SQLiteLedger(newer) } == .newer)
  }

  @Test func keepsPagesDocumentsAndReceipts() throws {
    let ids = ["tag:a.example,2026:1", "a\nb", "a\\nb", "a\\\nb\tc\\\\", "\\"]
    let pages = [2, 1].map { number in page(number, ids.map { ($0, Timestamp(microseconds: -5)) }) }
    var changes = LedgerChanges()
    changes.pages = pages
    changes.documents = ["https://a.example/atom.xml": "00", "https://a.example/rss.xml": "01"]
    let ledger = try SQLiteLedger(path)
    _ = try ledger.commit(changes)
    #expect(try ledger.archivePages() == pages.reversed())
    #expect(try ledger.load().pages.count == 2)
    _ = try ledger.commit(
      {
        var changes = LedgerChanges()
        changes.documents = ["https://a.example/atom.xml": "02", "https://a.example/rss.xml": nil]
        return changes
      }())
    #expect(try ledger.documents() == ["https://a.example/atom.xml": "02"])
    #expect(try ledger.settled("hub") == nil)
    try ledger.note(["a": 1, "b": 3], of: "hub")
    try ledger.note(["a": 4], of: "other")
    #expect(try ledger.receipts("hub") == ["a": 1, "b": 3])
    try ledger.settle("hub", through: 2)
    #expect(try ledger.receipts("hub") == ["b": 3] && ledger.receipts("other") == ["a": 4])
    #expect(try ledger.settled("hub") == 2 && ledger.settled("other") == nil)
  }

  @Test func aLedgerOfTheFirstVersionIsExtended() throws {
    _ = try SQLiteLedger(path).commit(LedgerChanges(rows: [row("a")]))
    let database = try DatabaseQueue(path: path)
    try database.write { database in
      try database.execute(
        sql:
          "DROP INDEX item_live; DROP INDEX item_topics; ALTER TABLE item DROP COLUMN reading; ALTER TABLE item DROP COLUMN checksum"
      )
      for table in [
        "page", "document", "receipt", "settled", "topic", "reach", "place", "setting", "checksum", "withdrawal",
      ] {
        try database.execute(sql: "DROP TABLE \(table)")
      }
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    let reading = try SQLiteLedger(path, for: .reading)
    #expect(try reading.load().rows.count == 1 && reading.documents().isEmpty && reading.receipts("hub").isEmpty)
    #expect(try reading.settled("hub") == nil)
    // A program that reports and one that builds may come at once.
    let reporting = try SQLiteLedger(path, for: .reporting)
    let building = try SQLiteLedger(path)
    try reporting.settle("hub", through: 1)
    #expect(try building.settled("hub") == 1)
    #expect(try building.load().rows.count == 1)
  }

  @Test func refusesADamagedFile() throws {
    do {
      let ledger = try SQLiteLedger(path)
      _ = try ledger.commit(LedgerChanges(rows: (0..<2000).map { row("item \($0)") }))
    }
    var bytes = try Data(contentsOf: URL(filePath: path))
    for index in stride(from: 4096, to: bytes.count - 4096, by: 97) { bytes[index] ^= 0x5A }
    try bytes.write(to: URL(filePath: path))
    #expect(
      problem {
        let ledger = try SQLiteLedger(path)
        if try !ledger.check().isEmpty { throw LedgerError(.damaged, path, "") }
        _ = try ledger.load()
      } == .damaged)
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }
}

/// A page of a feed's history with some entries.
private func page(_ number: Int, _ entries: [(String, Timestamp)]) -> ArchivePage {
  ArchivePage(
    folder: "topic/é/", number: number, name: "2026-0\(number)", period: "2026", through: Timestamp(microseconds: 7),
    entries: entries.map { .init(id: $0, modified: $1) })
}

@Suite struct LedgerLinesTests {
  private func ledger(_ seed: UInt64) -> Ledger {
    var random = SeededGenerator(seed: seed)
    func instant() -> Timestamp { Timestamp(microseconds: Int64.random(in: 0...4_000_000_000_000_000, using: &random)) }
    let rows = (0..<40).map { number in
      let first = instant()
      return LedgerRow(
        key: "key \(number) é\"\\", id: "tag:example.org,2026:\(number)", path: "a/\(number).md", first: first,
        meaning: ContentDigest(high: .random(in: 0...UInt64.max, using: &random), low: 7),
        modified: first.advanced(bySeconds: Int64.random(in: 0...9_999, using: &random)),
        claimed: Bool.random(using: &random) ? instant() : nil, addresses: ["https://example.org/\(number)/"],
        withdrawn: Bool.random(using: &random) ? instant() : nil)
    }
    var ledger = Ledger(rows: rows, feeds: ["": "tag:example.org,2026:feed"])
    for number in 1...3 {
      let page = page(
        number, (0...Int.random(in: 0...3, using: &random)).map { ("tag:example.org,2026:\($0)", instant()) })
      ledger.pages[.init(folder: page.folder, name: page.name)] = page
    }
    return ledger
  }

  @Test func comesBackAsItWas() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let ledger = ledger(seed)
      let text = LedgerLines.text(ledger)
      #expect(try LedgerLines.read(text) == ledger)
      let keys = text.split(separator: "\n").dropFirst()
      #expect(keys.count == 44)
      try LedgerLines.check(Array(text.utf8))
      // Cut at the end of any line, it is no export any more.
      for end in text.indices.filter({ text[$0] == "\n" }).dropLast() {
        #expect(throws: LedgerLines.Fault.self) { try LedgerLines.check(Array(text[...end].utf8)) }
      }
    }
  }

  @Test func anItemThatWasRenamedOnOneMachineIsOne() throws {
    let one = try #require(ledger(1).rows.values.min { $0.key < $1.key })
    var renamed = one
    renamed.key = "another"
    renamed.modified = one.modified.advanced(bySeconds: 1_000_000_000)
    renamed.withdrawn = nil
    var ledger = Ledger(rows: [one], feeds: [:])
    ledger.merge(Ledger(rows: [renamed], feeds: [:]))
    #expect(ledger.rows.keys.sorted() == ["another"] && ledger.faults == [])
    let text = LedgerLines.text(Ledger(rows: [one], feeds: [:])) + LedgerLines.text(Ledger(rows: [renamed], feeds: [:]))
    #expect(try LedgerLines.read(text.replacing("\n", with: "\r\n")).rows == ledger.rows)
  }

  @Test func mergesInAnyOrderToTheSame() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      let (one, two, three) = (ledger(seed), ledger(seed + 100), ledger(seed + 200))
      var forth = one
      forth.merge(two)
      forth.merge(three)
      var back = three
      back.merge(two)
      back.merge(one)
      #expect(forth == back)
      var twice = forth
      twice.merge(two)
      #expect(twice == forth)
      // Version control that keeps the lines of both sides makes the same of it.
      let lines = LedgerLines.text(one) + LedgerLines.text(two) + LedgerLines.text(three)
      #expect(try LedgerLines.read(lines) == forth)
    }
  }

  @Test(arguments: [
    ("{\"id\":\"x\"}", "line 1"), ("\n\n{", "line 3"), ("<<<<<<< HEAD\n", "merge"),
    (
      """
      {"addresses":["a"],"first":"2026-13-01T00:00:00Z","id":"x","key":"k","meaning":"00","modified":"2026-01-01T00:00:00Z","path":"p"}
      """, "line 1"
    ),
  ])
  func saysWhichLineIsNone(text: String, expected: String) {
    do {
      _ = try LedgerLines.read(text)
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains(expected), "\(error)")
    }
  }
}
