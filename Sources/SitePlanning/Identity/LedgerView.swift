import ContentCorpus
package import LocalFiles
import TidingsCore

/// What a build knows of the ledger without asking it, for as long as the ledger is still the one that it was.
package struct LedgerView: Sendable, Hashable {
  /// The ledger's number.
  package var generation: Int64
  /// The ledger's file as the build left it: one that was touched since may be damaged where nobody looks.
  package var stamp: FileStamp?
  /// Paths of items that were withheld in favour of others.
  var withheld: Set<String> = []
  /// What the items' files do not say, by their paths.
  var remembered: [String: ItemRecord.Remembered] = [:]
  /// On items, whose paths are relative to the corpus.
  var findings: [Finding] = []
}

extension LedgerView {
  package func write(to out: inout PackedWriter) {
    out.add(generation)
    out.add(stamp != nil)
    if let stamp { out.add(stamp) }
    out.add(list: withheld.sorted()) { $1.add($0) }
    out.add(list: remembered.sorted { $0.key < $1.key }) { item, out in
      out.add(item.key)
      out.add(item.value.id)
      out.add(item.value.modified.microseconds)
    }
    out.add(list: findings) { $0.write(to: &$1) }
  }

  package init(reading packed: inout PackedReader) throws {
    generation = try packed.int64()
    stamp = try packed.flag() ? try packed.stamp() : nil
    withheld = Set(try packed.list { try $0.text() })
    let pairs = try packed.list { packed in
      (
        try packed.text(),
        ItemRecord.Remembered(id: try packed.text(), modified: Timestamp(microseconds: try packed.int64()))
      )
    }
    remembered = Dictionary(pairs) { $1 }
    findings = try packed.list { try Finding(reading: &$0) }
  }
}
