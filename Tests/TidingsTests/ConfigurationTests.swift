import ContentCorpus
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteSettings
@testable import SiteSetup

@Suite struct ConfigurationTests {
  private let minimal = "site:\n  baseURL: https://a.example\n  title: A\n"

  private func read(_ text: String) throws -> Configuration {
    try ConfigurationReader.read(text: Array(text.utf8), named: "tidings.yaml")
  }

  @Test func fieldsAreMapped() throws {
    let site = "site: {baseURL: 'https://a.example/', title: A}\n"
    let configuration = try read(
      site + "mapping:\n  original: [extra.link, link]\n  date: {field: made, type: seconds}\n  title: headline\n")
    #expect(configuration.mapping[.original] == ["extra.link", "link"])
    #expect(configuration.mapping[.date] == [FieldPath("made", kind: .seconds)])
    #expect(configuration.mapping[.title] == ["headline"])
    let wrong = findings(
      site + "mapping:\n  orignal: a\n  date: {field: made, type: secs}\n  title: {fields: a}\n  slug: [[a]]\n")
    #expect(
      wrong.map { $0.prefix(4) } == ["3:12", "4:29", "5:10", "6:10"], "\(wrong)")
    #expect(wrong[0].contains("did you mean 'original'?"))
  }

  private func findings(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as ConfigurationError {
      return error.findings.map { "\($0.location.line):\($0.location.column) \($0.rule): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func twoKeysAreAWholeConfiguration() throws {
    let configuration = try read(minimal)
    #expect(configuration == Configuration(site: Site(baseURL: "https://a.example/", title: "A")))
    #expect(configuration.feeds.formats == [.rss, .atom, .json])
    #expect(configuration.feeds.entries == 50)
    #expect(configuration.feeds.content == .full)
    #expect(configuration.feeds.curated == .permalinkFirst)
    #expect((configuration.feeds.warnBytes, configuration.feeds.limitBytes) == (250_000, 1_000_000))
  }

  @Test(arguments: [
    ("sites: {}\n", "4:1 configuration.key: The key 'sites' is unknown; did you mean 'site'?"),
    (
      "feeds:\n  formatts: [rss]\n",
      "5:3 configuration.key: The key 'feeds.formatts' is unknown; did you mean 'feeds.formats'?"
    ),
    ("baseURL: x\n", "4:1 configuration.key: The key 'baseURL' is unknown; did you mean 'site.baseURL'?"),
    ("feeds: {entries: many}\n", "4:18 configuration.value: 'feeds.entries' is not a whole number from 1 to 1000000"),
    (
      "feeds: {content: fulll}\n",
      "4:18 configuration.value: 'feeds.content' is not one of full, excerpt, summary; did you mean 'full'?"
    ),
    ("feeds: {formats: [rss, pdf]}\n", "4:24 configuration.value: 'pdf' is not one of rss, atom, json"),
    (
      "feeds: {limitBytes: 1 light-year}\n",
      "4:21 configuration.value: 'feeds.limitBytes' is not a size such as 250KB or 1MB"
    ),
    ("hubs: [ftp://x]\n", "4:8 configuration.value: The hub 'ftp://x' is not a web address"),
    ("feeds: [rss]\n", "4:9 configuration.value: A combined feed has no 'name'"),
    ("topics: {basePath: ../x}\n", "4:20 configuration.value: '../x' is not a safe folder"),
    ("robots: perhaps\n", "4:9 configuration.value: 'robots' is neither true nor false"),
    (
      "feeds: {excerptCharacters: 9223372036854775807}\n",
      "4:28 configuration.value: 'feeds.excerptCharacters' is not a whole number from 20 to 1000000"
    ),
    ("site: {}\n", "4:1 configuration.yaml: the key 'site' occurs twice in one mapping"),
    ("x: [\n", "5:1 configuration.yaml: while parsing a flow node: did not find expected node content"),
  ])
  func faultsNameTheLineAndTheNearestKey(text: String, expected: String) {
    let found = findings(minimal + text)
    #expect(found.count == 1)
    if !expected.contains("configuration.yaml") {
      #expect(found == [expected])
    } else {
      #expect(found[0].contains("configuration.yaml"))
    }
  }

  @Test func whatMustBeGivenIsMissed() {
    #expect(findings("") == ["1:1 configuration.required: The key 'site.baseURL' is missing"])
    #expect(findings("site: {baseURL: 'a.example', title: A}\n").count == 1)
    #expect(findings("site: {baseURL: 'https://a.example/', title: '<b></b>'}\n").count == 1)
    #expect(findings("site: {baseURL: 'https://a.example/', title: A, author: {name: N, emial: x}}\n").count == 1)
    #expect(findings("site: {baseURL: 'https://a.example/?q', title: A}\n").count == 1)
    #expect(findings("site: {baseURL: 'https://a.example/', title: A, timeZone: Mars/North}\n").count == 1)
    #expect(findings("site: {baseURL: 'https://a.example/', title: A, language: english please}\n").count == 1)
  }

  @Test func formatsAreListedOnce() throws {
    #expect(try read(minimal + "feeds: {formats: [json, rss, rss]}\n").feeds.formats == [.rss, .json])
  }

  @Test func everyKeyIsRead() throws {
    let configuration = try read(
      """
      site:
        baseURL: HTTPS://A.example/blog
        title: A
        description: D
        language: pt-BR
        timeZone: Europe/Berlin
        author: {name: N, email: n@a.example, url: https://a.example/n}
        copyright: C
        icon: /i.png
        assetBaseURL: https://cdn.example/x
        tagAuthority: a.example,2019-05
      corpus: {path: content, assets: files, contentFolders: [posts]}
      feeds: {formats: [atom], entries: 5, warnBytes: 1KiB, limitBytes: 2MB, content: excerpt, excerptCharacters: 99, curated: link-first, attribution: no}
      topics: {fields: [tags], basePath: t, minimumEntries: 2, rename: {a: b}}
      sitemaps: {enabled: true, images: false, news: {publication: P, curated: false}}
      hubs: https://hub.example/
      robots: yes
      output: public
      """)
    #expect(configuration.site.baseURL == "https://A.example/blog/")
    #expect(configuration.site.author?.email == "n@a.example")
    #expect(configuration.site.assetBaseURL == "https://cdn.example/x/")
    #expect(configuration.site.tagAuthority.thing("x") == "tag:a.example,2019-05:x")
    #expect(configuration.corpus.contentFolders == ["posts"])
    #expect(configuration.feeds.formats == [.atom])
    #expect((configuration.feeds.warnBytes, configuration.feeds.limitBytes) == (1024, 2_000_000))
    #expect(!configuration.feeds.attribution)
    #expect(configuration.topics.rename == ["a": "b"])
    #expect(configuration.sitemaps.news?.publication == "P")
    #expect(configuration.hubs == ["https://hub.example/"])
    #expect(configuration.robots)
    #expect(configuration.output == "public")
  }

  @Test func theStarterFileIsTheDefaultConfiguration() throws {
    let text = ConfigurationTemplate.text(baseURL: "https://a.example/", title: "It's A")
    #expect(try read(text) == Configuration(site: Site(baseURL: "https://a.example/", title: "It's A")))
    for key in ConfigurationKey.all { #expect(text.contains(key.leaf + ":")) }
  }

  @Test func uncommentedTheStarterFileStaysTheDefault() throws {
    let lines = ConfigurationTemplate.text(baseURL: "https://a.example/", title: "A").split(separator: "\n")
    let keys = ConfigurationKey.all.map { $0.leaf + ":" }
    let active = lines.map { line in
      let bare = line.drop { $0 == " " || $0 == "#" }
      guard line.contains("#"), keys.contains(where: { bare.hasPrefix($0) }) else { return String(line) }
      return String(line).replacing("# ", with: "", maxReplacements: 1)
    }
    let configuration = try read(active.joined(separator: "\n"))
    #expect(configuration.feeds == FeedSettings())
    #expect(configuration.topics.fields == ["categories"])
  }

  @Test func theNearestFileAboveTheCorpusIsFound() throws {
    let folder = TemporaryFolder()
    try folder.write(minimal, to: "tidings.yaml")
    try folder.write("x", to: "a/b/c.md")
    #expect(try ConfigurationReader.find(from: folder.path + "/a/b") == folder.path + "/tidings.yaml")
    try folder.write(minimal, to: "a/tidings.yaml")
    #expect(try ConfigurationReader.find(from: folder.path + "/a/b") == folder.path + "/a/tidings.yaml")
  }

  @Test func authoritiesOfIds() {
    #expect(TagAuthority("Example.org")?.name == "example.org")
    #expect(TagAuthority("me@example.org,2020-01-02")?.date == "2020-01-02")
    for text in ["", "a b", "example.org,20", "example.org,2020,1", "example.org:80", "@x"] {
      #expect(TagAuthority(text) == nil)
    }
    #expect(Site(baseURL: "https://www.a.example/", title: "A").tagAuthority.name == "a.example")
  }
}
