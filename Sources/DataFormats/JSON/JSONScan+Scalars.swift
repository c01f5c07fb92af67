import Platform

extension JSONScan {
  /// A text, from its quotation mark on: where it is, without the marks, and whether anything in it is escaped.
  mutating func readText() throws(JSONProblem) -> (start: Int, end: Int, isEscaped: Bool) {
    let start = unsafe index + 1
    var place = start
    var isEscaped = false
    let raw = unsafe UnsafeRawBufferPointer(bytes)
    while true {
      while unsafe place + 8 <= end, unsafe !JSONText.hasMark(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      {
        place += 8
      }
      guard unsafe place < end else {
        unsafe index = end
        throw unsafe problem("")
      }
      let byte = unsafe bytes[place]
      if byte == UInt8(ascii: "\"") {
        unsafe index = place + 1
        return (start, place, isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        place = try unsafe endOfEscape(place)
        continue
      }
      guard byte >= 0x20 else {
        unsafe index = place
        let code = String(byte, radix: 16, uppercase: true)
        throw unsafe problem("a text holds the character \(code.count < 2 ? "0" : "")\(code) (hexadecimal) unescaped")
      }
      place += 1
    }
  }

  private mutating func endOfEscape(_ start: Int) throws(JSONProblem) -> Int {
    unsafe index = start
    guard unsafe start + 1 < end else {
      unsafe index = end
      throw unsafe problem("")
    }
    switch unsafe bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"):
      for place in start + 2..<start + 6 {
        guard unsafe place < end else {
          unsafe index = end
          throw unsafe problem("")
        }
        guard unsafe JSONText.digit(bytes[place]) != nil else { throw unsafe problem("\\u is followed by four digits") }
      }
      return start + 6
    default: throw unsafe problem("there is no such escape")
    }
  }

  /// A number, `true`, `false` or `null`.
  mutating func readWord() throws(JSONProblem) {
    for word in [StaticString("true"), "false", "null"] {
      let length = word.utf8CodeUnitCount
      if unsafe index + length <= end, unsafe memcmp(bytes.baseAddress! + index, word.utf8Start, length) == 0 {
        unsafe index += length
        return
      }
    }
    let start = unsafe index
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "-") { unsafe index += 1 }
    let first = unsafe index
    guard unsafe skipDigits() else {
      if unsafe index < end { unsafe index = start }
      throw unsafe problem("a value is a text in quotes, a number, true, false, null, a list or an object")
    }
    if unsafe bytes[first] == UInt8(ascii: "0"), unsafe index > first + 1 {
      unsafe index = first
      throw unsafe problem("a number does not begin with 0")
    }
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: ".") {
      unsafe index += 1
      guard unsafe skipDigits() else { throw unsafe problem("a digit is missing") }
    }
    if unsafe index < end, unsafe bytes[index] | 0x20 == UInt8(ascii: "e") {
      unsafe index += 1
      if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        unsafe index += 1
      }
      guard unsafe skipDigits() else { throw unsafe problem("a digit is missing") }
    }
  }

  /// `false` where there is none.
  private mutating func skipDigits() -> Bool {
    let start = unsafe index
    while unsafe index < end, unsafe bytes[index] &- 0x30 < 10 { unsafe index += 1 }
    return unsafe index > start
  }
}
