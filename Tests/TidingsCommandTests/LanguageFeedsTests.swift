import Foundation
import TestSupport
import Testing

/// A built site in two languages, each with a feed of its own pages.
@Suite struct LanguageFeedsTests {
  private let folder = TemporaryFolder()

  private func feed(_ language: String, _ pages: [String], at path: String) throws {
    let items = pages.enumerated().map { number, page in
      """
      <item><title>\(page)</title><link>https://a.example/\(page)/</link><guid>https://a.example/\(page)/</guid>\
      <pubDate>0\(9 - number) Jan 2025 10:00:00 +0000</pubDate><description>Words of \(page)</description></item>
      """
    }
    try folder.write(
      "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>"
        + "<language>\(language)</language>" + items.joined() + "</channel></rss>", to: "site/public/" + path)
  }

  private func page(_ path: String, _ language: String) throws {
    try folder.write(
      "<html lang='\(language)'><head><title>\(path)</title></head><main><h1>\(path)</h1><p>Words of \(path)</p></main></html>",
      to: "site/public/\(path)/index.html")
  }

  private func site() throws {
    try folder.write(
      "<html lang='es'><head><title>A</title><link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
        + "<link rel='alternate' type='application/rss+xml' href='/en/rss.xml'></head><main>Home</main></html>",
      to: "site/public/index.html")
    for number in 1...3 {
      try page("posts/p\(number)", "es")
      try page("en/posts/p\(number)", "en")
    }
    try feed("es", ["posts/p3", "posts/p2", "posts/p1"], at: "rss.xml")
    try feed("en", ["en/posts/p3", "en/posts/p2", "en/posts/p1"], at: "en/rss.xml")
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, in: folder.path + "/site")
  }

  @Test func eachFeedKeepsItsOwnLanguage() throws {
    try site()
    #expect(try run("init", "--site", "public").status == 0)
    let settings = try folder.text("site/tidings.yaml")
    #expect(settings.contains("{of: 'language/en', rss: 'en/rss.xml'}"), "\(settings)")
    #expect(try run("ids", "adopt").status == 0)
    #expect(try run("build", "--now", "2026-01-01").status == 0)
    let (own, other) = (try folder.text("site/output/rss.xml"), try folder.text("site/output/en/rss.xml"))
    #expect(own.contains("/posts/p1/") && !own.contains("/en/posts/") && other.contains("<language>en</language>"))
    #expect(other.components(separatedBy: "<item>").count == 4 && !other.contains("<guid>https://a.example/posts/"))
    let check = try run("move-check", "public", "output")
    #expect(check.status == 0, "\(check.output)")
  }

  /// The home page of some sites is elsewhere, and the server leads there.
  @Test func aSiteWithoutAHomePageMoves() throws {
    try site()
    try folder.remove("site/public/index.html")
    let begun = try run("init", "--site", "public")
    #expect(begun.status == 0, "\(begun)")
    #expect(try run("ids", "adopt").status == 0 && run("build", "--now", "2026-01-01").status == 0)
    #expect(try run("move-check", "public", "output").status == 0)
    try FileManager.default.removeItem(atPath: folder.path + "/site/public/posts")
    try FileManager.default.removeItem(atPath: folder.path + "/site/public/en")
    try folder.remove("site/tidings.yaml")
    #expect(try run("init", "--site", "public").status == 66)
  }

  /// Feeds of topics in another language are no feeds of the language.
  @Test func aTopicsFeedIsNoLanguages() throws {
    try site()
    try feed("en", ["en/posts/p3", "en/posts/p1"], at: "en/categories/tea.xml")
    let path = folder.path + "/site/public/en/categories/tea.xml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try folder.write(
      text.replacing("<title>A</title>", with: "<title>A (Posts about tea)</title>"),
      to: "site/public/en/categories/tea.xml")
    #expect(try run("init", "--site", "public").status == 0)
    let settings = try folder.text("site/tidings.yaml")
    #expect(settings.contains("{of: 'language/en', rss: 'en/rss.xml'}"), "\(settings)")
    #expect(settings.contains("{of: 'list/tea', rss: 'en/categories/tea.xml'}"), "\(settings)")
  }

  /// A feed that holds the pages of all languages is the site's.
  @Test func aFeedOfAllLanguagesStaysWhole() throws {
    try site()
    try feed("es", ["posts/p3", "en/posts/p3", "posts/p2", "en/posts/p2"], at: "rss.xml")
    #expect(try run("init", "--site", "public").status == 0)
    #expect(try !folder.text("site/tidings.yaml").contains("language/"))
    #expect(try run("ids", "adopt").status == 0 && run("build", "--now", "2026-01-01").status == 0)
    #expect(try run("move-check", "public", "output").status == 0)
  }

  /// An empty file is no lost entry, where the generator has made a page of it that no feed dates.
  @Test func anEmptyPageOfHugoStopsNobody() throws {
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "site/hugo.toml")
    try folder.write("", to: "site/content/empty.md")
    try folder.write("---\ntitle: P\ndate: 2025-01-01\n---\nWords\n", to: "site/content/p.md")
    try folder.write("<html><title>A</title></html>", to: "site/public/index.html")
    func feed(_ date: String) throws {
      let items = [("p", "Wed, 01 Jan 2025 00:00:00 +0000"), ("empty", date)].map { name, date in
        "<item><title>\(name)</title><link>https://a.example/\(name)/</link><guid>https://a.example/\(name)/</guid><pubDate>\(date)</pubDate><description>d</description></item>"
      }
      try folder.write(
        "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>\(items.joined())</channel></rss>",
        to: "site/public/index.xml")
    }
    try feed("Mon, 01 Jan 0001 00:00:00 +0000")
    #expect(try run("init").status == 0)
    #expect(try run("ids", "adopt", "--dry-run").status == 0)
    // One that has a date was an entry once.
    try feed("Thu, 02 Jan 2025 00:00:00 +0000")
    let refused = try run("ids", "adopt", "--dry-run")
    #expect(refused.status == 65 && refused.errors.contains("content/empty.md"), "\(refused)")
  }

  /// The entries of a file that cannot be read any more stay, as they do in a build.
  @Test func diffKeepsWhatABuildKeeps() throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    for number in 1...2 {
      try folder.write(
        "---\nid: \(number)\ntitle: T\(number)\ndate: 2021-01-0\(number)\n---\nW\n", to: "site/\(number).md")
    }
    #expect(try run("build", "--now", "2026-01-01").status == 0)
    try folder.write("---\nid: 2\ntitle: T2\ndate: 2021-33-02\n---\nW\n", to: "site/2.md")
    let diff = try run("diff", "--now", "2026-01-02")
    #expect(diff.status == 0 && diff.output == "No reader would notice it.\n", "\(diff)")
    #expect(try run("build", "--now", "2026-01-02").status == 1)
    #expect(try folder.text("site/output/rss.xml").contains("T2"))
  }

  @Test func aSiteIsShown() throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\n---\nW\n", to: "site/1.md")
    let shown = try run("inspect")
    #expect(shown.status == 0 && shown.output.contains("A (tidings.yaml:1)"), "\(shown)")
    #expect(shown.output.contains("  rss.xml  A, 1 entry (usual place)"), "\(shown.output)")
    let json = try run("inspect", "--format", "json").output
    #expect(json.contains(#"{"name": "title", "value": "A", "file": "tidings.yaml", "line": "1"}"#), "\(json)")
  }
}
