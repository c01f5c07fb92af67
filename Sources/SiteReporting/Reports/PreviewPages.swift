import ContentCorpus
import HTMLPages
import LocalFiles
import Markup
import SiteOutput
public import SitePublishing
public import TidingsCore

/// The pages by which a preview shows builds: what is wrong, what there is to open, and the sources of findings.
public struct PreviewPages: Sendable {
  /// The state of a preview.
  public struct Status: Sendable {
    /// Builds until now.
    public var build = 0
    public var isBuilding = false
    /// The last build that ended.
    public var result: PublishReport?
    public var ended: Timestamp?
    public var seconds = 0.0
    /// Why the last one stopped.
    public var failure: String?
    public var contentFolder = ""
    public var title = "Tidings"
    public var address = ""

    public init() {}
  }

  public static let root = "/-/"
  private let templates: PageTemplates

  /// - Throws: `TemplateError`.
  public init() throws { templates = try PageTemplates(for: .reports) }

  /// The script by which pages renew themselves.
  public static var script: [UInt8] { PageFiles.statusScript }

  public static func state(_ status: Status) -> [UInt8] {
    Array("{\"build\": \(status.build), \"building\": \(status.isBuilding)}\n".utf8)
  }

  private static let findingLimit = 200
  private static let documentLimit = 500

  /// The first page.
  ///
  /// - Parameters:
  ///   - status: what is known of the build.
  ///   - now: when it is asked for.
  public func status(_ status: Status, now: Timestamp) -> [UInt8] {
    let report = status.result?.report
    let findings = (report?.findings ?? []).sorted { ($1.severity, $0.location) < ($0.severity, $1.location) }
    let shown = findings.prefix(PreviewPages.findingLimit)
    let (errors, warnings) = (report?.errors ?? 0, report?.warnings ?? 0)
    let isDone = status.failure == nil && status.result != nil
    var context = common(status, now, selfHref: PreviewPages.root)
    context.merge([
      "site": ["title": TemplateText.of(status.title), "address": status.address],
      "isWaiting": status.failure == nil && status.result == nil, "isFailed": status.failure != nil,
      "isFaulty": isDone && errors > 0, "isWarned": isDone && errors == 0 && warnings > 0,
      "isGood": isDone && errors == 0 && warnings == 0, "failure": TemplateText.of(status.failure ?? ""),
      "hasBuilt": status.result != nil, "built": (status.ended ?? now).rfc3339,
      "builtText": ReportText.day(status.ended ?? now) + ", " + ReportText.time(status.ended ?? now, seconds: true),
      "duration": ReportText.duration(status.seconds), "counts": counts(status.result),
      "hasFindings": !findings.isEmpty, "findings": shown.map { self.finding($0, status) },
      "hasMoreFindings": findings.count > shown.count,
      "moreFindings": ReportText.number(findings.count - shown.count),
      "groups": groups(status.result?.documents ?? []),
    ]) { $1 }
    return templates.page("status", context)
  }

  private func common(_ status: Status, _ now: Timestamp, selfHref: String) -> [String: Any] {
    [
      "build": "\(status.build)", "selfHref": selfHref, "refreshed": now.rfc3339,
      "refreshedText": ReportText.time(now, seconds: true),
    ]
  }

  private func counts(_ result: PublishReport?) -> [String: Any] {
    let changed = result?.documents.count { $0.change != .unchanged && $0.change != .withheld } ?? 0
    return [
      "items": result?.corpus.published ?? 0, "topics": result?.topics ?? 0,
      "documents": result?.documents.count { $0.change != .removed } ?? 0, "changed": changed,
      "errors": result?.report.errors ?? 0, "warnings": result?.report.warnings ?? 0,
      "notes": result?.report.findings.count { $0.severity == .info } ?? 0,
    ].mapValues(ReportText.number)
  }

  private func finding(_ finding: Finding, _ status: Status) -> [String: Any] {
    let link = source(finding.location, status)
    let excerpt = link == nil ? [] : excerpt(finding.location)
    var context: [String: Any] = [
      "message": TemplateText.of(finding.message), "remedy": TemplateText.of(finding.remedy), "rule": finding.rule,
      "location": TemplateText.of(finding.location.description), "isLinked": link != nil, "href": link ?? "",
      "hasRelated": !finding.related.isEmpty,
      "related": finding.related.map { place in
        [
          "location": TemplateText.of(place.description), "isLinked": source(place, status) != nil,
          "href": source(place, status) ?? "",
        ] as [String: Any]
      }, "hasExcerpt": !excerpt.isEmpty, "excerpt": excerpt, "hasOthers": false, "others": "",
    ]
    context.merge(finding.severity.flags) { $1 }
    return context
  }

  /// The address of the page that shows a place in a content file.
  private func source(_ place: SourceLocation, _ status: Status) -> String? {
    guard relative(place.path, status) != nil else { return nil }
    return "\(PreviewPages.root)source?path=\(URIReference.encodedPath(place.path))#L\(place.line)"
  }

