import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Links between content files, and what templates name.
@Suite struct ContentLinkTests {
  private let folder = TemporaryFolder()

  private func html(
    _ convention: Convention, _ path: String, site: String = "https://a.example/"
  ) async throws -> (html: String, findings: [String]) {
    var settings = CorpusSettings(now: Timestamp(microseconds: 1_900_000_000_000_000), siteAddress: site)
    settings.convention = convention
    settings.fields = FieldMap.fields(of: convention.generator)
    let reader = CorpusReader(folder: folder.path, settings: settings)
    let corpus = try await reader.read(jobs: 2)
    let index = try #require(corpus.items.firstIndex { $0.path == path })
    let item = try reader.item(corpus.items[index])
    let html = item.body.cleanHTML(
      page: corpus.items[index].address(on: site), policy: ContentPolicy(links: item.links))
    return (
      String(decoding: html, as: UTF8.self),
      corpus.findings.map { "\($0.location.line):\($0.location.column) \($0.rule)" }
    )
  }

  private func write(_ path: String, _ body: String, _ more: String = "date: 2021-01-01\n") throws {
    try folder.write("---\ntitle: T\n\(more)---\n\(body)", to: path)
  }

  private var hugo: Convention {
    var convention = Convention(.hugo)
    convention.contentFolders = ["content"]
    return convention
  }

