import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteReporting
@testable import SiteSettings

/// The sample corpus, and `output/` at the top of the repository, which holds what it becomes.
@Suite struct SampleTests {
  private let corpusFolder = Fixtures.path("corpus")

  private func build(_ corpusFolder: String, to output: String, jobs: Int) async throws -> PublishReport {
    let configuration = try ConfigurationReader.read(corpusFolder + "/tidings.yaml")
    var options = Publisher.Options()
    options.jobs = jobs
    let reader = CorpusReader(folder: corpusFolder, settings: configuration.corpusSettings(now: TestSite.now))
    let corpus = try await reader.read(jobs: jobs)
    return try await Publisher(configuration: configuration, options: options).publish(
      Plan(corpus, configuration: configuration), of: corpus, to: output)
  }

  @Test func theCommittedOutputIsThatOfAFreshBuild() async throws {
    let folder = TemporaryFolder()
    let report = try await build(corpusFolder, to: folder.path + "/output", jobs: 2)
    #expect(report.report.findings.isEmpty)
    let committed = try FolderContents.read(Fixtures.repository + "/output")
    let fresh = try folder.contents(of: "output")
    #expect(committed.keys.sorted() == fresh.keys.sorted())
    for (path, bytes) in fresh {
      let isSame = committed[path] == bytes
      #expect(isSame, "\(path) differs")
    }
  }

  @Test func bytesDoNotDependOnThreadsOrPlace() async throws {
    let folder = TemporaryFolder()
    _ = try await build(corpusFolder, to: folder.path + "/one", jobs: 1)
    try folder.copy(corpusFolder, to: "somewhere else")
    _ = try await build(folder.path + "/somewhere else", to: folder.path + "/two", jobs: 9)
    #expect(try folder.contents(of: "one") == folder.contents(of: "two"))
  }

  @Test func inspectionSaysWhyAndWhere() async throws {
    let configuration = try ConfigurationReader.read(corpusFolder + "/tidings.yaml")
    let reader = CorpusReader(folder: corpusFolder, settings: configuration.corpusSettings(now: TestSite.now))
    let corpus = try await reader.read(jobs: 2)
    let html = "content/news/b26e85eb-709c-5464-b5d2-8c7098ac23e3.html"
    let inspection = Inspection(html, in: corpus, configuration: configuration)
    #expect(inspection.publication == .published)
    #expect(inspection.documents.contains("topic/medical-subject-headings-mesh-dentistry/rss.xml"))
    #expect(inspection.documents.contains("sitemap-topic.medical-subject-headings-mesh-dentistry.xml"))
    let draft = corpus.items.first { $0.publication == .draft }
    let drafted = Inspection(try #require(draft).path, in: corpus, configuration: configuration)
    #expect(drafted.documents.isEmpty)
  }
}
