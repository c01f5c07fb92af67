import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// How front matter is written, and what its values are, as Jekyll 4.3.1 takes them.
@Suite struct JekyllFormTests {
  private let files = JekyllFiles()

  @Test func fences() async throws {
    let texts: [(String, String, String?)] = [
      ("no", "Only text", "No"), ("mark", "\u{FEFF}---\ntitle: T\n---\nx", "T"),
      ("blank", "\n---\ntitle: T\n---\nx", "Blank"),
      ("open", "---\ntitle: T\nx", "Open"), ("windows", "---\r\ntitle: T\r\n---\r\nx", "T"),
      ("spaces", "---  \ntitle: T\n--- \t\nx", "T"),
      ("dots", "---\ntitle: T\n...\nx", "T"), ("empty", "---\n---\n", "Empty"),
      ("toml", "+++\ntitle = 'T'\n+++\nx", "Toml"),
      ("json", "{\"title\": \"T\"}\nx", "Json"), ("named", "---yaml\ntitle: T\n---\nx", "Named"),
      ("dashes", "----\ntitle: T\n----\n", "Dashes"),
    ]
    for (name, text, _) in texts {
      try files.folder.write(text, to: "_posts/2020-01-01-\(name).md")
      try files.folder.write(text, to: "\(name).md")
      try files.folder.write(text, to: "html/\(name).html")
    }
    let corpus = try await files.corpus()
    #expect(
      corpus.titles == Dictionary(uniqueKeysWithValues: texts.map { ("_posts/2020-01-01-\($0.0).md", $0.2 ?? "") }))
    let pages = ["windows.md", "spaces.md", "dots.md", "empty.md", "open.md"]
    #expect(Set(corpus.addresses.keys.filter { !$0.contains("/") }) == Set(pages))
    // What has none is copied, and a page where it is HTML.
    #expect(corpus.addresses.keys.count { $0.hasPrefix("html/") } == texts.count)
    #expect(Set(corpus.findings.map(\.rule)) == ["front-matter.unclosed"] && corpus.findings.count == 3)
    let item = try CorpusReader(folder: files.folder.path, settings: corpus.settings)
      .item(try #require(corpus.items.first { $0.path == "_posts/2020-01-01-open.md" }))
    #expect(item.body.plainText(limit: 100).contains("title: T"))
  }

  @Test func keysThatStandTwice() async throws {
    try files.write([
      "_posts/2020-01-01-a.md":
        "title: One\ncategory: a\ntags:\n- x\ntitle: Two\ntags: y\nimage: {x: 1, x: 2}\nlist:\n- a: 1\n  a: 2\n'title': \"Three\""
    ])
    let corpus = try await files.corpus()
    #expect(corpus.titles.values.first == "Three" && corpus.topics.map(\.label) == ["a", "y"])
    #expect(corpus.findings.allSatisfy { $0.rule == "front-matter.unique" && $0.severity == .warning })
    #expect(corpus.findings.map(\.location.line) == [2, 4, 6, 8, 10])
  }

  @Test(arguments: [
    ("3.10", "3.1"), ("'3.10'", "3.10"), ("yes", "true"), ("Off", "false"), ("'yes'", "yes"), ("1,000", "1000"),
    ("1_000", "1000"),
    ("007", "7"), ("08", "08"), ("0x1F", "31"), ("-0x1f", "-31"), ("1:30", "5400"), ("0:01:30", "90"),
    ("-1:30", "-1800"),
    ("2020-1-5", "2020-01-05"), ("1.", "1.0"), (".5", "0.5"), ("-.5", "-0.5"), ("+1.5", "1.5"), ("1e3", "1e3"),
    ("1_0.5", "10.5"),
    ("1.2.3", "1.2.3"), ("+", "+"), ("2020", "2020"), ("100000.0", "100000.0"), ("9,9,9", "999"),
    ("99999999999999999999", "99999999999999999999"),
    ("no way", "no way"), ("1 way", "1 way"),
  ])
  func titles(text: String, title: String) async throws {
    try files.write(["_posts/2020-01-01-a.md": "title: \(text)"])
    #expect(try await files.corpus().titles.values.first == title)
  }

  @Test(arguments: [
    ("Hello-wORLD--x", "title:", "Hello World X"), ("über-uns", "layout: x", "Über Uns"), ("a_b", "", "A_b"),
  ])
  func titlesOfNames(name: String, front: String, title: String) async throws {
    try files.write(["_posts/2020-01-01-\(name).md": front])
    #expect(try await files.corpus().titles.values.first == title)
  }

  @Test(arguments: [
    ("One *two*.\n\nThree.", "", "One two."), ("\n\n{% x %}One.\n\nTwo.", "", "One."),
    ("One.\nTwo.<!--more-->\n\nThree.", "excerpt_separator: <!--more-->", "One. Two."),
    ("One.\n\nTwo.", "description: Own", "Own"), ("One.\n\nTwo.", "excerpt: Own", "Own"), ("One.", "", nil),
    ("One.\r\n\r\nTwo.", "", nil),
    ("One.\n\nTwo.", "excerpt_separator: ''", nil), ("![](a.png)\n\nTwo.", "", nil),
  ])
  func excerpts(body: String, front: String, summary: String?) async throws {
    try files.folder.write("---\n\(front)\n---\n\(body)", to: "_posts/2020-01-01-a.md")
    let corpus = try await files.corpus()
    let item = try CorpusReader(folder: files.folder.path, settings: corpus.settings).item(corpus.items[0])
    #expect(item.summary == summary)
  }

  @Test func otherMarkup() async throws {
    try files.write([
      "_posts/2020-01-01-a.textile": "title: A", "_posts/2020-01-02-b.adoc": "title: B",
      "_posts/2020-01-03-c.txt": "title: C",
      "_posts/2020-01-04-d.htm": "title: D", "page.adoc": "", "other.org": "", "README.adoc": "",
    ])
    try files.folder.write([0xFF, 0xD8, 0xFF], to: "_posts/2020-01-05-e.jpg")
    var rules = JekyllRules()
    rules.permalink = "none"
    rules.otherMarkup = ["adoc"]
    let corpus = try await files.corpus(rules)
    #expect(
      corpus.findings.map { "\($0.location.path) \($0.rule)" } == [
        "_posts/2020-01-01-a.textile file.format", "_posts/2020-01-02-b.adoc file.format",
        "_posts/2020-01-03-c.txt file.format",
      ])
    // What a plugin makes a page of has an address, though nobody here can read it.
    #expect(Set(corpus.addresses.values) == ["b.html", "d.htm", "page.html", "README.html"])
    #expect(corpus.published.map { corpus.items[$0].path } == ["_posts/2020-01-04-d.htm"])
    rules.markdownEndings = ["txt"]
    #expect(try await files.corpus(rules).addresses["_posts/2020-01-03-c.txt"] == "c.html")
  }
}