  @Test func linksToFilesLeadToPagesInEveryConvention() async throws {
    try write("content/posts/b.md", "x")
    try write("content/notes/c/index.md", "x")
    try write(
      "content/posts/a.md",
      "[b](b.md) [c](../notes/c/index.md#two) [d](/notes/c.md) [gone](gone.md) [web](https://x.example/b.md)\n\n`[b](b.md)`"
    )
    let (html, findings) = try await html(hugo, "content/posts/a.md")
    #expect(
      html
        == "<p><a href=\"https://a.example/posts/b/\">b</a> <a href=\"https://a.example/notes/c/#two\">c</a> <a href=\"https://a.example/notes/c/\">d</a> gone <a href=\"https://x.example/b.md\">web</a></p>\n<p><code>[b](b.md)</code></p>"
    )
    #expect(findings == ["5:64 item.link.target"])
    let plain = try await self.html(Convention(), "content/posts/a.md")
    #expect(plain.html.contains("<a href=\"https://a.example/posts/b/\">b</a>"))
  }

  @Test func draftsAreNoTargets() async throws {
    try write("content/b.md", "x", "date: 2021-01-01\ndraft: true\n")
    try write("content/a.md", "[b](b.md)")
    let (html, findings) = try await html(hugo, "content/a.md")
    #expect(html == "<p>b</p>" && findings == ["5:5 item.link.target"])
  }

  @Test func hugosShortcodesAreResolved() async throws {
    try write("content/posts/b.md", "x")
    try write("content/docs/unique-name.md", "x")
    try write(
      "content/posts/a.md",
      """
      [b]({{< ref "b.md" >}}) [c]({{% relref "/posts/b#x" %}}) [u]({{< ref "unique-name" >}}) [n]({{< ref "none.md" >}})

      {{< figure src="p.png" caption="A *picture*" >}}

      {{< youtube abc123 >}}

      {{</* youtube shown */>}} {{< param who >}} {{< own >}}
      """, "date: 2021-01-01\nwho: Mina\n")
    let (html, _) = try await html(hugo, "content/posts/a.md")
    #expect(
      html.hasPrefix(
        "<p><a href=\"https://a.example/posts/b/\">b</a> <a href=\"https://a.example/posts/b/#x\">c</a> <a href=\"https://a.example/docs/unique-name/\">u</a> n</p>"
      ))
    #expect(
      html.contains(
        "<figure><img src=\"https://a.example/posts/a/p.png\" alt=\"A *picture*\"><figcaption><p>A <em>picture</em></p></figcaption></figure>"
      ))
    #expect(html.contains("<a href=\"https://www.youtube.com/watch?v=abc123\">"))
    #expect(html.contains("{{&lt; youtube shown &gt;}} Mina"))
    #expect(!html.contains("{{&lt; own"))
  }

  @Test func pathsOfASiteInAFolderKeepTheFolder() async throws {
    try write("content/a.md", "[x](/s1/p1) ![b](/b.jpg) [y](/sub/p2) [z](//cdn.example/x)")
    let (html, _) = try await html(hugo, "content/a.md", site: "https://a.example/sub/")
    for address in [
      "https://a.example/sub/s1/p1\"", "https://a.example/sub/b.jpg\"", "https://a.example/sub/p2\"",
      "https://cdn.example/x\"",
    ] {
      #expect(html.contains(address))
    }
  }

  @Test func loopsOverWhatStandsInTheTextAreRun() async throws {
    try write(
      "_posts/2021-03-04-a.md",
      """
      [#1][] and [#2][]

      {% assign numbers = "1|2" | split: "|" %}{% for n in numbers %}
      [#{{ n }}]: https://a.example/{{ n }}
      {% endfor %}

      {% for i in (1..3) %}Row {{ i }}; {% endfor %}{% for p in site.posts %}never{% endfor %}
      {% for i in (1..99999999) %}no{% endfor %}
      """, "")
    let (html, findings) = try await html(Convention(.jekyll), "_posts/2021-03-04-a.md", site: "https://a.example/")
    #expect(html.contains("<a href=\"https://a.example/1\">#1</a> and <a href=\"https://a.example/2\">#2</a>"))
    #expect(html.contains("Row 1; Row 2; Row 3;"))
    #expect(findings.count == 1)
  }

  @Test func liquidThatNamesAPageOrAValueIsResolved() async throws {
    var jekyll = Convention(.jekyll)
    jekyll.values = ["title": "The <Site>", "owner.name": "Mina"]
    try write("_posts/2021-03-01-b.md", "x", "")
    try write(
      "_posts/2021-03-04-a.md",
      """
      [it]({% post_url 2021-03-01-b %}) [that]({{ site.url }}{{ site.baseurl }}{% link _posts/2021-03-01-b.md %}#x)
      [c]({{ "/c/" | relative_url }}) [d]({{ '/d/' | absolute_url }}) [e]({{ site.baseurl }}/e.html)
      {{ site.title | escape }} {{ page.title | upcase }} {{ site.owner.name }} {% post_url 2021-03-01-b %}
      {% assign x = "one" %}{{ x | append: "!" }}{% capture y %}two {{ x }}{% endcapture %}{{ y }} {{ site.unknown }}
      [gone]({% post_url 2020-01-01-gone %})
      """, "")
    let (html, findings) = try await html(jekyll, "_posts/2021-03-04-a.md", site: "https://a.example/base/")
    let page = "https://a.example/base/2021/03/01/b.html"
    #expect(html.contains("<a href=\"\(page)\">it</a> <a href=\"\(page)#x\">that</a>"))
    #expect(html.contains("<a href=\"https://a.example/base/c/\">c</a> <a href=\"https://a.example/base/d/\">d</a>"))
    #expect(html.contains("<a href=\"https://a.example/base/e.html\">e</a>"))
    #expect(html.contains("The &lt;Site&gt; T Mina"))
    #expect(html.contains("one!two one"))
    #expect(html.contains("gone") && !html.contains("x-content"))
    #expect(findings.map { String($0.split(separator: " ")[1]) } == ["item.body.template", "item.link.target"])
  }

  @Test func zolasLinksLeadToPages() async throws {
    var zola = Convention(.zola)
    zola.contentFolders = ["content"]
    try write("content/blog/b.md", "x")
    try write("content/a.md", "[b](@/blog/b.md#x) [n](@/n.md) {{ youtube(id=\"abc\") }}")
    let (html, findings) = try await html(zola, "content/a.md")
    #expect(html.hasPrefix("<p><a href=\"https://a.example/blog/b/#x\">b</a> n "))
    #expect(html.contains("watch?v=abc"))
    #expect(findings.contains { $0.hasSuffix("item.link.target") })
  }

  @Test func summariesAreWhatAuthorsMarked() async throws {
    try write("content/a.md", "Intro *words*.\n\n<!--more-->\n\nThe rest.")
    try write("content/b.md", "Intro.\n\n<!-- more -->\n\nRest.", "date: 2021-01-01\ndescription: Said\n")
    func summary(_ convention: Convention, _ path: String) async throws -> String? {
      var settings = CorpusSettings(
        now: Timestamp(microseconds: 1_900_000_000_000_000), siteAddress: "https://a.example/")
      settings.convention = convention
      settings.fields = FieldMap.fields(of: convention.generator)
      let reader = CorpusReader(folder: folder.path, settings: settings)
      let corpus = try await reader.read(jobs: 1)
      return try reader.item(try #require(corpus.items.first { $0.path == path })).summary
    }
    #expect(try await summary(hugo, "content/a.md") == "Intro words.")
    #expect(try await summary(hugo, "content/b.md") == "Intro.")
    #expect(try await summary(Convention(), "content/b.md") == "Said")
    #expect(try await summary(Convention(), "content/a.md") == "Intro words.")
  }
}
