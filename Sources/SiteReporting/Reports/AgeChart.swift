import ContentCorpus
import TidingsCore

/// How long ago pages changed, held against the instant of the build.
struct AgeChart {
  private let corpus: Corpus

  init(_ corpus: Corpus) { self.corpus = corpus }

  /// Days below which a page belongs to a group, and what the group is called.
  private static let groups: [(days: Int64, label: String)] = [
    (7, "under a week"), (30, "under a month"), (91, "under a quarter"), (365, "under a year"),
    (730, "under 2 years"), (.max, "2 years and older"),
  ]

  var context: [String: Any] {
    let instants = corpus.published.lazy.map { corpus.items[$0] }.filter(\.isIndexable).map(\.modified)
    var counts = [Int](repeating: 0, count: AgeChart.groups.count)
    for instant in instants {
      let days = (corpus.settings.now.microseconds - instant.microseconds) / 86_400_000_000
      counts[AgeChart.groups.firstIndex { days < $0.days } ?? counts.count - 1] += 1
    }
    let total = counts.reduce(0, +)
    let largest = counts.max() ?? 0
    return [
      "any": total > 0, "total": ReportText.number(total), "without": "0",
      "newest": instants.max().map(ReportText.day) ?? "", "oldest": instants.min().map(ReportText.day) ?? "",
      "bars": zip(AgeChart.groups, counts).map { group, count in
        [
          "label": group.label, "count": ReportText.number(count),
          "share": "\(total == 0 ? 0 : (100 * count + total / 2) / total) %",
          "width": ReportText.percent(count, of: largest),
        ]
      },
    ]
  }
}
