import Codecs
import LocalFiles

/// Makes the bytes of an export: members of gzip, which are one text to any program that reads them.
struct BackupWriter<Store: LedgerStore> {
  private let store: Store
  private var bytes: [UInt8]
  private var sum = LineSum()
  private var parts: [BackupParts.Part] = []
  private var journal: [BackupParts.JournalPart] = []

  /// Items of a part. More of a larger part has to be written again after a change; smaller parts compress less well.
  private let itemsOfPart = 2000

  init(_ store: Store) throws {
    self.store = store
    let tables = LedgerLines.tables(try store.tables())
    sum = LineSum(tables)
    bytes = tables.isEmpty ? [] : Gzip.compressed(tables, isQuick: true)
  }

  /// Adds all items, and the journal.
  mutating func addAll() throws {
    try addItems(in: .all)
    try addJournal()
  }

  /// Adds what an older export has, but for parts in which items have changed.
  ///
  /// - Parameters:
  ///   - former: its parts.
  ///   - file: its bytes.
  ///   - touched: keys of the items that have changed.
  mutating func add(_ former: BackupParts, of file: [UInt8], touched: [String]) throws {
    try add(former.parts, of: file, touched: touched)
    try addJournal(former.journal, of: file)
  }

  private mutating func add(_ former: [BackupParts.Part], of file: [UInt8], touched: [String]) throws {
    guard !former.isEmpty else { return try addItems(in: .all) }
    let touched = touched.sorted(by: KeyRange.precedes)
    var next = 0
    for (index, part) in former.enumerated() {
      let end = index + 1 < former.count ? former[index + 1].first : nil
      let isTouched = next < touched.count && (end.map { KeyRange.precedes(touched[next], $0) } ?? true)
      while next < touched.count, end.map({ KeyRange.precedes(touched[next], $0) }) ?? true { next += 1 }
      let range = part.offset..<part.offset + part.length
      // A part that the disk has lost is not handed on.
      if isTouched || range.upperBound > file.count || ContentDigest(file, range) != part.digest {
        try addItems(in: KeyRange(first: index == 0 ? "" : part.first, end: end))
      } else {
        add(file[range], part.first, part.sum, part.digest)
      }
    }
  }

  private mutating func addItems(in range: KeyRange) throws {
    var text = LedgerText()
    var first = ""
    var count = 0
    func flush(_ writer: inout BackupWriter) {
      guard count > 0 else { return }
      let lines = text.take()
      let member = Gzip.compressed(lines, isQuick: true)
      writer.add(member[...], first, LineSum(lines), ContentDigest(member))
      count = 0
    }
    try store.eachRow(in: range) { row in
      if count == 0 { first = row.key }
      LedgerLines.write(row, to: &text)
      count += 1
      if count == itemsOfPart { flush(&self) }
    }
    flush(&self)
  }

  /// The size in bytes below which a member of the journal is written again with what comes behind it.
  private static var smallMember: Int { 1 << 14 }

  /// Adds the journal: what an older export has of it, and what is new.
  private mutating func addJournal(_ former: [BackupParts.JournalPart] = [], of file: [UInt8] = []) throws {
    let isWhole = former.allSatisfy { part in
      let range = part.offset..<part.offset + part.length
      return range.upperBound <= file.count && ContentDigest(file, range) == part.digest
    }
    var kept = isWhole ? former : []
    if let last = kept.last, last.length < Self.smallMember, kept.count == 1 || kept[kept.count - 2].through != nil {
      kept.removeLast()
    }
    for part in kept { add(file[part.offset..<part.offset + part.length], part.through, part.sum, part.digest) }
    var text = LedgerText()
    var last: Int64?
    func flush(_ writer: inout BackupWriter, through: Int64?) {
      guard !text.bytes.isEmpty else { return }
      let lines = text.take()
      let member = Gzip.compressed(lines, isQuick: true)
      writer.add(member[...], through, LineSum(lines), ContentDigest(member))
    }
    try store.eachChange(after: kept.last?.through ?? 0) { part in
      if text.bytes.count > 1 << 20 { flush(&self, through: last == part.number ? nil : last) }
      LedgerLines.write(part, to: &text)
      last = part.number
    }
    flush(&self, through: last)
    let services = LedgerLines.services(try store.services())
    guard !services.isEmpty else { return }
    bytes += Gzip.compressed(services, isQuick: true)
    sum.add(LineSum(services))
  }

  private mutating func add(_ member: ArraySlice<UInt8>, _ through: Int64?, _ sum: LineSum, _ digest: ContentDigest) {
    journal.append(
      BackupParts.JournalPart(
        through: through, offset: bytes.count, length: member.count, sum: sum, digest: digest))
    bytes += member
    self.sum.add(sum)
  }

  private mutating func add(_ member: ArraySlice<UInt8>, _ first: String, _ sum: LineSum, _ digest: ContentDigest) {
    parts.append(
      BackupParts.Part(first: first, offset: bytes.count, length: member.count, sum: sum, digest: digest))
    bytes += member
    self.sum.add(sum)
  }

  /// The whole file, and what is known of it.
  func finished() -> (bytes: [UInt8], parts: [BackupParts.Part], journal: [BackupParts.JournalPart]) {
    (bytes + Gzip.compressed(LedgerLines.end(sum), isQuick: true), parts, journal)
  }
}
