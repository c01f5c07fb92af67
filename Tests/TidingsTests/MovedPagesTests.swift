import ContentCorpus
import Foundation
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SiteRendering
@testable import SiteReporting
@testable import SiteSettings
@testable import SiteSetup

/// Built sites as public ones are, with the feeds that their generators made beside them.
@Suite struct MovedPagesTests {
  private let folder = TemporaryFolder()
  private let site = "https://www.example.org/"

  private struct Post {
    var title = "T"
    var link: String
    var day = 1
    var topics: [String] = []
    var author: String?
  }

  private func rss(_ title: String, _ posts: [Post], about: String = "") -> String {
    let items = posts.map { post in
      "<item><title>\(post.title)</title><link>\(post.link)</link><guid>\(post.link)</guid>"
        + "<pubDate>0\(post.day) Jan 2024 00:00:00 GMT</pubDate>"
        + post.topics.map { "<category>\($0)</category>" }.joined()
        + (post.author.map { "<dc:creator>\($0)</dc:creator>" } ?? "") + "</item>"
    }
    return "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>\(title)</title>"
      + "<link>\(site)</link><description>\(about)</description>\(items.joined())</channel></rss>"
  }

  private func page(_ path: String, title: String = "T", head: String = "", _ body: String = "<main><p>Text</p></main>")
    throws
  {
    try folder.write("<html><head><title>\(title)</title>\(head)</head><body>\(body)</body></html>", to: path)
  }

  private func home() throws {
    try page("public/index.html", title: "Site", head: "<link rel=canonical href='\(site)'>", "<main>Hello</main>")
  }

  private func started() throws -> (text: String, configuration: Configuration) {
    let known = try #require(try ConfigurationTemplate.known(in: folder.path, pages: "public"))
    let text = ConfigurationTemplate.text(baseURL: nil, title: nil, known: known)
    try folder.write(text, to: "tidings.yaml")
    return (text, try ConfigurationReader.read(folder.path + "/tidings.yaml"))
  }

