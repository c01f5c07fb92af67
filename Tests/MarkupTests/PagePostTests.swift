import Markup
import TestSupport
import Testing

/// The author's part of a page, found by its source.
@Suite struct PagePostTests {
  private let mark = String(decoding: PagePost.markCharacter, as: UTF8.self)

  private func post(_ page: String, _ source: String, title: String = "T", template: PageTemplate = PageTemplate())
    -> String?
  {
    PagePost(
      Array(page.utf8), source: Body(Array(source.utf8), syntax: .markdown), selection: RenderedPage.Selection(),
      title: title,
      template: template
    ).content.map { String(decoding: $0, as: UTF8.self) }
  }

  private let text = "One two three four.\n\nFive six seven *eight* nine."
  private let html = "<p>One two three four.</p><p>Five six seven <em>eight</em> nine.</p>"

  @Test(arguments: ["main", "div", "td"])
  func whatTheTemplateWritesAroundIsLeftOut(element: String) {
    let open = element == "td" ? "<table><tr><td>" : "<\(element)>"
    let page =
      "<body><header>Site</header>\(open)<h1>T</h1><p>By A. Writer, 3 min</p><div class=x>\(html)</div>"
      + "<section>Bio of mine</section><p>© 2026</p>"
    #expect(post(page, text) == html)
  }

  @Test func whatStandsBetweenIsTheAuthorsOnlyWhereTheSourceHasSomething() {
    let page = "<main><p>One two three four.</p><div>Buy this</div><p>Five six seven <em>eight</em> nine.</p></main>"
    #expect(post(page, text) == html)
    let source = text.replacing("\n\n", with: "\n\n\(mark)\n\n")
    #expect(post(page, source)?.contains("Buy this") == true)
  }

  @Test func picturesOfTheSourceStay() {
    let page =
      "<main><p>One two three four.</p><figure><img src=a_hu12.webp></figure><p>Five six seven <em>eight</em> nine.</p><p>Foot</p></main>"
    let found = post(page, text.replacing("\n\n", with: "\n\n![](a.jpg)\n\n"))
    #expect(found?.contains("a_hu12.webp") == true && found?.contains("Foot") == false)
  }

  @Test func whatAGeneratorPutsIntoTheAuthorsOwnFrameIsTheAuthors() {
    let source =
      "<div class=dash>\n<div class=figure>\n<h1>One two three four five</h1>\n</div>\n<p>\(mark)</p>\n</div>\n\n\(mark)"
    let page =
      "<body><div><div class=dash><div class=figure><h1>One two three four five</h1></div><p><a href=/s>example.org/s</a></p></div>"
      + "<footer>© 2026</footer></div>"
    let found = post(page, source)
    #expect(found?.contains("example.org/s") == true && found?.contains("2026") == false)
  }

  @Test func theOutlineSaysWhatIsLeftOutAndWhy() {
    let page =
      "<body><header>Site</header><div class=wrap><nav>Menu</nav><article class=post><p>By A</p>\(html)<div class=bio>Bio</div></article>"
      + "</div><footer>© 2026</footer>"
    let post = PagePost(
      Array(page.utf8), source: Body(Array(text.utf8), syntax: .markdown), selection: RenderedPage.Selection(),
      title: "T",
      keepsNotes: true)
    #expect(post.place == ["div.wrap", "article.post"])
    #expect(post.notes.map(\.element) == ["header", "nav", "footer", "p", "div.bio"])
    #expect(post.notes.map(\.words) == ["Site", "Menu", "© 2026", "By A", "Bio"])
    #expect(post.notes.allSatisfy { $0.reason.hasPrefix("is ") })
  }

  @Test func signsWithoutWordsAtTheEdgesStay() {
    let page = "<main><p>*</p>\(html)\n<p>.</p><p>…</p><p>•</p></main>"
    #expect(post(page, "\\*\n\n\(text)\n\n.\n\n…") == "<p>*</p>\(html)\n<p>.</p><p>…</p>")
  }

  @Test func marksAtTheEdgesTakeAsManyBlocks() {
    let page =
      "<main><p>Lead</p><div>Video</div>\(html)<div class=box>Box</div><aside>Newest</aside><p>© 2026</p></main>"
    let found = post(page, "\(mark)\n\n\(text)\n\n\(mark)")
    #expect(found == "<div>Video</div>\(html)<div class=\"box\">Box</div>")
  }

  @Test func theTemplateOfOtherPagesSaysWhereMarksEnd() throws {
    let page = { (inner: String) in
      "<body><article class=post><h1>T</h1><p class=by>By</p>\(inner)<ul class=share><li>Share</li></ul></article></body>"
    }
    let samples = try (1...3).map { _ in
      try #require(PagePost.sample(of: Array(page(html).utf8), source: Body(Array(text.utf8), syntax: .markdown)))
    }
    let template = PageTemplate(samples)
    #expect(template.path == ["article.post"] && template.after.contains("ul.share"))
    let many = page(html + "<p>A</p><p>B</p><p>C</p>")
    #expect(post(many, "\(text)\n\n\(mark)", template: template) == html + "<p>A</p><p>B</p><p>C</p>")
    // Of nothing but marks.
    #expect(post(page("<div>Gallery</div><p>More</p>"), mark, template: template) == "<div>Gallery</div><p>More</p>")
    #expect(post(page(""), "", template: template) == nil)
  }

