import TidingsCore

/// RFC 822 dates with years of four digits, as RSS 2.0 wants them: `Mon, 22 Feb 2021 10:46:42 GMT`.
enum RSSDate {
  static func bytes(_ instant: Timestamp) -> [UInt8] {
    let moment = instant.components
    var out: [UInt8] = []
    out.reserveCapacity(29)
    out += days[instant.weekday].utf8
    out += ", ".utf8
    out.appendDecimal(moment.day, width: 2)
    out.append(UInt8(ascii: " "))
    out += months[moment.month - 1].utf8
    out.append(UInt8(ascii: " "))
    out.appendDecimal(moment.year, width: 4)
    out.append(UInt8(ascii: " "))
    out.appendDecimal(moment.hour, width: 2)
    out.append(UInt8(ascii: ":"))
    out.appendDecimal(moment.minute, width: 2)
    out.append(UInt8(ascii: ":"))
    out.appendDecimal(moment.second, width: 2)
    out += " GMT".utf8
    return out
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
