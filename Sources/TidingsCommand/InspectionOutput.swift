import ContentCorpus
import Documents
import Syndication
import Tidings

/// How one file is read, as text.
struct InspectionOutput {
  let inspection: Inspection
  let folder: String
  let style: Style

  func text(_ format: ReportOptions.Format) -> String {
    switch format {
    case .human: human
    case .json, .jsonl: json
    }
  }

  /// What a reader of the output sees of the item, in order; fields without a value are left out.
  private var fields: [(name: String, value: String?)] {
    let item = inspection.item
    return [
      ("file", folder == "." ? inspection.path : folder + "/" + inspection.path),
      ("published", status), ("title", item?.record.title), ("address", inspection.address), ("id", inspection.id),
      ("date", item?.record.published.rfc3339), ("modified", item?.record.modified.rfc3339),
      ("summary", item?.summary), ("authors", list(item?.authors.map(\.name))),
      ("original", item?.original?.address), ("via", item?.via?.address ?? item?.via?.label),
      ("picture", item?.picture?.reference), ("keywords", list(item?.keywords)),
      ("aliases", list(item?.record.aliases.map(\.text))),
      ("indexable", item.map { $0.record.isIndexable ? "yes" : "no" }),
    ]
  }

  private var status: String {
    switch inspection.publication {
    case nil: "no: the file gives no item"
    case .published: "yes"
    case .draft: "no: it is a draft"
    case .unpublished(let status): "no: its status is \(status)"
    case .scheduled(let instant): "no: it is due at \(instant)"
    case .expired(let instant): "no: it expired at \(instant)"
    case .withheld: "no: it is withheld"
    }
  }

  private func list(_ texts: [String]?) -> String? {
    guard let texts, !texts.isEmpty else { return nil }
    return texts.joined(separator: ", ")
  }

  private var human: String {
    var text = ""
    for case (let name, let value?) in fields {
      text += name + ":" + String(repeating: " ", count: max(11 - name.count, 1)) + value.printable + "\n"
    }
    for topic in inspection.topics { text += "topic:      \(topic.path) (\(topic.label))\n" }
    for document in inspection.documents { text += "appears in: \(document)\n" }
    let findings = FindingOutput(style: style)
    return text + inspection.findings.map { findings.human($0.relocated(under: folder)) }.joined()
  }

  private var json: String {
    var out = JSONWriter()
    out.raw("{")
    var members = JSONMembers(depth: 1)
    for (name, value) in fields { members.string(name, value, to: &out) }
    members.list("topics", inspection.topics, to: &out) { topic, out in
      out.object([("path", topic.path), ("label", topic.label), ("taxonomy", topic.taxonomy)])
    }
    members.list("documents", inspection.documents, to: &out) { path, out in out.string(path) }
    members.list("findings", inspection.findings, to: &out) { finding, out in
      FindingOutput.write(finding.relocated(under: folder), path: true, to: &out)
    }
    out.raw("\n}\n")
    return out.text
  }
}