  /// A path in the content folder.
  private func relative(_ path: String, _ status: Status) -> String? {
    let folder = SourceLocation(path: "").relocated(under: status.contentFolder).path
    guard path.hasPrefix(folder) else { return nil }
    return SitePath.safe(String(path.dropFirst(folder.count)))
  }

  private func lines(_ path: String) -> [String]? {
    guard let bytes = try? LocalFile.read(path).bytes, bytes.count < 10_000_000 else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasSuffix("\r") ? String($0.dropLast()) : String($0) }
  }

  private func excerpt(_ place: SourceLocation) -> [[String: Any]] {
    guard let lines = lines(place.path), (1...max(lines.count, 1)).contains(place.line), !lines.isEmpty else {
      return []
    }
    return (max(1, place.line - 1)...min(lines.count, place.line + 1)).map { number in
      let text = lines[number - 1].prefix(200)
      guard number == place.line else {
        return [
          "number": "\(number)", "isMarked": false, "before": TemplateText.of(String(text)), "mark": "", "after": "",
        ]
      }
      let scalars = text.unicodeScalars
      let start =
        scalars.index(scalars.startIndex, offsetBy: place.column - 1, limitedBy: scalars.endIndex) ?? scalars.endIndex
      let end = scalars[start...].firstIndex { $0.properties.isWhitespace } ?? scalars.endIndex
      return [
        "number": "\(number)", "isMarked": true, "before": TemplateText.of(String(scalars[..<start])),
        "mark": TemplateText.of(String(scalars[start..<end])), "after": TemplateText.of(String(scalars[end...])),
      ]
    }
  }

  private func groups(_ documents: [PublishReport.Row]) -> [[String: Any]] {
    let there = documents.filter { $0.change != .removed && !$0.format.isCompressedVariant }
    let feeds = there.filter(\.format.isFeed)
    let sitemaps = there.filter { $0.format == .sitemap || $0.format == .sitemapIndex }
    let pages = there.filter { $0.format == .page }
    let others = there.filter { row in
      !row.format.isFeed && ![.sitemap, .sitemapIndex, .page].contains(row.format)
    }
    let all = [
      ("feeds", "Feeds", feeds), ("sitemaps", "Sitemaps", sitemaps), ("others", "Other documents", others),
      ("pages", "Pages", pages),
    ]
    return all.filter { !$0.2.isEmpty }.map { id, title, rows in
      let shown = rows.prefix(PreviewPages.documentLimit)
      return [
        "id": id, "title": title, "count": ReportText.number(rows.count), "hasEntries": id != "pages",
        "documents": shown.map { row in
          [
            "name": TemplateText.of(row.path), "href": "/" + URIReference.encodedPath(row.path),
            "mediaType": row.format.mediaType, "entries": ReportText.number(row.entries),
            "size": ReportText.size(row.bytes),
          ] as [String: Any]
        }, "hasMore": rows.count > shown.count, "more": ReportText.number(rows.count - shown.count),
      ]
    }
  }

  private static let lineLimit = 5000

  /// A content file with what was found in it; `nil` for any other path.
  public func source(_ path: String, _ status: Status, now: Timestamp) -> [UInt8]? {
    guard relative(path, status) != nil, let lines = lines(path) else { return nil }
    let findings = (status.result?.report.findings ?? []).filter { $0.location.path == path }
      .sorted { $0.location < $1.location }
    let byLine = Dictionary(grouping: findings) { min(max($0.location.line, 1), max(lines.count, 1)) }
    let shown = lines.prefix(PreviewPages.lineLimit)
    let href = "\(PreviewPages.root)source?path=\(URIReference.encodedPath(path))"
    var context = common(status, now, selfHref: href)
    context.merge([
      "path": TemplateText.of(path), "statusHref": PreviewPages.root, "hasEditor": false, "editorHref": "",
      "isGood": findings.isEmpty, "total": ReportText.number(findings.count),
      "findings": findings.map { finding in
        finding.severity.flags.merging([
          "message": TemplateText.of(finding.message), "line": "\(finding.location.line)",
        ]) {
          $1
        }
      },
      "lines": shown.enumerated().map { index, text in
        let notes = byLine[index + 1] ?? []
        return [
          "number": "\(index + 1)", "text": TemplateText.of(text), "hasNotes": !notes.isEmpty,
          "notes": notes.map { note in
            note.severity.flags.merging([
              "column": "\(note.location.column)", "message": TemplateText.of(note.message),
              "remedy": TemplateText.of(note.remedy), "rule": note.rule,
            ]) { $1 }
          },
        ] as [String: Any]
      }, "isCut": lines.count > shown.count, "cut": ReportText.number(lines.count - shown.count),
    ]) { $1 }
    return templates.page("source", context)
  }
}
