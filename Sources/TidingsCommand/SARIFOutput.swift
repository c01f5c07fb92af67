import Syndication
import Tidings
import TidingsCore

/// Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.
enum SARIFOutput {
  /// - Parameter fixes: what could be mended of the documents.
  static func text(_ findings: [FindingGroup], fixes: SARIFFixes) -> String {
    let used = Set(findings.map(\.first.rule))
    var out = JSONWriter()
    out.raw(
      "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n  \"runs\": [{\n"
    )
    out.raw(
      "    \"columnKind\": \"unicodeCodePoints\",\n    \"tool\": {\"driver\": {\"name\": \"Tidings\", \"rules\": [")
    for (index, rule) in RuleCatalog.all.filter({ used.contains($0.id) }).enumerated() {
      out.raw(index == 0 ? "\n      " : ",\n      ")
      write(rule, to: &out)
    }
    out.raw("\n    ]}},\n    \"results\": [")
    let counts: [[String]: Int] = findings.reduce(into: [:]) {
      $0[[$1.first.location.path, $1.first.rule], default: 0] += 1
    }
    for (index, finding) in findings.enumerated() {
      out.raw(index == 0 ? "\n      " : ",\n      ")
      write(finding, fixes, isOnly: counts[[finding.first.location.path, finding.first.rule]] == 1, to: &out)
    }
    out.raw("\n    ]\n  }]\n}\n")
    return out.text
  }

  private static func write(_ rule: Rule, to out: inout JSONWriter) {
    out.raw("{\"id\": ")
    out.string(rule.id)
    for (name, text) in [
      ("shortDescription", rule.sentence), ("fullDescription", "\(rule.reason) (\(rule.reference))"),
      ("help", rule.remedy),
    ] {
      out.raw(", \"\(name)\": ")
      out.object([("text", text)])
    }
    if let source = rule.source {
      out.raw(", \"helpUri\": ")
      out.string(source.address)
    }
    out.raw("}")
  }

  private static func write(_ group: FindingGroup, _ fixes: SARIFFixes, isOnly: Bool, to out: inout JSONWriter) {
    let finding = group.first
    out.raw("{\"ruleId\": ")
    out.string(finding.rule)
    out.raw(", \"level\": \"\(finding.severity == .info ? "note" : finding.severity.rawValue)\", \"message\": ")
    out.object([("text", finding.message)])
    out.raw(", \"locations\": [")
    write(finding.location, to: &out)
    out.raw("]")
    let related = finding.related + group.others.map(\.location)
    if group.count > 1 { out.raw(", \"occurrenceCount\": \(group.count)") }
    if !related.isEmpty {
      out.raw(", \"relatedLocations\": [")
      for (index, place) in related.enumerated() {
        if index > 0 { out.raw(", ") }
        write(place, to: &out)
      }
      out.raw("]")
    }
    fixes.write(group, isOnly: isOnly, to: &out)
    out.raw("}")
  }

  private static func write(_ place: SourceLocation, to out: inout JSONWriter) {
    out.raw("{\"physicalLocation\": {\"artifactLocation\": ")
    out.object([("uri", place.shownPath)])
    out.raw(", \"region\": {\"startLine\": \(place.line), \"startColumn\": \(place.column)}}}")
  }
}
