import Documents
import Syndication
import Validation

/// The verdicts of `validate` as text.
struct VerdictOutput {
  let verdicts: [(verdict: Verdict, report: Report)]
  /// Some lines of a document, by its path and their numbers; `nil` where it cannot be read again.
  let lines: (_ path: String, _ numbers: Set<Int>) -> [Int: String]?
  let style: Style

  /// - Parameter adjust: makes of a document's findings what the site wants to see.
  init(
    _ judged: [DocumentFiles.Judged], lines: @escaping (String, Set<Int>) -> [Int: String]?, isStrict: Bool,
    style: Style, adjust: (Verdict) -> [Finding]
  ) {
    verdicts = judged.map { judged in
      let report = Report(adjust(judged.verdict))
      return (judged.verdict, isStrict ? report.strict : report)
    }
    self.lines = lines
    self.style = style
  }

  var hasErrors: Bool { verdicts.contains { $0.report.errors > 0 } }

  func text(_ format: ValidateCommand.Format) -> String {
    switch format {
    case .human: human
    case .jsonl: verdicts.map { object($0) + "\n" }.joined()
    case .sarif: SARIFOutput.text(verdicts.flatMap(\.report.groups))
    case .junit: JUnitOutput.text(verdicts)
    case .github: verdicts.flatMap(\.report.findings).map(AnnotationOutput.line).joined()
    case .json: "[" + verdicts.map { "\n" + object($0) }.joined(separator: ",") + "\n]\n"
    }
  }

  private var human: String {
    let findings = FindingOutput(style: style)
    let groups = verdicts.map(\.report.groups)
    let errors = groups.joined().count { $0.first.severity == .error }
    let warnings = groups.joined().count { $0.first.severity == .warning }
    let verdict = errors == 0 ? style.green("valid") : style.red("not valid")
    let count = "\(verdicts.count) \(verdicts.count == 1 ? "document" : "documents")"
    let told = zip(verdicts, groups).map { judged, groups -> String in
      let source = groups.isEmpty ? nil : lines(judged.verdict.path, Set(groups.map(\.first.location.line)))
      return groups.map { findings.human($0, line: source?[$0.first.location.line]) }.joined()
    }
    return told.joined()
      + "\(count), \(verdict): \(FindingOutput.counts(errors: errors, warnings: warnings))\n"
  }

  private func object(_ judged: (verdict: Verdict, report: Report)) -> String {
    var out = JSONWriter()
    out.raw("{\"path\": ")
    out.string(judged.verdict.path)
    out.raw(", \"format\": ")
    if let format = judged.verdict.format { out.string(format.rawValue) } else { out.raw("null") }
    out.raw(", \"valid\": \(judged.report.errors == 0), \"findings\": [")
    for (index, group) in judged.report.groups.enumerated() {
      if index > 0 { out.raw(", ") }
      FindingOutput.write(group, path: false, to: &out)
    }
    out.raw("]}")
    return out.text
  }
}
