import LocalFiles
import TidingsCore

/// The line of an item in an export, read as it is written here: members in their order, nothing escaped. There are as many as items, and
/// a parser of JSON takes ten times as long. Any other line is for that.
struct RowLine {
  private let bytes: [UInt8]
  private let end: Int
  private var index: Int

  /// - Parameters:
  ///   - bytes: that hold the line.
  ///   - range: where it is.
  /// - Returns: `nil` where it is written otherwise, or is none of an item.
  static func row(_ bytes: [UInt8], _ range: Range<Int>) -> LedgerRow? {
    var line = RowLine(bytes: bytes, end: range.upperBound, index: range.lowerBound)
    return line.row()
  }

  private init(bytes: [UInt8], end: Int, index: Int) { (self.bytes, self.end, self.index) = (bytes, end, index) }

  private static let addresses = Array(#"{"addresses":["#.utf8)
  private static let claimed = Array(#","claimed":""#.utf8)
  private static let first = Array(#","first":""#.utf8)
  private static let id = Array(#","id":""#.utf8)
  private static let key = Array(#","key":""#.utf8)
  private static let meaning = Array(#","meaning":""#.utf8)
  private static let modified = Array(#","modified":""#.utf8)
  private static let path = Array(#","path":""#.utf8)
  private static let reading = Array(#","reading":"#.utf8)
  private static let topics = Array(#","topics":["#.utf8)
  private static let withdrawn = Array(#","withdrawn":""#.utf8)

  private mutating func row() -> LedgerRow? {
    guard take(RowLine.addresses), let addresses = list(), !addresses.isEmpty else { return nil }
    var claimed: Timestamp?
    if take(RowLine.claimed) {
      claimed = instant()
      if claimed == nil { return nil }
    }
    guard take(RowLine.first), let first = instant(), take(RowLine.id), let id = text(),
      take(RowLine.key), let key = plainText(), take(RowLine.meaning), let meaning = digest(),
      take(RowLine.modified), let modified = instant(), take(RowLine.path), let path = text()
    else { return nil }
    var reading = 0
    if take(RowLine.reading) {
      guard let number = number() else { return nil }
      reading = number
    }
    var topics: [String] = []
    if take(RowLine.topics) {
      guard let list = list() else { return nil }
      topics = list
    }
    var withdrawn: Timestamp?
    if take(RowLine.withdrawn) {
      withdrawn = instant()
      if withdrawn == nil { return nil }
    }
    guard index == end - 1, bytes[index] == UInt8(ascii: "}") else { return nil }
    return LedgerRow(
      key: key, id: id, path: path, first: first, meaning: meaning, modified: modified, claimed: claimed,
      addresses: addresses, topics: topics, withdrawn: withdrawn, reading: reading)
  }

  private mutating func take(_ mark: [UInt8]) -> Bool {
    guard mark.count <= end - index else { return false }
    for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
    index += mark.count
    return true
  }

  /// The bytes of a text whose first quote has been read.
  private mutating func quoted() -> ArraySlice<UInt8>? {
    let start = index
    while index < end, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\\") else { return nil }
      index += 1
    }
    guard index < end else { return nil }
    defer { index += 1 }
    return bytes[start..<index]
  }

  private mutating func text() -> String? { quoted().map { String(decoding: $0, as: UTF8.self) } }

  /// A text in ASCII, which is the same in every form of Unicode.
  private mutating func plainText() -> String? {
    guard let bytes = quoted(), bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Texts of which none is blank, whose first bracket has been read.
  private mutating func list() -> [String]? {
    var values: [String] = []
    while index < end, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      guard let value = text(), !value.isEmpty, index < end else { return nil }
      values.append(value)
      guard bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    guard index < end, bytes[index] == UInt8(ascii: "]") else { return nil }
    index += 1
    return values
  }

  private mutating func instant() -> Timestamp? { quoted().flatMap(Timestamp.init(rfc3339:)) }

  private mutating func digest() -> ContentDigest? { quoted().flatMap(ContentDigest.init(hexadecimal:)) }

  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while index < end, bytes[index] &- 0x30 < 10, index - start < 10 {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }
}
