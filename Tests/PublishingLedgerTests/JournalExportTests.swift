import LocalFiles
import TestSupport
import Testing
import TidingsCore

@testable import PublishingLedger

/// What exports say of builds and of services.
@Suite struct JournalExportTests {
  private let folder = TemporaryFolder()

  private func instant(_ day: Int64) -> Timestamp { Timestamp(microseconds: day * 86_400_000_000) }

  private func build(_ day: Int64, _ addresses: some Sequence<Int>, _ kind: JournalEntry.Change.Kind = .added)
    -> LedgerChanges
  {
    var changes = LedgerChanges()
    changes.journal = addresses.map { .init(.page, kind, "https://a.example/\($0)/") }
    changes.journal.append(.init(.document, .updated, "https://a.example/atom.xml"))
    changes.instant = instant(day)
    return changes
  }

  @Test func whatServicesWereReportedIsExportedAndTakenIn() throws {
    let ledger = try SQLiteLedger(folder.path + "/a.sqlite")
    for day in 1...3 { _ = try ledger.commit(build(Int64(day), 0...1200)) }
    try ledger.note(["https://a.example/1/": 2, "https://a.example/2/": 3], of: "hub")
    try ledger.settle("index", through: 2)
    try ledger.note(["https://a.example/7/": 3], of: "index")
    var bytes: [UInt8] = []
    try LedgerLines.write(ledger) { bytes += $0 }
    try LedgerLines.check(bytes)
    let read = try LedgerLines.read(bytes)
    #expect(try read.journal == ledger.journal(after: 0))
    #expect(try read.services == ledger.services())
    #expect(read.services["index"] == ServiceMemory(settled: 2, receipts: ["https://a.example/7/": 3]))
    // Put into the place of another, it goes on as if nothing had been.
    let path = folder.path + "/b.sqlite"
    _ = try SQLiteLedger.replace(path, by: read)
    let copy = try SQLiteLedger(path)
    #expect(try copy.journal(after: 0) == read.journal && copy.services() == read.services)
    #expect(try copy.check().isEmpty)
    _ = try copy.commit(build(4, [1]))
    #expect(try copy.journal(after: 3).map(\.number) == [4])
  }

  @Test func aHistoryThatWentAnotherWayIsLeftAlone() throws {
    let ledger = try SQLiteLedger(folder.path + "/a.sqlite")
    let other = try SQLiteLedger(folder.path + "/b.sqlite")
    for day in 1...3 { _ = try ledger.commit(build(Int64(day), [1])) }
    for day in [1, 2] { _ = try other.commit(build(Int64(day), [1])) }
    try other.settle("hub", through: 1)
    try ledger.settle("hub", through: 2)
    func export() throws -> Ledger {
      var bytes: [UInt8] = []
      try LedgerLines.write(ledger) { bytes += $0 }
      return try LedgerLines.read(bytes)
    }
    let read = try export()
    let history = try read.history(
      after: other.lastBuild(), instant: other.instant(ofBuild:), services: other.services())
    #expect(history.builds.map(\.number) == [3] && history.services["hub"]?.settled == 2)
    _ = try other.commit(build(9, [2]))
    let none = try read.history(after: other.lastBuild(), instant: other.instant(ofBuild:), services: other.services())
    #expect(none.builds.isEmpty && none.services.isEmpty)
  }

  @Test func linesThatAreNoneOfAJournalAreRefused() throws {
    for line in [
      #"{"addresses":["https://a.example/"],"build":0,"change":"added","instant":"2026-01-01T00:00:00Z","subject":"page"}"#,
      #"{"addresses":[],"build":1,"change":"added","instant":"2026-01-01T00:00:00Z","subject":"page"}"#,
      #"{"addresses":["a"],"build":1,"change":"lost","instant":"2026-01-01T00:00:00Z","subject":"page"}"#,
      #"{"addresses":["a"],"build":1,"change":"added","instant":"soon","subject":"page"}"#,
      #"{"addresses":["a\nb"],"build":1,"service":"hub"}"#, #"{"build":-1,"service":"hub"}"#,
    ] {
      #expect(throws: LedgerLines.Fault.self, "\(line)") { try LedgerLines.read(line + "\n") }
    }
  }

  /// An export is the same whichever way it was written: at once, or with what an older one had.
  @Test func whatIsCopiedIsWhatWouldBeWritten() throws {
    let ledger = try SQLiteLedger(folder.path + "/a.sqlite")
    let backup = LedgerBackup(folder.path + "/a.backup.gz")
    var known: BackupParts?
    for day in 1...12 {
      let generation = try ledger.generation()
      // Some builds fill members of their own, some are put together with the next.
      let count = day == 3 ? 60_000 : day.isMultiple(of: 4) ? 3000 : 2
      _ = try ledger.commit(build(Int64(day), 0..<count, day == 1 ? .added : .updated))
      if day == 5 { try ledger.note(["https://a.example/1/": 5], of: "hub") }
      let parts = try backup.write(ledger, after: generation, known: known)
      if let former = known?.journal.first, former.length > 1 << 14 { #expect(parts.journal.first == former) }
      known = parts
      let read = try #require(try backup.newest().found)
      #expect(try read.ledger.journal == ledger.journal(after: 0), "\(day)")
      #expect(try read.ledger.services == ledger.services())
    }
    #expect(try #require(known).journal.count > 1)
    // What the disk has lost of it is rebuilt.
    let name = "a.backup.gz"
    var bytes = try #require(try folder.contents()[name])
    let part = try #require(known?.journal[1])
    bytes[part.offset + part.length / 2] ^= 1
    let (handle, file) = try FolderHandle.place(of: folder.path + "/" + name, creates: false)
    try handle.write(bytes, to: file)
    let changed = BackupParts(
      generation: try #require(known).generation, stamp: try handle.stamp(file), length: bytes.count,
      parts: try #require(known).parts, journal: try #require(known).journal)
    _ = try backup.write(ledger, after: changed.generation, known: changed)
    let (found, problems) = try backup.newest()
    #expect(try problems.isEmpty && found?.ledger.journal == ledger.journal(after: 0))
  }
}
