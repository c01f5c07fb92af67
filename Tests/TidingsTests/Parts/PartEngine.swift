import ContentCorpus
import Foundation
import LocalFiles
import PublishingLedger
import TestSupport
import TidingsCore

@testable import ClusterParts
@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteRendering
@testable import SiteSettings

/// What an engine such as Apache Spark does between the steps of `tidings part`, in one process and over a corpus that is cut at random:
/// it counts, sorts and joins lines, and decides nothing.
struct PartEngine {
  let configuration: Configuration
  let now: Timestamp
  let folder: TemporaryFolder
  /// Decides where partitions are cut, and in which order lines come together.
  var random: SeededGenerator

  /// What is published, and what is remembered.
  struct State {
    var documents: [String: [UInt8]] = [:]
    var rows: [PartRow]?
    var tables: [String] = []
    var journal: [String] = []

    /// The ledger as `tidings ledger export` writes it.
    var export: String {
      let lines = tables + (rows ?? []).sorted { $0["key"] ?? "" < $1["key"] ?? "" }.compactMap { $0["row"] } + journal
      var sum = PartLedgerSum()
      for line in lines { sum.add(Array(line.utf8)) }
      return lines.map { $0 + "\n" }.joined() + String(decoding: sum.line, as: UTF8.self)
    }

    /// The tables, and what a build has to know of the last one.
    var known: [String] {
      let builds = journal.filter { $0.contains("\"instant\"") }
      return tables + (builds.max { PartRow($0).number("build") < PartRow($1).number("build") }.map { [$0] } ?? [])
    }
  }

  /// Lines of a step, for all partitions.
  func step(
    _ facts: [String], _ ledger: [String], records: String? = nil,
    _ perform: (Parts, inout PartOutput) async throws -> Void
  ) async throws -> [PartRow] {
    var configuration = configuration
    configuration.corpus.records = records.map { [$0] } ?? []
    let reader = CorpusReader(
      folder: folder.path, settings: try configuration.corpusSettings(now: now, folder: folder.path))
    let parts = try Parts(
      configuration: configuration, reader: reader, facts: Array(facts.map { $0 + "\n" }.joined().utf8),
      ledger: Array(ledger.map { $0 + "\n" }.joined().utf8))
    let box = Box()
    var out = PartOutput { box.bytes += $0 }
    try await perform(parts, &out)
    out.flush()
    return box.bytes.split(separator: 0x0A).map { PartRow(String(decoding: $0, as: UTF8.self)) }
  }

  private final class Box { var bytes: [UInt8] = [] }

  /// Cuts what comes into partitions, some of them empty.
  mutating func partitions<Element>(_ elements: [Element]) -> [[Element]] {
    var parts = [[Element]](repeating: [], count: Int.random(in: 1...7, using: &random))
    for element in elements.shuffled(using: &random) {
      parts[Int.random(in: parts.indices, using: &random)].append(element)
    }
    return parts
  }

  /// One build.
  ///
  /// - Parameters:
  ///   - records: in the order of one file.
  ///   - former: what the last build left.
  mutating func build(_ records: [String], after former: State) async throws -> State {
    // Pieces of files keep the order of their lines.
    var (lines, origins): ([PartRow], [String: String]) = ([], [:])
    let cuts = Set(
      (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0...records.count, using: &random) })
    let starts = [0] + cuts.sorted() + [records.count]
    for (number, (start, end)) in zip(starts, starts.dropFirst()).enumerated() where end > start {
      let file = "piece-\(number).jsonl"
      try folder.write(records[start..<end].map { $0 + "\n" }.joined(), to: file)
      for var row in try await step(
        [], former.known, records: folder.path + "/" + file, { try await $0.read(jobs: 2, to: &$1) })
      {
        if row.type == "item" {
          row["origin"] = String(format: "%05d:%08d", number, row.number("line"))
          origins[row["origin"] ?? ""] = records[start + row.number("line") - 1]
        }
        lines.append(row)
      }
    }
    let items = try await meet(lines, former)
    let bodies = Dictionary(items.map { ($0["path"] ?? "", origins[$0["origin"] ?? ""] ?? "") }) { first, _ in first }
    var facts = try await topics(lines, items, former)
    let limits = facts.first { $0.type == "limits" }
    facts.removeAll { $0.type == "limits" || $0.type == "finding" }
    if former.rows != nil { facts.append(PartRow(["t": "knowsItems"])) }
    var known = facts.map(\.line)

