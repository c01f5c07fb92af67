import ContentCorpus
import TidingsCore

/// Entries by the month of their first publication: the last two years, and all before together.
struct MonthChart {
  private let corpus: Corpus
  /// Months since the year 0.
  private let months: [Int]

  init(_ corpus: Corpus) {
    self.corpus = corpus
    months = corpus.published.map { MonthChart.number(of: corpus.items[$0].published) }
  }

  private static func number(of instant: Timestamp) -> Int {
    let day = instant.components
    return day.year * 12 + day.month - 1
  }

  private static func name(_ month: Int) -> String { "\(ReportText.months[month % 12]) \(month / 12)" }

  private static let shown = 24
  /// The canvas: bars stand on the base, and are at most so high.
  private static let base = 190
  private static let height = 164

  var context: [String: Any] {
    let last = MonthChart.number(of: corpus.settings.now)
    let first = last - MonthChart.shown + 1
    var counts = [Int](repeating: 0, count: MonthChart.shown)
    for month in months where month >= first { counts[min(month, last) - first] += 1 }
    let earlier = months.count { $0 < first }
    let peak = counts.max() ?? 0
    let peakMonth = counts.firstIndex(of: peak).map { MonthChart.name(first + $0) } ?? ""
    let step = MonthChart.step(peak)
    let top = max(step, (peak + step - 1) / step * step)
    let slots = MonthChart.shown + (earlier > 0 ? 1 : 0)
    let start = earlier > 0 ? 1 : 0
    var bars: [[String: Any]] = []
    if earlier > 0 {
      bars.append(bar("earlier", earlier, slot: 0, of: slots, top: top, isEarlier: true))
    }
    for (index, count) in counts.enumerated() {
      bars.append(bar(MonthChart.name(first + index), count, slot: start + index, of: slots, top: top))
    }
    return [
      "any": !months.isEmpty, "total": ReportText.number(months.count), "from": MonthChart.name(first),
      "to": MonthChart.name(last), "peak": ReportText.number(peak), "peakMonth": peakMonth,
      "hasEarlier": earlier > 0, "grid": grid(top: top, step: step),
      "ticks": ticks(first, slots: slots, start: start), "bars": bars,
    ]
  }

  /// A round number of which at most five make the peak.
  private static func step(_ peak: Int) -> Int {
    var step = 1
    while true {
      for factor in [1, 2, 5] where step * factor * 5 >= peak { return step * factor }
      step *= 10
    }
  }

  private func bar(
    _ label: String, _ count: Int, slot: Int, of slots: Int, top: Int, isEarlier: Bool = false
  ) -> [String: Any] {
    let isCut = isEarlier && count > top
    let height = Double(MonthChart.height) * Double(min(count, top)) / Double(top)
    let width = 100 / Double(slots)
    let x = width * Double(slot) + width * 0.15
    let y = Double(MonthChart.base) - height
    return [
      "label": label, "count": ReportText.number(count), "x": ReportText.decimal(x),
      "width": ReportText.decimal(width * 0.7), "middle": ReportText.decimal(x + width * 0.35),
      "y": ReportText.decimal(y), "height": ReportText.decimal(height), "isEarlier": isEarlier, "isCut": isCut,
      "cutY": ReportText.decimal(y + 30),
    ]
  }

  private func grid(top: Int, step: Int) -> [[String: Any]] {
    stride(from: step, through: top, by: step).map { value in
      let y = MonthChart.base - MonthChart.height * value / top
      return ["y": "\(y)", "textY": "\(y + 4)", "label": ReportText.number(value)]
    }
  }

  private func ticks(_ first: Int, slots: Int, start: Int) -> [[String: Any]] {
    var ticks: [[String: Any]] = []
    func add(_ x: Double, _ anchor: String, _ label: String) {
      ticks.append(["x": ReportText.decimal(x), "anchor": anchor, "label": label])
    }
    if start > 0 { add(0, "start", "earlier") }
    for index in 0..<MonthChart.shown where (first + index) % 6 == 0 {
      let slot = index + start
      if start > 0, slot < 4 { continue }
      let label = "\(ReportText.months[(first + index) % 12].prefix(3)) \((first + index) / 12)"
      switch slot {
      case (slots - 3)...: add(100, "end", label)
      case 0: add(0, "start", label)
      default: add(100 * (Double(slot) + 0.5) / Double(slots), "middle", label)
      }
    }
    return ticks
  }
}
