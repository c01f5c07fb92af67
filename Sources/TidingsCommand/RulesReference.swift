import TidingsCore

/// All rules as a page of the documentation, by what they are about.
enum RulesReference {
  static func text(_ rules: [Rule]) -> String {
    var text = """
      # Rules

      What Tidings demands of configuration, content and documents, and why.

      ## Overview

      Made by `tidings rules --format markdown`. An *error* is what the specification forbids or what makes readers and
      crawlers drop a document; a *warning* is what it advises against or what is known to cause trouble; an *info* is worth
      knowing. Rules that begin with *profile* are followed only where the profile is asked for. A site decides otherwise with `validation.rules` in `tidings.yaml` or with `tidings validate --rule`.

      """
    var last = ""
    for rule in rules.sorted(by: { $0.id < $1.id }) {
      let family = String(rule.id.prefix { $0 != "." })
      if family != last { text += "\n## \(family)\n" }
      last = family
      text += entry(rule)
    }
    return text
  }

  private static func entry(_ rule: Rule) -> String {
    let formats = DocumentFormat.allCases.filter(rule.formats.contains).map(\.rawValue).joined(separator: ", ")
    var text = "\n### \(rule.id)\n\n**\(rule.sentence)** (\(rule.severity.rawValue)"
    text += formats.isEmpty ? ")\n\n" : "; \(formats))\n\n"
    text += "- Why: \(rule.reason)\n- Written: \(rule.reference)\n- To fix: \(rule.remedy)\n"
    if let w3c = rule.w3c { text += "- W3C event: `\(w3c)`\n" }
    if let disagreement = rule.disagreement { text += "- Differs from the W3C validator: \(disagreement)\n" }
    return text.replacing("<", with: "&lt;")
  }
}