  private func corpus(_ configuration: Configuration) async throws -> Corpus {
    let pages = folder.path + "/public"
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: pages)
    return try await CorpusReader(folder: pages, settings: settings).read(jobs: 2)
  }

  @Test func feedsOfTopicsAndAuthorsKeepTheirTitles() async throws {
    try home()
    let post = Post(link: site + "a/", topics: ["Go"], author: "Ondřej Grover")
    let other = Post(link: site + "b/", day: 2, author: "Ann")
    for path in ["a", "b"] { try page("public/\(path)/index.html") }
    try folder.write(rss("Site", [other, post]), to: "public/rss.xml")
    try folder.write(rss("Site (Posts about Go)", [post], about: "All on Go"), to: "public/tags/go.xml")
    try folder.write(rss("Site (Posts by Ondřej Grover)", [post]), to: "public/authors/ondrej-grover.xml")
    let (text, configuration) = try started()
    #expect(text.contains("- {topic: 'Go', feedTitle: 'Site (Posts about Go)', description: 'All on Go'}"), "\(text)")
    // A path without accents is the author's all the same.
    #expect(text.contains("{of: 'Ondřej Grover', rss: 'authors/ondrej-grover.xml'}"), "\(text)")
    let corpus = try await corpus(configuration)
    let plan = Plan(corpus, configuration: configuration)
    let names = FeedNames(corpus: corpus, configuration: configuration, addresses: SiteAddresses(configuration))
    let titles = Dictionary(uniqueKeysWithValues: plan.feeds.map { ($0.scope.path(.rss), names.title($0.scope)) })
    #expect(titles["tags/go.xml"] == "Site (Posts about Go)")
    #expect(titles["authors/ondrej-grover.xml"] == "Site (Posts by Ondřej Grover)")
    #expect(titles["rss.xml"] == "Site")
  }

  /// A category and a tag of one name: what both list together is neither's.
  @Test func twoFeedsOfOneNameStayTwo() async throws {
    try home()
    let posts = (1...3).map { Post(link: site + "p\($0)/", day: $0, topics: ["Linux"]) }
    for number in 1...3 { try page("public/p\(number)/index.html") }
    try folder.write(rss("Site", posts), to: "public/rss.xml")
    try folder.write(rss("Site (Posts about Linux)", [posts[0]]), to: "public/tags/cat_linux.xml")
    try folder.write(rss("Site (Posts about Linux)", [posts[1], posts[2]]), to: "public/tags/linux.xml")
    let configuration = try started().configuration
    let corpus = try await corpus(configuration)
    let plan = Plan(corpus, configuration: configuration)
    let items = Dictionary(
      uniqueKeysWithValues: plan.feeds.map { feed in
        (feed.scope.path(.rss), feed.items.map { corpus.items[$0].path })
      })
    #expect(items["tags/cat_linux.xml"] == ["p1/index.html"])
    #expect(items["tags/linux.xml"] == ["p3/index.html", "p2/index.html"])
  }

  @Test func titlesAreThoseThatTheFeedHas() async throws {
    try home()
    try page("public/a/index.html", title: "Assembly · Site", "<main><h1>Site</h1></main>")
    try page("public/b/index.html", title: "Lessons - Site", "<main><h1>What is it?</h1></main>")
    try page("public/c/index.html", title: "Other", "<main><h1>Own</h1></main>")
    try folder.write(
      rss(
        "Site",
        [
          Post(title: "Assembly", link: site + "a/"), Post(title: "Lessons", link: site + "b/"),
          Post(title: "Of the feed", link: site + "c/"),
        ]),
      to: "public/rss.xml")
    let corpus = try await corpus(started().configuration)
    let titles = Dictionary(uniqueKeysWithValues: corpus.items.map { ($0.path, $0.title) })
    #expect(titles["a/index.html"] == "Assembly")
    // Its head and the feed agree; its first heading is one of the text.
    #expect(titles["b/index.html"] == "Lessons")
    #expect(titles["c/index.html"] == "Own")
  }

  @Test func addressesOfFeedsWithASlashTooManyAreFound() async throws {
    try home()
    try page("public/a/index.html")
    try folder.write(rss("Site", [Post(link: site + "/a/")]), to: "public/rss.xml")
    let corpus = try await corpus(started().configuration)
    #expect(corpus.published.map { corpus.items[$0].path } == ["a/index.html"])
  }

  /// A post that is a copy of another site's: its readers go on having it, and search engines are led to the other.
  @Test func whatTheFeedHasStaysAnEntryThoughItsOriginalIsElsewhere() async throws {
    try home()
    let head = "<link rel=canonical href='https://other.example/a/'><meta name=date content=2024-01-01>"
    try page("public/a/index.html", head: head)
    try page("public/b/index.html", head: head)
    try folder.write(rss("Site", [Post(link: site + "a/")]), to: "public/rss.xml")
    let corpus = try await corpus(started().configuration)
    #expect(corpus.published.map { corpus.items[$0].path } == ["a/index.html"])
    #expect(corpus.items.first { $0.path == "a/index.html" }?.isIndexable == false)
  }

  @Test func aPageToSearchWithIsListedWhereTheGeneratorListsIt() async throws {
    func paths(_ listed: [String]) async throws -> Set<String> {
      let urls = listed.map { "<url><loc>\(site)\($0)</loc></url>" }.joined()
      try folder.write(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\(urls)</urlset>", to: "public/sitemap.xml")
      let corpus = try await corpus(started().configuration)
      return Set(corpus.items.filter(\.isIndexable).map(\.path))
    }
    try home()
    for path in ["a", "search"] { try page("public/\(path)/index.html") }
    #expect(try await paths(["", "a/"]) == ["index.html", "a/index.html"])
    #expect(try await paths(["", "a/", "search/"]) == ["index.html", "a/index.html", "search/index.html"])
  }

  @Test func entriesAreTheirsWhereTheFeedLeavesTheEndingOff() async throws {
    try home()
    try page("public/posts/a.html")
    let link = site + "posts/a"
    let text = rss("Site", [Post(link: link)])
    try folder.write(text, to: "public/rss.xml")
    let configuration = try started().configuration
    let pages = folder.path + "/public"
    var settings = try configuration.corpusSettings(now: TestSite.now, folder: pages)
    settings.readsMeaning = true
    let corpus = try await CorpusReader(folder: pages, settings: settings).read(jobs: 1)
    let head = FeedHead(
      id: "", title: "Site", home: site, addresses: [:], updated: TestSite.now, published: TestSite.now)
    let entry = Entry(id: link, title: "T", page: link, published: TestSite.now, updated: TestSite.now, summary: "")
    let outcome = IDAdoption(configuration: configuration).outcome(
      of: [Feed(head: head, entries: [entry])], for: corpus, in: Ledger())
    #expect(outcome.changes.rows.map(\.id) == [link] && outcome.strangers.isEmpty)
  }

  /// A template that is written by hand is of one tag, and another of one that nobody uses.
  @Test func handWrittenFeedsOfJekyllAreOfTheirTag() async throws {
    try folder.write("url: https://www.example.org\npermalink: /:title/\n", to: "_config.yml")
    for (name, tag) in [("a", "Python"), ("b", "Other"), ("c", "Python")] {
      let day = ["a": 1, "b": 2, "c": 3][name] ?? 1
      try folder.write("---\ntitle: \(name)\ntags: [\(tag)]\n---\nText.\n", to: "_posts/2024-01-0\(day)-\(name).md")
      try page("_site/\(name)/index.html", title: name)
    }
    try page("_site/index.html", title: "Home")
    let all = ["c", "b", "a"].map { Post(link: site + $0 + "/") }
    for (path, title, posts) in [
      ("all.xml", "Notes of Ann", all), ("feed.python.xml", "Notes of Ann - Python", [all[0], all[2]]),
      ("feed.none.xml", "Notes of Ann - None", []),
    ] {
      try folder.write("---\n---\n<rss version=\"2.0\"></rss>", to: path)
      try folder.write(rss(title, posts), to: "_site/" + path)
    }
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let completed = try await ConfigurationTemplate.completed(known, in: folder.path, jobs: 1)
    let text = ConfigurationTemplate.text(baseURL: nil, title: nil, known: completed)
    #expect(text.contains("- {of: site, rss: 'all.xml'}"), "\(text)")
    #expect(text.contains("- {of: 'tag/python', rss: 'feed.python.xml'}"), "\(text)")
    #expect(text.contains("- {topic: 'tag/python', feedTitle: 'Notes of Ann - Python'}"), "\(text)")
    #expect(!text.contains("rss: 'feed.none.xml'") && completed.notes.contains { $0.contains("feed.none.xml") })
    // Where the configuration has no title, the site is called as its feed is.
    #expect(text.contains("  title: 'Notes of Ann'\n"), "\(text)")
  }

  @Test func aSelectorThatNamesNothingAndASecondRobotsFileAreReported() async throws {
    try home()
    try page("public/a/index.html", "<article><p>Text</p></article>")
    try page("public/b/index.html", "<main><p>Text</p></main>")
    try folder.write("User-agent: *\nDisallow: /x/\n", to: "public/robots.txt")
    try folder.write(
      rss("Site", [Post(link: site + "a/"), Post(link: site + "b/", day: 2)]), to: "public/rss.xml")
    let text = try started().text
    try folder.write(
      text.replacing("  path: 'public'", with: "  path: 'public'\n  selector: article") + "robots: true\n",
      to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let corpus = try await corpus(configuration)
    let missing = corpus.findings.filter { $0.rule == "item.page.content" }
    #expect(missing.map(\.location.path) == ["b/index.html"])
    #expect(try RobotsCheck.findings(configuration, isOwn: { _ in true }).isEmpty)
    let reported = try RobotsCheck.findings(configuration, isOwn: { _ in false })
    #expect(reported.map(\.rule) == ["robots.own"])
    #expect(reported.first?.location.path.hasSuffix("public/robots.txt") == true)
  }

  @Test func whatNobodyMissesIsANote() throws {
    let urls = ["a/", "copy/", "empty.html"].map { "<url><loc>\(site)\($0)</loc></url>" }
    func sitemap(_ urls: [String]) -> String {
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\(urls.joined())</urlset>"
    }
    try folder.write(sitemap(urls), to: "old/sitemap.xml")
    try folder.write(sitemap([urls[0]]), to: "new/sitemap.xml")
    try page("old/a/index.html", head: "<link rel=alternate type=application/rss+xml href='https://feeds.example/ann'>")
    try page("old/copy/index.html", head: "<link rel=canonical href='https://other.example/copy/'>")
    try folder.write("", to: "old/empty.html")
    // Pages without a date are entries of the first year to some generators.
    let undated = rss("Pages", [Post(link: site + "a/")]).replacing("01 Jan 2024", with: "01 Jan 0001")
    try folder.write(undated, to: "old/pages.xml")
    let check = try MoveCheck(from: folder.path + "/old", to: folder.path + "/new")
    #expect(check.isSafe, "\(check.problems)")
    #expect(
      check.notes.contains { $0.contains("copy/ and 1 more") } && check.notes.contains { $0.contains("pages.xml") })
  }
}
