import ContentCorpus
import Syndication
import Tidings
import TidingsCore
import Validation

func publishSite(_ folder: String, to output: String) async throws -> PublishReport {
  let configuration = try ConfigurationReader.read(folder + "/tidings.yaml")
  let now = Timestamp(secondsSinceEpoch: 1_767_225_600)

  let reader = try CorpusReader(folder: folder, settings: configuration.corpusSettings(now: now, folder: folder))
  let corpus = try await reader.read(jobs: 4)
  let plan = Plan(corpus, configuration: configuration)

  let publisher = Publisher(configuration: configuration)
  let report = try await publisher.publish(plan, of: corpus, to: output)
  for finding in report.report.findings { print(finding) }
  return report
}

func makeFeed() throws -> [UInt8] {
  let now = Timestamp(secondsSinceEpoch: 1_767_225_600)
  let head = FeedHead(
    id: "tag:example.org,2026:feed", title: "Example", home: "https://example.org/",
    addresses: [.atom: "https://example.org/atom.xml"], authors: [Person(name: "Ana")], updated: now, published: now)
  let entry = Entry(
    id: "tag:example.org,2026-01-01:1", title: "Hello", page: "https://example.org/hello/", published: now,
    updated: now,
    summary: "A first entry.", content: Array("<p>A first entry.</p>".utf8), authors: [Person(name: "Ana")])
  let bytes = Feed(head: head, entries: [entry]).bytes(as: .atom) ?? []

  let verdict = Validator().validate(bytes, path: "atom.xml", address: "https://example.org/atom.xml")
  for finding in verdict.findings { print(finding) }
  return bytes
}
