import Foundation
import GRDB
import LocalFiles
import TestSupport
import Testing
import TidingsCore

@testable import PublishingLedger

/// A ledger proves that it is what was written, whatever somebody has done to its file.
@Suite struct LedgerProofTests {
  private let folder = TemporaryFolder()

  private var path: String { folder.path + "/tidings.sqlite" }

  private func row(_ key: String) -> LedgerRow {
    LedgerRow(
      key: key, id: "tag:a.example,2026:\(key)", path: "\(key).md", first: Timestamp(microseconds: 5),
      meaning: ContentDigest(high: 1, low: 2), modified: Timestamp(microseconds: 9),
      addresses: ["https://a.example/\(key)/"], topics: ["a", "b"])
  }

  private func filled() throws -> Ledger {
    let ledger = try SQLiteLedger(path)
    var changes = LedgerChanges(rows: (1...300).map { row("item-\($0)") }, feeds: ["": "tag:a.example,2026:feed"])
    changes.documents = ["https://a.example/atom.xml": "00"]
    changes.topics = ["a": "a"]
    changes.settings = ["x": "y"]
    changes.places = [FeedPlace(folder: "", format: "rss", path: "feed.xml")]
    changes.since = ["": Timestamp(microseconds: 7)]
    changes.journal = [.init(.page, .added, "https://a.example/item-1/")]
    _ = try ledger.commit(changes)
    // A change of few rows keeps the sum in step.
    var other = row("item-7")
    other.modified = Timestamp(microseconds: 10)
    _ = try ledger.commit(LedgerChanges(rows: [other], removed: ["item-8"]))
    #expect(try ledger.check() == [])
    try ledger.verify()
    return try ledger.load()
  }

  private func look() throws -> Ledger {
    let store = try SQLiteLedger(path, for: .reading)
    let faults = try store.check()
    if let fault = faults.first { throw LedgerError(.damaged, path, fault) }
    return try store.load()
  }

