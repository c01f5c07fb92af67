import Documents
import Syndication

/// Rules as text: a line each, or one in full.
struct RuleOutput {
  let rules: [Rule]
  let isDetailed: Bool
  let style: Style

  func text(_ format: RulesCommand.Format) -> String {
    switch format {
    case .markdown: RuleBookPage.text(rules)
    case .human: rules.map(isDetailed ? detailed : line).joined()
    case .json: "[" + rules.map { "\n  " + object($0) }.joined(separator: ",") + "\n]\n"
    case .jsonl: rules.map { object($0) + "\n" }.joined()
    }
  }

  private func line(_ rule: Rule) -> String {
    let source = rule.source.map { "; \($0.address), \($0.date)" } ?? ""
    return "\(style.bold(rule.id)) (\(rule.severity.rawValue)): \(rule.sentence)\(source)\n"
  }

  private func detailed(_ rule: Rule) -> String {
    var text = "\(style.bold(rule.id)) (\(rule.severity.rawValue)): \(rule.sentence)\n"
    let formats = formats(rule)
    if let source = rule.source { text += "  Profile:   \(source.profile)\n" }
    if !formats.isEmpty { text += "  Formats:   \(formats.joined(separator: ", "))\n" }
    text += "  Why:       \(rule.reason)\n  Written:   \(rule.reference)\n  To mend:   \(rule.remedy)\n"
    if let w3c = rule.w3c { text += "  W3C event: \(w3c)\n" }
    if let disagreement = rule.disagreement { text += "  Differs:   \(disagreement)\n" }
    return text
  }

  private func object(_ rule: Rule) -> String {
    var out = JSONWriter()
    out.object([
      ("id", rule.id), ("severity", rule.severity.rawValue), ("formats", formats(rule).joined(separator: " ")),
      ("sentence", rule.sentence), ("reason", rule.reason), ("reference", rule.reference), ("remedy", rule.remedy),
      ("w3c", rule.w3c), ("disagreement", rule.disagreement),
      ("profile", rule.source?.profile), ("source", rule.source?.address), ("date", rule.source?.date),
    ])
    return out.text
  }

  private func formats(_ rule: Rule) -> [String] {
    DocumentFormat.allCases.filter(rule.formats.contains).map(\.rawValue)
  }
}
