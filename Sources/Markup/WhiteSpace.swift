/// White space as Unicode has it (property White_Space), in UTF-8.
enum WhiteSpace {
  /// The bytes of the white space character that begins at a position; 0 where none does.
  static func length(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let lead = unsafe bytes[index]
    if lead < 0x80 { return lead == 0x20 || (0x9...0xD).contains(lead) ? 1 : 0 }
    func next(_ distance: Int) -> UInt8 { unsafe index + distance < bytes.count ? bytes[index + distance] : 0 }
    switch lead {
    case 0xC2: return next(1) == 0x85 || next(1) == 0xA0 ? 2 : 0
    case 0xE1: return next(1) == 0x9A && next(2) == 0x80 ? 3 : 0
    case 0xE2:
      let isGeneral =
        next(1) == 0x80 && ((0x80...0x8A).contains(next(2)) || [0xA8, 0xA9, 0xAF].contains(next(2)))
      return isGeneral || (next(1) == 0x81 && next(2) == 0x9F) ? 3 : 0
    case 0xE3: return next(1) == 0x80 && next(2) == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Whether all white space is single spaces between other characters.
  static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isBehindSpace = true
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      if byte == 0x20 {
        if isBehindSpace { return false }
        isBehindSpace = true
      } else {
        if byte < 0x20 || byte >= 0x80, unsafe length(at: index, in: bytes) > 0 { return false }
        isBehindSpace = false
      }
    }
    return !isBehindSpace || bytes.isEmpty
  }

  static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isPending = false
    var index = 0
    while index < bytes.count {
      let length = unsafe length(at: index, in: bytes)
      if length > 0 {
        isPending = !out.isEmpty
        index += length
        continue
      }
      if isPending { out.append(0x20) }
      isPending = false
      unsafe out.append(bytes[index])
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }
}
