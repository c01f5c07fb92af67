import Syndication
import Tidings

/// What counts for a site, and where it was said, as text.
struct SiteInspectionOutput {
  let inspection: SiteInspection

  /// No more documents are shown to people.
  private static let limit = 30

  func text(_ format: ReportOptions.Format) -> String {
    switch format {
    case .human: human
    case .json, .jsonl: json
    }
  }

  private func shown(_ origin: SettingOrigin?) -> String { origin.map { "\($0)".printable } ?? "default" }

  private var human: String {
    let width = inspection.settings.map(\.name.count).max() ?? 0
    var out = ""
    for setting in inspection.settings {
      let margin = String(repeating: " ", count: width - setting.name.count + 2)
      out += "\(setting.name):\(margin)\(setting.value.printable) (\(shown(setting.origin)))\n"
    }
    out += "\nfeeds:\n"
    for document in inspection.documents.prefix(SiteInspectionOutput.limit) {
      let count = document.entries == document.total ? "\(document.total)" : "\(document.entries) of \(document.total)"
      out += "  \(document.path.printable)  \(document.title.printable), \(count)"
      out += document.total == 1 ? " entry" : " entries"
      out += " (\(document.origin == nil ? "usual place" : shown(document.origin)))\n"
    }
    let rest = inspection.documents.count - SiteInspectionOutput.limit
    if rest > 0 { out += "  and \(rest) more; --format json has them all\n" }
    return out
  }

  private var json: String {
    var out = JSONWriter()
    out.raw("{")
    var members = JSONMembers(depth: 1)
    members.list("settings", inspection.settings, to: &out) { setting, out in
      let own: [(String, String?)] = [("name", setting.name), ("value", setting.value)]
      out.object(own + fields(setting.origin))
    }
    members.list("feeds", inspection.documents, to: &out) { document, out in
      let own: [(String, String?)] = [
        ("path", document.path), ("title", document.title), ("entries", "\(document.entries)"),
        ("total", "\(document.total)"),
      ]
      out.object(own + fields(document.origin))
    }
    out.raw("\n}\n")
    return out.text
  }

  private func fields(_ origin: SettingOrigin?) -> [(String, String?)] {
    [("file", origin?.path), ("line", origin?.line.map { "\($0)" }), ("key", origin?.key)]
  }
}
