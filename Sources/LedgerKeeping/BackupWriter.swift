import Compression
import LocalFiles

/// Makes the bytes of an export: members of gzip, which are one text to whoever reads them.
struct BackupWriter<Store: LedgerStore> {
  private let store: Store
  private var bytes: [UInt8]
  private var sum = LineSum()
  private var parts: [BackupParts.Part] = []

  /// Items of a part. Of a larger one more has to be written anew after a change, of smaller ones less is compressed.
  private let itemsOfPart = 2000

  init(_ store: Store) throws {
    self.store = store
    let tables = LedgerLines.tables(try store.tables())
    sum = LineSum(tables)
    bytes = tables.isEmpty ? [] : Gzip.compressed(tables, isQuick: true)
  }

  /// Adds all items.
  mutating func addAll() throws { try addItems(in: .all) }

  /// Adds what an older export has, but for parts in which items have changed.
  ///
  /// - Parameters:
  ///   - former: its parts.
  ///   - file: its bytes.
  ///   - touched: keys of the items that have changed.
  mutating func add(_ former: [BackupParts.Part], of file: [UInt8], touched: [String]) throws {
    guard !former.isEmpty else { return try addAll() }
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

  private mutating func add(_ member: ArraySlice<UInt8>, _ first: String, _ sum: LineSum, _ digest: ContentDigest) {
    parts.append(
      BackupParts.Part(first: first, offset: bytes.count, length: member.count, sum: sum, digest: digest))
    bytes += member
    self.sum.add(sum)
  }

  /// The whole file, and what is known of it.
  func finished() -> (bytes: [UInt8], parts: [BackupParts.Part]) {
    (bytes + Gzip.compressed(LedgerLines.end(sum), isQuick: true), parts)
  }
}
