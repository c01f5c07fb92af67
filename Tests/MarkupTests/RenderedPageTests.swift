import Markup
import Testing

/// What is taken from pages that a site generator made.
@Suite struct BuiltPageTests {
  private func page(
    _ html: String, content: [String] = ["article", "main"], omitted: [String] = ["nav"], title: String = "T"
  ) -> PagePost {
    let selection = RenderedPage.Selection(
      content: content.compactMap(ElementSelector.init), omitted: omitted.compactMap(ElementSelector.init))
    return PagePost(Array(html.utf8), source: Body([], syntax: .html), selection: selection, title: title)
  }

  private func text(_ page: PagePost) -> String? { page.content.map { String(decoding: $0, as: UTF8.self) } }

  @Test func theFirstSelectorThatChoosesAnythingCounts() {
    let html = "<body><main><p>A</p><article><p>B</p></article><article>C</article></main></body>"
    #expect(text(page(html)) == "<p>B</p>")
    #expect(text(page(html, content: ["main"])) == "<p>A</p><article><p>B</p></article><article>C</article>")
    #expect(text(page(html, content: [".post"])) == nil)
  }

  @Test(arguments: [
    ("#x", "1"), (".a", "1"), (".b.a", "1"), ("p.c", "2"), ("[role=main]", "3"), ("[role='main']", "3"),
    ("[hidden]", "4"),
    ("section p", "2"), ("section > p", nil), ("section > div > p", "2"), ("main > div p", "6"), ("body  em", "5"),
    ("*.c", "2"),
    ("DIV#x", "1"),
  ])
  func selectors(selector: String, expected: String?) {
    let html =
      "<body><div id=x class='a b'>1</div><section><div><p class=c>2</p></div></section><div role=main>3</div>"
      + "<div hidden>4</div><p><em>5</em></p><main><div><div><p>6</p></div></div></main></body>"
    #expect(text(page(html, content: [selector])) == expected)
  }

  @Test(arguments: ["", "  ", "p:first-child", "a,b", "> p", "p >", "[x", "#", "a + b", "p..x"])
  func whatIsNoSelector(text: String) { #expect(ElementSelector(text) == nil) }

  /// A name says nothing of an element that holds nearly all there is.
  @Test(arguments: [
    "<article><header>By A</header><div class='entry share'>POST<div class=share>Share this</div></div></article>",
    "<div id=site class=right-sidebar><div class=main-nav><a href=/>Home</a></div>POST<div class=sidebar>More</div></div>",
    "<main><div class=body--with-toc><div class=toc><a href='#a'>A, B and C</a></div>POST</div></main>",
    "<form action=/>POST<div class=footer>Yours</div></form>",
  ])
  func whatHoldsThePostIsNoFurniture(html: String) {
    let post = "<p>" + String(repeating: "What the author wrote. ", count: 20) + "</p>"
    let page = Array("<body>\(html.replacing("POST", with: post))</body>".utf8)
    let content = String(decoding: PageContent.html(PageContent.tree(of: page), title: "T"), as: UTF8.self)
    #expect(content.contains(post))
    for furniture in ["Share this", "Home", "More", "A, B", "Yours"] { #expect(!content.contains(furniture)) }
  }

  /// A list of other pages may be longer than a short post.
  @Test func longFurnitureBesideAShortPostIsLeftOut() {
    let others = String(repeating: "<li><a href=/x>Another page of this site, and what it is about</a></li>", count: 40)
    let page = Array("<article><p>A short note.</p><ul class=related>\(others)</ul></article>".utf8)
    #expect(
      String(decoding: PageContent.html(PageContent.tree(of: page), title: "T"), as: UTF8.self)
        == "<p>A short note.</p>")
  }

  @Test func theHeadingThatRepeatsTheTitleIsLeftOut() {
    let html = "<article><header><h1>My &amp; own <a href='#x'>#</a></h1></header><p>B</p><h1>Other</h1></article>"
    #expect(text(page(html, title: "My & Own")) == "<header></header><p>B</p><h1>Other</h1>")
    #expect(text(page(html, title: "Else"))?.contains("My &amp; own") == true)
  }

  @Test func omittedElementsAreLeftOut() {
    let html = "<article><nav><p>N</p></nav><p>A</p><div class=share><nav></nav>S</div><p>B</p><nav>N</nav></article>"
    #expect(text(page(html, omitted: ["nav", ".share"])) == "<p>A</p><p>B</p>")
  }

  @Test func whatAPageSaysOfItself() {
    func page(_ html: String) -> RenderedPage { RenderedPage(Array(html.utf8)) }
    let full = page(
      "<head><title> A\n b </title><base href='/b/'><link rel='CANONICAL' href='https://a.example/x/?a=1&amp;b'>"
        + "<meta name=Robots content='NoIndex, follow'></head><main>é</main>")
    #expect(full.canonical == "https://a.example/x/?a=1&b" && full.isNoIndex && full.base == "/b/" && !full.isRedirect)
    #expect(full.title == "A b")
    let plain = page("<main>x</main>")
    #expect(plain.canonical == nil && !plain.isNoIndex && plain.base == nil)
    #expect(page("<meta http-equiv=refresh content='0; url=/new/'>").isRedirect)
    #expect(page("<meta name=robots content=none>").isNoIndex && !page("<meta name=robots content=all>").isNoIndex)
  }

  @Test func anythingIsRead() {
    #expect(page("").content == nil)
    let broken = PagePost(
      Array("<main>a\u{0}".utf8) + [0xFF] + Array("<b>c".utf8), source: Body([], syntax: .html),
      selection: .init(content: ["main"].compactMap(ElementSelector.init)), title: "")
    #expect(broken.content != nil)
    #expect(!RenderedPage([0xFF, 0x3C]).isRedirect)
    let deep = String(repeating: "<div>", count: 50_000)
    _ = page("<main>" + deep)
  }
}
