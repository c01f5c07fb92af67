/// Validates bytes as UTF-8 (RFC 3629).
public enum UTF8Text {
  /// The offset of the first byte that does not belong to well-formed UTF-8, or `nil`.
  public static func firstInvalid(in bytes: [UInt8]) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { unsafe firstInvalid(in: $0) }
  }

  private static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index < bytes.count {
      // Many ASCII bytes at a time: content is mostly that.
      while index + 32 <= bytes.count,
        unsafe raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self).isASCII
      {
        index += 32
      }
      while index + 8 <= bytes.count,
        unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      guard index < bytes.count else { return nil }
      let lead = unsafe bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = sequence(lead), index + length <= bytes.count,
        unsafe second.contains(bytes[index + 1])
      else { return index }
      for follower in (index + 2)..<max(index + length, index + 2) where unsafe bytes[follower] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }

  /// Length of the sequence that a lead byte begins, and the range of its second byte (Unicode, table 3-7).
  private static func sequence(_ lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}

extension SIMD4<UInt64> {
  /// Whether no byte has its high bit set.
  fileprivate var isASCII: Bool { (self[0] | self[1] | self[2] | self[3]) & 0x8080_8080_8080_8080 == 0 }
}
