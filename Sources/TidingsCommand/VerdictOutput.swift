import Documents
import Syndication
import Validation

/// The verdicts of `validate` as text.
struct VerdictOutput {
  let verdicts: [(verdict: Verdict, report: Report)]
  let style: Style

  init(verdicts: [Verdict], isStrict: Bool, style: Style) {
    self.verdicts = verdicts.map { verdict in
      let report = Report(verdict.findings)
      return (verdict, isStrict ? report.strict : report)
    }
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
    return verdicts.flatMap(\.report.findings).map(findings.human).joined()
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
