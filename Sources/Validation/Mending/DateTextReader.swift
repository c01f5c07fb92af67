/// Reads dates of the two kinds that are certain: `2026-02-03 10:00:00 +0100`, with the year first, and `Tue 3 Feb 2026
/// 10:00 GMT`, with the month by its name.
struct DateTextReader {
  private let text: [UInt8]
  private var index = 0

  init(_ text: String) { self.text = Array(text.utf8) }

  mutating func date() -> CertainDate? { yearFirst() ?? named() }

  // MARK: The year first

  private mutating func yearFirst() -> CertainDate? {
    index = 0
    var date = CertainDate()
    guard let year = number(4...4) else { return nil }
    date.year = year
    let isCompact: Bool
    if let separator = peek, separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") {
      isCompact = false
      index += 1
      guard let month = number(1...2), take(separator), let day = number(1...2) else { return nil }
      (date.month, date.day) = (month, day)
    } else {
      isCompact = true
      guard let month = number(2...2), let day = number(2...2) else { return nil }
      (date.month, date.day) = (month, day)
    }
    if index == text.count { return date }
    var isParted = skipSpaces()
    if take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) { isParted = true }
    skipSpaces()
    let hasDigits = text[index...].prefix(6).allSatisfy { $0 &- 0x30 < 10 } && text.count >= index + 6
    guard isParted, time(&date, isCompact: isCompact || hasDigits) else {
      return nil
    }
    let rest = String(decoding: text[index...], as: UTF8.self)
    let words = rest.split(separator: " ")
    guard let first = words.first, let zone = DateTextReader.zone(String(first)) else { return nil }
    date.zone = zone
    // Go and Ruby write `+0100 CET`: the number says it, and the name once more.
    guard words.count == 1 || (words.count == 2 && DateTextReader.isNumeric(first) && DateTextReader.isName(words[1]))
    else { return nil }
    return date
  }

  private mutating func time(_ date: inout CertainDate, isCompact: Bool) -> Bool {
    guard let hour = number(isCompact ? 2...2 : 1...2) else { return false }
    let hasColon = take(UInt8(ascii: ":"))
    guard hasColon || isCompact, let minute = number(2...2) else { return false }
    date.time = (hour, minute, 0)
    let hasSeconds = hasColon ? take(UInt8(ascii: ":")) : peek.map { $0 &- 0x30 < 10 } ?? false
    if hasSeconds {
      guard let second = number(2...2) else { return false }
      date.time = (hour, minute, second)
      if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) {
        let digits = text[index...].prefix { $0 &- 0x30 < 10 }
        guard !digits.isEmpty else { return false }
        date.fraction = String(decoding: digits, as: UTF8.self)
        index = digits.endIndex
      }
    }
    skipSpaces()
    return true
  }

  // MARK: The month by its name

  private mutating func named() -> CertainDate? {
    var date = CertainDate()
    var sawMonth = false
    for word in DateTextReader.words(text) {
      guard DateTextReader.take(word, into: &date, &sawMonth) else { return nil }
    }
    guard sawMonth, date.day != nil, date.year != nil else { return nil }
    return date
  }

  /// Words without commas and comments, and `03-Feb-2026` as three.
  private static func words(_ text: [UInt8]) -> [String] {
    guard let text = LooseRFC822.withoutComments(String(decoding: text, as: UTF8.self)) else { return [] }
    return text.split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      .flatMap { word -> [String] in
        let parts = word.split(separator: "-")
        return parts.count == 3 && month(String(parts[1])) != nil ? parts.map(String.init) : [String(word)]
      }
  }

  private static func take(_ word: String, into date: inout CertainDate, _ sawMonth: inout Bool) -> Bool {
    if word.contains(":"), date.time == nil {
      var reader = DateTextReader(word)
      guard reader.time(&date, isCompact: false) else { return false }
      let rest = String(decoding: reader.text[reader.index...], as: UTF8.self)
      if rest.isEmpty { return true }
      date.zone = zone(rest)
      return date.zone != nil
    }
    if let month = month(word), !sawMonth {
      date.month = month
      sawMonth = true
      return true
    }
    if isWeekday(word), !date.namesWeekday {
      date.namesWeekday = true
      return true
    }
    if let number = Int(word), word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
      switch word.utf8.count {
      case 1...2 where date.day == nil: date.day = number
      // RFC 2822, section 4.3: below 50 is this century. It stands behind the month, or it is no year.
      case 2 where date.year == nil && sawMonth: date.year = number < 50 ? 2000 + number : 1900 + number
      case 4 where date.year == nil: date.year = number
      default: return false
      }
      return true
    }
    guard date.time != nil, let zone = zone(word) else { return false }
    // `+0000 GMT` says one thing twice.
    if let known = date.zone { return known.seconds == zone.seconds }
    date.zone = zone
    return true
  }

  private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static func month(_ word: String) -> Int? {
    let word = word.lowercased().filter { $0 != "." }
    guard word.count >= 3 else { return nil }
    let found = months.firstIndex { $0 == word || $0.prefix(3) == word }
    return (found ?? (word == "sept" ? 8 : nil)).map { $0 + 1 }
  }

  private static func isWeekday(_ word: String) -> Bool {
    let word = word.lowercased().filter { $0 != "." }
    return word.count >= 3 && weekdays.contains { $0 == word || ($0.hasPrefix(word) && word.count <= 5) }
  }

  // MARK: Zones

  private static func zone(_ text: String) -> CertainDate.Zone? {
    var upper = text.uppercased()
    // As JavaScript writes it: `GMT+0100`.
    for name in ["GMT", "UTC"] where upper.hasPrefix(name) && upper.utf8.count >= 8 { upper.removeFirst(3) }
    if ["Z", "GMT", "UTC", "UT"].contains(upper) { return .utc }
    // Not military letters, which people have used for the opposite too (RFC 2822, section 4.3).
    if let hours = DateFormats.zoneHours[upper] { return .named(upper, seconds: hours * 3600) }
    guard isNumeric(upper[...]) else { return nil }
    let parts = upper.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard parts.count <= 2, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
      parts.allSatisfy({ parts.count == 1 || $0.utf8.count == 2 }),
      digits.utf8.count == 2 || digits.utf8.count == 4, let number = Int(digits)
    else { return nil }
    let (hours, minutes) = digits.utf8.count == 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 14, minutes < 60, minutes % 15 == 0 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return seconds == 0 ? .utc : .offset(upper.hasPrefix("-") ? -seconds : seconds)
  }

  private static func isNumeric(_ text: Substring) -> Bool { text.hasPrefix("+") || text.hasPrefix("-") }

  private static func isName(_ text: Substring) -> Bool {
    (2...5).contains(text.utf8.count) && text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
  }

  // MARK: Bytes

  private var peek: UInt8? { index < text.count ? text[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  @discardableResult
  private mutating func skipSpaces() -> Bool {
    let start = index
    while peek == 0x20 { index += 1 }
    return index > start
  }

  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let found = text[index...].prefix(digits.upperBound).prefix { $0 &- 0x30 < 10 }
    guard digits.contains(found.count) else { return nil }
    index = found.endIndex
    return found.reduce(0) { 10 * $0 + Int($1 &- 0x30) }
  }
}
