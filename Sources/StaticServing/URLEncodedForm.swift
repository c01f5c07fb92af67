/// Reads `application/x-www-form-urlencoded` (URL Standard, section 5.1).
enum URLEncodedForm {
  static func read(_ body: [UInt8]) throws(FormError) -> Form {
    guard !body.isEmpty else { return try Form([]) }
    var fields: [Form.Field] = []
    for pair in body.split(separator: UInt8(ascii: "&"), maxSplits: FormLimits.fields, omittingEmptySubsequences: false)
    {
      guard fields.count < FormLimits.fields else {
        throw FormError("A form has at most \(FormLimits.fields) fields")
      }
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      guard name.count <= FormLimits.name else { throw FormError("The name of a field is too long") }
      fields.append(
        Form.Field(
          name: String(decoding: try decoded(name), as: UTF8.self), bytes: try decoded(pair.dropFirst(name.count + 1))))
    }
    return try Form(fields)
  }

  private static func decoded(_ text: ArraySlice<UInt8>) throws(FormError) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "+"): out.append(0x20)
      case UInt8(ascii: "%"):
        guard index + 2 < text.endIndex, let high = digit(text[index + 1]), let low = digit(text[index + 2]) else {
          throw FormError("A percent sign in the form begins no escape")
        }
        out.append(high << 4 | low)
        index += 2
      case let byte: out.append(byte)
      }
      index += 1
    }
    return out
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
