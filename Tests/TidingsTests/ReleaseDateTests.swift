import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import Tidings

/// Hugo's built-in template shows `publishDate` where a page has both dates, and a template of the site's own may show the other.
@Suite struct ReleaseDateTests {
  private let folder = TemporaryFolder()

  /// The configuration that `init` writes where the built site's feed shows a date.
  private func initialised(shown day: String, settings: String = "") async throws -> Configuration {
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n" + settings, to: "hugo.toml")
    try folder.write(
      "---\ntitle: T\ndate: 2021-01-01\npublishDate: 2021-03-04\npublished: true\n---\nWords\n", to: "content/a.md")
    for (path, words) in ["index.html": "Home", "a/index.html": "Words"] {
      try folder.write("<html><title>T</title><body><main><p>\(words)</p></main></body></html>", to: "public/" + path)
    }
    try folder.write(
      "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>"
        + "<item><title>T</title><link>https://a.example/a/</link><guid>https://a.example/a/</guid>"
        + "<pubDate>\(day) 2021 00:00:00 +0000</pubDate></item></channel></rss>", to: "public/index.xml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 1)
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: completed), to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  private func day(_ configuration: Configuration) async throws -> [Int] {
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    return try corpus.published.map { corpus.items[$0].published.components }.map { [$0.month, $0.day] }.first ?? []
  }

  @Test func aMovedSiteShowsTheDateThatHugoShowed() async throws {
    let configuration = try await initialised(shown: "04 Mar")
    #expect(
      configuration.mapping[.date]?.map(\.name) == ["publishDate", "pubdate", "published", "date"])
    #expect(try await day(configuration) == [3, 4])
  }

  @Test func aTemplateThatShowsTheOtherDateCounts() async throws {
    let configuration = try await initialised(shown: "01 Jan")
    #expect(configuration.mapping[.date] == nil)
    #expect(try await day(configuration) == [1, 1])
  }

  @Test func theFieldsThatTheSiteNamesCount() async throws {
    let configuration = try await initialised(
      shown: "04 Mar", settings: "[frontmatter]\npublishDate = ['publishDate', 'date']\ndate = ['date', 'x']\n")
    #expect(configuration.mapping[.date]?.map(\.name) == ["publishDate", "date", "x"])
    #expect(try await day(configuration) == [3, 4])
  }
}
