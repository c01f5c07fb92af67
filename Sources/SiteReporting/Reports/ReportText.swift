import Foundation
import HTMLPages
import TidingsCore

/// How numbers, sizes and dates stand in reports: in English, the same on every machine.
enum ReportText {
  static func number(_ value: Int) -> String {
    let digits = Array(String(abs(value)))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
      out.append(digit)
    }
    return (value < 0 ? "-" : "") + out
  }

  static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\(decimal(Double(bytes) / 1000, places: bytes < 10_000 ? 1 : 0)) KB" }
    return "\(decimal(Double(bytes) / 1_000_000, places: 1)) MB"
  }

  /// A number with at most so many places behind the point, and no zeros at its end.
  static func decimal(_ value: Double, places: Int = 2) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    var fraction = String(scaled % scale)
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return String(scaled / scale) + (fraction.isEmpty || places == 0 ? "" : "." + fraction)
  }

  /// A share of a whole, from 0 to 100.
  static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "0" : decimal(100 * Double(part) / Double(whole))
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  static func day(_ instant: Timestamp) -> String {
    let day = instant.components
    return "\(day.day) \(months[day.month - 1]) \(day.year)"
  }

  static func time(_ instant: Timestamp, seconds: Bool = false) -> String {
    let time = instant.components
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(time.hour)):\(two(time.minute))" + (seconds ? ":\(two(time.second))" : "") + " UTC"
  }

  static func duration(_ seconds: Double) -> String { decimal(seconds, places: seconds < 10 ? 2 : 1) + " s" }
}

extension Severity {
  /// What templates ask of a finding.
  var flags: [String: Any] {
    ["isError": self == .error, "isWarning": self == .warning, "isInfo": self == .info]
  }
}
