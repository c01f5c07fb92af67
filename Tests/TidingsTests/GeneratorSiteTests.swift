import ContentCorpus
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteSettings
@testable import SiteSetup

/// What is taken from a site generator's own configuration.
@Suite struct GeneratorSiteTests {
  private let folder = TemporaryFolder()

  private func configuration(_ text: String = "site:\n", at path: String = "tidings.yaml") throws -> Configuration {
    try folder.write(text, to: path)
    return try ConfigurationReader.read(folder.path + "/" + path)
  }

  @Test func hugos() throws {
    try folder.write(
      """
      baseURL = "https://www.example.org/sub"
      title = "Top"
      copyright = "C"
      timeZone = "Europe/Berlin"
      defaultContentLanguage = "de"
      uglyURLs = true
      [languages.de]
      title = "Deutsch"
      languageCode = "de-AT"
      contentDir = "inhalt"
      [languages.en]
      title = "English"
      [permalinks]
      posts = "/:year/:slug/"
      [taxonomies]
      series = "series"
      [params.author]
      name = "Ana"
      """, to: "hugo.toml")
    let configuration = try configuration()
    #expect(configuration.site.baseURL == "https://www.example.org/sub/" && configuration.site.title == "Deutsch")
    #expect(configuration.site.language == "de-AT" && configuration.site.copyright == "C")
    #expect(configuration.site.timeZone.identifier == "Europe/Berlin" && configuration.site.author?.name == "Ana")
    let convention = configuration.corpus.convention
    #expect(convention.generator == .hugo && convention.contentFolders == ["inhalt"] && convention.hasUglyAddresses)
    #expect(convention.permalinks == ["posts": "/:year/:slug/"] && convention.languages == ["de", "en"])
    #expect(configuration.topics.fields == ["series"] && configuration.topics.folders == ["series": "series"])
    // What is said here counts, and so does the choice of nobody's layout.
    let own = try self.configuration("site: {title: Own}\ntopics: {fields: [tags]}\ncorpus: {path: inhalt}\n")
    #expect(own.site.title == "Own" && own.topics.fields == ["tags"])
    #expect(own.corpus.convention.generator == .hugo && own.corpus.convention.contentFolders.isEmpty)
    #expect(throws: ConfigurationError.self) { try self.configuration("corpus: {convention: medigy}\n") }
  }

  @Test func hugosInAFolder() throws {
    try folder.write("baseURL: https://www.example.org/\ntitle: T\n", to: "config/_default/hugo.yaml")
    try folder.write(
      "baseURL: https://www.example.org/\ntitle: T\ncontentDir: ./inhalt/\npermalinks: {page: {notes: /n/}}\ncascade: {draft: true}\n",
      to: "config/_default/hugo.yaml")
    try folder.write("[page]\nposts = \"/p/:slug/\"\n", to: "config/_default/permalinks.toml")
    try folder.write("{\"tag\": \"tags\"}", to: "config/_default/taxonomies.json")
    let configuration = try configuration()
    #expect(configuration.corpus.convention.permalinks == ["notes": "/n/", "posts": "/p/:slug/"])
    #expect(configuration.topics.fields == ["tags"] && configuration.corpus.convention.contentFolders == ["inhalt"])
    #expect(configuration.corpus.convention.defaults.map(\.path) == [""])
  }

  @Test func zolas() throws {
    try folder.write(
      """
      base_url = "https://www.example.org"
      title = "Z"
      description = "D"
      default_language = "de"
      author = "Ana"
      taxonomies = [{ name = "tags", feed = true }, { name = "Open Series" }]
      [languages.fr]
      title = "F"
      [slugify]
      paths = "safe"
      paths_keep_dates = true
      """, to: "config.toml")
    let configuration = try configuration()
    let convention = configuration.corpus.convention
    #expect(convention.generator == .zola && convention.contentFolders == ["content"])
    #expect(configuration.site.baseURL == "https://www.example.org/" && configuration.site.language == "de")
    #expect(convention.languages == ["de", "fr"] && convention.pageNames == .safe && convention.keepsDates)
    #expect(configuration.topics.fields == ["taxonomies.tags", "taxonomies.Open Series"])
    #expect(configuration.topics.folders["taxonomies.Open Series"] == "open-series")
    #expect(try ConfigurationTemplate.known(in: folder.path)?.generator == .zola)
  }

