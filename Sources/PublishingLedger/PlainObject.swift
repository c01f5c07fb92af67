/// A JSON object of texts, lists of texts and whole numbers, in one line, without blanks or escapes: read several times as fast as by a
/// parser of all of JSON.
struct PlainObject {
  private(set) var texts: [(name: String, value: String)] = []
  private(set) var lists: [(name: String, values: [String])] = []
  private(set) var numbers: [(name: String, value: Int)] = []

  /// `nil` for what is written in any other way.
  ///
  /// - Parameters:
  ///   - bytes: that hold the line.
  ///   - range: where it is.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard read(bytes, range) else { return nil }
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    func take(_ sign: UnicodeScalar) -> Bool {
      guard index < end, bytes[index] == UInt8(ascii: sign) else { return false }
      index += 1
      return true
    }
    func text() -> String? {
      guard take("\"") else { return nil }
      let start = index
      while index < end, bytes[index] != UInt8(ascii: "\"") {
        guard bytes[index] != UInt8(ascii: "\\"), bytes[index] >= 0x20 else { return nil }
        index += 1
      }
      let stop = index
      guard take("\"") else { return nil }
      return String(decoding: bytes[start..<stop], as: UTF8.self)
    }
    func list() -> [String]? {
      guard take("[") else { return nil }
      var values: [String] = []
      while !take("]") {
        if !values.isEmpty { guard take(",") else { return nil } }
        guard let value = text() else { return nil }
        values.append(value)
      }
      return values
    }
    func number() -> Int? {
      let start = index
      while index < end, bytes[index] &- 0x30 < 10, index - start < 10 { index += 1 }
      return Int(String(decoding: bytes[start..<index], as: UTF8.self))
    }
    guard take("{") else { return false }
    while true {
      guard let name = text(), take(":"), index < end else { return false }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard let value = text() else { return false }
        texts.append((name, value))
      case UInt8(ascii: "["):
        guard let values = list() else { return false }
        lists.append((name, values))
      default:
        guard let value = number() else { return false }
        numbers.append((name, value))
      }
      if take("}") { return index == end }
      guard take(",") else { return false }
    }
  }
}
