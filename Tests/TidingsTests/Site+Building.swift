import ContentCorpus
import TestSupport
import Tidings
import TidingsCore

/// A corpus in a folder of its own, and builds of it.
final class TestSite: Sendable {
  let folder = TemporaryFolder()
  static let now = Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!

  var output: String { folder.path + "/output" }

  func write(_ name: String, _ front: String, body: String = "<p>Words of \("it").</p>") throws {
    try folder.write("---\n\(front)\n---\n\(body)\n", to: "corpus/\(name)")
  }

  /// An item with an id, a date and topics.
  func item(
    _ id: Int, date: String = "2021-01-01", topics: [String] = ["S: One"], more: String = "", body: String? = nil
  ) throws {
    let list = topics.isEmpty ? "" : "\ncategories: [\(topics.map { "'\($0)'" }.joined(separator: ", "))]"
    try write(
      "item-\(id).md", "id: \(id)\ntitle: Title \(id)\ndate: \(date)\nslug: item-\(id)\(list)\n\(more)",
      body: body ?? "<p>Words of \(id).</p>")
  }

  func configuration(_ more: String = "") throws -> Configuration {
    let text = "site: {baseURL: 'https://a.example/', title: A, language: en}\n" + more
    return try ConfigurationReader.read(text: Array(text.utf8), named: "tidings.yaml")
  }

  func corpus(_ configuration: Configuration, now: Timestamp = TestSite.now, jobs: Int = 2) async throws -> Corpus {
    try await CorpusReader(folder: folder.path + "/corpus", settings: configuration.corpusSettings(now: now))
      .read(jobs: jobs)
  }

  @discardableResult
  func build(
    _ more: String = "", now: Timestamp = TestSite.now, to output: String? = nil,
    _ adjust: (inout Publisher.Options) -> Void = { _ in }
  ) async throws -> PublishReport {
    let configuration = try configuration(more)
    var options = Publisher.Options()
    options.jobs = 2
    adjust(&options)
    let corpus = try await corpus(configuration, now: now, jobs: options.jobs)
    return try await Publisher(configuration: configuration, options: options).publish(
      Plan(corpus, configuration: configuration), of: corpus, to: output ?? self.output)
  }

  func text(_ document: String) throws -> String { try folder.text("output/" + document) }
}

extension PublishReport {
  var rules: [String] { report.findings.map(\.rule) }

  func paths(_ change: DocumentChange) -> [String] { documents.filter { $0.change == change }.map(\.path) }
}