  @Test func aShortBodyIsFoundWhereItStandsLast() {
    #expect(post("<body><h1>Hello</h1><main><h2>Hello</h2><p>Hello</p></main></body>", "Hello") == "<p>Hello</p>")
  }

  @Test func quotesAndDashesAreWrittenInManyWays() {
    let page = "<main><p>“It’s” — so one said…</p><p>x</p></main>"
    #expect(post(page, "\"It's\" -- so one said...") == "<p>“It’s” — so one said…</p>")
  }

  @Test(arguments: [
    ("<h2>Part <a class='headerlink' href='#x'>¶</a></h2>", "<h2>Part </h2>"),
    ("<h2><a href='#x'>Part</a></h2>", "<h2><a href=\"#x\">Part</a></h2>"),
    ("<h2>Part<a href='#x'><span class='sr-only'>Section titled “Part”</span></a></h2>", "<h2>Part</h2>"),
    ("<p>Part<sup><a href='#fn'>1</a></sup></p>", "<p>Part<sup><a href=\"#fn\">1</a></sup></p>"),
    ("<pre><button>Copy</button><code>Part</code></pre>", "<pre><code>Part</code></pre>"),
    (
      "<div class=highlight><table class=highlighttable><tr><td class=linenos><pre>1\n2</pre></td><td class=code>"
        + "<div><pre><code>Part\nb</code></pre></div></td></tr></table></div>",
      "<div class=\"highlight\"><pre><code>Part\nb</code></pre></div>"
    ),
    ("<pre><code><span class=ln>1</span>Part</code></pre>", "<pre><code>Part</code></pre>"),
    (
      "<pre><code><div class=ec-line><div class=gutter>1</div><div class=code>Part</div></div><div class=ec-line>b</div></code></pre>",
      "<pre><code><div class=\"ec-line\"><div class=\"code\">Part</div>\n</div><div class=\"ec-line\">b\n</div></code></pre>"
    ),
  ])
  func furnitureOfPagesGoes(page: String, expected: String) {
    let selection = RenderedPage.Selection(content: ["main"].compactMap(ElementSelector.init))
    let post = PagePost(
      Array("<main>\(page)</main>".utf8), source: Body([], syntax: .html), selection: selection, title: "")
    #expect(post.content.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  /// Whatever becomes of a page, only what stands on it is taken.
  @Test(arguments: 1...4) func brokenPagesGiveNothingOfTheirOwn(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      html, "<div>", "</div>", "<p>", "</table>", "<table><tr><td>", "One two", "three four.", "<h1>T</h1>",
      "<img src=a>", "<nav>", "</nav>",
      "<script>", "</script>", "<template>", "<svg>", "é", "<ul><li>", "<button>B</button>", "<a href=#x>#</a>",
      "\u{0}", "&",
    ]
    for _ in 0..<150 {
      let page = (0..<Int.random(in: 1...25, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      for source in [text, mark, "\(mark)\n\n\(text)", "![](a)"] {
        guard let found = post(page, source) else { continue }
        #expect(!found.contains("\u{F0002}") && found.utf8.count <= 3 * page.utf8.count + 200)
      }
    }
  }

  @Test func anythingIsRead() {
    let deep = String(repeating: "<div>", count: 20_000)
    for page in ["", "<", deep + html, "<body>" + String(repeating: "One two three four. ", count: 20_000)] {
      _ = post(page, text)
      _ = post(page, mark)
      _ = post(page, "")
    }
  }

  @Test func whatStandsBesideTheElementWithNearlyAllWordsIsTheAuthorsToo() {
    let inner =
      "<div>" + (1...12).map { "<p>Sentence \($0) says what policy \($0) is and who keeps the key \($0).</p>" }.joined()
      + "</div>"
    for body in ["<p>Lead line here.</p>" + inner, inner + "<p>Tail words are here.</p>"] {
      let page = "<div><h1>T</h1><p>By Ann</p></div><div>\(body)</div><div>All rights reserved</div>"
      let found = post(page, body)
      #expect(found?.contains("Sentence 12") == true && found?.contains("Ann") == false)
      #expect(found?.contains("Lead line") == true || found?.contains("Tail words") == true, "\(found ?? "")")
    }
    let picture = "<div><div><p>Growth timeline of words</p></div><img src=\"/a.png\"></div>"
    let page = "<div><h1>T</h1></div><div>\(picture)</div><div>Rights</div>"
    #expect(post(page, picture)?.contains("<img") == true)
  }
}
