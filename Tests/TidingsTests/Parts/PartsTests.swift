import ContentCorpus
import Foundation
import LocalFiles
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import ClusterParts
@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteRendering
@testable import SiteSettings

/// The steps of a cluster's build, held against one process.
@Suite struct PartsTests {
  private let folder = TemporaryFolder()

  private static let plain = """
    site:
      baseURL: https://www.example.org/
      title: Example
      language: en
      assetBaseURL: https://cdn.example.org/
      tagAuthority: example.org,2020
    topics: {fields: [tags], minimumEntries: 2, authors: true}
    robots: true

    """
  private static let news = "sitemaps: {news: {publication: Example}}\n"

  private func configuration(_ more: String, languages: [Site.Language] = []) throws -> Configuration {
    let text = PartsTests.plain + (more.contains("sitemaps:") ? "" : PartsTests.news) + more
    var configuration = try ConfigurationReader.read(text: Array(text.utf8), named: "tidings.yaml")
    #expect(configuration.findings.filter { $0.severity == .error }.isEmpty)
    configuration.site.languages = languages
    return configuration
  }

  private static func instant(day: Int) -> Timestamp {
    Timestamp(Timestamp.Components(year: 2026, month: 1, day: day))!
  }

  /// One process builds the records of some days, and so do partitions: the same documents and the same ledger after each.
  private func compare(_ configuration: Configuration, seed: UInt64, days: Int = 3) async throws -> [String: [UInt8]] {
    var records = PartRecords(seed: seed, count: 60)
    var engine = PartEngine(
      configuration: configuration, now: PartsTests.instant(day: 1), folder: folder, random: SeededGenerator(seed: seed)
    )
    var state = PartEngine.State()
    let store = try SQLiteLedger(folder.path + "/one.sqlite")
    for day in 1...days {
      if day > 1 { records.edit(day: day) }
      let now = PartsTests.instant(day: day)
      let lines = records.lines
      try folder.write(lines.map { $0 + "\n" }.joined(), to: "records.jsonl")
      var whole = configuration
      whole.corpus.records = [folder.path + "/records.jsonl"]
      let reader = CorpusReader(
        folder: folder.path, settings: try whole.corpusSettings(now: now, folder: folder.path))
      _ = try await Build(configuration: whole, reader: reader, ledger: store).run(to: folder.path + "/one")
      engine = PartEngine(configuration: configuration, now: now, folder: folder, random: engine.random)
      state = try await engine.build(lines, after: state)
      let one = try folder.contents(of: "one")
      let differing = Set(one.keys).union(state.documents.keys).filter { one[$0] != state.documents[$0] }
      #expect(differing.sorted() == [], "seed \(seed), day \(day)")
      if let first = differing.sorted().first {
        let texts = [one[first], state.documents[first]].map {
          $0.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
        }
        Issue.record("\(first):\n\(PartsTests.difference(texts[0], texts[1]))")
      }
      var export: [UInt8] = []
      try LedgerLines.write(store) { export += $0 }
      let text = String(decoding: export, as: UTF8.self)
      if text != state.export {
        Issue.record("ledger, seed \(seed), day \(day):\n\(PartsTests.difference(text, state.export))")
      }
      if !differing.isEmpty || text != state.export { break }
    }
    return state.documents
  }

  /// The first lines in which two texts differ.
  private static func difference(_ one: String, _ other: String) -> String {
    let lines = [one, other].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let index =
      zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines[0].count, lines[1].count)
    return lines.map { $0.dropFirst(index).prefix(3).joined(separator: "\n") }.joined(separator: "\n--\n")
  }

  private static let wishes = [
    "feeds: {entries: 5, tombstoneDays: 1}\nhosting: {compressed: [gzip], headers: [nginx, apache, netlify, json]}\n",
    "feeds: {entries: 7}\npages: {enabled: true, entries: 3}\nsitemaps: {lists: true}\n",
    """
    feeds:
      entries: 4
      taxonomies: true
      combined:
        - {name: Both, include: [Audit, "S: *"], exclude: [Rare]}
        - {name: Rest, path: x/rest, exclude: [Audit]}
        - {name: None, include: [nowhere]}
    pages: {enabled: true}

    """,
    """
    feeds:
      entries: 6
      files:
        - {of: site, rss: [index.xml, feed/index.xml]}
        - {of: topic, atom: '{folder}/feed.atom'}
        - {of: topic, rss: 'same.xml'}
      alsoAt: {of: topic, json: '{folder}/again.json'}
    hosting: {headers: [caddy, json]}

    """,
  ]

  @Test(arguments: 0..<4, [11, 12, 13] as [UInt64])
  func partsGiveWhatOneProcessGives(wish: Int, seed: UInt64) async throws {
    let documents = try await compare(try configuration(PartsTests.wishes[wish]), seed: seed * 31 + UInt64(wish))
    #expect(documents.count > 30)
  }

  @Test(arguments: [21, 24] as [UInt64]) func partsKnowLanguages(seed: UInt64) async throws {
    let german = Site.Language(folder: "de", tag: "de", title: "Beispiel")
    let french = Site.Language(folder: "fr", tag: "fr-CA")
    let documents = try await compare(
      try configuration("feeds: {entries: 5}\npages: {enabled: true}\n", languages: [german, french]), seed: seed)
    #expect(documents["de/atom.xml"] != nil)
    let sitemaps = documents.filter { $0.key.hasPrefix("sitemap-") || $0.key == "other-sitemap.xml" }
    #expect(sitemaps.contains { String(decoding: $0.value, as: UTF8.self).contains("hreflang=\"de\"") })
  }

  @Test func whatPartsDoNotGiveIsRefused() throws {
    for wish in ["feeds: {archives: month}\n", "feeds: {since: none}\n", "sitemaps: {files: [pdf]}\n"] {
      let configuration = try configuration(wish)
      let reader = CorpusReader(
        folder: folder.path,
        settings: try configuration.corpusSettings(now: PartsTests.instant(day: 1), folder: folder.path))
      #expect(throws: UncoveredError.self) {
        try Parts(configuration: configuration, reader: reader, facts: [], ledger: nil)
      }
    }
  }
}

