import HTMLPages
import TidingsCore
import Validation

/// What a report says of one document: its findings, each with the lines around its place, and the document itself.
struct DocumentSection {
  /// Lines that one page shows.
  static let lineLimit = 1500
  private static let findingLimit = 100
  private static let placeLimit = 10
  /// Marks at one line.
  private static let markLimit = 5

  private let verdict: Verdict
  private let id: String
  private let groups: [FindingGroup]
  private let lines: [Int: String]
  /// The lines in which something was found.
  private let windows: [Int: SourceWindow]
  /// Lines that are shown, from the first.
  let shownLines: Int
  private let isCut: Bool
  let counts: Counts

  /// - Parameters:
  ///   - id: what the ids of its elements begin with.
  ///   - text: `nil` where there is none.
  ///   - lineLimit: lines that it may show.
  init(_ verdict: Verdict, id: String, text: SourceText?, lineLimit: Int) {
    self.verdict = verdict
    self.id = id
    let all = Report(verdict.findings).groups
    counts = Counts(
      errors: all.count { $0.first.severity == .error }, warnings: all.count { $0.first.severity == .warning },
      notes: all.count { $0.first.severity == .info })
    groups = all.sorted {
      ($1.first.severity, $0.first.location) < ($0.first.severity, $1.first.location)
    }
    let places = Set(groups.prefix(DocumentSection.findingLimit).map(\.first.location.line))
    let around = places.flatMap { ($0 - 1)...($0 + 1) }
    let lines = text?.lines(Set(1...(max(0, lineLimit) + 1)).union(around)) ?? [:]
    self.lines = lines
    windows = lines.filter { places.contains($0.key) }.mapValues { SourceWindow($0) }
    let there = (1...max(1, lineLimit)).prefix { lines[$0] != nil }.count
    isCut = lines[there + 1] != nil
    // Behind the last line's end is none.
    shownLines = !isCut && there > 1 && lines[there] == "" ? there - 1 : there
  }

  var context: [String: Any] {
    let shown = groups.prefix(DocumentSection.findingLimit)
    return [
      "id": id, "name": TemplateText.of(verdict.path), "format": verdict.format.map(DocumentSection.name) ?? "",
      "hasFormat": verdict.format != nil, "isValid": counts.errors == 0, "summary": counts.text,
      "hasFindings": !groups.isEmpty,
      "findings": shown.enumerated().map { finding($1, number: $0 + 1) },
      "hasMore": groups.count > shown.count, "more": "\(groups.count - shown.count)", "hasSource": shownLines > 0,
      "lines": source, "isCut": isCut, "shown": "\(shownLines)",
    ]
  }

  private static func name(of format: DocumentFormat) -> String {
    switch format {
    case .rss: "RSS feed"
    case .atom: "Atom feed"
    case .json: "JSON Feed"
    case .sitemap: "Sitemap"
    case .sitemapIndex: "Sitemap index"
    case .opml: "Subscription list (OPML)"
    case .robots: "robots.txt"
    default: "Document of Tidings (\(format.rawValue))"
    }
  }

  /// Whether a finding is about the way in which the document is served, and at none of its lines.
  private static func isOfAnswer(_ finding: Finding) -> Bool {
    ["http.", "site.", "link."].contains(where: finding.rule.hasPrefix)
  }

  private func finding(_ group: FindingGroup, number: Int) -> [String: Any] {
    let finding = group.first
    let isOfAnswer = DocumentSection.isOfAnswer(finding)
    let excerpt = isOfAnswer ? [] : excerpt(finding.location)
    var context: [String: Any] = [
      "id": "\(id)-f\(number)", "message": TemplateText.of(finding.message), "remedy": TemplateText.of(finding.remedy),
      "rule": finding.rule, "hasExcerpt": !excerpt.isEmpty, "excerpt": excerpt, "hasRelated": !finding.related.isEmpty,
      "related": finding.related.prefix(DocumentSection.placeLimit).map(place), "hasOthers": !group.others.isEmpty,
      "others": others(group),
      "isError": finding.severity == .error, "isWarning": finding.severity == .warning,
      "isInfo": finding.severity == .info,
    ]
    context.merge(place(finding.location)) { $1 }
    if isOfAnswer {
      context.merge(["location": "The way it is served", "isLinked": false, "href": ""] as [String: Any]) { $1 }
    }
    return context
  }

  /// The line of a place and those beside it; none where there is no such line.
  private func excerpt(_ place: SourceLocation) -> [[String: Any]] {
    guard place.path == verdict.path, let window = windows[place.line] else { return [] }
    let (before, mark, after) = window.around(place.column)
    func beside(_ number: Int) -> [[String: Any]] {
      guard let line = lines[number] else { return [] }
      return [
        [
          "number": "\(number)", "isMarked": false, "before": TemplateText.of(SourceWindow.start(of: line)), "mark": "",
          "after": "",
        ]
      ]
    }
    let marked: [String: Any] = [
      "number": "\(place.line)", "isMarked": true, "before": TemplateText.of(before), "mark": TemplateText.of(mark),
      "after": TemplateText.of(after),
    ]
    return beside(place.line - 1) + [marked] + beside(place.line + 1)
  }

  private func place(_ location: SourceLocation) -> [String: Any] {
    let isHere = location.path == verdict.path
    let isLinked = isHere && (1...max(1, shownLines)).contains(location.line) && shownLines > 0
    return [
      "location": isHere ? "Line \(location.line), column \(location.column)" : TemplateText.of(location.description),
      "isLinked": isLinked, "href": isLinked ? "#\(id)-l\(location.line)" : "",
    ]
  }

  /// `12 more places: 3:1, 4:7 and 10 more`.
  private func others(_ group: FindingGroup) -> String {
    let shown = group.others.prefix(DocumentSection.placeLimit)
    let rest = group.others.count - shown.count
    return "\(group.others.count) more \(group.others.count == 1 ? "place" : "places"): "
      + shown.map { "\($0.location.line):\($0.location.column)" }.joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  private var source: [[String: Any]] {
    guard shownLines > 0 else { return [] }
    var marks: [Int: [[String: Any]]] = [:]
    for (index, group) in groups.prefix(DocumentSection.findingLimit).enumerated() {
      let finding = group.first
      guard !DocumentSection.isOfAnswer(finding), finding.location.path == verdict.path else { continue }
      let word = finding.severity == .info ? "note" : finding.severity.rawValue
      guard marks[finding.location.line, default: []].count < DocumentSection.markLimit else { continue }
      marks[finding.location.line, default: []].append([
        "href": "#\(id)-f\(index + 1)", "text": word, "label": TemplateText.of("\(word): \(finding.message)"),
      ])
    }
    return (1...shownLines).map { number in
      [
        "id": "\(id)-l\(number)", "number": "\(number)",
        "text": TemplateText.of(SourceWindow.start(of: lines[number] ?? "")),
        "isFound": marks[number] != nil, "marks": marks[number] ?? [],
      ]
    }
  }
}
