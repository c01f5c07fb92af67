import ContentCorpus
import HTMLPages
import SiteOutput
public import SitePublishing
public import SiteSettings
public import TidingsCore

/// A build as one page for people: what there is, what changed, and what is wrong.
public struct BuildReport: Sendable {
  let result: PublishReport
  /// With the site's decisions on severities.
  let report: Report
  let corpus: Corpus
  let configuration: Configuration
  private let output: String
  private let seconds: Double
  private let made: Timestamp
  private let version: String

  /// - Parameters:
  ///   - state: behind the build.
  ///   - report: of the same build, as it is shown to people.
  ///   - configuration: of the build.
  ///   - output: the output folder as it was given.
  ///   - seconds: that it took.
  ///   - made: when the build ended.
  ///   - version: of Tidings.
  public init(
    _ state: Build.State, report: Report, configuration: Configuration, output: String, seconds: Double,
    made: Timestamp, version: String
  ) {
    result = state.report
    self.report = report
    corpus = state.corpus.corpus
    self.configuration = configuration
    self.output = output
    self.seconds = seconds
    self.made = made
    self.version = version
  }

  /// One HTML page that stands by itself.
  ///
  /// - Throws: `TemplateError` where a template of the site cannot be read.
  public func page() throws -> [UInt8] {
    let templates = try PageTemplates(for: .reports, replacing: configuration.pages.templateTexts)
    return templates.page("report", context)
  }

  private var context: [String: Any] {
    [
      "site": ["title": TemplateText.of(configuration.site.title), "address": configuration.site.baseURL],
      "version": version, "made": made.rfc3339, "madeText": ReportText.day(made) + ", " + ReportText.time(made),
      "duration": ReportText.duration(seconds), "contentFolder": TemplateText.of(corpus.folder),
      "outputFolder": TemplateText.of(output), "isDryRun": result.isDryRun,
      "isGood": report.errors == 0 && report.warnings == 0, "isWarned": report.errors == 0 && report.warnings > 0,
      "isFaulty": report.errors > 0, "errors": ReportText.number(report.errors),
      "warnings": ReportText.number(report.warnings),
      "notes": ReportText.number(report.findings.count { $0.severity == .info }),
      "hasReuse": result.reuse != nil,
      "reuse": [
        "filesRead": ReportText.number(result.reuse?.filesRead ?? 0),
        "documentsMade": ReportText.number(result.reuse?.documentsMade ?? 0),
      ],
      "items": items, "documents": documents, "months": MonthChart(corpus).context, "topics": topics, "feeds": feeds,
      "ages": AgeChart(corpus).context, "findings": findings, "changes": changes,
    ]
  }

  private var items: [String: Any] {
    let counts = corpus.counts
    return [
      "files": counts.files, "published": counts.published, "drafts": counts.drafts, "scheduled": counts.scheduled,
      "expired": counts.expired, "unpublished": counts.unpublished, "withheld": counts.withheld,
      "topics": result.topics,
    ].mapValues(ReportText.number)
  }

  private var documents: [String: Any] {
    let kinds: [DocumentChange] = [.created, .updated, .unchanged, .removed, .withheld]
    var counts = Dictionary(uniqueKeysWithValues: kinds.map { ($0.rawValue, ReportText.number(result.count($0))) })
    counts["total"] = ReportText.number(result.documents.count { $0.change != .removed })
    return counts
  }

  private static let barLimit = 30

