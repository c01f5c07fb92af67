import ContentCorpus
import PublishingLedger
import Syndication
import Tidings
import TidingsCore

/// The result of `build` as text: what is wrong, then, on one screen, what was made and what to do next.
struct PublishOutput {
  let result: PublishReport
  let report: Report
  let style: Style
  /// How long it took.
  var seconds: Double?
  /// The folder of the documents.
  var output = "output"

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
    return report.findings.map { findings.human($0) }.joined() + BuildSummary(output: self).text
  }

  private var json: String {
    let corpus = result.corpus
    var out = JSONWriter()
    out.raw(
      "{\n  \"items\": {\"published\": \(corpus.published), \"pages\": \(corpus.pages), \"drafts\": \(corpus.drafts)")
    out.raw(", \"scheduled\": \(corpus.scheduled), \"expired\": \(corpus.expired)")
    out.raw(", \"unpublished\": \(corpus.unpublished), \"withheld\": \(corpus.withheld)},\n")
    out.raw("  \"topics\": \(result.topics),\n  \"dryRun\": \(result.isDryRun),\n")
    out.raw("  \"errors\": \(report.errors), \"warnings\": \(report.warnings),\n")
    let summary = BuildSummary(output: self)
    if let seconds { out.raw("  \"seconds\": \(BuildSummary.number(seconds)),\n") }
    if let reuse = result.reuse {
      out.raw("  \"filesRead\": \(reuse.filesRead), \"documentsMade\": \(reuse.documentsMade),\n")
    }
    out.raw("  \"next\": ")
    out.string(summary.next)
    out.raw(",\n  \"pages\": [")
    for (index, page) in result.pages.enumerated() {
      out.raw(index == 0 ? "\n    " : ",\n    ")
      out.object([("address", page.address), ("change", page.kind.rawValue)])
    }
    out.raw(result.pages.isEmpty ? "],\n" : "\n  ],\n")
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
