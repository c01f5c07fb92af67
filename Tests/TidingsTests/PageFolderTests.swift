import ContentCorpus
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteConventions
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings
@testable import SiteSetup

/// Feeds lie where the generator has the page that they belong to, and lead there.
@Suite struct PageFolderTests {
  private let folder = TemporaryFolder()

  private struct Built {
    let plan: Plan
    let corpus: Corpus
    let configuration: Configuration

    func home(_ folder: String) throws -> String {
      let scope = try #require(plan.feeds.first { $0.folder == folder }).scope
      let addresses = SiteAddresses(configuration)
      return FeedNames(corpus: corpus, configuration: configuration, addresses: addresses).home(of: scope)
    }

    var places: [String: String] {
      Dictionary(uniqueKeysWithValues: plan.feeds.map { ($0.folder, $0.scope.path(.rss)) })
    }
  }

  /// What a build makes of files, with what `init` writes.
  private func built(_ files: [String: String]) async throws -> Built {
    for (path, text) in files { try folder.write(text, to: path) }
    return try await built(try ConfigurationTemplate.known(in: folder.path))
  }

  private func built(_ known: ConfigurationTemplate.Known?) async throws -> Built {
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    return Built(plan: Plan(corpus, configuration: configuration), corpus: corpus, configuration: configuration)
  }

  private let post = "---\ntitle: T\ndate: 2021-01-01\ntags: [x]\n---\nT\n"

  @Test func theDefaultLanguageMayHaveAFolder() async throws {
    let built = try await built([
      "hugo.toml":
        "baseURL = 'https://a.example/'\ntitle = 'A'\ndefaultContentLanguage = 'en'\ndefaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n",
      "content/posts/a.md": post, "content/posts/a.fr.md": post,
    ])
    #expect(built.places[""] == "en/index.xml" && built.places["fr/"] == "fr/index.xml")
    #expect(built.places.values.contains("en/tags/x/index.xml") && built.places.values.contains("en/posts/index.xml"))
    #expect(try built.home("") == "https://a.example/en/")
  }

