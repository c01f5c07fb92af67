import DataFormats
import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Where generators put pages. The addresses are those that Hugo 0.168 gave to the same files.
@Suite struct ConventionTests {
  private let folder = TemporaryFolder()

  private func corpus(_ convention: Convention, zone: String = "UTC") async throws -> Corpus {
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: "https://a.example/",
      timeZone: try #require(SiteTimeZone(zone)), contentFolders: [])
    settings.convention = convention
    settings.fields = .fields(of: convention.generator)
    settings.topics.generator = convention.generator
    if convention.generator == .jekyll {
      settings.topics.fields = ["categories", "category", "tags", "tag"]
    } else {
      settings.topics.fields = ["tags", "categories"]
      settings.topics.folders = ["tags": "tags", "categories": "categories"]
    }
    return try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 2)
  }

  /// Addresses by file, with the slash at their end or without.
  private func addresses(_ corpus: Corpus) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: corpus.published.map {
        (corpus.items[$0].path, corpus.items[$0].permalink + (corpus.items[$0].isBare ? "" : "/"))
      })
  }

  private func hugo() -> Convention {
    var convention = Convention(.hugo)
    convention.contentFolders = ["content"]
    convention.languages = ["en", "de"]
    convention.defaultLanguage = "en"
    convention.permalinks = ["posts": "/:year/:month/:slug/", "notes": "/n/:slugorcontentbasename"]
    return convention
  }

  @Test func hugosPages() async throws {
    for (path, front) in [
      ("content/_index.md", "title: Home"), ("content/posts/_index.md", "title: Posts"),
      ("content/posts/first-post.md", "title: First\ndate: 2021-02-03T23:30:00-05:00\nslug: my First"),
      ("content/posts/Second Post.md", "title: Zweiter & Größe C++\ndate: 2021-05-06"),
      ("content/posts/second.de.md", "title: Deutsch\ndate: 2021-05-06"),
      ("content/posts/bundle/index.md", "title: Bundle\ndate: 2021-07-01"),
      ("content/posts/bundle/part.md", "title: Part\ndate: 2021-07-01"),
      ("content/notes/Plain Note.md", "title: Note\ndate: 2020-01-02"),
      ("content/docs/Deep Folder/A_b.c.md", "title: Deep\ndate: 2020-03-03"),
      ("content/docs/own.md", "title: Own\ndate: 2020-03-04\nurl: /some/Own-Address.html"),
      ("content/docs/own2.md", "title: Own2\ndate: 2020-03-05\nurl: some/where"),
      ("content/docs/C++ #x ~y z_w & (p) é—–.md", "title: odd\ndate: 2018-01-01"),
      ("content/about.md", "title: About\ndate: 2019-01-01"), ("layouts/single.html", "title: No\ndate: 2019-01-01"),
    ] { try folder.write("---\n\(front)\n---\nText\n", to: path) }
    let corpus = try await corpus(hugo())
    #expect(corpus.findings == [])
    #expect(
      addresses(corpus) == [
        "content/posts/first-post.md": "2021/02/my-first/",
        "content/posts/second.de.md": "de/2021/05/deutsch/",
        "content/posts/Second Post.md": "2021/05/zweiter-größe-c/", "content/posts/bundle/index.md": "2021/07/bundle/",
        "content/notes/Plain Note.md": "n/plain-note/", "content/docs/Deep Folder/A_b.c.md": "docs/deep-folder/a_b.c/",
        "content/docs/own.md": "some/Own-Address.html", "content/docs/own2.md": "some/where/",
        "content/docs/C++ #x ~y z_w & (p) é—–.md": "docs/c++-#x-~y-z_w--p-é/", "content/about.md": "about/",
      ])
  }

  @Test func hugosOtherSettings() async throws {
    try folder.write("+++\ntitle = 'A'\ndate = 2021-01-01\n+++\nx", to: "posts/a.md")
    try folder.write("+++\ntitle = 'B'\ndate = 2021-01-01\n+++\nx", to: "posts/b.de.md")
    var convention = hugo()
    convention.contentFolders = []
    convention.permalinks = [:]
    convention.hasUglyAddresses = true
    #expect(
      addresses(try await corpus(convention)) == ["posts/a.md": "posts/a.html", "posts/b.de.md": "de/posts/b.html"])
    convention.hasUglyAddresses = false
    convention.showsDefaultLanguage = true
    #expect(addresses(try await corpus(convention)) == ["posts/a.md": "en/posts/a/", "posts/b.de.md": "de/posts/b/"])
    convention.permalinks = ["posts": "/:nonsense/"]
    #expect(try await corpus(convention).findings.map(\.rule) == ["item.permalink.safe", "item.permalink.safe"])
  }

  @Test func topicsHaveTheFoldersOfTheirTaxonomy() async throws {
    try folder.write(
      "---\ntitle: A\ndate: 2021-01-01\ntags: [\"C++ & D\", É b]\ncategories: [\"News: x\"]\n---\nx", to: "content/a.md"
    )
    let topics = try await corpus(hugo()).topics
    #expect(topics.map(\.path) == ["categories/news-x", "tags/c++--d", "tags/é-b"])
    #expect(topics.map(\.name) == ["categories: News: x", "tags: C++ & D", "tags: É b"])
  }

  @Test(arguments: [
    (Convention.Generator.hugo, "a {{< comment >}}SECRET{{< /comment >}}b", "a b"),
    (.hugo, "a {{< open\nb {{% open too {{<", "a b"), (.jekyll, "{% comment %}SECRET{% endcomment %} a", "a"),
    (.jekyll, "{%- comment -%}SECRET", ""), (.jekyll, "{{ comment }} a", "a"), (.hugo, "a {{< comments >}} b", "a b"),
    (.jekyll, "a {% if x\nb {{ y", "a b"), (.medigy, "a {{ b }}", "a {{ b }}"),
  ])
  func marksWithoutAnEndAndComments(generator: Convention.Generator, body: String, expected: String) {
    let bytes = Array(body.utf8)
    let rest = String(decoding: TemplateTags(in: bytes[...], of: generator).removed(from: bytes[...]), as: UTF8.self)
    #expect(rest.split(whereSeparator: \.isWhitespace).joined(separator: " ") == expected)
  }

  @Test func marksThatAreNeverClosedCostNoMore() {
    let bytes = Array((String(repeating: "{{<", count: 200_000) + String(repeating: "\n{{%", count: 200_000)).utf8)
    #expect(TemplateTags(in: bytes[...], of: .hugo).removed(from: bytes[...]).allSatisfy { $0 == 0x0A })
    let raw = Array((String(repeating: "{% raw %}", count: 100_000) + String(repeating: "{#x}", count: 100_000)).utf8)
    _ = TemplateTags(in: raw[...], of: .jekyll)
    for ending in ["endraw", "{% endraw ", "](@/x) {{ y }}"] {
      let bytes = Array(("{% raw %}" + String(repeating: ending, count: 50_000)).utf8)
      _ = TemplateTags(in: bytes[...], of: .zola).removed(from: bytes[...])
    }
    _ = TemplateTags(in: raw[...], of: .hugo)
  }

  @Test func templatesAreNotPublishedRaw() async throws {
    let hugo = "One {{< fig src=\"a}}b\" >}}two{{% note %}}three{{% /note %}}{{ four }}\n\n{{<x>}}\n\nfive"
    try folder.write("---\ntitle: A\ndate: 2021-01-01\n---\n\n\(hugo)", to: "content/a.md")
    let corpus = try await corpus(self.hugo())
    #expect(
      corpus.findings.map { "\($0.location.line):\($0.location.column) \($0.rule)" } == ["6:5 item.body.template"])
    let item = try CorpusReader(folder: folder.path, settings: corpus.settings).item(corpus.items[0])
    #expect(
      String(decoding: item.body.cleanHTML(page: "https://a.example/"), as: UTF8.self)
        == "<p>One twothree{{ four }}</p>\n<p>five</p>")
    try folder.write(
      "---\ntitle: A\n---\n{% if a %}One{% endif %} {{ page.title }} <b>two</b>", to: "_posts/2021-01-01-a.md")
    let jekyll = try await self.corpus(Convention(.jekyll))
    #expect(jekyll.findings.map(\.rule) == ["item.body.template"])
    let post = try CorpusReader(folder: folder.path, settings: jekyll.settings).item(jekyll.items[0])
    #expect(post.body.plainText(limit: 100).split(separator: " ") == ["One", "A", "two"])
  }
}
