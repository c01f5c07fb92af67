/// Shows at a glance for most keys that they have not been there before.
struct KeyFilter {
  private var bits = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

  /// `false` where the key, or another with some bits in common, may have been there.
  mutating func insert(_ hash: UInt32) -> Bool {
    let mixed = hash &* 0x9E37_79B9
    let bit = UInt64(1) << UInt64(mixed >> 26)
    switch mixed >> 24 & 3 {
    case 0: return KeyFilter.set(bit, in: &bits.0)
    case 1: return KeyFilter.set(bit, in: &bits.1)
    case 2: return KeyFilter.set(bit, in: &bits.2)
    default: return KeyFilter.set(bit, in: &bits.3)
    }
  }

  private static func set(_ bit: UInt64, in word: inout UInt64) -> Bool {
    defer { word |= bit }
    return word & bit == 0
  }
}
