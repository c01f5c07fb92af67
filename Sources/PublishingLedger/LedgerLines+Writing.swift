import Foundation
import TidingsCore

extension LedgerLines {
  /// All of a ledger. What is not held in memory is better written a piece at a time: ``write(_:take:)``.
  public static func text(_ ledger: Ledger) -> String {
    var bytes = tables(ledger)
    for row in ledger.rows.values.sorted(by: { $0.key < $1.key }) { bytes += line(row) }
    var text = LedgerText()
    var gatherer = JournalGatherer { write($0, to: &text) }
    for entry in ledger.journal {
      for change in entry.changes { try? gatherer.add(change, of: entry.number, at: entry.instant) }
    }
    try? gatherer.finish()
    bytes += text.bytes + services(ledger.services)
    return String(decoding: bytes + end(LineSum(bytes)), as: UTF8.self)
  }

  /// Writes all of a ledger, a piece at a time.
  ///
  /// - Parameters:
  ///   - store: that it is read from.
  ///   - take: called with whole lines.
  /// - Throws: ``LedgerError``, and what `take` throws.
  public static func write(_ store: some LedgerStore, take: ([UInt8]) throws -> Void) throws {
    let tables = tables(try store.tables())
    var sum = LineSum(tables)
    try take(tables)
    var text = LedgerText()
    func flush() throws {
      let piece = text.take()
      sum.add(LineSum(piece))
      try take(piece)
    }
    try store.eachRow(in: .all) { row in
      write(row, to: &text)
      if text.bytes.count > 1 << 18 { try flush() }
    }
    try store.eachChange(after: 0) { part in
      write(part, to: &text)
      if text.bytes.count > 1 << 18 { try flush() }
    }
    try flush()
    let services = services(try store.services())
    sum.add(LineSum(services))
    try take(services)
    try take(end(sum))
  }

  /// A line of the journal.
  static func write(_ part: JournalPart, to out: inout LedgerText) {
    out.begin()
    out.list("addresses", part.addresses)
    out.number("build", Int(part.number))
    out.text("change", part.kind.rawValue)
    out.instant("instant", part.instant)
    out.text("subject", part.subject.rawValue)
    out.end()
  }

  /// The lines of what has been reported to services: up to which build all, and what beside that.
  static func services(_ services: [String: ServiceMemory]) -> [UInt8] {
    var text = LedgerText()
    for (service, memory) in services.sorted(by: { $0.key < $1.key }) {
      if let settled = memory.settled {
        text.begin()
        text.number("build", Int(settled))
        text.text("service", service)
        text.end()
      }
      for (build, addresses) in Dictionary(grouping: memory.receipts, by: \.value).sorted(by: { $0.key < $1.key }) {
        let sorted = addresses.map(\.key).sorted()
        for start in stride(from: 0, to: sorted.count, by: JournalPart.limit) {
          text.begin()
          text.list("addresses", Array(sorted[start..<min(start + JournalPart.limit, sorted.count)]))
          text.number("build", Int(build))
          text.text("service", service)
          text.end()
        }
      }
    }
    return text.bytes
  }

  /// The lines of everything but items.
  static func tables(_ ledger: Ledger) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes: [UInt8] = []
    func add(_ line: Line) { bytes += ((try? encoder.encode(line)).map(Array.init) ?? []) + [0x0A] }
    for (name, value) in ledger.settings.sorted(by: { $0.key < $1.key }) { add(Line(setting: name, value: value)) }
    for (folder, id) in ledger.feeds.sorted(by: { $0.key < $1.key }) { add(Line(feed: folder, id: id)) }
    for (folder, since) in ledger.since.sorted(by: { $0.key < $1.key }) {
      add(Line(feed: folder, since: since.rfc3339))
    }
    for place in ledger.places.sorted() { add(Line(feed: place.folder, place: place.path, format: place.format)) }
    for (name, path) in ledger.topics.sorted(by: { $0.key < $1.key }) { add(Line(path: path, topic: name)) }
    for page in ledger.pages.sorted(by: { $0.key < $1.key }) { add(Line(page: self.page(page.value))) }
    var text = LedgerText()
    for (address, sha256) in ledger.documents.sorted(by: { $0.key < $1.key }) {
      text.begin()
      text.text("document", address)
      text.text("sha256", sha256)
      text.end()
    }
    return bytes + text.bytes
  }

  /// The last line, by which an export is known to be whole.
  package static func end(_ sum: LineSum) -> [UInt8] {
    var text = LedgerText()
    text.begin()
    text.number("end", sum.count)
    text.text("sum", sum.digest.hexadecimal)
    text.end()
    return text.bytes
  }

  /// As `JSONEncoder` writes it with sorted keys, and several times as fast: there are many.
  package static func line(_ row: LedgerRow) -> [UInt8] {
    var text = LedgerText()
    write(row, to: &text)
    return text.bytes
  }

  static func write(_ row: LedgerRow, to out: inout LedgerText) {
    out.begin()
    out.list("addresses", row.addresses)
    if let claimed = row.claimed { out.instant("claimed", claimed) }
    out.instant("first", row.first)
    out.text("id", row.id)
    out.text("key", row.key)
    out.text("meaning", row.meaning.hexadecimal)
    out.instant("modified", row.modified)
    out.text("path", row.path)
    if row.reading != 0 { out.number("reading", row.reading) }
    if !row.topics.isEmpty { out.list("topics", row.topics) }
    if let withdrawn = row.withdrawn { out.instant("withdrawn", withdrawn) }
    out.end()
  }

  private static func page(_ page: ArchivePage) -> Page {
    Page(
      folder: page.folder, number: page.number, name: page.name, period: page.period,
      entries: page.entries.map { [$0.id, $0.modified.rfc3339] }, through: page.through.rfc3339)
  }
}
