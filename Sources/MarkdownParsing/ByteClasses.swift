extension UInt8 {
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
  var isLineEnd: Bool { self == 0x0A || self == 0x0D }
  /// What is trimmed off text: no form feed and no vertical tab, as in cmark.
  var isTrimmed: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  /// Space, tab, line end, form feed, vertical tab.
  var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isAlphanumeric: Bool { isDigit || isLetter }
  /// ASCII punctuation (CommonMark 0.29, section 2.1).
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

/// Classes of characters beyond ASCII.
enum Characters {
  /// The character that ends before, or begins at, a position.
  static func scalar(_ bytes: [UInt8], at position: Int, end: Int) -> Unicode.Scalar? {
    guard position < end else { return nil }
    let first = bytes[position]
    if first < 0x80 { return Unicode.Scalar(first) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard position + length <= end else { return nil }
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for index in 1..<length { value = value << 6 | UInt32(bytes[position + index] & 0x3F) }
    return Unicode.Scalar(value)
  }

  static func scalar(_ bytes: [UInt8], before position: Int, start: Int) -> Unicode.Scalar? {
    var index = position - 1
    while index > start, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    guard index >= start else { return nil }
    return scalar(bytes, at: index, end: position)
  }

  static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return UInt8(scalar.value).isPunctuation }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .closePunctuation, .finalPunctuation, .initialPunctuation,
      .otherPunctuation, .openPunctuation:
      return true
    default: return false
    }
  }
}
