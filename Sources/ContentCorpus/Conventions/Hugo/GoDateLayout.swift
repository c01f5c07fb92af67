import TidingsCore

/// Dates by an example of them, as Go has it (pkg.go.dev/time, constants): `2006`, `Jan`, `02`.
enum GoDateLayout {
  /// - Returns: `nil` where nothing in the layout stands for a part of the date.
  static func text(_ layout: Substring, _ instant: Timestamp) -> String? {
    let date = instant.components
    func padded(_ number: Int, _ count: Int = 2) -> String {
      String(repeating: "0", count: max(0, count - "\(number)".count)) + "\(number)"
    }
    let hour12 = date.hour % 12 == 0 ? 12 : date.hour % 12
    let weekday = PermalinkPattern.weekdays[instant.weekday]
    let month = PermalinkPattern.months[date.month - 1]
    let start = Timestamp(.init(year: date.year, month: 1, day: 1)) ?? instant
    let dayOfYear = Int((instant.microseconds - start.microseconds) / 86_400_000_000) + 1
    // The longest first.
    let parts = [
      ("January", month), ("Monday", weekday), ("2006", padded(date.year, 4)), ("Jan", String(month.prefix(3))),
      ("Mon", String(weekday.prefix(3))), ("002", padded(dayOfYear, 3)), ("01", padded(date.month)),
      ("02", padded(date.day)), ("03", padded(hour12)), ("04", padded(date.minute)), ("05", padded(date.second)),
      ("06", padded(date.year % 100)), ("15", padded(date.hour)), ("PM", date.hour < 12 ? "AM" : "PM"),
      ("pm", date.hour < 12 ? "am" : "pm"), ("_2", date.day < 10 ? " \(date.day)" : "\(date.day)"),
      ("1", "\(date.month)"), ("2", "\(date.day)"), ("3", "\(hour12)"), ("4", "\(date.minute)"),
      ("5", "\(date.second)"),
    ]
    var out = ""
    var rest = layout
    var isFound = false
    while let character = rest.first {
      if let part = parts.first(where: { rest.hasPrefix($0.0) }) {
        out += part.1
        rest = rest.dropFirst(part.0.count)
        isFound = true
      } else {
        out.append(character)
        rest = rest.dropFirst()
      }
    }
    return isFound ? out : nil
  }
}
