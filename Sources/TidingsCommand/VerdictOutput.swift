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
    case .sarif: SARIFOutput.text(verdicts.flatMap(\.report.findings))
    case .junit: JUnitOutput.text(verdicts)
    case .github: verdicts.flatMap(\.report.findings).map(AnnotationOutput.line).joined()
    case .json: "[" + verdicts.map { "\n" + object($0) }.joined(separator: ",") + "\n]\n"
    }
  }

  private var human: String {
    let findings = FindingOutput(style: style)
    let errors = verdicts.reduce(0) { $0 + $1.report.errors }
    let warnings = verdicts.reduce(0) { $0 + $1.report.warnings }
    let verdict = errors == 0 ? style.green("valid") : style.red("not valid")
    let count = "\(verdicts.count) \(verdicts.count == 1 ? "document" : "documents")"
    let told = verdicts.map { verdict, report -> String in
      let source = report.findings.isEmpty ? nil : lines(verdict.path, Set(report.findings.map(\.location.line)))
      return report.findings.map { findings.human($0, line: source?[$0.location.line]) }.joined()
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
    for (index, finding) in judged.report.findings.enumerated() {
      if index > 0 { out.raw(", ") }
      FindingOutput.write(finding, path: false, to: &out)
    }
    out.raw("]}")
    return out.text
  }
}
