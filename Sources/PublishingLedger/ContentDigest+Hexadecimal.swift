package import LocalFiles

extension ContentDigest {
  /// 32 digits.
  package var hexadecimal: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(32)
    for number in [high, low] {
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 0xF
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  init?(hexadecimal text: String) { self.init(hexadecimal: Array(text.utf8)[...]) }

  init?(hexadecimal text: ArraySlice<UInt8>) {
    guard text.count == 32 else { return nil }
    var halves: (high: UInt64, low: UInt64) = (0, 0)
    for (index, byte) in text.enumerated() {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte - 0x30)
      case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
      case 0x41...0x46: digit = UInt64(byte - 0x41 + 10)
      default: return nil
      }
      if index < 16 { halves.high = halves.high << 4 | digit } else { halves.low = halves.low << 4 | digit }
    }
    self.init(high: halves.high, low: halves.low)
  }
}
