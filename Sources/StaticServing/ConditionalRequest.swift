import TidingsCore

/// Conditional requests (RFC 9110, section 13).
enum ConditionalRequest {
  /// Whether who asks has what there is.
  ///
  /// - Parameters:
  ///   - tag: the entity tag, with its quotation marks.
  ///   - modified: when the content last changed, in seconds since 1970.
  static func isFresh(_ inquiry: Inquiry, tag: String, modified: Int64) -> Bool {
    // "A recipient MUST ignore If-Modified-Since if the request contains an If-None-Match header field."
    if let wanted = inquiry.headers["if-none-match"] {
      return tags(wanted).contains { $0 == "*" || weak($0) == weak(tag) }
    }
    guard let text = inquiry.headers["if-modified-since"], let since = HTTPDate.seconds(text) else { return false }
    return modified <= since
  }

  /// The tags of a list; commas may stand in them.
  private static func tags(_ list: String) -> [String] {
    var tags: [String] = []
    var current = ""
    var isQuoted = false
    for character in list {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        tags.append(current)
        current = ""
      } else if isQuoted || !character.isWhitespace {
        current.append(character)
      }
    }
    return tags + [current]
  }

  private static func weak(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
}

/// Dates as HTTP has them (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ seconds: Int64) -> String {
    let instant = Timestamp(secondsSinceEpoch: seconds)
    let date = instant.components
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(days[instant.weekday]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
      + "\(two(date.hour)):\(two(date.minute)):\(two(date.second)) GMT"
  }

  static func seconds(_ text: String) -> Int64? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(where: { $0 == parts[2] })
    else { return nil }
    let time = parts[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3 else { return nil }
    let components = Timestamp.Components(
      year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2])
    return Timestamp(components).map { $0.microseconds / 1_000_000 }
  }
}