  @Test func addressesMayEndInHTML() async throws {
    let built = try await built([
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\nuglyURLs = true\n", "content/posts/a.md": post,
    ])
    #expect(
      Set(built.places.values) == [
        "index.xml", "posts/index.xml", "tags/x/index.xml", "tags/index.xml", "categories/index.xml",
      ])
    #expect(try built.home("tags/x/") == "https://a.example/tags/x.html")
  }

  @Test func termsMayHaveAddressesOfTheirOwn() async throws {
    let built = try await built([
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\n[permalinks.term]\ntags = '/t/:slug/'\n",
      "content/posts/a.md": post,
    ])
    #expect(built.places["tags/x/"] == "t/x/index.xml")
    #expect(try built.home("tags/x/") == "https://a.example/t/x/")
    let terms = try #require(built.plan.feeds.first { $0.folder == "tags/" }).scope.termPages
    #expect(terms.values.map(\.permalink) == ["t/x"])
  }

  @Test func theFeedOfAVocabularyFollowsThePagesOfItsTerms() async throws {
    let files = [
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\n", "content/posts/a.md": post,
      "content/tags/x/_index.md": "---\ntitle: X\nurl: /one/\n---\n",
    ]
    let configuration = try await built(files).configuration
    func text() async throws -> String {
      let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
      var options = Build.Options()
      options.cache = CacheFolder(folder.path + "/cache")
      _ = try await Build(
        configuration: configuration, reader: CorpusReader(folder: folder.path, settings: settings), options: options
      ).run(to: folder.path + "/output")
      return try folder.text("output/tags/index.xml")
    }
    #expect(try await text().contains("<link>https://a.example/one/</link>"))
    try folder.write("---\ntitle: X\nurl: /two/\n---\n", to: "content/tags/x/_index.md")
    #expect(try await text().contains("<link>https://a.example/two/</link>"))
  }

  @Test func termsMayHaveNoPages() async throws {
    let built = try await built([
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\ndisableKinds = ['term']\n",
      "content/posts/a.md": post,
    ])
    #expect(try built.home("tags/x/") == "https://a.example/")
  }

  @Test func vocabulariesHaveFeedsWhereSectionsHaveNone() async throws {
    let built = try await built([
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\ndisableKinds = ['section']\n",
      "content/posts/a.md": post,
    ])
    #expect(built.places["tags/"] == "tags/index.xml" && built.places["posts/"] == nil)
  }

  @Test func zolasTaxonomiesMayLieInAFolder() async throws {
    let built = try await built([
      "zola.toml":
        "base_url = 'https://a.example'\ntitle = 'A'\ngenerate_feeds = true\ntaxonomy_root = 'blog'\ntaxonomies = [{name = 'tags', feed = true}]\n",
      "content/a.md": "+++\ntitle = 'T'\ndate = 2021-01-01\n[taxonomies]\ntags = ['x']\n+++\n",
    ])
    #expect(built.plan.feeds.contains { $0.folder == "blog/tags/x/" })
    #expect(try built.home("blog/tags/x/") == "https://a.example/blog/tags/x/")
    #expect(built.plan.lists.map(\.permalink).filter { $0.contains("tags") } == ["blog/tags", "blog/tags/x"])
  }

  @Test func feedsThatOnlyTheBuiltSiteSaysOfAreMade() async throws {
    func feed(_ path: String, _ page: String) throws {
      try folder.write(
        "<rss version='2.0'><channel><title>A</title><link>https://a.example/\(page)</link><description>d</description>"
          + "<item><title>T</title><link>https://a.example/posts/a/</link><guid>https://a.example/posts/a/</guid></item></channel></rss>",
        to: "public/" + path)
    }
    try folder.write("<html><title>A</title></html>", to: "public/index.html")
    try folder.write(post, to: "content/posts/a.md")
    try folder.write(
      "baseURL = 'https://a.example/'\ntitle = 'A'\n[outputs]\nhome = ['html', 'rss']\nsection = ['html']\nterm = ['html']\ntaxonomy = ['html']\n",
      to: "hugo.toml")
    for (path, page) in [("index.xml", ""), ("posts/index.xml", "posts/"), ("nobody/index.xml", "nobody/")] {
      try feed(path, page)
    }
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 1)
    #expect(completed.feeds.files.last == .init(feeds: "posts", paths: [.rss: ["posts/index.xml"]]))
    #expect(completed.feeds.hasSections && completed.notes.contains { $0.contains("nobody/index.xml") })
    let built = try await built(completed)
    #expect(built.places["posts/"] == "posts/index.xml" && built.places[""] == "index.xml")
  }

  @Test func aTermsFeedThatListsTheWholeSiteStaysOne() async throws {
    let items = ["b", "a"].map { name in
      "<item><title>T</title><link>https://a.example/posts/\(name)/</link><guid>https://a.example/posts/\(name)/</guid></item>"
    }
    for path in ["index.xml", "tags/x/index.xml", "tags/y/index.xml"] {
      try folder.write(
        "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>"
          + (path.contains("y") ? items[0] : items.joined()) + "</channel></rss>", to: "public/" + path)
    }
    try folder.write("<html><title>A</title></html>", to: "public/index.html")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ntags: [x]\n---\nA\n", to: "content/posts/a.md")
    try folder.write("---\ntitle: T\ndate: 2021-01-02\ntags: [y]\n---\nB\n", to: "content/posts/b.md")
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 1)
    #expect(completed.feeds.sitePlaces == [.rss: ["tags/x/index.xml"]])
    let built = try await built(completed)
    #expect(built.plan.feeds.first?.scope.allPaths(.rss).contains("tags/x/index.xml") == true)
    #expect(built.places["tags/y/"] == "tags/y/index.xml" && built.places["tags/x/"] != "tags/x/index.xml")
    #expect(built.plan.findings.isEmpty)
  }

  @Test func languagesHaveWordsOfTheirOwn() async throws {
    let built = try await built([
      "hugo.toml":
        "baseURL = 'https://a.example/'\ntitle = 'A'\ncopyright = '(c) en'\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\ncopyright = '(c) fr'\n[languages.fr.params]\ndescription = 'En bref'\n[languages.fr.params.author]\nname = 'Jean'\nemail = 'j@a.example'\n",
      "content/posts/a.md": post, "content/posts/a.fr.md": post,
    ])
    let french = built.configuration.site.language("fr")
    #expect(french?.copyright == "(c) fr" && french?.description == "En bref")
    #expect(french?.author == Person(name: "Jean", email: "j@a.example"))
  }

  @Test(
    arguments: [
      ("jane@a.example (Jane Doe)", "Jane Doe", "jane@a.example"),
      ("Jane Doe <jane@a.example>", "Jane Doe", "jane@a.example"),
      ("Jane (the elder)", "Jane (the elder)", nil), ("<b>Jane</b>", "Jane", nil),
    ] as [(String, String, String?)])
  func aPersonMayStandInOneText(text: String, name: String, email: String?) {
    #expect(Person(text: text).email == email && Person(text: text).name == name)
  }

  @Test func whatIsKeptOutIsSoBelowExtra() async throws {
    let built = try await built([
      "zola.toml": "base_url = 'https://a.example'\ntitle = 'A'\ngenerate_feeds = true\n",
      "content/a.md": "+++\ntitle = 'T'\ndate = 2021-01-01\n[extra]\nhiddenInRss = true\n+++\n",
      "content/b.md": "+++\ntitle = 'T'\ndate = 2021-01-01\n[extra]\nsitemap_exclude = true\n+++\n",
    ])
    let record = { (path: String) in built.corpus.items.first { $0.path == path } }
    #expect(record("content/a.md")?.feeds == ItemRecord.Feeds.none && record("content/a.md")?.isIndexable == true)
    #expect(record("content/b.md")?.feeds == .all && record("content/b.md")?.isIndexable == false)
  }

  @Test func jekyllsDefaultsKeepFilesOutOfSitemaps() async throws {
    let convention = try #require(
      try {
        try folder.write(
          "url: https://a.example\ntitle: A\ndefaults:\n  - scope: {path: 'assets/**/*.pdf'}\n    values: {sitemap: false}\n",
          to: "_config.yml")
        return try GeneratorSite.find(in: folder.path, nil)?.convention
      }())
    #expect(convention.filePath("assets/a/x.pdf") == nil && convention.filePath("files/x.pdf") == "files/x.pdf")
  }

  @Test func oneMayBeInSitemapsThoughAllAreNot() async throws {
    let built = try await built([
      "hugo.toml": "baseURL = 'https://a.example/'\ntitle = 'A'\n[sitemap]\ndisable = true\n",
      "content/posts/a.md": post,
      "content/posts/b.md": "---\ntitle: T\ndate: 2021-01-01\nsitemap: {disable: false}\n---\n",
    ])
    #expect(built.corpus.items.filter(\.isIndexable).map(\.path) == ["content/posts/b.md"])
  }
}
