import TidingsCore

/// Where the lines of a text begin.
final class LineIndex {
  private let utf8: [UInt8]
  private lazy var starts: [Int] = [0] + utf8.indices.filter { utf8[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }

  /// The place that was asked for last: findings come in order, and a document may be one line of a megabyte.
  private var last = (line: -1, offset: 0, column: 0)

  init(_ utf8: [UInt8]) { self.utf8 = utf8 }

  /// Line and column, both from 1, the column in characters.
  func location(_ offset: Int, path: String) -> SourceLocation {
    let offset = min(max(offset, 0), utf8.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let isLater = last.line == low && last.offset <= offset
    let known = isLater ? last.offset : starts[low]
    let column = (isLater ? last.column : 0) + utf8[known..<offset].count { $0 & 0xC0 != 0x80 }
    last = (low, offset, column)
    return SourceLocation(path: path, line: low + 1, column: column + 1)
  }

  /// What stands at an offset.
  func text(from offset: Int, limit: Int) -> ArraySlice<UInt8> { utf8[min(offset, utf8.count)...].prefix(limit) }

  /// What stands in front of an offset.
  func text(before offset: Int, limit: Int) -> ArraySlice<UInt8> { utf8[..<min(offset, utf8.count)].suffix(limit) }

  /// The offset of a line's beginning.
  func offset(ofLine line: Int) -> Int {
    starts.indices.contains(line - 1) ? starts[line - 1] : 0
  }
}
