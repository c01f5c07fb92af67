/// Which of many pieces of one text have been there before. It compares bytes and makes no strings.
struct TextIndex {
  private struct Entry {
    var range: Range<Int>
    /// -1 in an empty slot.
    var value: Int
    var hash: UInt64
  }

  private var slots: [Entry]
  private var count = 0

  init(capacity: Int) {
    let size = max(16, (2 * capacity).nextPowerOfTwo)
    slots = Array(repeating: Entry(range: 0..<0, value: -1, hash: 0), count: size)
  }

  /// Notes a piece under a number of at least 0. Returns the number of an equal piece that was there before.
  mutating func insert(_ range: Range<Int>, of value: Int, in text: [UInt8]) -> Int? {
    if 2 * count >= slots.count { grow() }
    let hash = TextIndex.hash(text[range])
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].value >= 0 {
      if slots[slot].hash == hash, text[slots[slot].range] == text[range] { return slots[slot].value }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Entry(range: range, value: value, hash: hash)
    count += 1
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Entry(range: 0..<0, value: -1, hash: 0), count: 2 * old.count)
    for entry in old where entry.value >= 0 {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot].value >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// Eight bytes at a time, multiplied and folded. The seed differs from run to run: nobody can prepare addresses that collide.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    unsafe bytes.withUnsafeBytes { raw in
      var hash = seed ^ UInt64(raw.count)
      var index = 0
      while index + 8 <= raw.count {
        hash = unsafe fold(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < raw.count {
        rest = unsafe rest << 8 | UInt64(raw[index])
        index += 1
      }
      return fold(hash ^ rest)
    }
  }

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private static let seed = UInt64.random(in: .min ... .max)
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
