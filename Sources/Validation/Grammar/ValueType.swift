/// What a value of an element or an attribute must look like, with the W3C Feed Validator's name for one that does not.
enum ValueType: Sendable {
  case any
  /// At least one character that is no white space.
  case notBlank
  /// Characters without white space between them, at least one.
  case oneWord
  /// An IRI reference: no white space and no character that must be percent-encoded.
  case reference
  /// An absolute IRI.
  case absolute
  case whole(ClosedRange<Int>, event: String)
  case decimal(ClosedRange<Double>, event: String = "InvalidFloat")
  /// A whole number with or without a sign.
  case integer
  case word([String], event: String)
  /// Text of so many characters at most.
  case atMost(Int, event: String)
  case mediaType
  case language
  case emailAddress
  case rfc822
  case w3cDate
  /// The same, or a time of day in the zone that is meant, as events have it.
  case localDate
  case base64
  /// Numbers with commas between them.
  case numbers(event: String)
  /// A number, with a currency or a unit.
  case amount(event: String)
  /// A latitude, a longitude and a radius in meters.
  case circle
  /// So many numbers with blanks between them.
  case numbersApart(ClosedRange<Int>)
  /// Seconds, or hours, minutes and seconds with colons between them.
  case duration
  case uuid
  case rfc3339
  /// Two numbers: a latitude and a longitude.
  case coordinates
  /// So many pairs of them, of which the last may have to be the first one again.
  case positions(ClosedRange<Int>, isClosed: Bool)

