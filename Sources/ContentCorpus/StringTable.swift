/// Finds which of many texts is the same as another, faster than a dictionary: it holds positions only, the texts stay where
/// they are, and their hashes are made elsewhere, several at a time.
struct StringTable {
  private var slots: [Slot]
  private let mask: Int

  private struct Slot {
    var hash: UInt32 = 0
    /// -1 where the slot is free.
    var position: Int32 = -1
  }

  /// - Parameter capacity: texts that there are at most.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    mask = size - 1
  }

  /// The position of the text that is the same.
  ///
  /// - Parameter isSame: whether the text at a position is the one that is looked for.
  func find(_ hash: TextHash, isSame: (Int) -> Bool) -> Int? {
    var index = Int(hash.value) & mask
    while slots[index].position >= 0 {
      if slots[index].hash == hash.value, isSame(Int(slots[index].position)) { return Int(slots[index].position) }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Takes in a text that is not there yet.
  mutating func insert(_ hash: TextHash, at position: Int) {
    var index = Int(hash.value) & mask
    while slots[index].position >= 0 { index = (index + 1) & mask }
    slots[index] = Slot(hash: hash.value, position: Int32(position))
  }
}

/// A hash that is another in each process, so that nobody can write texts that all fall together.
struct TextHash: Sendable {
  let value: UInt32

  private static let seed = UInt64.random(in: .min ... .max)

  init(_ text: ArraySlice<UInt8>) { value = unsafe text.withUnsafeBufferPointer { unsafe TextHash.hash($0) } }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(text)
    var state = seed ^ UInt64(text.count)
    var index = 0
    while index + 8 <= text.count {
      state = unsafe mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < text.count {
      rest = unsafe rest << 8 | UInt64(text[index])
      index += 1
    }
    let mixed = mix(state ^ rest)
    return UInt32(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