  @Test func eleventys() throws {
    try folder.write(
      """
      export default async function(eleventyConfig) {
        eleventyConfig.addPassthroughCopy({ "./public/": "/" });
      };
      export const config = { dir: { input: "content", includes: "../_includes", data: "../_data", output: "dist" } };
      """, to: "eleventy.config.js")
    try folder.write("_cache\n# x\n*.log\n/drafts/\n", to: ".gitignore")
    try folder.write(
      """
      export default {
      \ttitle: "Eleventy Base Blog",
      \turl: 'https://example.com/',
      \tlanguage: "en",
      \tdescription: `I am ${x}`,
      \tauthor: { name: "Your Name Here" }
      }
      """, to: "_data/metadata.js")
    let configuration = try configuration()
    let convention = configuration.corpus.convention
    #expect(convention.generator == .eleventy && convention.contentFolders == ["content"])
    #expect(convention.excluded == ["dist"] && convention.eleventy.ignored == ["_cache", "*.log", "./drafts"])
    #expect(configuration.topics.fields == ["tags"])
    #expect(configuration.site.title == "Eleventy Base Blog" && configuration.site.baseURL == "https://example.com/")
    #expect(configuration.site.description == nil && configuration.site.language == "en")
    try folder.write(
      "{\"title\": \"J\", \"url\": \"https://j.example\", \"author\": {\"name\": \"Ana\"}}", to: "_data/site.json")
    try folder.remove("_data/metadata.js")
    #expect(try self.configuration().site.author?.name == "Ana")
  }

  @Test func capitalsInHugosKeysMeanNothing() throws {
    try folder.write(
      "BaseURL = 'https://www.example.org/'\nTitle = 'T'\nContentDir = 'inhalt'\n[Permalinks]\nPosts = ':slug'\n[Taxonomies]\nTag = 'tags'\n",
      to: "config.toml")
    let configuration = try configuration()
    #expect(configuration.site.title == "T" && configuration.corpus.convention.contentFolders == ["inhalt"])
    #expect(configuration.corpus.convention.permalinks == ["posts": ":slug"] && configuration.topics.fields == ["tags"])
  }

  @Test func nobodyPublishesUnderTheAddressOfAnExample() throws {
    #expect(throws: ConfigurationError.self) {
      try self.configuration(ConfigurationTemplate.text(baseURL: nil, title: nil))
    }
  }

  @Test func hugosDates() throws {
    try folder.write(
      """
      baseURL: https://www.example.org/
      title: T
      frontmatter: {date: [':filename', made, ':default'], lastmod: [':git', changed]}
      """, to: "hugo.yaml")
    let configuration = try configuration("site:\nmapping: {lastModified: own}\n")
    #expect(configuration.corpus.convention.fileDates == .first)
    let fields = configuration.corpusSettings(now: Timestamp(secondsSinceEpoch: 0)).fields
    #expect(fields[.date].map(\.name).prefix(2) == ["made", "date"] && fields[.lastModified].map(\.name) == ["own"])
  }

  @Test(arguments: [
    "", "- a\n", "baseURL: [1]\ntitle: {a: b}\n", "taxonomies: 7\nlanguages: x\npermalinks: []\n",
  ])
  func whatCannotBeReadIsPassedOver(text: String) throws {
    try folder.write(text, to: "hugo.yaml")
    try folder.write(text, to: "_config.yml")
    let configuration = try configuration("site: {baseURL: 'https://a.example/', title: A}\n")
    #expect(configuration.site.title == "A")
  }

  @Test func whatIsBrokenIsReportedWithItsPlace() throws {
    try folder.write("title: x\nbaseURL: b: c\n", to: "hugo.yaml")
    do {
      _ = try configuration("site: {baseURL: 'https://a.example/', title: A}\n")
      Issue.record("it was read")
    } catch let error as ConfigurationError {
      #expect(error.findings.map(\.location.line) == [2] && error.description.contains("hugo.yaml"))
    }
    #expect(throws: ConfigurationError.self) { try ConfigurationTemplate.known(in: folder.path) }
    let own = try configuration("site: {baseURL: 'https://a.example/', title: A}\ncorpus: {convention: medigy}\n")
    #expect(own.corpus.convention.generator == .medigy)
  }

  @Test func aNewConfigurationTakesWhatIsThere() throws {
    try folder.write("baseURL = 'https://www.example.org/'\ntitle = \"It's\"\n", to: "config.toml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let configuration = try configuration(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known))
    #expect(configuration.site.title == "It's" && configuration.site.baseURL == "https://www.example.org/")
    #expect(try ConfigurationTemplate.known(in: folder.path + "/none") == nil)
  }
}
