import ContentCorpus
import LocalFiles
import SiteOutput
import TidingsCore

extension CachedDocuments {
  func write(to out: inout PackedWriter) {
    out.add(list: groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { pair, out in
      out.add(pair.key)
      out.add(pair.value.inputs)
      out.add(list: pair.value.documents) { $0.write(to: &$1) }
      out.add(list: pair.value.contentFindings) { $0.write(to: &$1) }
      out.add(list: pair.value.documentFindings) { $0.write(to: &$1) }
    }
  }

  /// - Throws: `PackedReader.Damaged`.
  init(reading packed: inout PackedReader) throws {
    let pairs = try packed.list { packed in
      (
        try packed.text(),
        Group(
          inputs: try packed.digest(), documents: try packed.list { try CachedDocument(reading: &$0) },
          contentFindings: try packed.list { try Finding(reading: &$0) },
          documentFindings: try packed.list { try Finding(reading: &$0) })
      )
    }
    self.init(groups: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
  }
}

extension CachedDocument {
  fileprivate func write(to out: inout PackedWriter) {
    out.add(row.path)
    out.add(row.format.rawValue)
    out.add(Int64(row.bytes))
    out.add(row.sha256)
    out.add(Int64(row.entries))
    out.add(row.topic)
    out.add(row.newest)
    out.add(row.copyOf)
    out.add(newest != nil)
    if let newest { out.add(newest.microseconds) }
    out.add(list: findings) { $0.write(to: &$1) }
    out.add(stamp)
  }

  fileprivate init(reading packed: inout PackedReader) throws {
    let path = try packed.text()
    guard let format = DocumentFormat(rawValue: try packed.text()) else { throw PackedReader.Damaged() }
    let row = Manifest.Row(
      path: path, format: format, bytes: Int(try packed.int64()), sha256: try packed.text(),
      entries: Int(try packed.int64()), topic: try packed.optionalText(), newest: try packed.optionalText(),
      copyOf: try packed.optionalText())
    let newest = try packed.flag() ? Timestamp(microseconds: try packed.int64()) : nil
    self.init(
      row: row, newest: newest, findings: try packed.list { try Finding(reading: &$0) }, stamp: try packed.stamp())
  }
}
