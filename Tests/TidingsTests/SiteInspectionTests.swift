import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteReporting
@testable import SiteSettings

/// What counts for a site, and where it was said.
@Suite struct SiteInspectionTests {
  private let folder = TemporaryFolder()

  private func inspection() async throws -> SiteInspection {
    let file = folder.path + "/tidings.yaml"
    let configuration = try ConfigurationReader.read(file, named: "tidings.yaml")
    let content = configuration.corpus.path ?? folder.path
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: content)
    let corpus = try await CorpusReader(folder: content, settings: settings).read(jobs: 1)
    let origins = try ConfigurationReader.origins(file, named: "tidings.yaml")
    return SiteInspection(corpus, configuration: configuration, origins: origins, file: "tidings.yaml")
  }

  private func said(_ inspection: SiteInspection) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: inspection.settings.map {
        ($0.name, "\($0.value) (\($0.origin?.description ?? "default"))")
      })
  }

  @Test func settingsOfHugoAndOfTheSite() async throws {
    try folder.write(
      "title = 'Below'\nbuildDrafts = true\n[params]\ndescription = 'About it'\n[params.author]\nname = 'Mina'\n",
      to: "config/_default/hugo.toml")
    try folder.write("baseURL = 'https://a.example/'\n", to: "config/production/hugo.toml")
    try folder.write("description: none of it\n", to: "config/_default/params.yaml")
    try folder.write(
      "site: {title: Above}\nfeeds:\n  entries: 7\n  formats: [rss]\n  files:\n    - {rss: '{page}/index.xml'}\ntopics: {sections: auto}\n",
      to: "tidings.yaml")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nWords\n", to: "content/blog/a.md")
    let found = try await inspection()
    let said = said(found)
    #expect(said["title"] == "Above (tidings.yaml:1)")
    #expect(said["address"] == "https://a.example/ (config/production/hugo.toml:1, baseURL)")
    #expect(said["subtitle"] == "none of it (config/_default/params.yaml:1, params.description)")
    #expect(said["author"] == "Mina (config/_default/hugo.toml:6, params.author.name)")
    #expect(said["drafts"] == "published (config/_default/hugo.toml:2, buildDrafts)")
    #expect(said["entries of a feed"] == "7 (tidings.yaml:3)")
    #expect(said["how much of each"] == "the full content (default)")
    let places = found.documents.map { "\($0.path) \($0.title) \($0.total) \($0.origin?.line ?? 0)" }
    #expect(places.prefix(2) == ["index.xml Above 1 6", "blog/index.xml Blogs – Above 1 6"])
  }

  @Test func settingsOfOtherGenerators() async throws {
    try folder.write("site:\n", to: "tidings.yaml")
    try folder.write(
      "url: https://a.example\ntitle: J\nlang: de\nfeed: {icon: i.png, collections: [tea]}\nauthor: {name: Mina}\n",
      to: "_config.yml")
    try folder.write("---\ntitle: T\n---\nWords\n", to: "_posts/2021-01-01-a.md")
    var said = said(try await inspection())
    #expect(said["title"] == "J (_config.yml:2, title)" && said["language"] == "de (_config.yml:3, lang)")
    #expect(said["icon"] == "i.png (_config.yml:4, feed.icon)")
    #expect(said["author"] == "Mina (_config.yml:5, author.name)" && said["drafts"] == "held back (default)")
    try folder.remove("_config.yml")
    try folder.write("base_url = 'https://z.example'\ntitle = 'Z'\n", to: "zola.toml")
    said = self.said(try await inspection())
    #expect(
      said["address"] == "https://z.example/ (zola.toml:1, base_url)" && said["title"] == "Z (zola.toml:2, title)")
  }
}
