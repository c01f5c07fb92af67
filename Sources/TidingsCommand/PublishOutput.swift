import ContentCorpus
import Documents
import Syndication
import Tidings

/// The result of `build` as text: what is wrong, then what was made, on one screen.
struct PublishOutput {
  let result: PublishReport
  let report: Report
  let style: Style

  func text(_ format: ReportOptions.Format) -> String {
    switch format {
    case .human: human
    case .json: json
    case .jsonl:
      result.documents.map { object($0) + "\n" }.joined()
        + report.findings.map { object($0) + "\n" }.joined()
    }
  }

  private var human: String {
    let findings = FindingOutput(style: style)
    return report.findings.map { findings.human($0) }.joined() + changes + summary
  }

  /// In a dry run, the documents that would change.
  private var changes: String {
    guard result.isDryRun else { return "" }
    return result.documents.filter { $0.change != .unchanged }.map { "\($0.change.rawValue) \($0.path)\n" }.joined()
  }

  private var summary: String {
    let corpus = result.corpus
    var states: [String] = []
    for (count, name) in [
      (corpus.drafts, "drafts"), (corpus.scheduled, "scheduled"), (corpus.expired, "expired"),
      (corpus.unpublished, "unpublished"), (corpus.withheld, "withheld"),
    ] where count > 0 {
      states.append("\(count) \(name)")
    }
    let rest = states.isEmpty ? "" : " (\(states.joined(separator: ", ")))"
    let kinds: [DocumentChange] = [.created, .updated, .unchanged, .removed, .withheld]
    let counts = kinds.filter { result.count($0) > 0 }.map { "\(result.count($0)) \($0.rawValue)" }
    let verb = result.isDryRun ? "Documents that would be" : "Documents"
    return """
      Items      \(corpus.published) published\(rest)
      Topics     \(result.topics)
      \(verb)  \(counts.isEmpty ? "none" : counts.joined(separator: ", "))
      Findings   \(FindingOutput.counts(errors: report.errors, warnings: report.warnings))

      """
  }

  private var json: String {
    let corpus = result.corpus
    var out = JSONWriter()
    out.raw("{\n  \"items\": {\"published\": \(corpus.published), \"drafts\": \(corpus.drafts)")
    out.raw(", \"scheduled\": \(corpus.scheduled), \"expired\": \(corpus.expired)")
    out.raw(", \"unpublished\": \(corpus.unpublished), \"withheld\": \(corpus.withheld)},\n")
    out.raw("  \"topics\": \(result.topics),\n  \"dryRun\": \(result.isDryRun),\n")
    out.raw("  \"errors\": \(report.errors), \"warnings\": \(report.warnings),\n")
    out.raw("  \"documents\": [" + result.documents.map { "\n    " + object($0) }.joined(separator: ",") + "\n  ],\n")
    out.raw("  \"findings\": [" + report.findings.map { "\n    " + object($0) }.joined(separator: ",") + "\n  ]\n}\n")
    return out.text
  }

  private func object(_ row: PublishReport.Row) -> String {
    var out = JSONWriter()
    out.raw("{\"path\": ")
    out.string(row.path)
    out.raw(", \"change\": \"\(row.change.rawValue)\", \"format\": \"\(row.format.rawValue)\"")
    out.raw(", \"bytes\": \(row.bytes), \"entries\": \(row.entries)}")
    return out.text
  }

  private func object(_ finding: Finding) -> String {
    var out = JSONWriter()
    FindingOutput.write(finding, path: true, to: &out)
    return out.text
  }
}
