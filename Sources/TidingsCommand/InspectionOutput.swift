import ContentCorpus
import Markup
import Syndication
import Tidings
import TidingsCore

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

  private struct Field {
    let name: String
    let value: String?
    /// What its front-matter field means; `nil` for what no single field says.
    var meaning: FieldMap.Meaning?
    /// Where it comes from if there is no such field.
    var otherwise: String?
  }

  /// What a reader of the output sees of the item, in order; fields without a value are left out.
  private var fields: [Field] {
    let item = inspection.item
    return [
      Field(name: "file", value: folder == "." ? inspection.path : folder + "/" + inspection.path),
      Field(name: "published", value: status),
      Field(name: "title", value: item?.record.title, meaning: .title, otherwise: "the first words of the body"),
      Field(
        name: "address", value: inspection.address,
        meaning: inspection.origins[.url] == nil || item?.record.permalinkLocation.line == 1 ? .slug : .url,
        otherwise: "the file's path"),
      Field(name: "id", value: inspection.id, meaning: .id, otherwise: "the file's path"),
      Field(name: "date", value: item?.record.published.known?.rfc3339, meaning: .date, otherwise: "other dates"),
      Field(
        name: "modified", value: item?.record.lastModified?.rfc3339, meaning: .lastModified, otherwise: "the date"),
      Field(name: "summary", value: item?.summary, meaning: .summary),
      Field(name: "authors", value: list(item?.authors.map(\.name)), meaning: .authors),
      Field(name: "original", value: item?.original?.address, meaning: .original),
      Field(name: "via", value: item?.via?.address ?? item?.via?.label, meaning: .via),
      Field(name: "picture", value: item?.picture?.reference, meaning: .picture),
      Field(name: "keywords", value: list(item?.keywords), meaning: .keywords),
      Field(name: "aliases", value: list(item?.record.aliases.map(\.text)), meaning: .aliases),
      Field(name: "indexable", value: item.map { $0.record.isIndexable ? "yes" : "no" }),
    ]
  }

  /// `slug, line 4`.
  private func origin(_ field: Field) -> String? {
    guard let meaning = field.meaning else { return nil }
    return inspection.origins[meaning].map { $0.line == 0 ? $0.field : "\($0.field), line \($0.line)" }
      ?? field.otherwise
  }

  private var status: String {
    switch inspection.publication {
    case nil where !inspection.isContent:
      "no: the site's generator does not treat it as content (see corpus.convention)"
    case nil: "no: the file gives no item"
    case .published where inspection.item?.record.kind != .entry:
      "yes, as a page that is in no feed: it has no date"
    case .published: "yes"
    case .draft: "no: it is a draft"
    case .unpublished(let status): "no: its status is \(status)"
    case .scheduled(let instant): "no: it is due at \(instant)"
    case .expired(let instant): "no: it expired at \(instant)"
    case .withheld: "no: it is withheld because of an error"
    }
  }

  private func list(_ texts: [String]?) -> String? {
    guard let texts, !texts.isEmpty else { return nil }
    return texts.joined(separator: ", ")
  }

  private var human: String {
    var text = ""
    for field in fields {
      guard let value = field.value else { continue }
      let origin = origin(field).map { " (from \($0.printable))" } ?? ""
      text += field.name + ":" + String(repeating: " ", count: max(11 - field.name.count, 1)) + value.printable
      text += origin + "\n"
    }
    for topic in inspection.topics { text += "topic:      \(topic.path) (\(topic.label))\n" }
    for document in inspection.documents { text += "appears in: \(document)\n" }
    if let post = inspection.post {
      text += "content:    \(words(post.way))\n"
      if !post.place.isEmpty { text += "  taken from: \(post.place.joined(separator: " > ").printable)\n" }
      for note in post.notes {
        text += "  left out: \(note.element.printable) '\(note.words.printable)': it \(note.reason)\n"
      }
    }
    if let content = inspection.content, !content.changes.isEmpty {
      text += "cleaning:   what feeds have instead of what is written (- before, + after)\n"
      for change in content.changes.prefix(InspectionOutput.changeLimit) {
        if !change.removed.isEmpty { text += "  - \(brief(change.removed))\n" }
        if !change.added.isEmpty { text += "  + \(brief(change.added))\n" }
      }
      let rest = content.changes.count - InspectionOutput.changeLimit
      if rest > 0 { text += "  and \(rest) more; --format json has the whole content\n" }
    }
    let findings = FindingOutput(style: style)
    return text + inspection.findings.map { findings.human($0.relocated(under: folder)) }.joined()
  }

  private static let changeLimit = 40

  private func brief(_ html: String) -> String {
    let line = html.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (line.count > 200 ? line.prefix(120) + " … " + line.suffix(60) : line[...]).description.printable
  }

  /// How the content was found on the built page.
  private func words(_ way: PagePost.Way) -> String {
    switch way {
    case .selector: "from the built page, by corpus.selector"
    case .source: "from the built page, where the content file's words are"
    case .marks: "from the built page, by what it marks as its content: the content file's words are not on it"
    case .nothing: "from the content file: there is no content on the built page"
    }
  }

  private var json: String {
    var out = JSONWriter()
    out.raw("{")
    var members = JSONMembers(depth: 1)
    for field in fields { members.string(field.name, field.value, to: &out) }
    let origins = fields.filter { $0.value != nil }.compactMap { field in origin(field).map { (field.name, $0) } }
    members.next("origins", to: &out)
    out.object(origins.map { ($0.0, Optional($0.1)) })
    members.list("topics", inspection.topics, to: &out) { topic, out in
      out.object([("path", topic.path), ("label", topic.label), ("taxonomy", topic.taxonomy)])
    }
    members.list("documents", inspection.documents, to: &out) { path, out in out.string(path) }
    if let post = inspection.post {
      members.string("content", words(post.way), to: &out)
      members.list("contentPlace", post.place, to: &out) { element, out in out.string(element) }
      members.list("leftOut", post.notes, to: &out) { note, out in
        out.object([("element", note.element), ("words", note.words), ("reason", note.reason)])
      }
    }
    if let content = inspection.content {
      members.string("contentBefore", content.before, to: &out)
      members.string("contentAfter", content.after, to: &out)
    }
    members.list("findings", inspection.findings, to: &out) { finding, out in
      FindingOutput.write(finding.relocated(under: folder), path: true, to: &out)
    }
    out.raw("\n}\n")
    return out.text
  }
}
