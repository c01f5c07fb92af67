import ContentCorpus
import Foundation
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteOutput
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// A site whose items are records: the same as one of files.
@Suite struct RecordSiteTests {
  private let folder = TemporaryFolder()
  private static let configuration = "site: {baseURL: 'https://a.example/', title: A, language: en}\n"

  private func configuration(_ corpus: String = "") throws -> Configuration {
    try folder.write(RecordSiteTests.configuration + corpus, to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  private func build(
    _ configuration: Configuration, in corpus: String, to output: String, cache: String? = nil,
    ledger: (any LedgerStore)? = nil
  ) async throws -> PublishReport {
    let corpus = folder.path + "/" + corpus
    var options = Build.Options()
    options.publishing.jobs = 2
    options.cache = cache.map { CacheFolder(folder.path + "/" + $0) }
    let reader = CorpusReader(
      folder: corpus, settings: try configuration.corpusSettings(now: TestSite.now, folder: corpus))
    return try await Build(configuration: configuration, reader: reader, options: options, ledger: ledger)
      .run(to: folder.path + "/" + output)
  }

  /// Files of the maker's, with some that want a word, and the lines that say the same.
  private func corpus(_ count: Int) throws -> [String] {
    var maker = CorpusMaker(seed: 7, topics: 9)
    return try (0..<count).map { number in
      var text = maker.item(number)
      if number % 10 == 3 { text += "# More\n\n| a | b |\n|---|---|\n| 1 | *2* |\n\n<script>alert(1)</script>\n" }
      if number % 10 == 4 { text = text.replacingOccurrences(of: "slug:", with: "draft: true\nslug:") }
      if number % 10 == 5 { text = text.replacingOccurrences(of: "id: \(number)\n", with: "") }
      let path = "content/news/\(number % 7)/item-\(number).md"
      try folder.write(text, to: "files/" + path)
      return try RecordMaker.line(text, path: path)
    }
  }

  @Test func recordsAreWhatFilesAre() async throws {
    let lines = try corpus(120)
    try folder.write(lines.reversed().joined(), to: "records/items.jsonl")
    let stores = try ["a", "b"].map { try SQLiteLedger(folder.path + "/\($0).sqlite", for: .building) }
    let ofFiles = try await build(configuration(), in: "files", to: "from-files", ledger: stores[0])
    let ofRecords = try await build(
      configuration("corpus: {records: records/items.jsonl}\n"), in: "records", to: "from-records", ledger: stores[1])
    #expect(try folder.contents(of: "from-files") == folder.contents(of: "from-records"))
    #expect(try folder.contents(of: "from-files").count > 20)
    #expect(ofFiles.corpus == ofRecords.corpus)
    // The same is reported of them, each in its own place.
    #expect(ofFiles.report.findings.map(\.rule).sorted() == ofRecords.report.findings.map(\.rule).sorted())
    let rows = try stores.map { store in try store.rows(keys: ["7", "item-5.md"]).map { "\($0)" } }
    #expect(rows[0] == rows[1] && rows[0].count == 2)
  }

  @Test func aCacheKnowsRecords() async throws {
    let lines = try corpus(40)
    let configuration = try configuration("corpus: {records: records/items.jsonl}\n")
    try folder.write(lines.joined(), to: "records/items.jsonl")
    _ = try await build(configuration, in: "records", to: "output", cache: "cache")
    let again = try await build(configuration, in: "records", to: "output", cache: "cache")
    #expect(again.documents.allSatisfy { $0.change == .unchanged })
    // One line is another, and all stand elsewhere.
    var changed = lines
    changed[8] = changed[8].replacingOccurrences(of: "\"title\": \"", with: "\"title\": \"New ")
    try folder.write("\n" + changed.reversed().joined(separator: "\n"), to: "records/items.jsonl")
    let third = try await build(configuration, in: "records", to: "output", cache: "cache")
    #expect(!third.paths(.updated).isEmpty)
    let afresh = try await build(configuration, in: "records", to: "afresh")
    #expect(try folder.contents(of: "output") == folder.contents(of: "afresh"))
    func ofRecords(_ report: PublishReport) -> [Finding] {
      report.report.findings.filter { $0.location.path.contains("items.jsonl") }
    }
    #expect(ofRecords(third) == ofRecords(afresh) && !ofRecords(third).isEmpty)
  }

  @Test func whatIsMissingIsNotWithdrawn() async throws {
    let lines = try corpus(40)
    let configuration = try configuration("corpus: {records: records/items.jsonl}\n")
    let store = try SQLiteLedger(folder.path + "/a.sqlite", for: .building)
    try folder.write(lines.joined(), to: "records/items.jsonl")
    _ = try await build(configuration, in: "records", to: "output", ledger: store)
    let before = try folder.contents(of: "output")
    try folder.write(lines.prefix(20).joined(), to: "records/items.jsonl")
    await #expect(throws: WithdrawalError.self) {
      _ = try await build(configuration, in: "records", to: "output", ledger: store)
    }
    try folder.write("", to: "records/items.jsonl")
    await #expect(throws: CorpusUnreadableError.self) {
      _ = try await build(configuration, in: "records", to: "output", ledger: store)
    }
    #expect(try folder.contents(of: "output") == before)
    // Of a line that is broken behind its path, what was published stays.
    try folder.write(
      lines.enumerated().map { $0 == 8 ? String($1.dropLast(3)) + "\n" : $1 }.joined(), to: "records/items.jsonl")
    let report = try await build(configuration, in: "records", to: "output", ledger: store)
    #expect(report.rules.contains("records.json") && report.paths(.removed).isEmpty)
    #expect(try folder.contents(of: "output") == before)
  }

  @Test func aConventionThatHasItsOwnItemsIsRefused() throws {
    #expect(throws: ConfigurationError.self) {
      _ = try configuration("corpus: {convention: html, records: items.jsonl}\n")
    }
    #expect(throws: ConfigurationError.self) { _ = try configuration("corpus: {records: '-'}\n") }
  }
}
