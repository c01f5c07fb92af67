import TidingsCore

/// RFC 822 dates in every form that the RFC allows: comments, any case, years of two digits, military zones, white space
/// where it pleases. Readers in the field know the plain form only.
enum LooseRFC822 {
  static func parse(_ text: String) -> (instant: Timestamp, weekday: Int?, localDay: Timestamp)? {
    parse(Array(text.utf8)[...])
  }

  static func parse(_ text: ArraySlice<UInt8>) -> (instant: Timestamp, weekday: Int?, localDay: Timestamp)? {
    DateFormats.rfc822(text) ?? parseLoosely(String(decoding: text, as: UTF8.self))
  }

  private static func parseLoosely(_ text: String) -> (instant: Timestamp, weekday: Int?, localDay: Timestamp)? {
    guard let plain = withoutComments(text) else { return nil }
    let separated = plain.map { $0 == "," ? ", " : String($0) }.joined()
    var words = separated.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count > 1, words[1] == "," { words.replaceSubrange(0...1, with: [words[0] + ","]) }
    let weekday = words.first.flatMap { $0.hasSuffix(",") ? $0 : nil }
    if weekday != nil { words.removeFirst() }
    guard words.count == 5, let year = fullYear(words[2]) else { return nil }
    let zone = words[4].uppercased()
    let month = words[1].prefix(1).uppercased() + words[1].dropFirst().lowercased()
    let day = weekday.map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() + " " } ?? ""
    return DateFormats.rfc822("\(day)\(words[0]) \(month) \(year) \(words[3]) \(militaryOffset(zone) ?? zone)")
  }

  /// Comments may be nested, and hold escaped characters (RFC 822, section 3.4.3).
  static func withoutComments(_ text: String) -> String? {
    var out = ""
    var depth = 0
    var isEscaped = false
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "(" {
        depth += 1
        out += " "
      } else if character == ")" {
        depth -= 1
        guard depth >= 0 else { return nil }
      } else if depth == 0 {
        out.append(character)
      }
    }
    return depth == 0 ? out : nil
  }

  /// RFC 2822, section 4.3: below 50 is this century.
  private static func fullYear(_ text: String) -> String? {
    guard let year = Int(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if text.utf8.count == 2 { return String(year < 50 ? 2000 + year : 1900 + year) }
    return text.utf8.count == 4 ? text : nil
  }

  /// Letters are hours (RFC 822, section 5.1); J is none.
  private static func militaryOffset(_ zone: String) -> String? {
    guard zone.utf8.count == 1, let letter = zone.utf8.first, zone != "Z" else { return nil }
    let letters = Array("ABCDEFGHIKLM".utf8)
    let others = Array("NOPQRSTUVWXY".utf8)
    if let hours = letters.firstIndex(of: letter) { return "-" + (hours < 9 ? "0" : "") + "\(hours + 1)00" }
    if let hours = others.firstIndex(of: letter) { return "+" + (hours < 9 ? "0" : "") + "\(hours + 1)00" }
    return nil
  }
}
