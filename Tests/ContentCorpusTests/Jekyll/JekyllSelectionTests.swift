import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// What Jekyll reads and what it holds back, as Jekyll 4.3.1 does it.
@Suite struct JekyllSelectionTests {
  private let files = JekyllFiles()

  @Test func hiddenNames() async throws {
    try files.write([
      "_posts/2020-01-01-a.md": "", "_posts/sub/_x/2020-01-02-b.md": "", "_posts/_2020-01-03-c.md": "",
      "_posts/2020-01-04-d.md~": "",
      "_posts/#2020-01-05-e.md": "", "_x/_posts/2020-01-06-f.md": "", "_drafts/g.md": "", "_site/h.html": "",
      "_x/i.md": "",
      "#j.md": "", "~k.md": "", "l.md~": "", "vendor/m.md": "", "vendor/bundle/n.md": "", "node_modules/o.md": "",
      "node_modules_x/p.md": "", "Gemfile.html": "", "_docs/_q.md": "", "_docs/x/_y/r.md": "", "_config.html": "",
    ])
    var rules = JekyllRules()
    rules.permalink = "none"
    rules.collections = ["docs": .init(isPublished: true)]
    #expect(
      Set(try await files.corpus(rules).addresses.keys) == [
        "_posts/2020-01-01-a.md", "_posts/sub/_x/2020-01-02-b.md", "vendor/m.md", "_docs/x/_y/r.md",
      ])
  }

  @Test(arguments: [
    ("private", ["private.md", "privately/a.md", "private/a.md"], ["x/private.md"]),
    ("docs/old/", ["docs/old/a.md"], ["docs/older.md"]),
    ("/lib/", ["lib/a.md"], ["library.md", "x/lib/a.md"]), ("*.tmp.md", ["a.tmp.md", "x/b.tmp.md"], ["a.md"]),
    ("gone.md", ["gone.md"], ["x/gone.md"]), ("a/?.md", ["a/b.md"], ["a/bc.md"]), ("**/x.md", ["a/x.md"], ["x.md"]),
    ("[ab].md", ["a.md", "b.md"], ["c.md"]), ("{a,b}.md", [], ["a.md"]),
    ("_posts/2020", ["_posts/2020-01-01-a.md"], ["_posts/2021-01-01-b.md"]),
    ("_docs/x", ["_docs/x/a.md", "_docs/xy.md"], ["_docs/a.md"]), ("docs", ["docs/a.md"], ["_docs/a.md"]),
  ])
  func excluded(pattern: String, out: [String], kept: [String]) {
    var rules = JekyllRules()
    rules.collections = ["docs": .init(isPublished: true)]
    rules.excluded = [JekyllPattern(pattern)]
    let selection = JekyllSelection(rules: rules)
    for path in out { #expect(selection.role(path) == nil, "\(path)") }
    for path in kept { #expect(selection.role(path) != nil, "\(path)") }
  }

  @Test func included() async throws {
    try files.write([
      "_notes/a.md": "", "_notes/_b.md": "", "_x/one.md": "", "_x/two.md": "", "include.md": "", "_inc.md": "",
      "private/c.md": "",
      "vendor/bundle/shown.html": "", "vendor/bundle/hid.html": "", "sub/_notes/d.md": "", ".well-known/e.md": "",
      ".x/f.md": "",
      "_docs/y/.z/g.md": "", "_docs/y/.h.md": "",
    ])
    var rules = JekyllRules()
    rules.included += ["_notes", "_x/one.md", "_inc*", "vendor/bundle/shown.html", "private", ".well-known"]
    rules.collections = ["docs": .init(isPublished: true)]
    rules.excluded += ["private/c.md"]
    #expect(
      Set(try await files.corpus(rules).addresses.keys) == [
        "_notes/a.md", "_x/one.md", "include.md", "_inc.md", "vendor/bundle/shown.html", "sub/_notes/d.md",
        ".well-known/e.md", "_docs/y/.z/g.md",
      ])
  }

  @Test func foldersOfTheSourceAndOfCollections() async throws {
    try files.write([
      "src/my/cols/_posts/2020-01-01-a.md": "", "src/my/cols/cat/_posts/2020-01-02-b.md": "",
      "src/my/cols/_docs/c.md": "",
      "src/my/cols/page.md": "", "src/_posts/2020-01-03-outside.md": "", "src/_docs/outside.md": "",
      "src/out/built.html": "",
      "outside.md": "", "src/index.md": "",
    ])
    var rules = JekyllRules()
    (rules.source, rules.collectionsFolder, rules.destination, rules.permalink) = ("src", "my/cols", "out", "none")
    rules.collections = ["docs": .init(isPublished: true)]
    rules.defaults = [
      try JekyllFiles.defaults("my/cols/_docs", "permalink: '/d/:title/'"),
      try JekyllFiles.defaults("_posts", "category: p"),
      try JekyllFiles.defaults("my/cols/cat/_posts/*-b.md", "category: q"),
    ]
    #expect(
      try await files.corpus(rules).addresses == [
        "src/my/cols/_posts/2020-01-01-a.md": "p/a.html", "src/my/cols/cat/_posts/2020-01-02-b.md": "cat/q/b.html",
        "src/my/cols/_docs/c.md": "d/c/", "src/my/cols/page.md": "my/cols/page.html", "src/index.md": "",
      ])
  }

  @Test func publishedAndFuture() async throws {
    try files.write([
      "_posts/2020-01-01-a.md": "published: false", "_posts/2020-01-02-b.md": "published:",
      "_posts/2020-01-03-c.md": "published: no",
      "_posts/2020-01-04-d.md": "published: 0", "_posts/2020-01-05-e.md": "published: 'false'",
      "_posts/2090-01-01-f.md": "",
      "_posts/2020-01-06-g.md": "draft: true", "pa.md": "published: false", "pb.md": "published:",
      "pc.md": "date: 2090-01-01",
      "_docs/a.md": "published: false", "_docs/b.md": "published:", "_docs/2090-01-01-c.md": "",
      "_late/2090-01-01-a.md": "",
      "quiet/_posts/2020-01-08-h.md": "", "quiet/_posts/2020-01-09-i.md": "published: true", "quiet/d.md": "",
    ])
    var rules = JekyllRules()
    rules.permalink = "none"
    rules.collections = ["docs": .init(isPublished: true), "late": .init(isPublished: true)]
    rules.collections["late"]?.publishesFuture = true
    rules.defaults = [try JekyllFiles.defaults("quiet", "published: false")]
    let corpus = try await files.corpus(rules)
    #expect(
      Set(corpus.addresses.values) == [
        "d.html", "g.html", "pc.html", "late/2090-01-01-a.html", "quiet/i.html", "quiet/d.html",
      ])
    // jekyll-feed passes over what calls itself a draft, which has a page all the same.
    #expect(
      corpus.published.map { corpus.items[$0].path } == ["quiet/_posts/2020-01-09-i.md", "_posts/2020-01-04-d.md"])
    #expect(corpus.findings.map { "\($0.location.path) \($0.rule)" } == ["_posts/2020-01-05-e.md item.field.kind"])
    #expect(
      Set(try await files.corpus(rules, future: true).addresses.values).isSuperset(of: [
        "f.html", "docs/2090-01-01-c.html",
      ]))
    rules.publishesUnpublished = true
    #expect(try await files.corpus(rules).addresses.count == 6 + 9)
  }

  @Test func draftsAndLimits() async throws {
    try files.write([
      "_drafts/Some Draft.md": "date: 2021-01-01", "a/_drafts/2020-02-02-named.md": "", "_drafts/bare.md": "",
      "_posts/2020-01-01-a.md": "draft: true", "_posts/2019-01-01-b.md": "",
    ])
    var rules = JekyllRules()
    rules.permalink = "/:categories/:title/"
    rules.postLimit = 3
    #expect(Set(try await files.corpus(rules).addresses.values) == ["a/", "b/"])
    rules.showsDrafts = true
    let corpus = try await files.corpus(rules)
    #expect(corpus.published.map { corpus.items[$0].permalink } == ["Some-Draft", "a/named", "a"])
    // One without a date is none of a feed's, and has no day in its address.
    #expect(corpus.addresses["_drafts/bare.md"] == "bare/")
    rules.permalink = "date"
    #expect(try await files.corpus(rules).addresses["_drafts/bare.md"] == nil)
  }

  @Test(arguments: [
    (["", "_posts/sub", ""], [nil, nil, "posts"], "1"), (["_posts/sub", "", "_posts"], [nil, nil, nil], "0"),
    (["", ""], [nil, "posts"], "1"),
    (["_posts", "_posts"], ["posts", nil], "0"), (["_posts", "_posts"], [nil, nil], "1"),
    (["_po", "_posts/s"], ["pages", "posts"], "1"),
    (["_posts/*/x*", "_posts"], [nil, nil], "0"), (["_posts/sub/x.md", "_posts/s?b"], [nil, nil], "none"),
    (["/_posts"], [nil], "none"),
  ])
  func defaults(paths: [String], types: [String?], expected: String) async throws {
    try files.write(["_posts/sub/2020-01-01-x.md": ""])
    var rules = JekyllRules()
    rules.defaults = try paths.enumerated().map { index, path in
      try JekyllFiles.defaults(
        path == "_posts/*/x*" ? "_posts/*/2020*" : path, "title: 'T\(index)'", type: types[index])
    }
    let title = try await files.corpus(rules).titles.values.first
    #expect(title == (expected == "none" ? "X" : "T" + expected))
  }
}
