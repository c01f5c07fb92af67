import ContentCorpus
import FeedParsing
import Foundation
import PublishingLedger
import Syndication
import Tidings
import TidingsCore
import Validation

func siteConfiguration(of folder: String) throws -> Configuration? {
  guard let path = try ConfigurationReader.find(from: folder) else { return nil }
  do {
    return try ConfigurationReader.read(path)
  } catch let error as ConfigurationError {
    for finding in error.findings { print(finding) }
    return nil
  }
}

func writtenConfiguration() throws -> Configuration {
  let text = """
    site: {baseURL: "https://www.example.org/", title: Example}
    feeds: {entries: 20, formats: [atom, json]}
    """
  return try ConfigurationReader.read(text: Array(text.utf8), named: "tidings.yaml")
}

func madeConfiguration() -> Configuration {
  var configuration = Configuration(site: Site(baseURL: "https://www.example.org/", title: "Example", language: "en"))
  configuration.feeds.entries = 20
  configuration.feeds.formats = [.atom, .json]
  configuration.pages.isEnabled = true
  return configuration
}

func readContent(_ folder: String, configuration: Configuration) async throws -> Corpus {
  let now = Timestamp(secondsSinceEpoch: Int64(Date.now.timeIntervalSince1970))
  var settings = try configuration.corpusSettings(now: now, folder: folder)
  settings.excludedFolders = ["output"]
  let corpus = try await CorpusReader(folder: folder, settings: settings).read(jobs: 4)

  for index in corpus.published.prefix(5) {
    let item = corpus.items[index]
    print(item.published, item.title, item.topics.map { corpus.topics[$0].label })
  }
  for finding in corpus.findings { print(finding.relocated(under: folder)) }
  return corpus
}

func showPlan(_ corpus: Corpus, configuration: Configuration) {
  let plan = Plan(corpus, configuration: configuration)
  for feed in plan.feeds {
    let titles = feed.items.map { corpus.items[$0].title }
    print(feed.folder.isEmpty ? "the site" : feed.folder, titles)
  }
  for sitemap in plan.sitemaps { print(sitemap.name, sitemap.items.count) }
  for finding in plan.findings { print(finding) }
}

func buildSite(_ folder: String, to output: String) async throws -> PublishReport {
  let configuration = try ConfigurationReader.read(folder + "/tidings.yaml")
  let now = Timestamp(secondsSinceEpoch: Int64(Date.now.timeIntervalSince1970))
  let reader = try CorpusReader(folder: folder, settings: configuration.corpusSettings(now: now, folder: folder))

  var options = Build.Options()
  options.publishing.jobs = 4
  options.cache = CacheFolder(folder + "/.tidings-cache")
  let ledger = try SQLiteLedger(folder + "/tidings.sqlite")
  let build = Build(configuration: configuration, reader: reader, options: options, ledger: ledger)

  let report = try await build.run(to: output)
  print("\(report.count(.created)) new, \(report.count(.updated)) updated, \(report.count(.removed)) removed")
  for row in report.documents where row.change != .unchanged { print(row.change.rawValue, row.path) }
  for page in report.pages { print(page.kind.rawValue, page.address) }
  for finding in report.report.findings where finding.severity == .error { print(finding) }
  return report
}

func buildTwice(_ build: Build, to output: String) async throws {
  let first = try await build.run(to: output, after: nil)
  // Later, when news/first-light.md has been saved:
  let second = try await build.run(to: output, after: first, changed: ["news/first-light.md"])
  print(second.report.count(.updated))
}

func isValidFeed(_ document: [UInt8]) -> Bool {
  let verdict = Validator().validate(document, path: "feed.xml", address: "https://www.example.org/feed.xml")
  for finding in verdict.findings {
    print(finding.location, finding.severity.rawValue, finding.message, finding.remedy)
  }
  return verdict.isValid
}

func report(on document: [UInt8]) async throws -> [Finding] {
  try await Validator().examineAside(document, path: "feed.xml").verdict.findings
}

func validateSite(_ documents: [String: [UInt8]]) -> [Finding] {
  let validator = Validator()
  var findings: [Finding] = []
  var facts: [DocumentFacts] = []
  for (path, bytes) in documents {
    let (verdict, known) = validator.examine(bytes, path: path)
    findings += verdict.findings
    if let known { facts.append(known) }
  }
  let set = DocumentSet(facts, in: "", baseAddress: "https://www.example.org/") { documents[$0] }
  let policy = Policy([
    .init(rule: "html.style", pattern: "archive/*", severity: nil, reason: "old posts keep their styles")
  ])
  return policy.applied(to: (findings + set.findings).sorted())
}

func makeSitemap() -> [UInt8] {
  let changed = Timestamp(secondsSinceEpoch: 1_767_225_600)
  let page = SitemapURL(address: "https://www.example.org/hello/", modified: changed)
  return URLSet.document([page])
}

func newsLines(in document: [UInt8], from address: String) -> [String] {
  let reading = FeedReader.read(document, path: address, address: address)
  for finding in reading.findings where finding.severity == .error { print(finding) }
  guard let feed = reading.feed else { return [] }
  return feed.entries.map { "\($0.published.rfc3339) \($0.title) \($0.page)" }
}

func asAtom(_ document: [UInt8], from address: String) -> [UInt8]? {
  FeedReader.read(document, path: address, address: address).feed?.bytes(as: .atom)
}
