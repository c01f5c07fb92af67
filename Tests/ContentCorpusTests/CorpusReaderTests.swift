import ContentCorpus
import TestSupport
import Testing
import TidingsCore

@Suite struct CorpusReaderTests {
  private let folder = TemporaryFolder()
  private let now = Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!

  private func read(_ topics: TopicSettings = TopicSettings()) async throws -> Corpus {
    let settings = CorpusSettings(now: now, siteAddress: "https://a.example/", topics: topics)
    return try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 2)
  }

  private func item(_ front: String, body: String = "<p>Body.</p>") async throws -> Item {
    try folder.write("---\n\(front)\n---\n\(body)", to: "content/news/a.md")
    let settings = CorpusSettings(now: now, siteAddress: "https://a.example/")
    let reading = CorpusReader(folder: folder.path, settings: settings).inspect("content/news/a.md")
    return try #require(reading.item, "\(reading.findings)")
  }

  private func rules(_ corpus: Corpus) -> [String] { corpus.findings.map { "\($0.location) \($0.rule)" } }

  @Test func fieldsHaveTheirMeaning() async throws {
    let item = try await item(
      """
      id: 4600
      title: 'AT&amp;T <b>pays</b>'
      description: "One</p><p>two"
      date: '2021-02-22'
      lastMod: '2021-02-22T10:46:42.897697Z'
      basePath: /news/
      slug: a-slug
      aliases: /news/old
      author: Ana
      tags: News
      link: {original: 'https://b.example/x', href: 'https://c.example/', brand: b.example}
      via: ' '
      viaLink: 'https://d.example/'
      featuredImage: {href: p.jpeg, alt: A, format: JPEG, size: [10, 20], valid: true}
      featuredPdf: p.pdf
      relatedOfferings: [{label: L, permalink: /offering/l}]
      """)
    #expect(item.record.key == "4600")
    #expect(item.record.title == "AT&T pays")
    #expect(item.summary == "One two")
    #expect(item.record.published.rfc3339 == "2021-02-22T00:00:00Z")
    #expect(item.record.modified.rfc3339 == "2021-02-22T10:46:42.897697Z")
    #expect(item.record.permalink == "news/a-slug")
    #expect(item.record.aliases.map(\.text) == ["/news/old"])
    #expect(item.record.isCurated)
    #expect(item.authors.map(\.name) == ["Ana"])
    #expect(item.keywords == ["News"])
    #expect(item.original?.address == "https://b.example/x")
    #expect(item.via?.label == nil)
    #expect(item.via?.address == "https://d.example/")
    #expect(item.picture?.reference == "p.jpeg")
    #expect(item.picture?.width == 10)
    #expect(item.attachment == "p.pdf")
    #expect(item.related.map(\.permalink) == ["/offering/l"])
  }

  @Test func missingFieldsFallBack() async throws {
    let item = try await item(
      """
      mdName: a.md
      title: ''
      openGraphMetaData: {ogtitle: Open title, ogdescription: null}
      twitterMetaData: {twitterdescription: Said there}
      date: 2021-02-22
      author: []
      institution: Clinic
      openProjectCustomFields: {sourceUrl: 'https://s.example/'}
      featuredImage: {href: x.png, valid: false}
      """)
    #expect(item.record.key == "a.md")
    #expect(item.record.title == "Open title")
    #expect(item.summary == "Said there")
    #expect(item.record.permalink == "news/a")
    #expect(item.record.modified == item.record.published)
    #expect(item.authors.map(\.name) == ["Clinic"])
    #expect(item.original?.brand == "s.example")
    #expect(item.picture == nil)
  }

  @Test(arguments: [
    ("draft: true", "draft"), ("draft: 'true'", "draft"), ("status: archived", "unpublished"),
    ("status: ''", "published"),
    ("publishDate: 2026-02-01", "scheduled"), ("expiryDate: 2025-12-31", "expired"),
    ("expiryDate: 2026-01-02", "published"),
    ("draft: false", "published"), ("draft: 'yes'", "draft"), ("draft: 1", "draft"), ("draft: [true]", "draft"),
    ("status: [draft]", "unpublished"), ("status: odd", "published"),
  ])
  func publication(line: String, expected: String) async throws {
    let item = try await item("title: T\ndate: 2021-01-01\n\(line)")
    #expect("\(item.record.publication)".hasPrefix(expected))
  }

  @Test func aDateToComeIsNotPublishedYet() async throws {
    let item = try await item("title: T\ndate: 2026-01-02")
    #expect(item.record.publication == .scheduled(item.record.published))
  }

  @Test(arguments: [
    ("htmlMetaData: {robots: 'noindex, follow'}", false), ("canonical: https://other.example/x", false),
    ("canonical: https://a.example/news/a/", true), ("htmlMetaData: {robots: null}", true),
    ("htmlMetaData: {robots: 'index, max-image-preview:none'}", true), ("canonical: http://www.a.example/news/a", true),
    ("canonical: https://a.example/other/news/a/", false), ("canonical: /news/a/", true),
  ])
  func indexing(line: String, expected: Bool) async throws {
    let item = try await item("title: T\ndate: 2021-01-01\n\(line)")
    #expect(item.record.isIndexable == expected)
  }

  @Test func parallelListsMayBeShorterOrMissing() async throws {
    try folder.write(
      """
      ---
      title: T
      date: 2021-01-01
      categories: ['S: One', 'S: Two', Three]
      categoryUrl: [topic/own-path]
      categoryLabel: [First]
      ---
      x
      """, to: "a.md")
    let corpus = try await read()
    #expect(corpus.topics.map(\.path) == ["topic/own-path", "topic/s-two", "topic/three"])
    #expect(corpus.topics.map(\.label) == ["First", "Two", "Three"])
    #expect(corpus.topics.map(\.taxonomy) == ["S", "S", nil])
    #expect(corpus.itemsByTopic == [[0], [0], [0]])
  }

  @Test func topicsAreRenamedAndMerged() async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: [A, B, C]\n---\nx", to: "a.md")
    let corpus = try await read(TopicSettings(rename: ["topic/b": "topic/a", "C": "other/c"]))
    #expect(corpus.topics.map(\.path) == ["other/c", "topic/a"])
  }

  @Test(arguments: [
    ("\u{FEFF}---\ntitle: T\ndate: 2021-01-01\n---\nx", "bom"),
    ("---\r\ntitle: T\r\ndate: 2021-01-01\r\n---\r\nx", "crlf"),
    ("---\ntitle: T\ndate: 2021-01-01\n...\nx", "dots"), ("--- \ntitle: T\ndate: 2021-01-01\n---  \nx", "spaces"),
    ("---\ntitle: T\ndate: 2021-01-01\n---", "no body"),
    ("+++\ntitle = \"T\"\ndate = 2021-01-01T00:00:00Z\n+++\nx", "toml"),
    ("---toml\ntitle = 'T'\ndate = 2021-01-01\n---\nx", "toml by name"),
    ("---json\n{\"title\":\"T\",\"date\":\"2021-01-01\"}\n---\nx", "json by name"),
    (
      "{\n\t\"title\": \"T\",\n\t\"date\": \"2021-01-01\",\n\t\"other\": {\"a\": [\"}\", \"\\\"\", \"\\/\"]}\n}\nx",
      "json"
    ),
    ("{\"title\":\"\\u0054\",\"date\":\"2021-01-01\",\"summary\":\"\\ud83d\\ude00 \\\\\"}\n\nx", "json in a line"),
  ])
  func fences(text: String, name: String) async throws {
    try folder.write(text, to: "a.md")
    let corpus = try await read()
    #expect(corpus.items.map(\.title) == ["T"])
    #expect(corpus.findings.isEmpty)
  }

  /// Each kind of broken file has its rule and its place.
  @Test(arguments: [
    ("no front matter", "<p>x</p>", "a.md:1:1 front-matter.present"),
    ("not closed", "---\ntitle: T\n", "a.md:1:1 front-matter.closed"),
    ("not YAML", "---\ntitle: T\nx: : y\n---\n", "a.md:3:4 front-matter.yaml"),
    ("a list", "---\n- a\n---\n", "a.md:2:1 front-matter.mapping"),
    ("not TOML", "+++\ntitle = 'T'\ndate = \n+++\n", "a.md:3:8 front-matter.yaml"),
    ("TOML not closed", "+++\ntitle = 'T'\n---\n", "a.md:1:1 front-matter.closed"),
    ("wrong date in TOML", "+++\ntitle = 'T'\ndate = 'someday'\n+++\nx", "a.md:3:1 item.date.format"),
    ("JSON not closed", "{\"title\": \"T\"\n", "a.md:1:1 front-matter.closed"),
    ("not JSON", "{\"title\": \"T\"]}\n", "a.md:1:14 front-matter.yaml"),
    ("a template", "{{ if x }}{{ end }}", "a.md:1:1 front-matter.present"),
    ("no date", "---\ntitle: T\n---\nx", "a.md:2:1 item.date.none"),
    ("wrong date", "---\ntitle: T\ndate: someday\n---\nx", "a.md:3:7 item.date.format"),
    ("list of dates", "---\ntitle: T\ndate:\n  - 1\n---\nx", "a.md:4:3 item.date.format"),
    ("year one", "---\ntitle: T\ndate: 0001-01-01\n---\nx", "a.md:3:7 item.date.plausible"),
    ("slug leads out", "---\ntitle: T\ndate: 2021-01-01\nslug: ../x\n---\nx", "a.md:4:7 item.permalink.safe"),
    ("nothing to show", "---\ndate: 2021-01-01\n---\n", "a.md:1:1 item.title.possible"),
    ("no title", "---\ndate: 2021-01-01\n---\nSome words", "a.md:1:1 item.title.present"),
    ("script", "---\ntitle: T\ndate: 2021-01-01\n---\n<p>x</p>\n<script>y</script>", "a.md:6:1 item.body.safe"),
    (
      "deep", "---\ntitle: T\ndate: 2021-01-01\n---\n" + String(repeating: "<div>", count: 300),
      "a.md:5:951 item.body.depth"
    ),
    ("control", "---\ntitle: T\ndate: 2021-01-01\n---\né\u{B}", "a.md:5:2 file.control-characters"),
    (
      "topic leads out", "---\ntitle: T\ndate: 2021-01-01\ncategories: [A]\ncategoryUrl: [a/../../b]\n---\nx",
      "a.md:5:15 topic.path.safe"
    ),
    (
      "reserved topic", "---\ntitle: T\ndate: 2021-01-01\ncategories: [A]\ncategoryUrl: [rss.xml]\n---\nx",
      "a.md:5:15 topic.path.safe"
    ),
    (
      "too long a topic",
      "---\ntitle: T\ndate: 2021-01-01\ncategories: [A]\ncategoryUrl: [\(String(repeating: "a", count: 150))/\(String(repeating: "b", count: 150))]\n---\nx",
      "a.md:5:15 topic.path.safe"
    ),
    (
      "a mark on a slash", "---\ntitle: T\ndate: 2021-01-01\ncategories: [A]\ncategoryUrl: [\"/\u{301}x\"]\n---\nx",
      "a.md:5:15 topic.path.safe"
    ),
    (
      "too long an address",
      "---\ntitle: T\ndate: 2021-01-01\nbasePath: \(String(repeating: "/" + String(repeating: "é", count: 90), count: 5))\n---\nx",
      "a.md:4:11 item.permalink.length"
    ),
    ("future change", "---\ntitle: T\ndate: 2021-01-01\nlastMod: 2027-01-01\n---\nx", "a.md:4:10 item.modified.past"),
    ("wrong change", "---\ntitle: T\ndate: 2021-01-01\nlastMod: never\n---\nx", "a.md:4:10 item.modified.format"),
  ])
  func brokenFiles(name: String, text: String, expected: String) async throws {
    try folder.write(text, to: "a.md")
    try folder.write("---\ntitle: Good\ndate: 2021-01-01\n---\nx", to: "good.md")
    let corpus = try await read()
    #expect(rules(corpus) == [expected])
    #expect(corpus.items.contains { $0.title == "Good" && $0.publication.isPublished })
  }

  @Test func fieldsMeanWhatTheMappingSays() async throws {
    try folder.write(
      "---\nheadline: A <b>bold</b> &amp; title\nextra: {link: 'https://x.example/', labels: 'one, two ,', made: 1609459200}\n"
        + "title: Not this\noriginal: https://y.example/\nslug: s\n---\nx", to: "a.md")
    var settings = CorpusSettings(now: now, siteAddress: "https://a.example/")
    settings.fields = settings.fields.replacing([
      .title: [FieldPath("missing"), FieldPath("headline", kind: .html)], .original: ["extra.link"],
      .keywords: [FieldPath("extra.labels", kind: .words)], .date: [FieldPath("extra.made", kind: .seconds)],
    ])
    let look = CorpusReader(folder: folder.path, settings: settings).inspect("a.md")
    let item = try #require(look.item, "\(look.findings)")
    #expect(item.record.title == "A bold & title")
    #expect(item.original?.address == "https://x.example/")
    #expect(item.keywords == ["one", "two"])
    #expect(item.record.published.rfc3339 == "2021-01-01T00:00:00Z")
    #expect(look.origins[.original].map { [$0.field, "\($0.line)"] } == ["extra.link", "3"])
    #expect(look.origins[.title]?.field == "headline" && look.origins[.slug]?.field == "slug")
  }

  @Test func invalidUTF8HasItsPlace() async throws {
    try folder.write(Array("---\ntitle: é".utf8) + [0xFF] + Array("\ndate: 2021-01-01\n---\n".utf8), to: "a.md")
    #expect(rules(try await read()) == ["a.md:2:9 file.encoding"])
  }

  @Test func theFirstOfTwoItemsKeepsTheAddress() async throws {
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\nslug: s\n---\nx", to: "b.md")
    try folder.write("---\nid: 2\ntitle: T\ndate: 2021-01-01\nslug: s\n---\nx", to: "c.md")
    try folder.write("---\nid: 3\ntitle: T\ndate: 2021-01-01\nslug: s\ndraft: true\n---\nx", to: "a.md")
    let corpus = try await read()
    #expect(corpus.published.map { corpus.items[$0].path } == ["b.md"])
    #expect(rules(corpus) == ["a.md:5:7 item.permalink.reserved", "c.md:5:7 item.permalink.unique"])
    #expect(corpus.findings.allSatisfy { $0.related.map(\.path) == ["b.md"] })
  }

  @Test func twoItemsWithOneIdAndAnAliasOfALivePage() async throws {
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\nslug: s\naliases: [/t/]\n---\nx", to: "a.md")
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\nslug: u\n---\nx", to: "b.md")
    try folder.write("---\nid: 2\ntitle: T\ndate: 2021-01-01\nslug: t\n---\nx", to: "c.md")
    #expect(rules(try await read()) == ["a.md:6:11 item.alias.free", "b.md:5:7 item.id.unique"])
  }

  @Test func anItemHasAHundredTopicsAtMost() async throws {
    let names = (1...150).map { "T\($0)" }.joined(separator: ", ")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: [\(names)]\n---\nx", to: "a.md")
    let corpus = try await read()
    #expect(corpus.topics.count == 100)
    #expect(corpus.findings.map(\.rule) == ["topic.count"])
  }

  @Test func mergedTopicsAreNoFault() async throws {
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\ncategories: [A]\n---\nx", to: "a.md")
    try folder.write("---\nid: 2\ntitle: T\ndate: 2021-01-01\ncategories: [B]\n---\nx", to: "b.md")
    let corpus = try await read(TopicSettings(rename: ["A": "topic/all", "B": "topic/all"]))
    #expect(corpus.findings.isEmpty)
    #expect(corpus.itemsByTopic == [[0, 1]])
  }

  @Test(arguments: ["/t", "t/", "https://a.example/t/", "/t/index.html"])
  func anAliasIsFoundInEveryForm(alias: String) async throws {
    try folder.write("---\nid: 1\ntitle: T\ndate: 2021-01-01\nslug: s\naliases: '\(alias)'\n---\nx", to: "a.md")
    try folder.write("---\nid: 2\ntitle: T\ndate: 2021-01-01\nslug: t\n---\nx", to: "b.md")
    #expect(rules(try await read()) == ["a.md:6:10 item.alias.free"])
  }

  @Test func theFolderOfTheDocumentsIsNoContent() async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nx", to: "a.md")
    try folder.write("<html></html>", to: "output/index.html")
    var settings = CorpusSettings(now: now, siteAddress: "https://a.example/")
    settings.excludedFolders = ["output"]
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    #expect(corpus.fileCount == 1)
  }

  @Test func twoTopicsWithOnePathAreReportedTogether() async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: [C]\n---\nx", to: "a.md")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: ['C!']\n---\nx", to: "b.md")
    let corpus = try await read()
    #expect(rules(corpus) == ["b.md:4:14 topic.path.unique"])
    #expect(corpus.findings.first?.related == [SourceLocation(path: "a.md", line: 4, column: 14)])
  }

  @Test func topicsThatDifferInSignsAreSeveral() async throws {
    for (index, name) in ["C", "C++", "C#", "F#", ".NET"].enumerated() {
      try folder.write("---\ntitle: T\ndate: 2021-01-01\ncategories: ['\(name)']\n---\nx", to: "\(index).md")
    }
    let corpus = try await read()
    #expect(rules(corpus).isEmpty)
    #expect(
      corpus.topics.map(\.path) == [
        "topic/c", "topic/c-plus-plus", "topic/c-sharp", "topic/dot-net", "topic/f-sharp",
      ])
    #expect(
      corpus.items.map { $0.topics.map { corpus.topics[$0].label } } == [["C"], ["C++"], ["C#"], ["F#"], [".NET"]])
  }

  @Test func tagsAreTopicsWhereNobodyHasOthers() async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\ntags: [Red]\n---\nx", to: "a.md")
    try folder.write("---\ntitle: U\ndate: 2021-01-01\ntags: ['🎉']\n---\nx", to: "b.md")
    #expect(try await read().topics.map(\.path) == ["topic/party-popper", "topic/red"])
    try folder.write("---\ntitle: V\ndate: 2021-01-01\ncategories: [Blue]\n---\nx", to: "c.md")
    let corpus = try await read()
    #expect(corpus.topics.map(\.path) == ["topic/blue"] && corpus.items[0].topics.isEmpty)
  }

  @Test func orderIsNewestFirstAndNeverLeftToChance() async throws {
    for (name, date, id) in [("a", "2021-01-01", 2), ("b", "2022-01-01", 3), ("c", "2021-01-01", 1)] {
      try folder.write("---\nid: \(id)\ntitle: \(name)\ndate: \(date)\n---\nx", to: "\(name).md")
    }
    let corpus = try await read()
    #expect(corpus.published.map { corpus.items[$0].title } == ["b", "c", "a"])
  }

  @Test func aFileThatChangesBetweenTwoLooksIsNoticed() async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nx", to: "a.md")
    let corpus = try await read()
    let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
    #expect(try reader.item(corpus.items[0]).record == corpus.items[0])
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nlonger", to: "a.md")
    #expect(throws: CorpusChangedError.self) { try reader.item(corpus.items[0]) }
  }
}