/// Records of a site with many conflicts among them, and what becomes of them from day to day; the same for the same seed.
private struct PartRecords {
  private var random: SeededGenerator
  private var records: [Int: [String: Any]] = [:]
  private var number = 0

  private static let topics = [
    "Audit", "Café", "R & D", "C++", "C", "S: Privacy", "S: Consent", "K: Claim", "Billing", "audit", "Rare", "de",
    "same",
  ]
  private static let words = [
    "patient", "Café", "医療", "😀", "“quoted”", "R&D", "<b>clinic</b>", "back\\slash", "it's", "cycle",
  ]

  init(seed: UInt64, count: Int) {
    random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let (month, day) = (Int.random(in: 10...12, using: &random), Int.random(in: 1...28, using: &random))
      add("2025-\(month)-\(day < 10 ? "0" : "")\(day)")
    }
  }

  private mutating func sentence(_ count: Int) -> String {
    (0..<count).map { _ in PartRecords.words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func add(_ day: String) {
    number += 1
    let section = "\(["news", "news-2", "about"][number % 3])"
    var record: [String: Any] = [
      "path": "content/\(section)/item-\(number).html", "id": number, "title": "\(number). \(sentence(3))",
      "description": sentence(6), "date": "\(day)T10:\(10 + number % 50):00Z",
      "tags": Array(PartRecords.topics.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))),
      "breadcrumbLinks": ["/", "/\(section)/"], "body": "<p>\(sentence(12))</p>\n<pre>a\\b\n\"c\"</pre>\n",
    ]
    if chance(60) { record["tags"] = ["Audit"] }
    if chance(30) { record["author"] = ["Ana B", "Čeněk"].randomElement(using: &random) }
    if chance(20) { record["lang"] = ["de", "fr", "it"].randomElement(using: &random) }
    if chance(40) { record["translationKey"] = "key-\(Int.random(in: 1...12, using: &random))" }
    switch Int.random(in: 0..<40, using: &random) {
    case 0: record["draft"] = true
    case 1: record["date"] = "2027-01-01"
    case 2: record["expiryDate"] = "2025-12-31"
    case 3: record["aliases"] = "/\(section)/item-\(Int.random(in: 1...number, using: &random))/"
    case 4 where number > 5: record["slug"] = "item-\(Int.random(in: 1...5, using: &random))"
    case 5 where number > 5: record["id"] = Int.random(in: 1..<number, using: &random)
    case 6, 7: record["date"] = nil
    case 8: record["htmlMetaData"] = ["robots": "noindex"]
    case 9, 10: record["path"] = "content/news/twice.html"
    case 11: record["path"] = "content/\(section)/index-\(number).html"
    case 12: record["slug"] = "../../escape"
    case 13: record["title"] = nil
    case 14: record["date"] = "the day after tomorrow"
    case 15: record["featuredImage"] = ["href": "picture-\(number).jpeg", "valid": true, "format": "JPEG"]
    default: break
    }
    records[number] = record
  }

  /// Less than the guards let pass.
  mutating func edit(day: Int) {
    for name in records.keys.sorted().shuffled(using: &random).prefix(12) {
      guard var record = records[name] else { continue }
      switch Int.random(in: 0..<12, using: &random) {
      case 0...3: record["body"] = "<p>\(sentence(14))</p>"
      case 4: record["title"] = "Again \(sentence(2))"
      case 5, 6: record["tags"] = Array(PartRecords.topics.shuffled(using: &random).prefix(2))
      case 7: record["draft"] = !(record["draft"] as? Bool ?? false)
      case 8: record["lastMod"] = "2026-01-0\(day - 1)T08:00:00Z"
      case 9:
        records[name] = nil
        continue
      case 10 where chance(30): record["id"] = "renamed-\(day)-\(name)"
      default: record["translationKey"] = "key-\(Int.random(in: 1...12, using: &random))"
      }
      records[name] = record
    }
    for _ in 0..<3 { add("2026-01-0\(day - 1)") }
  }

  /// In any order, some of them no records at all.
  var lines: [String] {
    var random = random
    let lines = records.keys.sorted().compactMap { name -> String? in
      let data = try? JSONSerialization.data(withJSONObject: records[name] ?? [:], options: [.sortedKeys])
      return data.map { String(decoding: $0, as: UTF8.self) }
    }
    return (lines + ["{\"path\": \"broken", "17", "{}"]).shuffled(using: &random)
  }
}
