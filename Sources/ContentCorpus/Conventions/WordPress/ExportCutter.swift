import HTMLParsing

/// Cuts an export into its items while it goes by, a block at a time. Of all that goes by it holds one item, and no more than a block of
/// the rest.
struct ExportCutter {
  enum Piece {
    /// What stands in front of the first item.
    case head([UInt8])
    case item([UInt8], range: Range<Int>, line: Int)
  }

  /// What keeps a file from being read to its end.
  struct Damage: Error {
    let line: Int
    let message: String
  }

  private enum State {
    case head
    case between
    case item
    case ended
  }

  private var state = State.head
  private var buffer: [UInt8] = []
  /// The position in the file of the buffer's first byte, and its line.
  private var base = 0
  private(set) var line = 1
  /// Where in the buffer the head or the item begins.
  private var start = 0
  /// How far the buffer has been looked at.
  private var place = 0
  /// How far an end was looked for that is not there yet.
  private var searched = 0

  /// Looks at the next bytes.
  ///
  /// - Parameters:
  ///   - block: those behind the ones before.
  ///   - found: receives each piece that is whole.
  /// - Throws: ``Damage``, and what `found` throws.
  mutating func take(_ block: [UInt8], found: (Piece) throws -> Void) throws {
    buffer += block
    try look(isLast: false, found)
    letGo()
    guard buffer.count <= WordPressRules.itemLimit else {
      throw Damage(line: line, message: "What begins here is larger than \(WordPressRules.itemLimit / 1_000_000) MB")
    }
  }

  /// Says that nothing follows.
  mutating func end(found: (Piece) throws -> Void) throws {
    try look(isLast: true, found)
    switch state {
    case .ended: return
    case .item: throw Damage(line: line, message: "The export is cut off: it ends within the item that begins here")
    case .head, .between:
      let last = line + buffer.count { $0 == 0x0A }
      throw Damage(line: last, message: "The export is cut off: it ends without </channel>")
    }
  }

  private mutating func look(isLast: Bool, _ found: (Piece) throws -> Void) throws {
    while let sign = buffer[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = sign
      guard isLast || buffer.count - sign >= 16 else { return }
      let second = sign + 1 < buffer.count ? buffer[sign + 1] : 0
      if second == UInt8(ascii: "!"), begins(ExportCutter.data) {
        guard skip(9, to: ExportCutter.dataEnd) else { return }
      } else if second == UInt8(ascii: "!"), begins(ExportCutter.comment) {
        guard skip(4, to: ExportCutter.commentEnd) else { return }
      } else if second == UInt8(ascii: "i"), beginsItem {
        try open(found)
      } else if second == UInt8(ascii: "/"), begins(ExportCutter.itemEnd) {
        try close(found)
      } else if second == UInt8(ascii: "/"), begins(ExportCutter.channelEnd) || begins(ExportCutter.rssEnd) {
        guard state != .item else {
          throw Damage(
            line: line + buffer[..<start].count { $0 == 0x0A }, message: "The item that begins here has no end")
        }
        if state == .head { try found(.head(Array(buffer[start..<place]))) }
        state = .ended
        place += 1
      } else {
        place += 1
      }
    }
    place = buffer.count
  }

  private static let data = Array("<![CDATA[".utf8)
  private static let dataEnd = Array("]]>".utf8)
  private static let comment = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let item = Array("<item".utf8)
  private static let itemEnd = Array("</item>".utf8)
  private static let channelEnd = Array("</channel>".utf8)
  private static let rssEnd = Array("</rss>".utf8)

  private func begins(_ text: [UInt8]) -> Bool { buffer[place...].starts(with: text) }

  private var beginsItem: Bool {
    guard begins(ExportCutter.item), place + 5 < buffer.count else { return false }
    return buffer[place + 5] == UInt8(ascii: ">") || buffer[place + 5] <= 0x20
  }

  /// Goes on behind an end. `false` where that is still to come.
  private mutating func skip(_ count: Int, to sign: [UInt8]) -> Bool {
    let from = max(place + count, searched)
    guard from <= buffer.count, let end = buffer[from...].byteRange(of: sign) else {
      searched = max(place + count, buffer.count - 2)
      return false
    }
    (place, searched) = (end.upperBound, 0)
    return true
  }

  private mutating func open(_ found: (Piece) throws -> Void) throws {
    switch state {
    case .head: try found(.head(Array(buffer[start..<place])))
    case .between: break
    case .item:
      throw Damage(line: line + buffer[..<start].count { $0 == 0x0A }, message: "The item that begins here has no end")
    case .ended:
      throw Damage(
        line: line + buffer[..<place].count { $0 == 0x0A },
        message: "An item begins after the end of the channel: the file holds two exports")
    }
    (state, start) = (.item, place)
    place += 1
  }

  private mutating func close(_ found: (Piece) throws -> Void) throws {
    let end = place + 7
    if state == .item {
      let first = line + buffer[..<start].count { $0 == 0x0A }
      try found(.item(Array(buffer[start..<end]), range: (base + start)..<(base + end), line: first))
      // What is behind is counted from here, so that no byte is counted again for each item.
      (base, line) = (base + end, first + buffer[start..<end].count { $0 == 0x0A })
      buffer.removeFirst(end)
      (start, place, state) = (0, 0, .between)
    } else {
      place = end
    }
  }

  /// Lets go of what nobody needs any more.
  private mutating func letGo() {
    let end = state == .head ? 0 : state == .item ? start : place
    line += buffer[..<end].count { $0 == 0x0A }
    base += end
    buffer.removeFirst(end)
    place -= end
    searched = max(0, searched - end)
    start = 0
  }
}
