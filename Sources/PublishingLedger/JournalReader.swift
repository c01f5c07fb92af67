import TidingsCore

/// Puts the journal together from the lines of an export.
struct JournalReader {
  private var builds: [Int64: (instant: Timestamp, changes: [JournalEntry.Change])] = [:]

  /// Takes in a line of the journal, or of what was reported to a service.
  ///
  /// - Returns: whether it is one.
  mutating func add(_ line: LedgerLines.Line, of build: Int64, _ ledger: inout Ledger) -> Bool {
    let addresses = line.addresses ?? []
    guard addresses.allSatisfy({ !$0.isEmpty && !$0.utf8.contains { $0 < 0x20 } }) else { return false }
    if let service = line.service {
      var memory = ServiceMemory(settled: line.addresses == nil ? build : nil)
      for address in addresses { memory.receipts[address] = build }
      ledger.services[service, default: ServiceMemory()].merge(memory)
      return true
    }
    guard let instant = line.instant.flatMap(Timestamp.init(rfc3339:)),
      let subject = line.subject.flatMap(JournalEntry.Change.Subject.init(rawValue:)),
      let kind = line.change.flatMap(JournalEntry.Change.Kind.init(rawValue:)), !addresses.isEmpty
    else { return false }
    let changes = addresses.map { JournalEntry.Change(subject, kind, $0) }
    guard let known = builds[build] else {
      builds[build] = (instant, changes)
      return true
    }
    // Where two histories were put together, the one that stands first counts.
    if known.instant == instant { builds[build]?.changes += changes }
    return true
  }

  /// The first build first.
  var entries: [JournalEntry] {
    builds.sorted { $0.key < $1.key }.map { number, build in
      let changes = build.changes.sorted { ($0.address, $0.kind.rawValue) < ($1.address, $1.kind.rawValue) }
      return JournalEntry(number: number, instant: build.instant, changes: changes)
    }
  }
}
