import LocalFiles

extension ItemRecord {
  /// The record by itself as bytes that ``init(packed:)`` reads: what it says of the file itself, no topics and no memory.
  package var packed: [UInt8] {
    var (own, texts, out) = (PackedWriter(), PackedWriter(), PackedWriter())
    own.add(path)
    own.add(Int64(stamp.size))
    fields.write(to: &own, texts: &texts)
    publication.write(to: &own)
    out.add(own.bytes)
    out.add(texts.bytes)
    return out.bytes
  }

  /// - Throws: `PackedReader.Damaged` where the bytes are no packed record.
  package init(packed bytes: [UInt8]) throws {
    var packed = PackedReader(bytes)
    var (own, texts) = (try packed.block(), try packed.block())
    let path = try own.text()
    let stamp = FileStamp.none.of(size: Int(try own.int64()))
    let fields = try Fields(reading: &own, texts: &texts, path: path, stamp: stamp, digest: .none)
    self.init(fields, publication: try Publication(reading: &own))
  }
}