  /// What is wrong with a value; `nil` where nothing is.
  func fault(in text: ArraySlice<UInt8>) -> (what: String, event: String)? {
    switch self {
    case .any: return nil
    case .notBlank: return text.allSatisfy(\.isXMLSpace) ? ("is blank", "NotBlank") : nil
    case .oneWord:
      let word = text.trimmed
      if word.isEmpty { return ("is blank", "AttrNotBlank") }
      return Address.hasUnsafeCharacters(word) ? ("is not one word", "InvalidUriChar") : nil
    case .reference:
      if let fault = ValueType.characterFault(text) { return fault }
      return ["http:///", "https:///"].contains { text.starts(with: $0.utf8) } ? ("has no host", "InvalidLink") : nil
    case .absolute:
      if Address.isPlainlyWeb(text) { return nil }
      if let fault = ValueType.characterFault(text) { return fault }
      return Address(String(decoding: text, as: UTF8.self)) == nil ? ("is not an absolute IRI", "InvalidFullLink") : nil
    case .whole(let range, let event):
      let number = ValueType.isDigits(text) ? Int(String(decoding: text, as: UTF8.self)) : nil
      if let number, range.contains(number) { return nil }
      let limit =
        range.upperBound == .max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      return ("is not a whole number \(limit)", event)
    case .decimal(let range, let event):
      let isNumber = text.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }
      if isNumber, let number = Double(String(decoding: text, as: UTF8.self)), range.contains(number) { return nil }
      let limit = range.upperBound.isFinite ? " to \(range.upperBound)" : ""
      return ("is not a number from \(range.lowerBound)\(limit)", event)
    case .integer:
      let digits = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
      return ValueType.isDigits(digits) ? nil : ("is not a whole number", "InvalidInteger")
    case .word(let words, let event):
      if words.contains(where: { text.elementsEqual($0.utf8) }) { return nil }
      return ("is not one of \(words.joined(separator: ", "))", event)
    case .atMost(let limit, let event):
      let count = String(decoding: text, as: UTF8.self).count
      return count > limit ? ("has \(count) characters, more than \(limit)", event) : nil
    case .mediaType:
      return MediaType.isValid(String(decoding: text, as: UTF8.self)) ? nil : ("is not a media type", "InvalidMIMEType")
    case .language:
      let tag = String(decoding: text, as: UTF8.self)
      return LanguageRules.isLanguage(tag) ? nil : ("is not a language tag", "InvalidLanguage")
    case .emailAddress:
      let address = String(decoding: text, as: UTF8.self)
      let isBare = MailContact.hasAddress(address) && !address.contains { $0 == " " || $0 == "(" || $0 == "<" }
      return isBare ? nil : ("is not an e-mail address", "InvalidContact")
    case .rfc822:
      let date = String(decoding: text, as: UTF8.self)
      return LooseRFC822.parse(date) == nil ? ("is not a date of RFC 822", "InvalidRFC2822Date") : nil
    case .w3cDate:
      return DateFormats.w3c(text) == nil ? ("is not a W3C date", "InvalidW3CDTFDate") : nil
    case .localDate:
      let isLocal = DateFormats.w3c((Array(text) + [UInt8(ascii: "Z")])[...]) != nil
      return isLocal || DateFormats.w3c(text) != nil ? nil : ("is not a W3C date", "InvalidISO8601DateTime")
    case .base64: return ValueType.isBase64(text) ? nil : ("is not Base64", "NotBase64")
    case .rfc3339: return DateFormats.rfc3339(text) == nil ? ("is not a date of RFC 3339", "InvalidRFC3339Date") : nil
    case .uuid:
      let groups = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      let isUUID = groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(ValueType.isHexDigit) }
      return isUUID ? nil : ("is not a UUID", "InvalidUUID")
    case .duration:
      let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      let isTime =
        parts.count <= 3 && parts.allSatisfy(ValueType.isDigits)
        && parts.dropFirst().allSatisfy { $0.count == 2 && $0[$0.startIndex] < UInt8(ascii: "6") }
      return isTime ? nil : ("is not a duration", "InvalidDuration")
    case .numbersApart(let count):
      let numbers = text.split(whereSeparator: \.isXMLSpace).map { Double(String(decoding: $0, as: UTF8.self)) }
      let isList =
        count.contains(numbers.count) && numbers.allSatisfy { $0 != nil }
        && (count.upperBound != .max || numbers.count.isMultiple(of: 2))
      return isList
        ? nil
        : (
          "has \(numbers.count) numbers, where \(count.upperBound == .max ? "pairs" : "a latitude and a longitude") belong",
          count.upperBound == .max ? "InvalidCoordList" : "InvalidCoord"
        )
    case .amount(let event):
      return text.contains { (0x30...0x39).contains($0) } ? nil : ("is not an amount", event)
    case .circle:
      let numbers = ValueType.numbers(text)
      guard numbers.count == 3, let radius = numbers[2], radius >= 0 else {
        return ("is not a latitude, a longitude and a radius", "InvalidCoordList")
      }
      return ValueType.coordinateFault(numbers)
    case .numbers(let event):
      let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      let areNumbers = parts.allSatisfy { ValueType.isDigits($0.trimmed) }
      return areNumbers || text.isEmpty ? nil : ("is not a list of numbers", event)
    case .coordinates:
      let numbers = ValueType.numbers(text)
      return ValueType.coordinateFault(numbers.count == 2 ? numbers : [])
    case .positions(let count, let isClosed): return ValueType.positionFault(text, count, isClosed: isClosed)
    }
  }

  private static func characterFault(_ text: ArraySlice<UInt8>) -> (what: String, event: String)? {
    guard Address.hasUnsafeCharacters(text), let fault = AddressFault.first(in: text) else { return nil }
    return (fault.what, "InvalidUriChar")
  }

  private static func isDigits(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.count < 19 && text.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
    var count = 0
    var padding = 0
    for byte in text where !byte.isXMLSpace {
      count += 1
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      let isDigit =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      guard isDigit, padding == 0 else { return false }
    }
    return count > 0 && count % 4 == 0 && padding <= 2
  }

  /// GeoRSS Simple (OGC 17-002r1, section 1.1): pairs of latitude and longitude.
  private static func positionFault(
    _ text: ArraySlice<UInt8>, _ count: ClosedRange<Int>, isClosed: Bool
  ) -> (what: String, event: String)? {
    let numbers = ValueType.numbers(text)
    guard numbers.count.isMultiple(of: 2), count.contains(numbers.count / 2), numbers.allSatisfy({ $0 != nil }) else {
      let pairs = count.lowerBound == 1 ? "one pair" : "\(count.lowerBound) pairs"
      return (
        "has \(numbers.count) numbers, where \(pairs)\(count.upperBound == count.lowerBound ? "" : " or more") of latitude and longitude belong",
        "InvalidCoordList"
      )
    }
    for (index, number) in numbers.enumerated() {
      let isLatitude = index.isMultiple(of: 2)
      guard let number, abs(number) <= (isLatitude ? 90 : 180) else {
        return (
          isLatitude ? "has no latitude" : "has no longitude", isLatitude ? "InvalidLatitude" : "InvalidLongitude"
        )
      }
    }
    return isClosed && (numbers[0] != numbers[numbers.count - 2] || numbers[1] != numbers[numbers.count - 1])
      ? ("does not end where it begins", "InvalidCoordList") : nil
  }

  /// Numbers with blanks or commas between them; `nil` in the place of what is none.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Double?] {
    text.split { $0 == UInt8(ascii: ",") || $0.isXMLSpace }.map { Double(String(decoding: $0, as: UTF8.self)) }
  }

  /// Of a latitude and a longitude, whatever follows them.
  private static func coordinateFault(_ numbers: [Double?]) -> (what: String, event: String)? {
    guard numbers.count >= 2 else { return ("is not a pair of latitude and longitude", "InvalidCoordList") }
    if !(numbers[0].map { (-90...90).contains($0) } ?? false) { return ("has no latitude", "InvalidLatitude") }
    if !(numbers[1].map { (-180...180).contains($0) } ?? false) { return ("has no longitude", "InvalidLongitude") }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// Without white space at the ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first.isXMLSpace { slice.removeFirst() }
    while let last = slice.last, last.isXMLSpace { slice.removeLast() }
    return slice
  }
}
