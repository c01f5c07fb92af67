extension ValueType {
  /// What to write in the place of a value that is none of the type, by what the value looks like.
  func remedy(for value: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: value.prefix(100), as: UTF8.self)
    switch self {
    case .any: return nil
    case .notBlank: return "Write the text, or leave the element or attribute out."
    case .oneWord: return text.isEmpty ? "Write the word, or leave it out." : "Write it without blanks."
    case .reference, .absolute: return ValueType.addressRemedy(value)
    case .whole(let range, _):
      let digits = text.filter { $0.isASCII && $0.isNumber }
      if let number = Int(digits), range.contains(number), digits.count < text.count, !text.contains("-"),
        !text.contains("."), text.count < 20
      {
        return "Write \(number): digits only."
      }
      if range.upperBound == .max { return "Write digits only, such as \(range.lowerBound + 1), or leave it out." }
      return "Write a number from \(range.lowerBound) to \(range.upperBound) in digits, or leave it out."
    case .decimal(let range, _):
      let point = text.replacing(",", with: ".")
      if point != text, let number = Double(point), range.contains(number) {
        return "Write \(point): with a point, not a comma."
      }
      return "Write digits, with a point before a fraction: 0.5."
    case .integer: return "Write digits only, with a '-' before them where it is below zero."
    case .word(let words, _):
      if let meant = words.first(where: { $0.lowercased() == text.lowercased() }) {
        return "Write \(meant): capitals count."
      }
      return "Write \(ValueType.list(words))."
    case .atMost(let count, _): return "Shorten it to \(count) characters."
    case .mediaType: return "Write a type and a subtype, such as image/jpeg or audio/mpeg."
    case .language: return LanguageRules.remedy(for: text) ?? "Write a tag such as en, de-AT or pt-BR."
    case .emailAddress: return "Write the address alone: name@example.org."
    case .rfc822: return "Write it as Mon, 22 Feb 2021 10:46:42 GMT."
    case .w3cDate: return "Write it as 2021-02-22T10:46:42Z, or 2021-02-22."
    case .localDate: return "Write it as 2021-02-22T10:46, or with a zone: 2021-02-22T10:46:00+01:00."
    case .rfc3339: return "Write it as 2021-02-22T10:46:42Z."
    case .duration: return "Write seconds, or hours, minutes and seconds: 2105, 35:05 or 1:35:05."
    case .uuid: return "Write 32 hexadecimal digits in groups: f81d4fae-7dec-11d0-a765-00a0c91e6bf6."
    case .numbersApart(let count):
      return count.upperBound == .max
        ? "Write pairs of latitude and longitude with blanks between all numbers."
        : "Write latitude and longitude with a blank between them: 48.21 16.37."
    case .base64: return "Encode the bytes with Base64: letters, digits, '+' and '/' in groups of four."
    case .amount: return "Write a number and a currency or a unit: 15.00 EUR."
    case .circle: return "Write latitude, longitude and radius in meters with blanks between them: 48.21 16.37 500."
    case .numbers: return "Write numbers with commas between them: 1, 3, 17."
    case .coordinates: return "Write latitude and longitude: 48.21, 16.37."
    case .positions(let count, let isClosed):
      if count.upperBound == 1 { return "Write latitude and longitude with a blank between them: 48.21 16.37." }
      let closed = isClosed ? " The last pair is the first one again." : ""
      return "Write pairs of latitude and longitude with blanks between all numbers: 48.21 16.37 48.25 16.41.\(closed)"
    }
  }

  private static func addressRemedy(_ value: ArraySlice<UInt8>) -> String {
    if value.isEmpty { return "Write the address, or leave it out." }
    let text = String(decoding: value.prefix(100), as: UTF8.self)
    if let mended = AddressFault.mended(value), value.count <= 300 { return "Write \(mended)" }
    if text.hasPrefix("www.") { return "Write https://\(text)." }
    if text.hasPrefix("//") { return "Write https:\(text)." }
    return "Write the address in full, as in https://example.org/page, with %XX for characters that it may not have."
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
