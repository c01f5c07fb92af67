import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// The paths of topics, from build to build.
@Suite struct TopicMemoryTests {
  private let folder = TemporaryFolder()

  private func corpus(_ names: [String], _ memory: PublishedTopics = PublishedTopics()) async throws -> Corpus {
    for (index, name) in names.enumerated() {
      try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: ['\(name)']\n---\nx", to: "\(index).md")
    }
    let settings = CorpusSettings(
      now: Timestamp(microseconds: 2_000_000_000_000_000), siteAddress: "https://a.example/")
    return try await CorpusReader(folder: folder.path, settings: settings).remembering(memory).read(jobs: 2)
  }

  private func paths(_ corpus: Corpus) -> [String: String] {
    Dictionary(uniqueKeysWithValues: corpus.topics.map { ($0.label, $0.path) })
  }

  @Test(arguments: [
    ("C", "topic/c"), ("C++", "topic/c-plus-plus"), ("C#", "topic/c-sharp"), (".NET", "topic/dot-net"),
    ("🎉", "topic/party-popper"), ("!!!", "topic/exclamation-mark-exclamation-mark-exclamation-mark"),
    ("医療", "topic/医療"), ("Größe", "topic/größe"),
  ])
  func everyNameHasAPath(name: String, path: String) async throws {
    #expect(paths(try await corpus([name])) == [name: path])
  }

  @Test func whatIsRememberedDoesNotMove() async throws {
    let first = try await corpus(["C++", "R&D"])
    #expect(first.newTopicPaths == ["||C++": "topic/c-plus-plus", "||R&D": "topic/r-d"])
    // As a former version had it.
    let memory = PublishedTopics(paths: ["||C++": "topic/c"])
    #expect(paths(try await corpus(["C++", "R&D"], memory)) == ["C++": "topic/c", "R&D": "topic/r-d"])
    // Who comes to that path later has another.
    let later = try await corpus(["C++", "R&D", "C"], memory)
    #expect(paths(later) == ["C++": "topic/c", "R&D": "topic/r-d", "C": "topic/c-2"])
    #expect(later.newTopicPaths["||C"] == "topic/c-2" && later.newTopicPaths["||C++"] == nil)
    #expect(later.findings.isEmpty)
  }

  @Test func whatAFormerVersionPublishedStays() async throws {
    let alone = PublishedTopics(published: ["topic/c"])
    #expect(paths(try await corpus(["C++"], alone)) == ["C++": "topic/c"])
    // Where two had one path, only the one whose name it is keeps it.
    #expect(paths(try await corpus(["C++", "C"], alone)) == ["C++": "topic/c-plus-plus", "C": "topic/c"])
    let both = PublishedTopics(published: ["topic/c", "topic/c-plus-plus"])
    #expect(paths(try await corpus(["C++", "C"], both)) == ["C++": "topic/c-plus-plus", "C": "topic/c"])
  }

  @Test func aPathThatIsGivenCountsMore() async throws {
    try folder.write(
      "---\ntitle: T\ndate: 2021-01-01\ncategories: ['C++']\ncategoryUrl: [lang/cpp]\n---\nx", to: "0.md")
    let settings = CorpusSettings(
      now: Timestamp(microseconds: 2_000_000_000_000_000), siteAddress: "https://a.example/")
    let reader = CorpusReader(folder: folder.path, settings: settings)
    let memory = PublishedTopics(paths: ["||C++": "topic/c"])
    #expect(paths(try await reader.remembering(memory).read(jobs: 1)) == ["C++": "lang/cpp"])
  }
}