  @Test func aChangeBehindItsBackIsSeen() throws {
    let whole = try filled()
    #expect(try look() == whole)
    let edits = [
      "UPDATE item SET modified = 11 WHERE key = 'item-3'", "DELETE FROM item WHERE key = 'item-3'",
      "UPDATE feed SET id = 'other'", "DELETE FROM topic", "UPDATE setting SET value = 'z'",
      "UPDATE document SET sha256 = '01'", "UPDATE place SET path = 'other.xml'", "UPDATE reach SET since = 8",
      "UPDATE change SET kind = 'removed'", "UPDATE state SET generation = 1",
    ]
    let bytes = try Data(contentsOf: URL(filePath: path))
    for edit in edits {
      try bytes.write(to: URL(filePath: path))
      try DatabaseQueue(path: path).write { try $0.execute(sql: edit) }
      #expect(throws: LedgerError.self, "\(edit)") {
        let store = try SQLiteLedger(path, for: .reading)
        _ = try store.generation()
        _ = try look()
      }
    }
  }

  /// A build that was killed while it wrote, and whose work nobody could take back, leaves some pages as they were.
  @Test(arguments: [
    "DELETE FROM change WHERE build = 2", "DELETE FROM change WHERE build = 2; DELETE FROM build WHERE number = 2",
    "UPDATE build SET instant = 4 WHERE number = 2",
    "DELETE FROM change WHERE address LIKE '%item-2/'",
  ])
  func linesThatTheLastBuildLostAreMissed(edit: String) throws {
    _ = try filled()
    do {
      var changes = LedgerChanges(rows: [row("item-2")])
      changes.journal = ["1", "2"].map { .init(.page, .updated, "https://a.example/item-\($0)/") }
      _ = try SQLiteLedger(path).commit(changes)
    }
    try SQLiteLedger(path, for: .reading).verify()
    try DatabaseQueue(path: path).write { try $0.execute(sql: edit) }
    #expect(throws: LedgerError.self) { try SQLiteLedger(path, for: .reading).verify() }
  }

  @Test func aFormerVersionMayHaveBuiltInBetween() throws {
    _ = try filled()
    try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO build (instant) VALUES (9)") }
    try SQLiteLedger(path, for: .reading).verify()
    try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM checksum WHERE name LIKE 'last%'") }
    try SQLiteLedger(path, for: .reading).verify()
  }

  /// Flipped bits, zeroed pages, cut ends: refused, or nothing that counts is another.
  @Test(arguments: 1...6) func noDamageIsTakenForTruth(seed: UInt64) throws {
    let whole = try filled()
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      var damaged = bytes
      switch Int.random(in: 0..<4, using: &random) {
      case 0, 1:
        let place = Int.random(in: bytes.indices, using: &random)
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2:
        let page = Int.random(in: 0..<(bytes.count / 4096), using: &random)
        for index in (page * 4096)..<((page + 1) * 4096) { damaged[index] = 0 }
      default: damaged.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      }
      try Data(damaged).write(to: URL(filePath: path))
      for name in ["-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + name) }
      do {
        #expect(try look() == whole)
      } catch is LedgerError {}
    }
  }

  @Test func theRightToWriteIsTakenBefore() throws {
    _ = try filled()
    let ledger = try SQLiteLedger(path)
    try ledger.reserve()
    #expect(try ledger.load().rows.count == 299 && ledger.feeds().count == 1)
    // Others read on, and do not write.
    #expect(try SQLiteLedger(path, for: .reading).load().rows.count == 299)
    let other = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try other.write { try $0.execute(sql: "DELETE FROM feed") } }
    _ = try ledger.commit(LedgerChanges(rows: [row("new")]))
    #expect(try ledger.load().rows.count == 300)
    try ledger.reserve()
    ledger.release()
    #expect(try look().rows.count == 300)
  }

  @Test func emptyAndForeignFilesAreRefused() throws {
    for bytes in [Data(), Data([1])] {
      try bytes.write(to: URL(filePath: path))
      #expect(throws: LedgerError.self) { _ = try SQLiteLedger(path) }
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }
  }

  @Test func theNewestWholeExportIsFound() throws {
    var expected = try filled()
    let backup = LedgerBackup(of: path)
    #expect(try backup.newest().found == nil && !backup.exists())
    let store = try SQLiteLedger(path)
    for number in 1...5 {
      var changes = LedgerChanges()
      changes.settings["number"] = "\(number)"
      _ = try store.commit(changes)
      _ = try backup.write(store)
    }
    #expect(try backup.newest().found?.ledger.settings["number"] == "5")
    try folder.write("cut", to: "tidings.sqlite.backup.gz")
    let (found, problems) = try backup.newest()
    #expect(found?.ledger.settings["number"] == "4" && problems.count == 1)
    expected.settings["number"] = "4"
    expected.journal = try store.journal(after: 0)
    #expect(found?.ledger == expected)
    #expect(Set(try folder.contents(of: ".").keys.filter { $0.contains("backup") }).count == 3)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func anExportThatCopiesWhatStayedIsTheWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try SQLiteLedger(path)
    let backup = LedgerBackup(of: path)
    var parts: BackupParts?
    for step in 0..<12 {
      let count = step == 0 ? 4500 : Int.random(in: 0...30, using: &random)
      var changes = LedgerChanges(
        rows: Set((0..<count).map { _ in Int.random(in: 0...20_000, using: &random) }).map { number in
          var row = row("item é \(number)")
          row.modified = Timestamp(microseconds: Int64(step + 10))
          row.withdrawn = number % 7 == 0 ? Timestamp(microseconds: Int64(step)) : nil
          return row
        })
      let known = try store.load().rows.keys.sorted()
      changes.removed = (0..<step).compactMap { _ in known.randomElement(using: &random) }
        .filter { key in !changes.rows.contains { $0.key == key } }
      changes.settings = ["step": "\(step)"]
      let generation = try store.generation()
      _ = try store.commit(changes)
      // A disk that has lost a part of the former one: it is not handed on.
      if step == 6 {
        var bytes = try Data(contentsOf: URL(filePath: backup.path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: backup.path))
        parts = parts.map {
          BackupParts(
            generation: $0.generation, stamp: try? LocalFile.stamp(backup.path), length: $0.length, parts: $0.parts)
        }
      }
      let former = parts
      parts = try backup.write(
        store, after: generation, touched: changes.rows.map(\.key) + changes.removed,
        // One that was written by another build is of no use.
        known: step == 9 ? nil : parts)
      let (found, problems) = try backup.newest()
      #expect(problems == [] && found?.path == backup.path)
      #expect(try found?.ledger == store.load())
      if let former, step == 3 {
        #expect(!Set(former.parts.map(\.digest)).isDisjoint(with: try #require(parts).parts.map(\.digest)))
      }
    }
  }

  @Test func exportsOfFormerVersionsAreProved() throws {
    let line =
      #"{"addresses":["https://a.example/x/"],"first":"2026-01-01T00:00:00Z","id":"x","key":"k","meaning":"0123456789abcdef0123456789abcdef","modified":"2026-01-01T00:00:00Z","path":"p"}"#
      + "\n"
    let digest = ContentDigest(Array(line.utf8)).hexadecimal
    let whole = Array((line + #"{"digest":"\#(digest)","end":1}"# + "\n").utf8)
    try LedgerLines.check(whole)
    #expect(try LedgerLines.read(whole).rows.count == 1)
    var other = whole
    other[20] ^= 1
    #expect(throws: LedgerLines.Fault.self) { try LedgerLines.check(other) }
  }

  @Test func aLineThatNoLedgerWritesIsRefused() throws {
    let long = Array(#"{"feed":"\#(String(repeating: "x", count: 17 << 20))","id":"y"}"#.utf8)
    #expect(throws: LedgerLines.Fault.self) { try LedgerLines.read(long) }
  }

  @Test func writtenAPieceAtATimeItIsTheSame() throws {
    var whole = try filled()
    whole.journal = try SQLiteLedger(path, for: .reading).journal(after: 0)
    var bytes: [UInt8] = []
    try LedgerLines.write(try SQLiteLedger(path, for: .reading)) { bytes += $0 }
    try LedgerLines.check(bytes)
    #expect(try LedgerLines.read(bytes) == whole)
    #expect(
      LedgerLines.text(whole).split(separator: "\n").last
        == String(decoding: bytes, as: UTF8.self).split(separator: "\n").last)
  }

  @Test func whatIsReadableOfADamagedFileIsSaved() throws {
    let whole = try filled()
    try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE item SET id = 'x' WHERE key = 'item-3'") }
    let salvage = LedgerRecovery(path)
    #expect(salvage.damagedRows == 1 && salvage.ledger.rows.count == 298)
    #expect(salvage.ledger.rows.allSatisfy { whole.rows[$0.key] == $0.value } && salvage.ledger.feeds == whole.feeds)
  }
}
