import ContentCorpus
import Foundation
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import Tidings

/// A site that is built in parts, as a cluster does it: the same as by one process.
@Suite struct PartsTests {
  private let folder = TemporaryFolder()
  private typealias Line = [String: Any]

  private static let site = """
    site: {baseURL: 'https://a.example/', title: A, language: en, assetBaseURL: 'https://cdn.example/'}
    topics: {minimumEntries: 2}
    feeds: {entries: 7}
    robots: true
    sitemaps: {news: {publication: A}}

    """

  private func configuration(_ more: String = "") throws -> Configuration {
    try folder.write(PartsTests.site + more, to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  /// Does one step, with what is known of the whole.
  private func step(
    _ configuration: Configuration, facts: [Line] = [], records: String? = nil,
    _ work: (Parts, inout PartOutput) async throws -> Void
  ) async throws -> [Line] {
    var configuration = configuration
    if let records { configuration.corpus.records = [folder.path + "/" + records] }
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let parts = try Parts(
      configuration: configuration, reader: CorpusReader(folder: folder.path, settings: settings),
      facts: facts.map(PartsTests.bytes).joined(separator: [0x0A]).map { $0 }, ledger: nil)
    let written = Written()
    var out = PartOutput { written.bytes += $0 }
    try await work(parts, &out)
    out.flush()
    return try written.bytes.split(separator: 0x0A).map { try PartsTests.line(Array($0)) }
  }

  private final class Written { var bytes: [UInt8] = [] }

  private static func line(_ bytes: [UInt8]) throws -> Line {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? Line)
  }

  private static func bytes(_ line: Line) -> [UInt8] {
    (try? JSONSerialization.data(withJSONObject: line)).map { Array($0) } ?? []
  }

  private func lines(_ seed: UInt64) throws -> [(path: String, text: String)] {
    var maker = CorpusMaker(seed: seed, topics: 9)
    var lines = try (0..<150).map { number in
      var text = maker.item(number)
      if number % 10 == 4 { text = text.replacingOccurrences(of: "slug:", with: "draft: true\nslug:") }
      if number % 30 == 5 { text = text.replacingOccurrences(of: "id: \(number)\n", with: "id: \(number - 1)\n") }
      let path = "content/news/\(number % 7)/item-\(number).md"
      return (path, try RecordMaker.line(text, path: path))
    }
    lines.append((lines[3].path, lines[3].text.replacingOccurrences(of: "\"title\": \"", with: "\"title\": \"Late ")))
    return lines
  }

  /// What the engine does between the steps, in the words of `tidings_spark.py`.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func partsAreTheWhole(seed: UInt64) async throws {
    let configuration = try configuration()
    let records = try lines(seed)
    let parts = Int(seed) + 1
    try folder.write(records.map(\.text).joined(), to: "all.jsonl")
    var (items, terms, details): ([Line], [(id: String, path: String, place: Int)], [String: Line]) = ([], [], [:])
    for part in 0..<parts {
      let own = records.indices.filter { $0 * parts / records.count == part }
      try folder.write(own.map { records[$0].text }.joined(), to: "part-\(part).jsonl")
      let read = try await step(configuration, records: "part-\(part).jsonl") { try await $0.read(jobs: 2, to: &$1) }
      for line in read where line["t"] as? String == "term" { details[try #require(line["id"] as? String)] = line }
      items += read.filter { $0["t"] as? String == "item" }.map { line in
        var line = line
        line["origin"] = "\(part):\(String(format: "%06d", line["line"] as? Int ?? 0))"
        return line
      }
    }
    // What is claimed twice.
    let met = try await step(configuration) { parts, out in
      var counts: [Int64: Int] = [:]
      for line in items { for claim in PartsTests.claims(line) { counts[claim, default: 0] += 1 } }
      let shared = items.filter { line in PartsTests.claims(line).contains { counts[$0] != 1 } }
      #expect(!shared.isEmpty && shared.count < items.count)
      try parts.meet(shared.map(PartsTests.bytes), to: &out)
    }.filter { $0["t"] as? String == "state" }
    let dropped = Set(met.compactMap { $0["origin"] as? String })
    let withheld = Set(met.filter { $0["origin"] == nil }.compactMap { $0["path"] as? String })
    #expect(dropped.count == 1 && !withheld.isEmpty)
    items = items.filter { !dropped.contains($0["origin"] as? String ?? "") }.map { line in
      var line = line
      if withheld.contains(line["path"] as? String ?? "") { line["state"] = "withheld" }
      return line
    }
    var counts: [String: Int] = [:]
    for line in items {
      let counted = line["state"] as? String == "published" && line["entry"] as? Bool == true
      for (place, id) in (line["terms"] as? [String] ?? []).enumerated() {
        terms.append((id, line["path"] as? String ?? "", place))
        counts[id, default: 0] += counted ? 1 : 0
      }
    }
    let first = Dictionary(grouping: terms, by: \.id).compactMapValues {
      $0.min { ($0.path, $0.place) < ($1.path, $1.place) }
    }
    var facts = try await step(configuration) { parts, out in
      try parts.topics(
        first.map { id, mention in
          PartsTests.bytes([
            "id": id, "path": mention.path, "place": mention.place, "count": counts[id] ?? 0,
            "term": details[id]?["term"] ?? "",
          ])
        }, to: &out)
    }
    let settled = try await step(configuration, facts: facts) { parts, out in
      for part in 0..<3 {
        try parts.settle(items.indices.filter { $0 % 3 == part }.map { PartsTests.bytes(items[$0]) }, to: &out)
      }
    }
    func of(_ type: String, _ lines: [Line]) -> [Line] { lines.filter { $0["t"] as? String == type } }
    let byList = Dictionary(grouping: of("list", settled)) { $0["list"] as? String ?? "" }
    let listed = try await step(configuration, facts: facts) { parts, out in
      try parts.lists(
        byList.map { list, lines in
          var line: Line = ["list": list]
          line["modified"] = lines.compactMap { $0["modified"] as? Int }.max()
          line["topic"] = lines.compactMap { $0["topic"] as? String }.first
          return PartsTests.bytes(line)
        }, to: &out)
    }
    facts += of("list", listed)
    let urls = of("url", settled + listed)
    let shards = try await step(configuration, facts: facts) { parts, out in
      let cells = Dictionary(grouping: urls) { [$0["sitemap"] as? String ?? "", $0["day"] as? String ?? ""] }
      try parts.shards(
        cells.map { cell, lines in
          let bytes = lines.reduce(0) { $0 + (($1["url"] as? String)?.utf8.count ?? 0) }
          return PartsTests.bytes(["sitemap": cell[0], "day": cell[1], "count": lines.count, "bytes": bytes])
        }, to: &out)
    }
    let names = Dictionary(
      shards.map { ("\($0["sitemap"] ?? "") \($0["day"] ?? "")", $0["document"] as? String ?? "") }
    ) { $1 }
    let ordered = urls.map { line in
      var line = line
      line["document"] = names["\(line["sitemap"] ?? "") \(line["day"] ?? "")"]
      return line
    }.sorted(by: PartsTests.precedes)
    let sitemaps = try await step(configuration, facts: facts) { parts, out in
      var lines = try Parts.SitemapLines(parts)
      for line in ordered { try lines.read(PartsTests.bytes(line), to: &out) }
      try lines.finish(to: &out)
    }
    let feeds = try await self.feeds(configuration, facts, of("entry", settled), of("feed", settled), records)
    let gathered = settled + sitemaps + feeds
    let finished = try await step(configuration, facts: facts) { parts, out in
      try parts.finish(gathered.map(PartsTests.bytes), .init(work: folder.path), to: &out)
    }
    var made: [String: [UInt8]] = [:]
    for line in of("document", sitemaps + feeds + finished) {
      let content = try #require((line["content"] as? String).flatMap { Data(base64Encoded: $0) })
      made[try #require(line["path"] as? String)] = Array(content)
    }
    var whole = configuration
    whole.corpus.records = [folder.path + "/all.jsonl"]
    let reader = CorpusReader(
      folder: folder.path, settings: try whole.corpusSettings(now: TestSite.now, folder: folder.path))
    _ = try await Build(configuration: whole, reader: reader).run(to: folder.path + "/output")
    #expect(try made == folder.contents(of: "output"))
    #expect(made.count > 20)
  }

  private func feeds(
    _ configuration: Configuration, _ facts: [Line], _ entries: [Line], _ totals: [Line],
    _ records: [(path: String, text: String)]
  ) async throws -> [Line] {
    let texts = Dictionary(records.map { ($0.path, $0.text) }) { first, _ in first }
    return try await step(configuration, facts: facts) { parts, out in
      var lines = try Parts.FeedLines(parts)
      var sent: Set<String> = []
      for (feed, all) in Dictionary(grouping: entries, by: { $0["feed"] as? String ?? "" }) {
        let chosen = all.sorted(by: PartsTests.isNewer).prefix(configuration.feeds.entries)
        for line in chosen {
          let path = line["path"] as? String ?? ""
          guard sent.insert(path).inserted else { continue }
          var entry = line
          entry["feed"] = nil
          try lines.read(PartsTests.bytes(entry))
          try lines.read(Array((texts[path] ?? "").dropLast().utf8))
        }
        let total = totals.filter { $0["feed"] as? String == feed }.reduce(0) { $0 + ($1["total"] as? Int ?? 0) }
        try lines.read(
          PartsTests.bytes(["feed": feed, "total": total, "items": chosen.compactMap { $0["path"] as? String }]))
      }
      try await lines.finish(to: &out)
    }
  }

  private static func claims(_ line: Line) -> [Int64] {
    (line["claims"] as? [NSNumber] ?? []).map(\.int64Value)
  }

  private static func isNewer(_ left: Line, _ right: Line) -> Bool {
    let (first, second) = (left["published"] as? Int ?? 0, right["published"] as? Int ?? 0)
    return first != second ? first > second : left["key"] as? String ?? "" < right["key"] as? String ?? ""
  }

  private static func precedes(_ left: Line, _ right: Line) -> Bool {
    func text(_ line: Line, _ name: String) -> String { line[name] as? String ?? "" }
    func number(_ line: Line, _ name: String) -> Int { line[name] as? Int ?? 0 }
    if text(left, "document") != text(right, "document") { return text(left, "document") < text(right, "document") }
    if number(left, "rank") != number(right, "rank") { return number(left, "rank") < number(right, "rank") }
    let (first, second) = (number(left, "published"), number(right, "published"))
    if first != second { return first > second }
    return text(left, "name").utf8.lexicographicallyPrecedes(text(right, "name").utf8)
  }

  @Test(arguments: [
    "pages: {enabled: true}\n", "feeds: {archives: year}\n", "corpus: {convention: hugo}\n",
    "hosting: {headers: [netlify]}\n",
  ])
  func whatIsNotCoveredIsNamed(more: String) async throws {
    let text =
      more.hasPrefix("feeds")
      ? PartsTests.site.replacingOccurrences(of: "feeds: {entries: 7}\n", with: "") : PartsTests.site
    try folder.write(text + more, to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    await #expect(throws: UncoveredError.self) { try await step(configuration) { _, _ in } }
  }

  /// Counts are enough to cut a sitemap as its pages would be cut.
  @Test func countsCutAsPagesDo() {
    struct Cell: SitemapShards.Weighed {
      let day: String
      let digits: [Character]
      let pages: [SitemapShards.Page]
      var count: Int { pages.count }
      var bytes: Int { pages.reduce(0) { $0 + $1.place.count } }
      func key(level: Int) -> String? {
        if level < 3 { return SitemapShards.key(day: day, level: level) }
        return level - 3 < digits.count ? String(digits[level - 3]) : nil
      }
    }
    let start = TestSite.now.microseconds
    var pages: [SitemapShards.Page] = []
    for number in 0..<600 {
      // Most on one day.
      let day = number % 3 == 0 ? Int64(number % 90) : 4
      let published = Timestamp(microseconds: start - day * 86_400_000_000)
      pages.append(
        .init(
          published: number % 50 == 0 ? .unknown : published, permalink: "page/\(number)", modified: nil,
          place: number * 100..<number * 100 + 90))
    }
    for limit in [20, 100, 10_000] {
      let limits = SitemapLimits(count: limit, bytes: 1 << 20)
      let whole = SitemapShards.split(pages, limits: limits)
      let cells = Dictionary(grouping: pages) { page in
        SitemapShards.day(page.published) + " " + SitemapShards.digits(page.permalink).prefix(4)
      }.map { name, pages in
        let words = name.split(separator: " ")
        return Cell(day: String(words[0]), digits: Array(words[1]), pages: pages)
      }
      let counted = SitemapShards.split(parts: cells, limits: limits)
      #expect(whole.map(\.name) == counted.map(\.name))
      #expect(
        whole.map { Set($0.pages.map(\.permalink)) } == counted.map { Set($0.parts.flatMap(\.pages).map(\.permalink)) })
      #expect(limit > 600 ? whole.count == 1 : whole.count > 5)
    }
  }

  @Test func linesComeInAnyPieces() {
    var reader = PartLineReader()
    var lines: [String] = []
    for piece in ["ab", "c\nde", "\n\nf", "", "\ng"] {
      reader.read(Array(piece.utf8)) { lines.append(String(decoding: $0, as: UTF8.self)) }
    }
    reader.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
    #expect(lines == ["abc", "de", "f", "g"])
  }
}
