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
  mutating func closingTicks(_ length: Int) -> Int? {
    if knowsBackticks, (backticks[length] ?? -1) < index { return nil }
    var position = index
    while position < end {
      guard tree.buffer[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let start = position
      while position < end, tree.buffer[position] == UInt8(ascii: "`") { position += 1 }
      backticks[position - start] = max(backticks[position - start] ?? 0, start)
      if position - start == length { return start }
    }
    knowsBackticks = true
    return nil
  }
}