    let (alone, together) = settleLines(withTranslations(items), former.rows)
    var settled: [PartRow] = []
    for part in partitions(alone) {
      settled += try await step(known, former.known) { try $0.settle(part.map(\.bytes), to: &$1) }
    }
    let whole = together.shuffled(using: &random)
    settled += try await step(known, former.known) { try $0.settle(whole.map(\.bytes), to: &$1) }

    var next = State()
    let gone = Set(settled.filter { ["row", "removed"].contains($0.type) }.compactMap { $0["key"] })
    next.rows = (former.rows ?? []).filter { !gone.contains($0["key"] ?? "") } + settled.filter { $0.type == "row" }
    let since = limits?.number("since") ?? 0
    let recent = (next.rows ?? []).filter { $0.has("withdrawn") && $0.number("withdrawn") >= since }.compactMap {
      $0["row"]
    }
    let memory = former.known + recent
    known += withdrawals(next.rows ?? [])
    var made: [PartRow] = []
    let (ordered, lists) = try await sitemaps(items, settled, known, memory)
    known += lists
    for document in ordered.shuffled(using: &random) {
      made += try await step(known, memory) { parts, out in
        var sitemaps = try Parts.SitemapLines(parts)
        for line in document { try sitemaps.read(line.bytes, to: &out) }
        try sitemaps.finish(to: &out)
      }
    }
    let totals = Dictionary(settled.filter { $0.type == "feed" }.map { ($0["feed"] ?? "", $0.number("total")) }) {
      $0 + $1
    }
    known += totals.map { PartRow(["t": "feed", "feed": $0.key, "total": $0.value]).line }
    made += try await feeds(settled, totals, bodies, limits?.number("entries") ?? 0, known, memory)
    return try await finish(settled, made, known, memory, former, next)
  }

  private mutating func meet(_ lines: [PartRow], _ former: State) async throws -> [PartRow] {
    var items = lines.filter { $0.type == "item" }
    var claims: [Int: Set<Int>] = [:]
    var counts: [Int: Int] = [:]
    for (index, item) in items.enumerated() {
      for claim in item.numbers("claims") {
        counts[claim, default: 0] += 1
        claims[claim, default: []].insert(index)
      }
    }
    let paths = Set(counts.filter { $0.value > 1 }.keys.flatMap { claims[$0] ?? [] }.map { items[$0]["path"] ?? "" })
    let meeting = items.filter { paths.contains($0["path"] ?? "") }.shuffled(using: &random)
    guard !meeting.isEmpty else { return items }
    let decided = try await step([], former.known) { try $0.meet(meeting.map(\.bytes), to: &$1) }.filter {
      $0.type == "state"
    }
    let dropped = Set(decided.filter { $0["state"] == "dropped" }.compactMap { $0["origin"] })
    let withheld = Set(decided.filter { $0["state"] == "withheld" }.compactMap { $0["path"] })
    items.removeAll { dropped.contains($0["origin"] ?? "") }
    for index in items.indices where withheld.contains(items[index]["path"] ?? "") {
      items[index]["state"] = "withheld"
    }
    return items
  }

  private mutating func topics(_ lines: [PartRow], _ items: [PartRow], _ former: State) async throws -> [PartRow] {
    var terms: [String: PartRow] = [:]
    for line in lines where line.type == "term" {
      guard let id = line["id"] else { continue }
      let places = [line, terms[id]].compactMap { $0 }
      terms[id] = places.min { ($0.number("line"), $0.number("column")) < ($1.number("line"), $1.number("column")) }
    }
    for item in items {
      let isCounted = item["state"] == "published" && item.flag("entry") && item.flag("feeds")
      for (place, id) in item.texts("terms").enumerated() {
        guard var term = terms[id] else { continue }
        term.set("count", term.number("count") + (isCounted ? 1 : 0))
        let (path, known) = (item["path"] ?? "", term["path"])
        let isEarlier = known.map { path.utf8.lexicographicallyPrecedes($0.utf8) } ?? true
        if isEarlier || known == path && place < term.number("place") {
          term["path"] = path
          term.set("place", place)
        }
        terms[id] = term
      }
    }
    let first = terms.values.filter { $0["path"] != nil }.sorted { $0["id"] ?? "" < $1["id"] ?? "" }.shuffled(
      using: &random)
    let topics = Set((former.rows ?? []).filter { !$0.has("withdrawn") }.flatMap { $0.texts("topics") })
    let published = topics.map { PartRow(["t": "publishedTopic", "path": $0]).line }
    return try await step(published, former.known) { try $0.topics(first.map(\.bytes), to: &$1) }
  }

  /// Items with the pages that are the same in other languages.
  private func withTranslations(_ items: [PartRow]) -> [PartRow] {
    let members = items.filter { $0["state"] == "published" && $0["translation"] != nil }
    let groups = Dictionary(grouping: members) { $0["translation"] ?? "" }.mapValues { $0.compactMap { $0["member"] } }
    return items.map { item in
      var item = item
      if let pages = item["translation"].flatMap({ groups[$0] }), pages.count > 1 { item.set("pages", pages) }
      return item
    }
  }

  /// Items with their rows: those that concern no other item, and all others with the rows that they may be about.
  private func settleLines(_ items: [PartRow], _ rows: [PartRow]?) -> (alone: [PartRow], together: [PartRow]) {
    let published = items.filter { $0["state"] == "published" }
    let unpublished = items.filter { $0["state"] != "published" }
    func sent(_ item: PartRow, _ row: PartRow? = nil) -> PartRow {
      item.only(["terms", "item", "state", "pages"]).adding(["row": row?["row"]])
    }
    guard let rows else {
      let ids = Dictionary(grouping: published) { $0["id"] ?? "" }
      return (
        published.filter { ids[$0["id"] ?? ""]?.count == 1 }.map { sent($0) } + unpublished.map { sent($0) },
        published.filter { ids[$0["id"] ?? ""]?.count != 1 }.map { sent($0) }
      )
    }
    let known = Dictionary(rows.map { ($0["key"] ?? "", $0) }) { first, _ in first }
    let keys = Set(published.compactMap { $0["key"] })
    let kept = Dictionary(grouping: unpublished) { $0["key"] ?? "" }
    func isQuiet(_ item: PartRow) -> Bool {
      guard let row = known[item["key"] ?? ""] else { return false }
      return !row.has("withdrawn") && row["address"] == item["address"] && row.flag("entry") == item.flag("entry")
    }
    let (quiet, loud) = (published.filter(isQuiet), published.filter { !isQuiet($0) })
    let orphans = rows.filter { !keys.contains($0["key"] ?? "") }
    let live = orphans.filter { !$0.has("withdrawn") }
    let liveKeys = Set(live.compactMap { $0["key"] })
    let quietKeys = Set(quiet.compactMap { $0["key"] })
    var alone = quiet.map { sent($0, known[$0["key"] ?? ""]) }
    alone += unpublished.filter { !liveKeys.contains($0["key"] ?? "") }.map { sent($0) }
    var together = loud.map { sent($0, known[$0["key"] ?? ""]) }
    for row in live {
      let own = kept[row["key"] ?? ""] ?? []
      together += own.isEmpty ? [row.only(["row"])] : own.map { sent($0, row) }
    }
    let (ids, meanings) = (Set(loud.compactMap { $0["id"] }), Set(loud.compactMap { $0["meaning"] }))
    let addresses = Set(loud.compactMap { $0["address"] })
    for row in rows {
      let key = row["key"] ?? ""
      guard quietKeys.contains(key) || !keys.contains(key) && row.has("withdrawn") else { continue }
      let stem = (row["id"] ?? "").replacing(/-[0-9]+$/, with: "")
      guard
        ids.contains(row["id"] ?? "") || ids.contains(stem) || meanings.contains(row["meaning"] ?? "")
          || addresses.contains(row["address"] ?? "")
      else { continue }
      together.append(row.only(["row"]).adding(["context": quietKeys.contains(key) || kept[key] != nil]))
    }
    together.append(PartRow(["others": quiet.count]))
    return (alone, together)
  }

  private func withdrawals(_ rows: [PartRow]) -> [String] {
    var last: [String: Int] = [:]
    for row in rows where row.has("withdrawn") && row.flag("entry") {
      for topic in [""] + row.texts("topics") { last[topic] = max(last[topic] ?? .min, row.number("withdrawn")) }
    }
    return last.map { PartRow(["t": "withdrawal", "topic": $0.key, "at": $0.value]).line }
  }

  private mutating func sitemaps(
    _ items: [PartRow], _ settled: [PartRow], _ facts: [String], _ memory: [String]
  ) async throws -> (documents: [[PartRow]], lists: [String]) {
    var lists: [String: PartRow] = [:]
    for line in settled where line.type == "list" {
      let name = line["list"] ?? ""
      var list = lists[name] ?? PartRow(["list": name])
      if line.has("modified") {
        list.set("modified", max(list.number("modified", or: .min), line.number("modified")))
      }
      if let topic = line["topic"] { list["topic"] = topic }
      lists[name] = list
    }
    let pages = Dictionary(settled.filter { $0.type == "page" }.map { ($0["path"] ?? "", $0) }) { first, _ in first }
    let atLists = items.filter { $0["state"] == "published" && lists[$0["permalink"] ?? ""] != nil }.map { item in
      let page = pages[item["path"] ?? ""]
      return item.only(["path", "item"]).adding(["id": page?["id"], "modified": page?.value("modified")])
    }
    let meeting = (lists.values.sorted { $0["list"] ?? "" < $1["list"] ?? "" } + atLists).shuffled(using: &random)
    let placed = try await step(facts, memory) { try $0.lists(meeting.map(\.bytes), to: &$1) }
    let known = placed.filter { $0.type == "list" }.map(\.line)
    let excluded = Set(placed.filter { $0.type == "excluded" }.compactMap { $0["path"] })
    let urls = (settled + placed).filter { $0.type == "url" }.filter {
      $0.number("rank") != 2 || !excluded.contains($0["name"] ?? "")
    }
    func counted(_ urls: [PartRow], depth: (PartRow) -> Int) -> [PartRow] {
      Dictionary(grouping: urls) {
        [$0["sitemap"] ?? "", $0["day"] ?? "", String(($0["digits"] ?? "").prefix(depth($0)))]
      }
      .map { cell, urls in
        PartRow([
          "sitemap": cell[0], "day": cell[1], "digits": cell[2], "count": urls.count,
          "bytes": urls.reduce(0) { $0 + ($1["url"] ?? "").utf8.count },
          "alternates": urls.contains { $0["url"]?.contains("<xhtml:link ") ?? false },
        ])
      }.sorted { $0.line < $1.line }
    }
    let days = counted(urls) { _ in 0 }.shuffled(using: &random)
    let cells = try await step(facts, memory) { try $0.shards(days.map(\.bytes), to: &$1) }
    let names = Dictionary(cells.map { (($0["sitemap"] ?? "") + " " + ($0["day"] ?? ""), $0["document"] ?? "") }) {
      first, _ in first
    }
    let withAlternates = Set(cells.filter { $0.flag("alternates") }.compactMap { $0["document"] })
    let documents = Dictionary(grouping: urls) { names[($0["sitemap"] ?? "") + " " + ($0["day"] ?? "")] ?? "" }
    let ordered = documents.sorted { $0.key < $1.key }.map { document, urls in
      urls.sorted { left, right in
        if left.number("rank") != right.number("rank") { return left.number("rank") < right.number("rank") }
        if left.number("published") != right.number("published") {
          return left.number("published") > right.number("published")
        }
        return (left["name"] ?? "").utf8.lexicographicallyPrecedes((right["name"] ?? "").utf8)
      }.map {
        $0.only(["topic", "url", "modified"]).adding([
          "document": document, "alternates": withAlternates.contains(document),
        ])
      }
    }
    return (ordered, known)
  }
}
