/// Looks for bytes that a form of writing must escape, sixteen at a time: nearly all text has few, and every byte of every
/// document passes here. The loads are unchecked; all lie below the count.
///
/// Sums of whole words do for comparisons of bytes, since Swift compares vectors lane by lane. The constants are computed
/// ones, which are folded into the code; stored ones would be asked each time whether they are there yet.
enum ByteScan {
  fileprivate typealias Block = SIMD2<UInt64>
  fileprivate static var ones: Block { Block(repeating: 0x0101_0101_0101_0101) }
  fileprivate static var highs: Block { Block(repeating: 0x8080_8080_8080_8080) }

  /// What is looked for.
  enum Marks {
    /// `<`, `>`, `&`, `"`, controls, and 0xEF, which leads the characters that XML has not.
    case xml
    /// `"`, `\` and controls.
    case json
  }

  /// The first such byte from a position on; the count where there is none.
  @inline(__always)
  static func next(_ marks: Marks, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index + 16 <= text.count {
      let found = unsafe ByteScan.found(marks, in: raw.loadUnaligned(fromByteOffset: index, as: Block.self))
      let first = found[0].littleEndian
      if first != 0 { return index + first.trailingZeroBitCount / 8 }
      let second = found[1].littleEndian
      if second != 0 { return index + 8 + second.trailingZeroBitCount / 8 }
      index += 16
    }
    while index < text.count {
      let byte = unsafe text[index]
      switch marks {
      case .xml:
        if byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF { return index }
      case .json: if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
      }
      index += 1
    }
    return index
  }

  /// The high bit of bytes that are looked for; above the first one of a word it may be set for others too.
  @inline(__always)
  private static func found(_ marks: Marks, in block: Block) -> Block {
    let low = (block &- ones &* 0x20) & ~block
    switch marks {
    case .xml:
      // `"` and `&` differ in one bit, and so do `<` and `>`.
      let quotes = zeroes((block & (ones &* 0xFB)) ^ (ones &* 0x22))
      let angles = zeroes((block & (ones &* 0xFD)) ^ (ones &* 0x3C))
      return (low | quotes | angles | zeroes(block ^ (ones &* 0xEF))) & highs
    case .json: return (low | zeroes(block ^ (ones &* 0x22)) | zeroes(block ^ (ones &* 0x5C))) & highs
    }
  }

  @inline(__always)
  private static func zeroes(_ block: Block) -> Block { (block &- ones) & ~block }
}

/// Counts what escaping adds to a text, sixteen bytes at a time.
enum EscapedSize {
  /// The bytes that a text takes where it stands in an element, but for what is left out of it.
  static func xml(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    unsafe text.count
      + sum(text) { block in
        // Three more for an angle, four for an ampersand.
        let angles = equals(block & (ByteScan.ones &* 0xFD), 0x3C)
        return (angles &* 3) &+ (equals(block, 0x26) &* 4)
      }
  }

  /// The bytes that a text takes as a string, but for rare controls.
  static func json(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    unsafe text.count + 2
      + sum(text) { block in equals(block, 0x22) | equals(block, 0x5C) | equals(block, 0x0A) }
  }

  /// 1 in each byte that equals another, else 0.
  @inline(__always)
  private static func equals(_ block: ByteScan.Block, _ byte: UInt8) -> ByteScan.Block {
    let rest = block ^ (ByteScan.ones &* UInt64(byte))
    let others = ((rest & ~ByteScan.highs) &+ ~ByteScan.highs) | rest
    return (~others & ByteScan.highs) &>> ByteScan.Block(repeating: 7)
  }

  /// The sum of a weight of at most 4 of each byte; that of a space must be none.
  @inline(__always)
  private static func sum(
    _ text: UnsafeBufferPointer<UInt8>, _ weights: (ByteScan.Block) -> ByteScan.Block
  ) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var total = 0
    var index = 0
    while index + 16 <= text.count {
      // So many that no byte overflows.
      let stop = min(index + 16 * 60, text.count & ~15)
      var lanes = ByteScan.Block()
      while index < stop {
        lanes &+= unsafe weights(raw.loadUnaligned(fromByteOffset: index, as: ByteScan.Block.self))
        index += 16
      }
      total += sumOfBytes(lanes[0]) + sumOfBytes(lanes[1])
    }
    while index < text.count {
      total += unsafe sumOfBytes(
        weights(ByteScan.Block(UInt64(text[index]) | 0x2020_2020_2020_2000, 0x2020_2020_2020_2020))[0])
      index += 1
    }
    return total
  }

  private static func sumOfBytes(_ word: UInt64) -> Int {
    let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ ((word >> 8) & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
