import TidingsCore

/// A line of a document with a caret below the place that a finding is about.
enum SourceExcerpt {
  /// Characters on each side of the place; documents are often one long line.
  private static let reach = 60

  static func text(_ line: String, column: Int) -> String {
    let scalars = Array(line.unicodeScalars.prefix(column + reach))
    let place = min(max(column - 1, 0), scalars.count)
    let start = max(0, place - reach)
    let end = min(scalars.count, place + reach)
    let before = scalars[start..<place].map(shown).joined()
    let after = scalars[place..<end].map(shown).joined()
    let lead = start > 0 ? "…" : ""
    let isCut = line.unicodeScalars.count > end
    let indent = lead.unicodeScalars.count + scalars[start..<place].reduce(0) { $0 + SourceExcerpt.width($1) }
    return "    \(lead)\(before)\(after)\(isCut ? "…" : "")\n    \(String(repeating: " ", count: indent))^\n"
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar == "\t" || scalar == "\r" ? " " : String(scalar).printable
  }

  /// Columns of a terminal: East Asian wide characters and emoji take two, combining marks none.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
