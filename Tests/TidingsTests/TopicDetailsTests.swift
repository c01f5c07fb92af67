import ContentCorpus
import TestSupport
import Testing
import Tidings
import TidingsCore

/// What topics' feeds say of themselves.
@Suite struct TopicDetailsTests {
  private let site = TestSite()

  @Test func aFeedCarriesItsTopicsOwnWords() async throws {
    try site.item(1)
    try site.item(2, topics: ["S: Two"])
    let report = try await site.build(
      """
      topics:
        details:
          - {topic: "S: One", title: First, description: News on the first, picture: /img/one.png}
          - {topic: Three, description: Nothing}
          - {topic: "S: Two", feedTitle: "A (Posts about Two)"}
      """)
    #expect(report.rules.contains("feed.details.topic"))
    let one = try site.text("topic/s-one/rss.xml")
    #expect(one.contains("<title>First – A</title>") && one.contains("<description>News on the first</description>"))
    #expect(one.contains("<url>https://a.example/img/one.png</url>"))
    #expect(try site.text("topic/s-one/feed.json").contains("News on the first"))
    #expect(try site.text("topic/s-two/atom.xml").contains("<title>A (Posts about Two)</title>"))
  }

  @Test func aGeneratorsOwnPageOfATermSpeaksForIt() async throws {
    let folder = TemporaryFolder()
    try folder.write("baseURL = \"https://a.example/\"\ntitle = \"A\"\n", to: "hugo.toml")
    try folder.write("---\ntitle: P\ndate: 2021-01-01\ntags: [Red Wine, Beer]\n---\nText.\n", to: "content/posts/p.md")
    try folder.write(
      "---\ntitle: Red wines\ndescription: All that is *red*\nimages: [/red.jpg]\n---\n",
      to: "content/tags/red-wine/_index.md")
    try folder.write("site:\n", to: "tidings.yaml")
    let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
    let settings = try configuration.corpusSettings(now: TestSite.now, folder: folder.path)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    let plan = Plan(corpus, configuration: configuration)
    let scopes = Dictionary(uniqueKeysWithValues: plan.feeds.map { ($0.folder, $0.scope) })
    let red = try #require(scopes["tags/red-wine/"])
    #expect(red.title == "Red wines" && red.picture == "/red.jpg" && red.description?.hasPrefix("All that is") == true)
    #expect(scopes["tags/beer/"]?.title == nil && scopes["tags/beer/"]?.description == nil)
  }

  @Test(arguments: [
    "topics: {details: {topic: x}}", "topics: {details: [{description: x}]}",
    "topics: {details: [{topic: x, titel: y}]}",
  ])
  func whatIsNoListOfTopicsIsReported(text: String) throws {
    #expect(throws: ConfigurationError.self) { try site.configuration(text) }
  }

  @Test func aFieldThatHoldsAMappingIsReported() async throws {
    try site.item(1, more: "cover: {image: a.png, alt: A}\nwriter: {name: Ann}")
    let report = try await site.build("mapping: {picture: cover, authors: writer}")
    let reported = report.report.findings.filter { $0.rule == "item.field.mapping" }
    #expect(
      reported.map(\.message) == [
        "The field 'cover', by 'mapping' the picture, is a mapping; there is cover.image, cover.alt"
      ])
    #expect(reported.first?.location.line == 7)
  }

  @Test func cleaningIsShownPieceByPiece() async throws {
    try site.item(
      1, body: "<p>A <b onclick=\"x()\">b</b><script>y()</script> <a href=\"/c\">c</a></p>\n<p>Same.</p>")
    let configuration = try site.configuration()
    let corpus = try await site.corpus(configuration)
    let content = try #require(Inspection("item-1.md", in: corpus, configuration: configuration).content)
    #expect(content.before.contains("onclick") && !content.after.contains("onclick"))
    #expect(content.changes.map(\.removed).joined(separator: "|").contains("<script>y()</script>"))
    #expect(content.changes.last?.added == "<a href=\"https://a.example/c\">")
    #expect(!content.changes.contains { $0.removed.contains("Same") })
  }
}
