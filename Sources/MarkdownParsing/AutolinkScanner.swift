/// Addresses in angle brackets (CommonMark 0.29, section 6.9).
enum AutolinkScanner {
  /// The end of `<scheme:…>`.
  static func address(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    guard index < end, text[index].isLetter else { return nil }
    while index < end, text[index].isAlphanumeric || "+.-".utf8.contains(text[index]) { index += 1 }
    guard (2...32).contains(index - start - 1), index < end, text[index] == UInt8(ascii: ":") else { return nil }
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: ">") { return index + 1 }
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      index += 1
    }
    return nil
  }

  /// The end of `<name@host>`.
  static func mail(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    while index < end, text[index].isAlphanumeric || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(text[index]) { index += 1 }
    guard index > start + 1, index < end, text[index] == UInt8(ascii: "@") else { return nil }
    index += 1
    while true {
      let label = index
      while index < end, text[index].isAlphanumeric || text[index] == UInt8(ascii: "-") { index += 1 }
      guard index > label, index - label <= 63, text[label] != UInt8(ascii: "-"), text[index - 1] != UInt8(ascii: "-")
      else { return nil }
      guard index < end else { return nil }
      if text[index] == UInt8(ascii: ">") { return index + 1 }
      guard text[index] == UInt8(ascii: ".") else { return nil }
      index += 1
    }
  }
}
