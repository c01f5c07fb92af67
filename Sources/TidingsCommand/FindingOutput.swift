import Syndication
import Tidings
import TidingsCore

/// Findings as text and as JSON.
struct FindingOutput {
  let style: Style

  /// `path:line:column: error: sentence [rule-id]`, other places and the way out on lines of their own.
  ///
  /// - Parameter line: the line that it is about, to be shown with a caret.
  func human(_ finding: Finding, line: String? = nil) -> String {
    let severity =
      switch finding.severity {
      case .error: style.red("error")
      case .warning: style.yellow("warning")
      case .info: "info"
      }
    let place = style.bold(finding.location.description.printable)
    var text = "\(place): \(severity): \(finding.message.printable) [\(finding.rule)]\n"
    if let line, !line.isEmpty { text += SourceExcerpt.text(line, column: finding.location.column) }
    for place in finding.related { text += "  see also \(place.description.printable)\n" }
    if !finding.remedy.isEmpty { text += "  \(finding.remedy)\n" }
    if finding.rule.hasPrefix("profile."), let source = RuleCatalog.rule(finding.rule)?.source {
      text += "  Asked for by the profile \(source.profile): \(source.address)\n"
    }
    return text
  }

  /// Places that a line of text lists.
  private static let placesShown = 10

  /// A finding with the further places of its kind.
  func human(_ group: FindingGroup, line: String? = nil) -> String {
    let text = human(group.first, line: line)
    guard !group.others.isEmpty else { return text }
    let shown = group.others.prefix(FindingOutput.placesShown).map { "\($0.location.line):\($0.location.column)" }
    let rest = group.others.count - shown.count
    let more = rest > 0 ? " and \(rest) more" : ""
    return text + "  \(group.count) places in all; the others are \(shown.joined(separator: ", "))\(more)\n"
  }

  /// A finding with all places of its kind.
  static func write(_ group: FindingGroup, path: Bool, to out: inout JSONWriter) {
    write(group.first, path: path, to: &out) { out in
      guard !group.others.isEmpty else { return }
      out.raw(", \"count\": \(group.count), \"places\": [")
      for (index, finding) in group.others.enumerated() {
        if index > 0 { out.raw(", ") }
        out.raw("{\"line\": \(finding.location.line), \"column\": \(finding.location.column), \"message\": ")
        out.string(finding.message)
        out.raw("}")
      }
      out.raw("]")
    }
  }

  static func write(
    _ finding: Finding, path: Bool, to out: inout JSONWriter, _ more: (inout JSONWriter) -> Void = { _ in }
  ) {
    out.raw("{")
    if path {
      out.raw("\"path\": ")
      out.string(finding.location.shownPath)
      out.raw(", ")
    }
    out.raw("\"rule\": ")
    out.string(finding.rule)
    out.raw(", \"severity\": \"\(finding.severity.rawValue)\"")
    out.raw(", \"line\": \(finding.location.line), \"column\": \(finding.location.column), \"message\": ")
    out.string(finding.message)
    out.raw(", \"remedy\": ")
    out.string(finding.remedy)
    if !finding.related.isEmpty {
      out.raw(", \"related\": [")
      for (index, place) in finding.related.enumerated() {
        out.raw(index == 0 ? "{\"path\": " : ", {\"path\": ")
        out.string(place.shownPath)
        out.raw(", \"line\": \(place.line), \"column\": \(place.column)}")
      }
      out.raw("]")
    }
    if let w3c = finding.w3c {
      out.raw(", \"w3c\": ")
      out.string(w3c)
    }
    more(&out)
    out.raw("}")
  }

  /// `3 errors, 1 warning`.
  static func counts(errors: Int, warnings: Int) -> String {
    "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
  }
}

extension String {
  /// Without what a terminal would obey: content that is not trusted must not move the cursor or forge a line.
  var printable: String {
    let text = FileNameText.shown(self)
    guard text.unicodeScalars.contains(where: \.isControl) else { return text }
    return text.unicodeScalars.map { $0.isControl ? "\u{FFFD}" : String($0) }.joined()
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || (0x202A...0x202E).contains(value)
      || (0x2066...0x2069).contains(value)
  }
}

extension JSONWriter {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
