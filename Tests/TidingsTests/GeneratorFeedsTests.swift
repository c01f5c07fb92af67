import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteConventions
@testable import SitePlanning
@testable import SiteSettings
@testable import SiteSetup

/// What feeds a site's generator makes, and what of it `init` writes.
@Suite struct GeneratorFeedsTests {
  private let folder = TemporaryFolder()

  private func feeds(_ files: [String: String]) throws -> GeneratorFeeds {
    for (path, text) in files { try folder.write(text, to: path) }
    return try #require(try GeneratorSite.find(in: folder.path, nil)).feeds()
  }

  private func places(_ feeds: GeneratorFeeds) -> [String] {
    feeds.files.flatMap { rule in
      rule.paths.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { format, paths in
        paths.map { "\(rule.feeds ?? "all") \(format.rawValue) \($0)" }
      }
    }
  }

  @Test func jekyllFeed() throws {
    let found = try feeds([
      "_config.yml":
        """
      url: https://a.example
      plugins: [jekyll-feed]
      collections: {recipes: {output: true}, tea: {output: true}}
      feed:
        path: atom/all.xml
        posts_limit: 4
        categories: [news]
        tags: {path: ../../questionable/path/}
        excerpt_only: true
        collections: {recipes: {path: /recipes.xml, categories: [soup]}, tea: null}
      """
    ])
    #expect(
      places(found) == [
        "recipes atom recipes.xml", "tea atom feed/tea.xml", "site atom atom/all.xml",
        "categories: news atom feed/news.xml",
        "category: news atom feed/news.xml", "tags atom questionable/path/{label}.xml",
        "tag atom questionable/path/{label}.xml",
      ])
    #expect(found.entries == 4 && found.content == .summary && found.hasSections && found.notes.count == 3)
    #expect(found.copies == [.init(feeds: "site", paths: [.atom: ["atom.xml"]])])
  }

  @Test func someOfJekyllsTags() throws {
    let site = "url: https://a.example\nfeed:\n  tags: "
    #expect(
      places(try feeds(["_config.yml": site + "{only: [a, b], except: [b], path: t/}\n"])).filter {
        !$0.hasPrefix("site")
      }
        == ["tags: a atom t/a.xml", "tag: a atom t/a.xml"])
    #expect(
      places(try feeds(["_config.yml": site + "{except: [b]}\n"])).filter { !$0.hasPrefix("site") } == [
        "tags: b atom {folder}/atom.xml", "tags atom feed/by_tag/{label}.xml", "tag: b atom {folder}/atom.xml",
        "tag atom feed/by_tag/{label}.xml",
      ])
  }

  @Test func jekyllWithoutThePlugin() throws {
    let found = try feeds([
      "_config.yml": "url: https://a.example\n", "_posts/2021-01-01-a.md": "A",
      "rss.xml": "---\nlayout: null\n---\n<rss version=\"2.0\"></rss>", "sitemap.xml": "---\n---\n<urlset/>",
      "feed/index.xml": "---\npermalink: /feed/all.atom\n---\n<feed xmlns=\"x\">",
    ])
    #expect(places(found) == ["site atom feed/all.atom", "site rss rss.xml"] && found.entries == nil)
  }

  @Test func hugosOutputs() throws {
    #expect(places(try feeds(["hugo.toml": "baseURL = 'https://a.example/'\n"])) == ["all rss {page}/index.xml"])
    let own = try feeds([
      "hugo.toml":
        """
      baseURL = 'https://a.example/'
      [services.rss]
      limit = 7
      [mediaTypes.'application/atom+xml']
      suffixes = ['atom']
      [outputFormats.RSS]
      baseName = 'feed'
      [outputFormats.Atom]
      mediaType = 'application/atom+xml'
      baseName = 'all'
      path = 'feeds'
      [outputs]
      home = ['HTML', 'RSS', 'Atom']
      section = ['HTML']
      term = ['HTML', 'RSS']
      taxonomy = ['HTML']
      """
    ])
    #expect(
      places(own) == [
        "site atom feeds/{page}/all.atom", "site rss {page}/feed.xml", "language atom feeds/{page}/all.atom",
        "language rss {page}/feed.xml", "topic rss {page}/feed.xml",
      ])
    #expect(own.entries == 7 && !own.hasSections)
    #expect(places(try feeds(["hugo.toml": "disableKinds = ['RSS']\n"])).isEmpty)
  }

  @Test func zolasFeeds() throws {
    let site = "base_url = 'https://a.example'\n"
    #expect(places(try feeds(["zola.toml": site + "generate_feeds = true\n"])).isEmpty)
    let own = try feeds(["zola.toml": site + "feed_filenames = ['rss.xml', 'all.xml']\nfeed_limit = 3\n"])
    #expect(places(own) == ["all atom {page}/all.xml", "all rss {page}/rss.xml"] && own.entries == 3)
  }

  @Test func zolasLanguagesAndTemplates() throws {
    let found = try feeds([
      "zola.toml":
        """
      base_url = 'https://a.example'
      theme = 'plain'
      feed_filenames = ['feed.xml', 'all.xml']
      [languages.fr]
      generate_feeds = true
      [languages.it]
      feed_filenames = ['rss.xml']
      [languages.de]
      feed_filenames = ['feed.xml', 'all.xml']
      """,
      "templates/feed.xml": "<?xml version='1.0'?><rss version='2.0'>",
      "themes/plain/templates/all.xml": "<feed xmlns='http://www.w3.org/2005/Atom'>",
    ])
    #expect(found.without.sorted() == ["de", "it"])
    #expect(
      places(found) == [
        "language/fr atom {page}/atom.xml", "language/it rss {page}/rss.xml", "all atom {page}/all.xml",
        "all rss {page}/feed.xml",
      ])
  }

  @Test func feedsOfZolasLanguagesLieWhereTheyAre() async throws {
    try folder.write(
      "base_url = 'https://a.example'\ntitle = 'A'\nfeed_filenames = ['feed.xml']\ntaxonomies = [{name = 'tags'}]\n"
        + "[languages.fr]\ngenerate_feeds = true\ntaxonomies = [{name = 'tags'}]\n", to: "zola.toml")
    for ending in ["md", "fr.md"] {
      try folder.write(
        "+++\ntitle = 'T'\ndate = 2021-01-01\n[taxonomies]\ntags = ['x']\n+++\n", to: "content/a.\(ending)")
    }
    let known = try ConfigurationTemplate.known(in: folder.path)
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    let places = try await feedPaths().mapValues { $0.scope.path(.atom) }
    #expect(
      places == [
        "": "feed.xml", "tags/x/": "tags/x/feed.xml", "fr/": "fr/atom.xml", "fr/tags/x/": "fr/tags/x/atom.xml",
      ])
  }

  @Test func aLanguageForWhichZolaMakesNoFeedHasNone() async throws {
    let site = "base_url = 'https://a.example'\ntitle = 'A'\ntaxonomies = [{name = 'tags'}]\n"
    try folder.write(
      site + "[languages.fr]\ngenerate_feeds = true\n[languages.it]\ntaxonomies = [{name = 'tags'}]\n", to: "zola.toml")
    for ending in ["md", "fr.md", "it.md"] {
      try folder.write(
        "+++\ntitle = 'T'\ndate = 2021-01-01\n[taxonomies]\ntags = ['x']\n+++\n", to: "content/a.\(ending)")
    }
    let known = try ConfigurationTemplate.known(in: folder.path)
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    let feeds = try await feedPaths()
    #expect(feeds["fr/"] != nil && feeds["it/"] == nil && feeds[""]?.items.count == 1)
    // Whether terms have feeds is another question.
    #expect(feeds["it/tags/x/"] != nil)
    // A site that has had the feed has no such line, and keeps it.
    try folder.write("site:\n", to: "tidings.yaml")
    #expect(try await feedPaths()["it/"]?.items.count == 1)
  }

  @Test func aLanguageOfHugosWithoutAFeedHasNone() throws {
    let site = """
      baseURL = 'https://a.example/'
      [languages.en]
      [languages.de.outputs]
      home = ['HTML']
      [languages.fr.outputs]
      home = ['HTML', 'RSS']
      [languages.it]
      disableKinds = ['rss']
      """
    #expect(try feeds(["hugo.toml": site]).without.sorted() == ["de", "it"])
  }

  @Test func theLongestOfHugosFeedsCounts() throws {
    let site = "baseURL = 'https://a.example/'\n[services.rss]\nlimit = 5\n[languages.en]\n[languages.de]\n"
    #expect(try feeds(["hugo.toml": site]).entries == 5)
    #expect(try feeds(["hugo.toml": site + "[languages.de.services.rss]\nlimit = 9\n"]).entries == 9)
    #expect(try feeds(["hugo.toml": site + "[languages.de.services.rss]\nlimit = -1\n"]).entries == nil)
  }

  /// gohugo.io/content-management/build-options (measured: Hugo 0.168).
  @Test func whatHugoListsNowhere() async throws {
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    try folder.write("site:\ntopics: {sections: auto}\n", to: "tidings.yaml")
    let pages = [
      "bus/a": "", "bus/never": "build: {list: never}", "bus/local": "build: {list: local}",
      "bus/unrendered": "build: {render: never}", "off/b": "tags: [big data]", "hidden/c": "",
    ]
    for (path, more) in pages {
      try folder.write("---\ntitle: T\ndate: 2021-01-01\n\(more)\n---\nWords\n", to: "content/\(path).md")
    }
    try folder.write("---\ntitle: Off\nbuild: {list: never}\n---\n", to: "content/off/_index.md")
    try folder.write("---\ntitle: Hidden\nbuild: {render: never}\n---\n", to: "content/hidden/_index.md")
    let feeds = try await feedPaths()
    #expect(
      feeds.filter { $0.value.scope.terms == nil }.mapValues(\.items.count) == [
        "": 3, "bus/": 2, "off/": 1, "tags/big data/": 1,
      ] || feeds["bus/"]?.items.count == 2)
    #expect(feeds[""]?.items.count == 3 && feeds["off/"]?.items.count == 1 && feeds["hidden/"] == nil)
    // What has no file has a title all the same.
    #expect(feeds["bus/"]?.scope.title == "Buses" && feeds["off/"]?.scope.title == "Off")
    #expect(feeds.values.contains { $0.topic != nil && $0.scope.title == "Big Data" })
  }

  @Test func eleventysFeeds() throws {
    let found = try feeds([
      "eleventy.config.js":
        """
      eleventyConfig.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed/feed.xml", collection: { name: "posts", limit: 12 } });
      eleventyConfig.addPlugin(feedPlugin, { type: "json", outputPath: "/feed/feed.json" });
      return { dir: { input: "content" } };
      """,
      "content/feed/old.njk": "---json\n{\n  \"permalink\": \"/rss/index.xml\"\n}\n---\n<rss version='2.0'>",
      "content/index.njk": "---\npermalink: /\n---\nWhat <feed> is",
    ])
    #expect(places(found) == ["site atom feed/feed.xml", "site json feed/feed.json", "site rss rss/index.xml"])
    #expect(found.entries == 12)
  }

  @Test func initWritesWhatTheGeneratorHas() throws {
    try folder.write("url: https://a.example\ntitle: T\nfeed: {posts_limit: 3}\n", to: "_config.yml")
    let known = try ConfigurationTemplate.known(in: folder.path)
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    #expect(configuration.feeds.entries == 3 && configuration.output == folder.path + "/_feeds")
    #expect(configuration.feeds.files.rules.map(\.paths) == [[.atom: ["feed.xml"]]])
    #expect(configuration.feeds.files.copies.map(\.paths) == [[.atom: ["atom.xml"]]])
  }

  @Test func aSiteThatSaysItsAddressInItsFeedOnly() throws {
    try folder.write("title: T\n", to: "_config.yml")
    try folder.write("---\n---\n<rss version='2.0'>", to: "feed.xml")
    try folder.write("<html><title>T</title></html>", to: "_site/index.html")
    try folder.write(
      "<rss version='2.0'><channel><title>T</title><link>https://a.example/blog</link><description>d</description></channel></rss>",
      to: "_site/feed.xml")
    let known = try ConfigurationTemplate.known(in: folder.path)
    try folder.write(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known), to: "tidings.yaml")
    #expect(try ConfigurationReader.read(folder.path + "/tidings.yaml").site.baseURL == "https://a.example/blog/")
    try folder.write("title: T\nurl: https://b.example\n", to: "_config.yml")
    #expect(try ConfigurationTemplate.known(in: folder.path)?.baseURL == "https://b.example/")
  }

  private func feedPaths() async throws -> [String: Plan.PlannedFeed] {
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    return Dictionary(uniqueKeysWithValues: Plan(corpus, configuration: configuration).feeds.map { ($0.folder, $0) })
  }

  @Test func sectionsOfHugo() async throws {
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "hugo.toml")
    try folder.write("site:\ntopics: {sections: auto}\n", to: "tidings.yaml")
    try folder.write("---\ntitle: Our posts\ndescription: All of them\n---\n", to: "content/posts/_index.md")
    try folder.write("---\ntitle: Deep\n---\n", to: "content/posts/deep/_index.md")
    for path in ["posts/a.md", "posts/b/index.md", "posts/deep/c.md", "notes/more/d.md", "e.md"] {
      try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\n\(path)\n", to: "content/" + path)
    }
    let feeds = try await feedPaths()
    #expect(
      feeds.filter { $0.value.scope.terms == nil }.mapValues(\.items.count) == [
        "": 5, "posts/": 2, "posts/deep/": 1, "notes/": 1,
      ])
    #expect(feeds["posts/"]?.scope.title == "Our posts" && feeds["posts/"]?.scope.description == "All of them")
  }

  @Test func collectionsOfJekyllHaveFeedsOfTheirOwn() async throws {
    try folder.write(
      "url: https://a.example\ntitle: A\ncollections: {recipes: {output: true}}\nfeed: {collections: [recipes]}\n",
      to: "_config.yml")
    try folder.write("site:\ntopics: {sections: auto}\n", to: "tidings.yaml")
    try folder.write("---\ntitle: S\ntags: [x]\n---\nS\n", to: "_recipes/2021-01-01-soup.md")
    try folder.write("---\ntitle: P\ntags: [x]\n---\nP\n", to: "_posts/2021-01-01-p.md")
    let feeds = try await feedPaths()
    #expect(
      feeds.mapValues(\.items.count) == ["": 1, "recipes/": 1, "tags/x/": 1] || feeds["recipes/"]?.items.count == 1)
    #expect(feeds[""]?.items.count == 1)
    try folder.write("site:\n", to: "tidings.yaml")
    #expect(try await feedPaths()["recipes/"] == nil)
  }

  @Test func sectionsOfZolaThatHaveFeeds() async throws {
    try folder.write("base_url = 'https://a.example'\ntitle = 'A'\n", to: "zola.toml")
    try folder.write("site:\ntopics: {sections: auto}\n", to: "tidings.yaml")
    try folder.write("+++\ntitle = 'News'\ngenerate_feeds = true\n+++\n", to: "content/news/_index.md")
    try folder.write("+++\ntransparent = true\n+++\n", to: "content/news/old/_index.md")
    try folder.write("+++\ntitle = 'Other'\n+++\n", to: "content/other/_index.md")
    for path in ["news/a.md", "news/old/b.md", "other/c.md"] {
      try folder.write("+++\ntitle = 'T'\ndate = 2021-01-01\n+++\n", to: "content/" + path)
    }
    let feeds = try await feedPaths()
    #expect(feeds.mapValues(\.items.count) == ["": 3, "news/": 2])
    #expect(feeds["news/"]?.scope.title == "News")
  }
}