  private var topics: [String: Any] {
    let counted = corpus.topics.indices.filter { !corpus.topics[$0].isAuthor && !corpus.itemsByTopic[$0].isEmpty }
      .map { (label: corpus.topics[$0].name, count: corpus.itemsByTopic[$0].count) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    let (shown, rest) = (counted.prefix(BuildReport.barLimit), counted.dropFirst(BuildReport.barLimit))
    let largest = shown.first?.count ?? 0
    let restCount = rest.reduce(0) { $0 + $1.count }
    return [
      "any": !counted.isEmpty, "total": ReportText.number(counted.count),
      "bars": shown.map { topic in
        [
          "label": TemplateText.of(topic.label), "count": ReportText.number(topic.count),
          "width": ReportText.percent(topic.count, of: largest),
        ]
      }, "hasRest": !rest.isEmpty, "restTopics": ReportText.number(rest.count),
      "restCount": ReportText.number(restCount), "restWidth": ReportText.percent(min(restCount, largest), of: largest),
      "restIsCut": restCount > largest,
    ] as [String: Any]
  }

  private var feeds: [String: Any] {
    let all = result.documents.filter { $0.format.isFeed && $0.change != .removed && !ArchivePages.isPage($0.path) }
      .sorted { ($1.bytes, $0.path) < ($0.bytes, $1.path) }
    let (warn, limit) = (configuration.feeds.warnBytes, configuration.feeds.limitBytes)
    let width = max(limit, all.first?.bytes ?? 0) * 11 / 10
    let shown = all.prefix(BuildReport.barLimit)
    return [
      "any": !all.isEmpty, "total": ReportText.number(all.count),
      "overWarn": ReportText.number(all.count { $0.bytes > warn && $0.bytes <= limit }),
      "overLimit": ReportText.number(all.count { $0.bytes > limit }), "warn": ReportText.size(warn),
      "limit": ReportText.size(limit), "warnX": ReportText.percent(warn, of: width),
      "limitX": ReportText.percent(limit, of: width), "largest": ReportText.size(all.first?.bytes ?? 0),
      "bars": shown.map { feed in
        [
          "path": TemplateText.of(feed.path), "size": ReportText.size(feed.bytes),
          "entries": ReportText.number(feed.entries), "share": "\((100 * feed.bytes + limit / 2) / max(limit, 1)) %",
          "width": ReportText.percent(feed.bytes, of: width), "isWithin": feed.bytes <= warn,
          "isOverWarn": feed.bytes > warn && feed.bytes <= limit, "isOverLimit": feed.bytes > limit,
        ] as [String: Any]
      }, "hasMore": all.count > shown.count, "more": ReportText.number(all.count - shown.count),
    ] as [String: Any]
  }

  private static let placeLimit = 20

  private var findings: [String: Any] {
    let groups = Dictionary(grouping: report.findings, by: \.rule).values.compactMap { group in
      group.map(\.severity).max().map { (worst: $0, findings: group.sorted()) }
    }.sorted { left, right in
      if left.worst != right.worst { return left.worst > right.worst }
      return (right.findings.count, left.findings[0].rule) < (left.findings.count, right.findings[0].rule)
    }
    let open = groups.prefix(10)
    return [
      "any": !groups.isEmpty, "total": ReportText.number(report.findings.count),
      "rules": groups.enumerated().map { index, group in
        let rule = RuleCatalog.rule(group.findings[0].rule)
        let shown = group.findings.prefix(BuildReport.placeLimit)
        var context: [String: Any] = [
          "id": group.findings[0].rule, "count": ReportText.number(group.findings.count),
          "sentence": TemplateText.of(rule?.sentence ?? group.findings[0].message),
          "reason": TemplateText.of(rule?.reason ?? ""),
          "remedy": TemplateText.of(group.findings[0].remedy), "reference": TemplateText.of(rule?.reference ?? ""),
          "isOpen": index < open.count && group.worst == .error,
          "places": shown.map {
            ["location": TemplateText.of($0.location.description), "message": TemplateText.of($0.message)]
          }, "hasMore": group.findings.count > shown.count,
          "more": ReportText.number(group.findings.count - shown.count),
        ]
        context.merge(group.worst.flags) { $1 }
        return context
      },
    ] as [String: Any]
  }

  private static let changeLimit = 200

  private var changes: [String: Any] {
    let kinds: [DocumentChange] = [.created, .updated, .removed, .withheld]
    return Dictionary(
      uniqueKeysWithValues: kinds.map { kind in
        let all = result.documents.filter { $0.change == kind }
        let shown = all.prefix(BuildReport.changeLimit)
        let context: [String: Any] = [
          "count": ReportText.number(all.count), "any": !all.isEmpty,
          "documents": shown.map { row in
            [
              "path": TemplateText.of(row.path), "isThere": kind != .removed, "size": ReportText.size(row.bytes),
              "entries": ReportText.number(row.entries),
            ] as [String: Any]
          }, "hasMore": all.count > shown.count, "more": ReportText.number(all.count - shown.count),
        ]
        return (kind.rawValue, context)
      })
  }
}
