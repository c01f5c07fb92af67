import Syndication
import TidingsCore
import Validation

/// Rules as text: a line each, or one in full.
struct RuleOutput {
  let rules: [Rule]
  let isDetailed: Bool
  let style: Style

  func text(_ format: RulesCommand.Format) -> String {
    switch format {
    case .markdown: RulesReference.text(rules)
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
    let explanation = Explanations.of(rule.id)
    var text = "\(style.bold(rule.id)) (\(rule.severity.rawValue)): \(rule.sentence)\n"
    let formats = formats(rule)
    if let source = rule.source { text += "  Profile:   \(source.profile)\n" }
    if !formats.isEmpty { text += "  Formats:   \(formats.joined(separator: ", "))\n" }
    text += "  Why:       \(rule.reason)\n"
    if let harm = explanation?.harm { text += "  Hurt:      \(harm)\n" }
    text += "  Written:   \(rule.reference)\n"
    if let quote = explanation?.quote { text += "             \"\(quote)\"\n" }
    text += "  To fix:    \(rule.remedy)\n"
    if Mending.rules.contains(rule.id) {
      text += "             'tidings validate FILE --fix --output FOLDER' does it if there is only one way.\n"
    }
    if let w3c = rule.w3c { text += "  W3C event: \(w3c)\n" }
    if let disagreement = rule.disagreement { text += "  Differs:   \(disagreement)\n" }
    if let explanation {
      text += "\n  \(style.red("Wrong"))\n" + RuleOutput.indented(explanation.wrong)
      text += "\n  \(style.green("Right"))\n" + RuleOutput.indented(explanation.right)
    }
    return text
  }

  private static func indented(_ example: String) -> String {
    example.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  private func object(_ rule: Rule) -> String {
    let explanation = Explanations.of(rule.id)
    var out = JSONWriter()
    out.object([
      ("id", rule.id), ("severity", rule.severity.rawValue), ("formats", formats(rule).joined(separator: " ")),
      ("sentence", rule.sentence), ("reason", rule.reason), ("reference", rule.reference), ("remedy", rule.remedy),
      ("w3c", rule.w3c), ("disagreement", rule.disagreement),
      ("profile", rule.source?.profile), ("source", rule.source?.address), ("date", rule.source?.date),
      ("quote", explanation?.quote), ("harm", explanation?.harm), ("wrong", explanation?.wrong),
      ("right", explanation?.right),
    ])
    return out.text
  }

  private func formats(_ rule: Rule) -> [String] {
    DocumentFormat.allCases.filter(rule.formats.contains).map(\.rawValue)
  }
}
