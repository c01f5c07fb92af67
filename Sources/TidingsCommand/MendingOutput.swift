import Syndication
import TidingsCore
import Validation

/// What `--fix` did to a document, as text and as JSON.
struct MendingOutput {
  let path: String
  private let mending: Mending
  private let written: String?

  init(_ mending: Mending, path: String, written: String?) {
    self.mending = mending
    self.path = path
    self.written = written
  }

  /// Findings with the path of the mended document, whose lines they name.
  static func placed(_ findings: [Finding], _ validated: DocumentFiles.Validated) -> [Finding] {
    guard let written = validated.written else { return findings }
    return findings.map { finding in
      var copy = finding
      if copy.location.path == validated.verdict.path { copy.location.path = written }
      return copy
    }
  }

  /// Places of one rule that a line of text lists.
  private static let placesShown = 3
  /// Letters of what was replaced that are shown.
  private static let lettersShown = 60

  /// A line for the document, one for each rule, and one for each rule that was left.
  func human(_ style: Style) -> String {
    var text = ""
    if let written {
      let count = mending.edits.count
      let places = "\(count) \(count == 1 ? "place" : "places")"
      text = "\(style.bold(path.printable)): fixed in \(places), written to \(written.printable)\n"
    } else if !mending.verdict.findings.isEmpty {
      text = "\(style.bold(path.printable)): nothing was fixed, nothing written\n"
    }
    var rules: [String] = []
    for edit in mending.edits where !rules.contains(edit.rule) { rules.append(edit.rule) }
    for rule in rules {
      let edits = mending.edits.filter { $0.rule == rule }
      let shown = edits.prefix(MendingOutput.placesShown).map(MendingOutput.change).joined(separator: "; ")
      let rest = edits.count - MendingOutput.placesShown
      text += "  \(style.green("fixed")) \(rule): \(shown)\(rest > 0 ? "; and \(rest) more" : "")\n"
    }
    for refusal in mending.refusals {
      let places = refusal.count == 1 ? "" : " in \(refusal.count) places"
      text += "  \(style.yellow("left")) \(refusal.rule)\(places): \(refusal.reason.printable)\n"
    }
    return text
  }

  /// `12:5 '&' to '&amp;'`.
  private static func change(_ edit: Mending.Edit) -> String {
    let place = "\(edit.location.line):\(edit.location.column) "
    switch (edit.old.isEmpty, edit.new.isEmpty) {
    case (true, _): return place + "put in '\(shown(edit.new))'"
    case (_, true): return place + "removed '\(shown(edit.old))'"
    default: return place + "'\(shown(edit.old))' to '\(shown(edit.new))'"
    }
  }

  private static func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let start = line.unicodeScalars.prefix(lettersShown)
    return String(String.UnicodeScalarView(start)).printable + (line.unicodeScalars.count > lettersShown ? "…" : "")
  }

  /// Members of the document's object.
  func write(to out: inout JSONWriter) {
    out.raw(", \"written\": ")
    if let written { out.string(written) } else { out.raw("null") }
    out.raw(", \"edits\": [")
    for (index, edit) in mending.edits.enumerated() {
      out.raw(index == 0 ? "{\"rule\": " : ", {\"rule\": ")
      out.string(edit.rule)
      out.raw(", \"line\": \(edit.location.line), \"column\": \(edit.location.column), \"old\": ")
      out.string(edit.old)
      out.raw(", \"new\": ")
      out.string(edit.new)
      out.raw("}")
    }
    out.raw("], \"left\": [")
    for (index, refusal) in mending.refusals.enumerated() {
      out.raw(index == 0 ? "{\"rule\": " : ", {\"rule\": ")
      out.string(refusal.rule)
      out.raw(", \"count\": \(refusal.count), \"reason\": ")
      out.string(refusal.reason)
      out.raw("}")
    }
    out.raw("]")
  }
}
