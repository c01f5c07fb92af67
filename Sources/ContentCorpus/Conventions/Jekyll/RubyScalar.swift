/// What Ruby prints of a value that YAML 1.1 takes for more than text, as Jekyll does where a title or a name is one:
/// `title: 3.10` is `3.1`, `title: yes` is `true` (github.com/ruby/psych, `scalar_scanner.rb`).
enum RubyScalar {
  /// - Parameter text: of a scalar without quotes.
  static func text(_ text: String) -> String {
    guard let first = text.utf8.first, text.utf8.count <= 40 else { return text }
    switch first {
    case 0x2B, 0x2D, 0x2E, 0x30...0x39: return number(text) ?? text
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "o"),
      UInt8(ascii: "O"),
      UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      switch text.lowercased() {
      case "true", "yes", "on": return "true"
      case "false", "no", "off": return "false"
      default: return text
      }
    default: return text
    }
  }

  private static func number(_ text: String) -> String? {
    let digits = text.filter { $0 != "," && $0 != "_" }
    if let date = text.wholeMatch(of: /(\d{4})-(1[012]|0?\d)-([12]\d|3[01]|0?\d)/) {
      return "\(date.1)-\(date.2.count == 1 ? "0" : "")\(date.2)-\(date.3.count == 1 ? "0" : "")\(date.3)"
    }
    if text.wholeMatch(of: /[-+]?0[0-7_,]+/) != nil { return Int(digits, radix: 8).map { "\($0)" } }
    if text.wholeMatch(of: /[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)/) != nil { return Int(digits).map { "\($0)" } }
    if text.wholeMatch(of: /[-+]?0[xX][0-9a-fA-F_,]+/) != nil {
      let sign = digits.hasPrefix("-") ? "-" : ""
      return Int(sign + digits.drop { $0 != "x" && $0 != "X" }.dropFirst(), radix: 16).map { "\($0)" }
    }
    if text.wholeMatch(of: /[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}/) != nil { return sexagesimal(digits) }
    guard text.wholeMatch(of: /[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*/) != nil, text.contains(where: \.isNumber),
      digits.utf8.count <= 15, let value = Double(digits.hasPrefix(".") ? "0" + digits : digits)
    else { return nil }
    return value.magnitude >= 0.0001 || value == 0 ? "\(value)" : nil
  }

  /// Measured: `1:30` is 5400, `0:01:30` is 90, `-1:30` is -1800.
  private static func sexagesimal(_ text: String) -> String? {
    var sum = 0
    for (part, factor) in zip(text.split(separator: ":"), [3600, 60, 1]) {
      guard let count = Int(part) else { return nil }
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: factor)
      let (next, isTooMuch) = sum.addingReportingOverflow(product)
      guard !isTooLarge, !isTooMuch else { return nil }
      sum = next
    }
    return "\(sum)"
  }
}
