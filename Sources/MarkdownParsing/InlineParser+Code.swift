/// Code (CommonMark 0.29, section 6.3).
extension InlineParser {
  mutating func readCode() {
    let start = index
    while index < end, tree.buffer[index] == UInt8(ascii: "`") { index += 1 }
    let length = index - start
    guard let close = closingTicks(length) else {
      add(.text, start..<index)
      return
    }
    var content = tree.buffer[index..<close].map { $0 == 0x0A ? 0x20 : $0 }
    if content.count > 1, content.first == 0x20, content.last == 0x20, content.contains(where: { $0 != 0x20 }) {
      content.removeFirst()
      content.removeLast()
    }
    let from = tree.buffer.count
    tree.buffer += content
    add(.inlineCode, from..<tree.buffer.count)
    index = close + length
  }

  /// The next run of exactly so many backticks behind the index.
  private mutating func closingTicks(_ length: Int) -> Int? {
    guard length <= TickTable.longest, !ticks.rulesOut(length, behind: index) else { return nil }
    var position = index
    while position < end {
      guard tree.buffer[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let start = position
      while position < end, tree.buffer[position] == UInt8(ascii: "`") { position += 1 }
      ticks.see(position - start, at: start)
      if position - start == length { return start }
    }
    ticks.isComplete = true
    return nil
  }
}

/// Where a run of backticks of each length was last seen to begin.
struct TickTable {
  /// Longer runs close nothing.
  static let longest = 80

  private var places: [Int] = []
  /// Whether the leaf was looked through to its end.
  var isComplete = false

  mutating func removeAll() {
    places.removeAll(keepingCapacity: true)
    isComplete = false
  }

  func rulesOut(_ length: Int, behind index: Int) -> Bool {
    isComplete && (length >= places.count || places[length] < index)
  }

  /// A later search may put an earlier run in the place of the last one: then, as in cmark, no end is found where there is one.
  mutating func see(_ length: Int, at place: Int) {
    guard length <= TickTable.longest else { return }
    while places.count <= length { places.append(-1) }
    places[length] = place
  }
}
