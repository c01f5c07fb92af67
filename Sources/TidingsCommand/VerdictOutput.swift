import Syndication
import TidingsCore
import Validation

/// The verdicts of `validate` as text.
struct VerdictOutput {
  let verdicts: [(verdict: Verdict, report: Report)]
  /// What was mended of each document, where that was asked for.
  private let mendings: [String: MendingOutput]
  /// What could be mended.
  private let fixes: SARIFFixes
  /// Some lines of a document, by its path and their numbers; `nil` where it cannot be read again.
  let lines: (_ path: String, _ numbers: Set<Int>) -> [Int: String]?
  let style: Style

  /// - Parameter adjust: makes of a document's findings what the site wants to see.
  init(
    _ validated: [DocumentFiles.Validated], lines: @escaping (String, Set<Int>) -> [Int: String]?, isStrict: Bool,
    style: Style, adjust: (Verdict) -> [Finding]
  ) {
    verdicts = validated.map { validated in
      let report = Report(MendingOutput.placed(adjust(validated.verdict), validated))
      return (validated.verdict, isStrict ? report.strict : report)
    }
    mendings = validated.reduce(into: [:]) { mendings, validated in
      mendings[validated.verdict.path] = validated.mending.map {
        MendingOutput($0, path: validated.verdict.path, written: validated.written)
      }
    }
    fixes = SARIFFixes(validated)
    self.lines = lines
    self.style = style
  }

  var hasErrors: Bool { verdicts.contains { $0.report.errors > 0 } }

  func text(_ format: ValidateCommand.Format) -> String {
    switch format {
    case .human: human
    case .jsonl: verdicts.map { object($0) + "\n" }.joined()
    case .sarif: SARIFOutput.text(verdicts.flatMap(\.report.groups), fixes: fixes)
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
    let reported = zip(verdicts, groups).map { validated, groups -> String in
      let path = groups.first?.first.location.path ?? validated.verdict.path
      let source = groups.isEmpty ? nil : lines(path, Set(groups.map(\.first.location.line)))
      return groups.map { findings.human($0, line: source?[$0.first.location.line]) }.joined()
    }
    return verdicts.compactMap { mendings[$0.verdict.path]?.human(style) }.joined() + reported.joined()
      + "\(count), \(verdict): \(FindingOutput.counts(errors: errors, warnings: warnings))\n"
      + hint(groups.joined().map(\.first))
  }

  /// How to learn more, by the rule that matters most.
  private func hint(_ findings: [Finding]) -> String {
    let worst = findings.map(\.severity).max()
    guard let first = findings.first(where: { $0.severity == worst }) else { return "" }
    let isOnly = findings.allSatisfy { $0.rule == first.rule }
    return "'tidings rules \(first.rule)' explains \(isOnly ? "the rule" : "that rule, and so on for the others").\n"
  }

  private func object(_ validated: (verdict: Verdict, report: Report)) -> String {
    var out = JSONWriter()
    out.raw("{\"path\": ")
    out.string(FileNameText.shown(validated.verdict.path))
    out.raw(", \"format\": ")
    if let format = validated.verdict.format { out.string(format.rawValue) } else { out.raw("null") }
    out.raw(", \"valid\": \(validated.report.errors == 0), \"findings\": [")
    for (index, group) in validated.report.groups.enumerated() {
      if index > 0 { out.raw(", ") }
      FindingOutput.write(group, path: false, to: &out)
    }
    out.raw("]")
    mendings[validated.verdict.path]?.write(to: &out)
    out.raw("}")
    return out.text
  }
}
