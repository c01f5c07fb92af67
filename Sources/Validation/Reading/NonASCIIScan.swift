/// The search for bytes that are not ASCII. Nearly all text has few, and every byte of every document is looked at: it
/// reads eight at a time, which takes an unchecked load.
enum NonASCIIScan {
  /// The offset of the first byte of at least 0x80 from a place on.
  static func first(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    unsafe bytes.withUnsafeBytes { raw in
      while index + 8 <= raw.count,
        unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index < bytes.count ? index : nil
  }
}
