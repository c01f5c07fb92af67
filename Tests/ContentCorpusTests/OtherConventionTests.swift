import DataFormats
import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Zola's and Eleventy's pages, by what their own code and documentation say, and what folders hand down to their pages.
@Suite struct OtherConventionTests {
  private let folder = TemporaryFolder()

  private func corpus(_ convention: Convention) async throws -> Corpus {
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: "https://a.example/",
      contentFolders: [])
    settings.convention = convention
    settings.findings = try settings.convention.readFolders(of: folder.path)
    settings.fields = .fields(of: convention.generator)
    settings.topics.generator = convention.generator
    settings.topics.fields = convention.generator == .zola ? ["taxonomies.tags"] : ["tags"]
    settings.topics.folders = [settings.topics.fields[0]: "tags"]
    return try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 2)
  }

  private func addresses(_ corpus: Corpus) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: corpus.published.map {
        (corpus.items[$0].path, corpus.items[$0].permalink + (corpus.items[$0].isBare ? "" : "/"))
      })
  }

  private func write(_ files: [(String, String)], fence: String = "+++") throws {
    for (path, front) in files { try folder.write("\(fence)\n\(front)\n\(fence)\nText\n", to: path) }
  }

  @Test func zolasPages() async throws {
    try write([
      ("content/_index.md", "title = 'Home'"), ("content/blog/_index.md", "title = 'Blog'"),
      ("content/blog/2021-02-03-First Post.md", "title = 'A'"),
      ("content/blog/2021-02-04T10:00:00Z_timed.md", "title = 'B'"),
      ("content/blog/Größe & so.md", "title = 'C'\ndate = 2021-01-01"),
      ("content/Blog Two/own.md", "title = 'D'\ndate = 2021-01-01\nslug = 'My Slug'"),
      ("content/blog/path.md", "title = 'E'\ndate = 2021-01-01\npath = '/some/where'"),
      ("content/blog/bundle/index.md", "title = 'F'\ndate = 2021-01-01\nupdated = 2022-02-02"),
      ("content/blog/2021-05-05-dated/index.md", "title = 'G'"),
      ("content/blog/bundle/x.de.md", "title = 'H'\ndate = 2021-01-01"),
      ("content/blog/hidden.md", "title = 'I'\ndate = 2021-01-01\nrender = false"),
      ("content/blog/draft.md", "title = 'J'\ndate = 2021-01-01\ndraft = true"), ("content/about.md", "title = 'K'"),
    ])
    var convention = Convention(.zola)
    convention.contentFolders = ["content"]
    convention.languages = ["en", "de"]
    convention.defaultLanguage = "en"
    let corpus = try await corpus(convention)
    #expect(
      addresses(corpus) == [
        "content/blog/2021-02-03-First Post.md": "blog/first-post/",
        "content/blog/2021-02-04T10:00:00Z_timed.md": "blog/timed/", "content/blog/Größe & so.md": "blog/grosse-so/",
        "content/Blog Two/own.md": "Blog Two/my-slug/", "content/blog/path.md": "some/where/",
        "content/blog/bundle/index.md": "blog/bundle/", "content/blog/2021-05-05-dated/index.md": "blog/dated/",
        "content/blog/bundle/x.de.md": "de/blog/bundle/x/",
      ])
    #expect(corpus.findings.map { "\($0.location.path) \($0.rule)" }.isEmpty)
    #expect(
      corpus.pages.map { corpus.items[$0].path } == ["content/_index.md", "content/about.md", "content/blog/_index.md"])
    let dates = Dictionary(uniqueKeysWithValues: corpus.items.map { ($0.path, $0.published.rfc3339) })
    #expect(dates["content/blog/2021-02-04T10:00:00Z_timed.md"] == "2021-02-04T10:00:00Z")
    convention.pageNames = .safe
    convention.keepsDates = true
    let safe = addresses(try await self.corpus(convention))
    #expect(safe["content/blog/Größe & so.md"] == "blog/Größe & so/")
    #expect(safe["content/blog/2021-02-03-First Post.md"] == "blog/2021-02-03-First Post/")
  }

  @Test func namesOfOtherScripts() async throws {
    try write([
      ("content/blog/привет мир.md", "title = 'A'\ndate = 2021-01-01"),
      ("content/blog/!!!.md", "title = 'B'\ndate = 2021-01-01"),
    ])
    var convention = Convention(.zola)
    convention.contentFolders = ["content"]
    let corpus = try await corpus(convention)
    #expect(addresses(corpus) == ["content/blog/привет мир.md": "blog/privet-mir/"])
    #expect(corpus.findings.map(\.rule) == ["item.permalink.safe"])
  }

  @Test func aBundleInAFolderWithAnyName() async throws {
    try write([
      ("content/über/index.md", "title = 'A'\ndate = 2021-01-01"),
      ("content/über/part.md", "title = 'B'\ndate = 2021-01-01"),
    ])
    var convention = Convention(.hugo)
    convention.contentFolders = ["content"]
    #expect(addresses(try await corpus(convention)) == ["content/über/index.md": "über/"])
  }

  @Test func zolasTermsAndMarks() async throws {
    try folder.write(
      "+++\ntitle = 'A'\ndate = 2021-01-01\n[taxonomies]\ntags = ['C++ Über', 'x']\n+++\nSee [this](@/blog/b.md#x) "
        + "{{ tube(id='1') }}{% quote() %}said{% end %}{# note #}.", to: "content/a.md")
    var convention = Convention(.zola)
    convention.contentFolders = ["content"]
    let corpus = try await corpus(convention)
    #expect(corpus.topics.map(\.path) == ["tags/c-uber", "tags/x"] && corpus.topics[0].name == "tags: C++ Über")
    #expect(corpus.findings.map(\.rule) == ["item.link.target", "item.body.template"])
    let item = try CorpusReader(folder: folder.path, settings: corpus.settings).item(corpus.items[0])
    #expect(
      String(decoding: item.body.cleanHTML(page: "https://a.example/a/"), as: UTF8.self)
        == "<p>See <a>this</a> said{# note #}.</p>")
  }

  @Test func eleventysPages() async throws {
    try folder.write(
      "{\"permalink\": \"/notes/{{ page.fileSlug }}/\", \"tags\": [\"note\"]}", to: "src/notes/notes.json")
    try folder.write("{\"author\": \"Ana\"}", to: "src/blog/blog.11tydata.json")
    try write(
      [
        ("src/index.md", "title: Home\ndate: 2021-01-01"), ("src/blog/2021-02-03-First Post.md", "title: A"),
        ("src/blog/2021-02-04-folder/index.md", "title: B\ndate: 2021-02-04"),
        ("src/blog/same/same.md", "title: C\ndate: 2021-01-01"),
        ("src/blog/own.html", "title: D\ndate: 2021-01-01\npermalink: /x/own.html"),
        (
          "src/blog/made.md",
          "title: Größe & Co\ndate: 2021-03-04\npermalink: \"{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/index.html\""
        ),
        ("src/blog/odd.md", "title: E\ndate: 2021-01-01\npermalink: \"/{{ collections.all | size }}/\""),
        ("src/blog/off.md", "title: F\ndate: 2021-01-01\npermalink: false"),
        ("src/blog/alone.md", "title: G\ndate: 2021-01-01\neleventyExcludeFromCollections: true"),
        ("src/blog/asked.md", "title: H\ndate: Last Modified"), ("src/notes/n.md", "title: I\ndate: 2021-01-01"),
        ("src/about.md", "title: J"), ("src/_includes/base.html", "title: K\ndate: 2021-01-01"),
        ("node_modules/x/README.md", "title: L\ndate: 2021-01-01"), ("_site/a.html", "title: M\ndate: 2021-01-01"),
      ], fence: "---")
    try folder.write("# Read me", to: "src/README.md")
    var convention = Convention(.eleventy)
    convention.contentFolders = ["src"]
    let corpus = try await corpus(convention)
    #expect(
      addresses(corpus) == [
        "src/blog/2021-02-03-First Post.md": "blog/First Post/",
        "src/blog/2021-02-04-folder/index.md": "blog/2021-02-04-folder/", "src/blog/same/same.md": "blog/same/",
        "src/blog/own.html": "x/own.html", "src/blog/made.md": "2021/03/groesse-and-co/", "src/notes/n.md": "notes/n/",
      ])
    #expect(
      corpus.findings.map { "\($0.location.path) \($0.rule)" } == ["src/blog/odd.md item.permalink.safe"])
    #expect(
      corpus.pages.map { corpus.items[$0].path } == [
        "src/README.md", "src/about.md", "src/blog/asked.md", "src/index.md",
      ])
    #expect(corpus.topics.isEmpty)
    let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
    let post = try #require(corpus.items.first { $0.path == "src/blog/2021-02-03-First Post.md" })
    #expect(try reader.item(post).authors.map(\.name) == ["Ana"])
  }

  @Test func whatHugosSectionsHandDown() async throws {
    try write(
      [
        ("content/_index.md", "title: Home\ncascade: {author: Site}"),
        (
          "content/posts/_index.md",
          "title: P\ncascade:\n  - target: {path: '/posts/{a,b}*'}\n    author: Ana\n  - target: {kind: section}\n    author: Nobody"
        ),
        ("content/posts/deep/er/_index.md", "title: D\ncascade: {Draft: true}"),
        ("content/posts/_index.de.md", "title: P\ncascade: {author: Anna}"),
        ("content/posts/a-1.md", "TITLE: A\nDate: 2021-01-01"), ("content/posts/c.md", "title: C\ndate: 2021-01-01"),
        ("content/posts/c.de.md", "title: C\ndate: 2021-01-01"),
        ("content/posts/b.md", "title: B\ndate: 2021-01-01\nauthor: Own"),
        ("content/posts/deep/x.md", "title: X\ndate: 2021-01-01"),
        ("content/posts/deep/er/y.md", "title: Y\ndate: 2021-01-01"),
        ("content/posts/deep/er/z.md", "title: Z\ndate: 2021-01-01\ndraft: false"),
      ], fence: "---")
    var convention = Convention(.hugo)
    convention.contentFolders = ["content"]
    convention.languages = ["en", "de"]
    convention.defaultLanguage = "en"
    convention.permalinks = ["": "/:sections/:sections[last]/:sections[1:]/:slugorcontentbasename/"]
    let corpus = try await corpus(convention)
    #expect(
      addresses(corpus) == [
        "content/posts/a-1.md": "posts/posts/a-1/", "content/posts/b.md": "posts/posts/b/",
        "content/posts/c.md": "posts/posts/c/", "content/posts/c.de.md": "de/posts/posts/c/",
        "content/posts/deep/x.md": "posts/posts/x/", "content/posts/deep/er/z.md": "posts/deep/er/er/deep/er/z/",
      ])
    let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
    let authors = try Dictionary(
      uniqueKeysWithValues: corpus.published.map {
        (corpus.items[$0].path, try reader.item(corpus.items[$0]).authors.first?.name)
      })
    #expect(authors["content/posts/a-1.md"] == "Ana" && authors["content/posts/b.md"] == "Own")
    #expect(authors["content/posts/c.md"] == "Site" && authors["content/posts/c.de.md"] == "Anna")
  }

  /// Attribute lists are for the readers of Markdown alone: elsewhere they are what somebody wrote.
  @Test(arguments: [
    (Convention.Generator.hugo, "## T {#id .c}\nx {#y}", "<h2>T</h2>\n<p>x {#y}</p>"),
    (.hugo, "```\n# a {#b}\n```", "<pre><code># a {#b}\n</code></pre>"),
    (.zola, "# a {#b}", "<h1>a</h1>"),
    (
      .jekyll, "## T\n{: .x #y}\n\n![a](/a.png){: width=\"3\" }",
      "<h2>T</h2>\n<p><img src=\"https://a.example/a.png\" alt=\"a\" width=\"3\"></p>"
    ),
    (.jekyll, "    {: .x}\n", "<pre><code>{: .x}\n</code></pre>"),
  ])
  func attributeListsAreMarkdowns(generator: Convention.Generator, body: String, expected: String) {
    let bytes = Array(body.utf8)
    let marks = TemplateTags(in: bytes[...], of: generator)
    let body = Body(marks.removed(from: bytes[...]), syntax: .dialect(Convention(generator).dialect))
    #expect(String(decoding: body.cleanHTML(page: "https://a.example/"), as: UTF8.self).trimmed == expected)
    #expect(marks.removed(from: bytes[...]) == bytes)
  }

  @Test(arguments: [
    (
      Convention.Generator.hugo, "a\n{{< highlight go \"x=1\" >}}\n# b <c>\n\n  d\n{{< /highlight >}}\ne",
      "<p>a</p>\n<pre><code class=\"language-go\"># b &lt;c&gt;\n\n  d\n</code></pre>\n<p>e</p>"
    ),
    (
      .jekyll, "{% highlight ruby linenos %}\n{{ x }}\n{% endhighlight %}",
      "<pre><code class=\"language-ruby\">{{ x }}\n</code></pre>"
    ),
    (.jekyll, "a {% raw %}{{ x }}{% endraw %} b", "<p>a {{ x }} b</p>"),
    (.zola, "{% raw %}{{ x }}{% endraw %}", "<p>{{ x }}</p>"),
    (.jekyll, "`{:a => 1}`", "<p><code>{:a =&gt; 1}</code></p>"),
    (.hugo, "{{< highlight go >}}open", "<p>open</p>"),
    (
      .zola, "{% raw %}[a](@/b.md){% endraw %} [c](@/d.md)",
      "<p><a href=\"https://a.example/@/b.md\">a</a> <a>c</a></p>"
    ),
    (.jekyll, "{% raw %}{% endraw %}a {{ x }}{% raw %}b{% endraw %}", "<p>a b</p>"),
    (
      .jekyll, "x\n    {% highlight c %}\n    y\n    {% endhighlight %}\n",
      "<p>x</p>\n<pre><code class=\"language-c\">    y\n    </code></pre>"
    ),
    (
      .hugo, "{{% highlight c %}}\ny {{/highlight\n{{%/highlight%}}",
      "<pre><code class=\"language-c\">y {{/highlight\n</code></pre>"
    ),
    (.jekyll, "{%- raw -%}{{ a }}{%- endraw -%} b", "<p>{{ a }} b</p>"),
  ])
  func whatGeneratorsShowAsItIsWritten(generator: Convention.Generator, body: String, expected: String) {
    let bytes = Array(body.utf8)
    let marks = TemplateTags(in: bytes[...], of: generator)
    let body = Body(marks.removed(from: bytes[...]), syntax: .markdown, inserts: marks.inserts)
    let html = body.cleanHTML(page: "https://a.example/")
    #expect(String(decoding: html, as: UTF8.self) == expected)
    #expect(marks.blanked(in: bytes[...]).count == bytes.count)
  }

  @Test func filesThatReportOfTheirFolderAreNoFaults() async throws {
    try folder.write("# Read me", to: "README.md")
    try folder.write("# Other", to: "other.md")
    let findings = try await corpus(Convention(.medigy)).findings
    #expect(findings.map { "\($0.location.path) \($0.severity)" } == ["README.md info", "other.md error"])
  }

  @Test(arguments: [
    ("*", "a", true), ("*", "a/b", false), ("**", "a/b", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
    ("a?c", "abc", true), ("a?c", "a/c", false), ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[a", "[a", true),
    ("{a,b}/*.md", "b/x.md", true), ("{a,b}/*.md", "c/x.md", false), ("\\*", "*", true), ("\\*", "a", false),
    ("", "", true),
    ("**/b", "xb", false), ("**/b", "b", true), ("/posts/**/x", "/posts/foox", false),
    ("/posts/**/x", "/posts/a/b/x", true),
    ("/posts/**", "/posts/a/b", true), ("*a*a*a*a*a*a*a*a*a*b", String(repeating: "a", count: 500), false),
    ("{a,{b,c}}d", "cd", true),
  ])
  func patterns(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern).matches(path) == expected)
  }

  @Test func bracesDoNotMultiplyForEver() {
    let pattern = String(repeating: "{a,b,c,d}", count: 40)
    #expect(!Glob(pattern).matches("x"))
  }
}
