/// The characters that XML 1.0 (fifth edition, section 2.2) allows in a document, and the removal of all others.
///
/// XML 1.0 has no way to write the others, not even as a reference, and one of them makes a whole feed unreadable.
public enum XMLCharacters {
  /// Whether a character may stand in an XML 1.0 document.
  public static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0xD7FF, 0x9, 0xA, 0xD, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The offset of the first forbidden character in UTF-8 text, or `nil`.
  public static func firstForbidden(in bytes: some Collection<UInt8>) -> Int? {
    if let found = bytes.withContiguousStorageIfAvailable({ unsafe ForbiddenScan.first(in: $0, from: 0) }) {
      return found
    }
    return unsafe Array(bytes).withUnsafeBufferPointer { unsafe ForbiddenScan.first(in: $0, from: 0) }
  }

  /// The same text without forbidden characters.
  public static func removingForbidden(from bytes: [UInt8]) -> [UInt8] {
    guard var next = firstForbidden(in: bytes) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = 0
    while true {
      out += bytes[start..<next]
      start = next + (bytes[next] < 0x80 ? 1 : 3)
      guard let following = unsafe bytes.withUnsafeBufferPointer({ unsafe ForbiddenScan.first(in: $0, from: start) })
      else {
        out += bytes[start...]
        return out
      }
      next = following
    }
  }

  /// The same text without forbidden characters.
  public static func removingForbidden(from text: String) -> String {
    guard firstForbidden(in: text.utf8) != nil else { return text }
    return String(decoding: removingForbidden(from: Array(text.utf8)), as: UTF8.self)
  }
}

/// In valid UTF-8 only these bytes can begin a forbidden character: C0 controls, and EF BF BE / EF BF BF for U+FFFE/F.
private enum ForbiddenScan {
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte < 0x20 {
        if byte != 0x9, byte != 0xA, byte != 0xD { return index }
      } else if byte == 0xEF, index + 2 < bytes.count, unsafe bytes[index + 1] == 0xBF,
        unsafe bytes[index + 2] >= 0xBE
      {
        return index
      }
      index += 1
    }
    return nil
  }
}
