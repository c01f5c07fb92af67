import ContentCorpus
import PublishingLedger
import Tidings
import TidingsCore

/// The end of a build's result: what was made, what changed, what is wrong, how long it took, and what to do next. It fits
/// on a screen of 80 columns, and says nothing by place or colour alone.
struct BuildSummary {
  let output: PublishOutput

  private var result: PublishReport { output.result }

  var text: String {
    let made = line(result.isDryRun ? "Would be" : "Documents", documents)
    let rows = [
      line("Items", items), line("Topics", "\(result.topics)"), made, kinds.map { line("Made of", $0) }, pages, changes,
      line("Findings", FindingOutput.counts(errors: output.report.errors, warnings: output.report.warnings)),
      output.seconds.map { line("Time", time($0)) }, line("Next", next),
    ]
    return rows.compactMap { $0 }.joined()
  }

  private static let indent = 11
  private static let width = 80

  /// A name, and words behind it that go on below each other.
  private func line(_ name: String, _ text: String) -> String {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      let joined = current.isEmpty ? String(word) : current + " " + word
      if !current.isEmpty, joined.count > BuildSummary.width - BuildSummary.indent {
        lines.append(current)
        current = String(word)
      } else {
        current = joined
      }
    }
    lines.append(current)
    let margin = String(repeating: " ", count: BuildSummary.indent)
    let head = name + String(repeating: " ", count: BuildSummary.indent - name.count)
    return head + lines.joined(separator: "\n" + margin) + "\n"
  }

  /// `1 draft`, `2 drafts`.
  private static func counted(_ count: Int, _ names: String) -> String {
    "\(count) \(count == 1 && names.hasSuffix("s") ? String(names.dropLast()) : names)"
  }

  private var items: String {
    let corpus = result.corpus
    var states: [String] = []
    for (count, name) in [
      (corpus.drafts, "drafts"), (corpus.scheduled, "scheduled"), (corpus.expired, "expired"),
      (corpus.unpublished, "unpublished"), (corpus.withheld, "withheld"),
    ] where count > 0 {
      states.append(BuildSummary.counted(count, name))
    }
    let pages = corpus.pages == 0 ? "" : " and \(corpus.pages) \(corpus.pages == 1 ? "page" : "pages") without a date"
    return "\(corpus.published) published" + pages + (states.isEmpty ? "" : " (\(states.joined(separator: ", ")))")
  }

  private var documents: String {
    let kinds: [DocumentChange] = [.created, .updated, .unchanged, .removed, .withheld]
    let counts = kinds.filter { result.count($0) > 0 }.map { "\(result.count($0)) \($0.rawValue)" }
    return counts.isEmpty ? "none" : counts.joined(separator: ", ")
  }

  /// What there is now, by kind.
  private var kinds: String? {
    let there = result.documents.filter { $0.change != .removed }
    let groups: [(String, (DocumentFormat) -> Bool)] = [
      ("feeds", \.isFeed), ("sitemaps", { $0 == .sitemap || $0 == .sitemapIndex }), ("pages", { $0 == .page }),
      ("compressed", \.isCompressedVariant),
    ]
    var counts = groups.map { name, isOne in (name, there.count { isOne($0.format) }) }
    let rest = there.count - counts.reduce(0) { $0 + $1.1 }
    counts.append(("others", rest))
    let reported = counts.filter { $0.1 > 0 }.map { BuildSummary.counted($0.1, $0.0) }
    return reported.isEmpty ? nil : reported.joined(separator: ", ")
  }

  /// What changed for visitors of the site, as far as it is remembered what was before.
  private var pages: String? {
    guard !result.pages.isEmpty else { return nil }
    let counts = JournalEntry.Change.Kind.allCases.compactMap { kind in
      let count = result.pages.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return line("Pages", counts.joined(separator: ", "))
  }

  private static let listLimit = 8

  /// The documents that changed, where they are few.
  private var changes: String? {
    let changed = result.documents.filter { $0.change != .unchanged && !$0.format.isCompressedVariant }
    let isAllNew = changed.allSatisfy { $0.change == .created } && !result.isDryRun
    guard !changed.isEmpty, !isAllNew else { return nil }
    let shown = changed.prefix(BuildSummary.listLimit)
    let margin = String(repeating: " ", count: BuildSummary.indent)
    var lines = shown.map { "\($0.change.rawValue) \($0.path.printable)" }
    if changed.count > shown.count { lines.append("and \(changed.count - shown.count) more") }
    return "Changed    " + lines.joined(separator: "\n" + margin) + "\n"
  }

  private func time(_ seconds: Double) -> String {
    let reuse =
      result.reuse.map {
        ", \($0.filesRead) file\($0.filesRead == 1 ? "" : "s") read, \($0.documentsMade) document\($0.documentsMade == 1 ? "" : "s") made"
      } ?? ""
    return "\(BuildSummary.number(seconds)) s" + reuse
  }

  /// A number with two digits behind the point.
  static func number(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private var isPublished: Bool { !result.isDryRun && result.corpus.published > 0 }

  /// What to do now.
  var next: String {
    if result.count(.withheld) > 0 {
      return "Fix what the findings report and build again; the last good documents stay where they are."
    }
    if output.report.errors > 0 {
      return "Fix what the findings report and build again" + (isPublished ? "; everything else is published." : ".")
    }
    let isChange = result.documents.contains { $0.change != .unchanged }
    if result.isDryRun {
      return isChange ? "Build without --dry-run to write them." : "Nothing to do: everything is up to date."
    }
    guard isChange else { return "Nothing to do: nothing has changed." }
    let upload = "Upload \(output.output.printable)"
    return result.hasServices ? upload + ", then report the changes: tidings notify" : upload + "."
  }
}
