import HTMLPages
import TidingsCore

/// The part of a line that a report shows: documents are often one line of a megabyte.
struct SourceWindow {
  /// Characters of a line that are shown where nothing was found in it.
  private static let limit = 300
  /// Characters on each side of a place.
  private static let reach = 100
  /// Characters from one known place in the line to the next.
  private static let step = 4096

  private let utf8: [UInt8]
  /// The offset of every so many characters: a hundred findings in a long line are a hundred short walks.
  private let offsets: [Int]

  init(_ line: String) {
    utf8 = Array(line.utf8)
    var offsets: [Int] = []
    var count = 0
    for (offset, byte) in utf8.enumerated() where byte & 0xC0 != 0x80 {
      if count.isMultiple(of: SourceWindow.step) { offsets.append(offset) }
      count += 1
    }
    self.offsets = offsets
  }

  /// The offset of a character, from 0; the line's end for one behind it.
  private func offset(of character: Int) -> Int {
    let mark = character / SourceWindow.step
    guard offsets.indices.contains(mark) else { return utf8.count }
    var (offset, rest) = (offsets[mark], character % SourceWindow.step)
    while offset < utf8.count, rest > 0 {
      offset += 1
      while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
      rest -= 1
    }
    return offset
  }

  /// What stands around a column, from 1: before it, the word or tag at it, and behind that.
  func around(_ column: Int) -> (before: String, mark: String, after: String) {
    let character = max(column - 1, 0)
    let place = offset(of: character)
    let from = offset(of: max(0, character - SourceWindow.reach))
    let to = offset(of: character + SourceWindow.reach)
    func text(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
    let scalars = text(place..<to).unicodeScalars
    var end = scalars.firstIndex { $0.properties.isWhitespace } ?? scalars.endIndex
    if let tag = scalars[..<end].firstIndex(of: ">") { end = scalars.index(after: tag) }
    if end == scalars.startIndex, end < scalars.endIndex { end = scalars.index(after: end) }
    return (
      (from > 0 ? "…" : "") + text(from..<place), String(scalars[..<end]),
      String(scalars[end...]) + (to < utf8.count ? "…" : "")
    )
  }

  /// The beginning of a line.
  static func start(of line: String) -> String {
    let scalars = line.unicodeScalars
    let start = scalars.prefix(limit)
    if start.endIndex < scalars.endIndex { return String(start) + "…" }
    return String(start.last == "\r" ? start.dropLast() : start)
  }
}
