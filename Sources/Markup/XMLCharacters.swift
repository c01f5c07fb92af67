/// The characters that XML 1.0 (fifth edition, section 2.2) allows in a document, and the removal of all others.
///
/// XML 1.0 has no way to write the others, not even as a reference, and one of them makes a whole feed unreadable. The
/// controls and noncharacters that it only discourages go with them: HTML forbids them, and no text needs them.
public enum XMLCharacters {
  /// Whether a character may stand in a document.
  public static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x9, 0xA, 0xD, 0xA0...0xD7FF, 0xE000...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0x10FFFF: true
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

  /// The same text without forbidden characters; those that are white space to people become spaces.
  public static func removingForbidden(from bytes: [UInt8]) -> [UInt8] {
    guard var next = firstForbidden(in: bytes) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = 0
    while true {
      out += bytes[start..<next]
      // Tabs down and pages forward part words as any white space does.
      if bytes[next] == 0xB || bytes[next] == 0xC { out.append(0x20) }
      start = next + (bytes[next] < 0x80 ? 1 : bytes[next] == 0xC2 ? 2 : 3)
      guard let following = unsafe bytes.withUnsafeBufferPointer({ unsafe ForbiddenScan.first(in: $0, from: start) })
      else {
        out += bytes[start...]
        return out
      }
      next = following
    }
  }

  /// Bytes of the forbidden character that begins at a position; 0 where an allowed one does.
  static func forbiddenLength(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard unsafe ForbiddenScan.isForbidden(at: index, in: bytes) else { return 0 }
    let lead = unsafe bytes[index]
    return lead < 0x80 ? 1 : lead == 0xC2 ? 2 : 3
  }

  /// The same text without forbidden characters.
  public static func removingForbidden(from text: String) -> String {
    guard firstForbidden(in: text.utf8) != nil else { return text }
    return String(decoding: removingForbidden(from: Array(text.utf8)), as: UTF8.self)
  }
}

/// In valid UTF-8 only these bytes can begin a forbidden character: C0 controls and DEL, C2 for the C1 controls, EF for
/// U+FDD0–FDEF and U+FFFE/F.
private enum ForbiddenScan {
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte >= 0x7F, unsafe isForbidden(at: index, in: bytes) { return index }
      index += 1
    }
    return nil
  }

  static func isForbidden(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let lead = unsafe bytes[index]
    switch lead {
    case 0x9, 0xA, 0xD: return false
    case 0x0..<0x20, 0x7F: return true
    case 0xC2: return unsafe index + 1 < bytes.count && bytes[index + 1] < 0xA0
    case 0xEF:
      guard index + 2 < bytes.count else { return false }
      let (second, third) = unsafe (bytes[index + 1], bytes[index + 2])
      return (second == 0xBF && third >= 0xBE) || (second == 0xB7 && (0x90...0xAF).contains(third))
    default: return false
    }
  }
}
