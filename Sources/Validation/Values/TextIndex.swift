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

  /// FNV-1a with a last stirring. The seed differs from run to run: nobody can prepare addresses that collide.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return (hash &* 0x9E37_79B9_7F4A_7C15) >> 3
  }

  private static let seed = UInt64.random(in: .min ... .max)
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
