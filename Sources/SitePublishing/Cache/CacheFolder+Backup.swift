import ContentCorpus
import LocalFiles
import PublishingLedger

/// What is known of the newest export of the ledger: without it the next one is made from all that the ledger holds.
extension CacheFolder {
  private static let backupName = "ledger.backup"
  private static let backupMark = Array("Tidings ledger backup 2\n".utf8)

  func backupParts() -> BackupParts? {
    guard let (bytes, _) = try? LocalFile.read(path + "/" + CacheFolder.backupName),
      bytes.starts(with: CacheFolder.backupMark)
    else { return nil }
    var packed = PackedReader(bytes, from: CacheFolder.backupMark.count)
    guard (try? CacheFolder.checkedDigest(&packed)) != nil else { return nil }
    return try? BackupParts(reading: &packed)
  }

  func save(_ parts: BackupParts) {
    var body = PackedWriter()
    parts.write(to: &body)
    var head = PackedWriter()
    head.add(ContentDigest(body.bytes))
    guard let folder = try? FolderHandle(path, creates: true), (try? folder.lock()) == true else { return }
    try? replace(CacheFolder.backupName, with: [CacheFolder.backupMark + head.bytes, body.bytes], in: folder)
  }
}

extension BackupParts {
  fileprivate func write(to out: inout PackedWriter) {
    out.add(generation)
    out.add(stamp != nil)
    if let stamp { out.add(stamp) }
    out.add(Int64(length))
    out.add(list: parts) { part, out in
      out.add(part.first)
      out.add(Int64(part.offset))
      out.add(Int64(part.length))
      out.add(Int64(part.sum.count))
      out.add(part.sum.digest)
      out.add(part.digest)
    }
    out.add(list: journal) { part, out in
      out.add(part.through ?? -1)
      out.add(Int64(part.offset))
      out.add(Int64(part.length))
      out.add(Int64(part.sum.count))
      out.add(part.sum.digest)
      out.add(part.digest)
    }
  }

  fileprivate init(reading packed: inout PackedReader) throws {
    self.init(
      generation: try packed.int64(), stamp: try packed.flag() ? try packed.stamp() : nil,
      length: Int(clamping: try packed.int64()),
      parts: try packed.list { packed in
        Part(
          first: try packed.text(), offset: Int(clamping: try packed.int64()),
          length: Int(clamping: try packed.int64()),
          sum: LineSum(count: Int(clamping: try packed.int64()), digest: try packed.digest()),
          digest: try packed.digest())
      },
      journal: try packed.list { packed in
        let through = try packed.int64()
        return JournalPart(
          through: through < 0 ? nil : through, offset: Int(clamping: try packed.int64()),
          length: Int(clamping: try packed.int64()),
          sum: LineSum(count: Int(clamping: try packed.int64()), digest: try packed.digest()),
          digest: try packed.digest())
      })
  }
}
