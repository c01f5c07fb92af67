import Markup
import Testing

@Suite struct HTMLCleanerTests {
  private func clean(_ html: String, _ syntax: Body.Syntax = .html) -> String {
    String(decoding: Body(Array(html.utf8), syntax: syntax).cleanHTML(page: "https://a.example/news/x/"), as: UTF8.self)
  }

  @Test(arguments: [
    // What acts goes, with what is in it.
    ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
    ("<p onclick=\"x()\">hi</p>", "<p>hi</p>"),
    ("<style>p{}</style><p style=\"color:red\">a</p>", "<p>a</p>"),
    ("<form action=\"/x\"><p>a</p><input name=b></form>", "<div><p>a</p></div>"),
    ("<svg><script>1</script></svg><p>a</p>", "<p>a</p>"),
    ("<p>a<!-- c -->b</p>", "<p>ab</p>"),
    // Addresses.
    ("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>"),
    ("<a href=\" java\nscript:alert(1)\">x</a>", "<a>x</a>"),
    ("<a href=\"&#106;avascript:alert(1)\">x</a>", "<a>x</a>"),
    ("<a href=\"data:text/html,x\">x</a>", "<a>x</a>"),
    ("<a href=\"vbscript:x\">x</a>", "<a>x</a>"),
    ("<a href=\"/y\">x</a>", "<a href=\"https://a.example/y\">x</a>"),
    ("<a href=\"y?q=1&amp;r=2\">x</a>", "<a href=\"https://a.example/news/x/y?q=1&amp;r=2\">x</a>"),
    ("<a href=\"../y\">x</a>", "<a href=\"https://a.example/news/y\">x</a>"),
    ("<a href=\"\">x</a>", "<a href=\"https://a.example/news/x/\">x</a>"),
    ("<a href=' '>x</a><img src=\"\">", "<a href=\"https://a.example/news/x/\">x</a>"),
    ("<p><a href=\"\">x</a></p>", "<p><a href=\"https://a.example/news/x/\">x</a></p>"),
    ("<a href=\"http:/b.example/y\">x</a>", "<a href=\"http://b.example/y\">x</a>"),
    ("<a href=\"https:///b.example/y\">x</a>", "<a href=\"https://b.example/y\">x</a>"),
    ("<a href=\"https:y\">x</a>", "<a href=\"https://a.example/news/x/y\">x</a>"),
    ("<a href=\"///b.example/y\">x</a>", "<a href=\"https://b.example/y\">x</a>"),
    ("<a href=\"https://\">x</a>", "<a>x</a>"), ("<a href=\"http://:80/y\">x</a>", "<a>x</a>"),
    ("<img src=\"..\\i\\a.png\">", "<img src=\"https://a.example/news/i/a.png\" alt=\"\">"),
    ("<a href=\"#f\">x</a>", "<a href=\"https://a.example/news/x/#f\">x</a>"),
    ("<a href=\"//cdn.example/y\">x</a>", "<a href=\"https://cdn.example/y\">x</a>"),
    ("<a href=\"mailto:a@b.example\">x</a>", "<a href=\"mailto:a@b.example\">x</a>"),
    ("<a href=\"/a b/ü\">x</a>", "<a href=\"https://a.example/a%20b/%C3%BC\">x</a>"),
    ("<img src=\"i.png\">", "<img src=\"https://a.example/news/x/i.png\" alt=\"\">"),
    ("<img src=\"data:image/png;base64,AA==\" alt=a>", "<img src=\"data:image/png;base64,AA==\" alt=\"a\">"),
    ("<p>a<img src=\"data:image/svg+xml,x\">b</p>", "<p>ab</p>"),
    (
      "<img alt=\"\" src=a.png srcset=\"a.png 1x, /b.png 2x\">",
      "<img alt=\"\" src=\"https://a.example/news/x/a.png\" srcset=\"https://a.example/news/x/a.png 1x, https://a.example/b.png 2x\">"
    ),
    // What comes out is balanced and valid.
    ("<p>a<b>c", "<p>a<b>c</b></p>"),
    ("<p><b><i>x</b></i></p>", "<p><b><i>x</i></b></p>"),
    ("<p>a<p>b", "<p>a</p><p>b</p>"),
    (
      "<p>a<figure><img src=/i.png></figure></p>",
      "<p>a</p><figure><img src=\"https://a.example/i.png\" alt=\"\"></figure><p></p>"
    ),
    (
      "<a href=/1>x<span><a href=/2>y</a></span></a>",
      "<a href=\"https://a.example/1\">x<span></span></a><a href=\"https://a.example/2\">y</a>"
    ),
    ("<td>x</td>", "x"),
    ("<table><tr><td>x</td></tr></table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
    (
      "<table><b>lost</b><tr><td>x</td></tr></table>", "<b>lost</b><table><tbody><tr><td>x</td></tr></tbody></table>"
    ),
    (
      "<table><tr><th>a<table><tr><td>b</table></table>",
      "<table><tbody><tr><th>a<table><tbody><tr><td>b</td></tr></tbody></table></th></tr></tbody></table>"
    ),
    ("<h2><h3>x</h3></h2>", "<h2></h2><h3>x</h3>"),
    ("<ul><li>a<p><li>b</ul>", "<ul><li>a<p></p></li><li>b</li></ul>"),
    ("<custom-tag>x</custom-tag>", "x"),
    ("<p>a<br>b<hr></p>", "<p>a<br>b</p><hr><p></p>"),
    // Characters.
    ("<p>a&nbsp;b &amp; c &lt;d&gt; &eacute; &hellip; &#8217;</p>", "<p>a\u{A0}b &amp; c &lt;d&gt; é … ’</p>"),
    ("<p>AT&T a&b</p>", "<p>AT&amp;T a&amp;b</p>"),
    ("a\u{0}b\u{B}c\u{1B}d\u{FFFE}e\u{85}f", "ab cdef"),
    ("<p>&#11;&#xFFFE;x&#x0;</p>", "<p>x\u{FFFD}</p>"),
    ("<p title='a\"b'>é 医療 🩺</p>", "<p title=\"a&quot;b\">é 医療 🩺</p>"),
    ("", ""), ("   \n", ""), ("plain", "plain"),
  ])
  func table(html: String, expected: String) {
    #expect(clean(html) == expected)
  }

  @Test func nothingThatCleaningMadeIsCleanedAgain() {
    let samples = [
      "<p>a<b>c<p>d</b>", "<ul><li>a<li>b</ul><table><tr><td>x<td>y</table>", "<h2>x</h3><p>&amp;lt; &quot;",
      "<a href='/?a=1&copy=2'>x</a>", "<pre>\n a\n  b</pre>", "<dl><dt>a<dd>b</dl><p dir=rtl lang=he>שלום",
      "<div><p>a<ul><li>b</ul>c</p></div>", "<details open><summary>s</summary>t</details>",
    ]
    for sample in samples {
      let once = clean(sample)
      #expect(clean(once) == once)
    }
  }

  @Test func deepNestingCostsNoStack() {
    let deep = String(repeating: "<div>", count: 50_000) + "x" + String(repeating: "</div>", count: 50_000)
    let bold = String(repeating: "<b><span>", count: 20_000) + "x"
    for html in [deep, bold] {
      // What lies too deep is lost; what comes out is balanced.
      let out = clean(html)
      #expect(out.count < 5_000)
      #expect(clean(out) == out)
    }
  }

  @Test func markdownIsTheSameWhateverElseReadsSome() async {
    let text = "~~gone~~ www.example.org/x and https://b.example/ ~~too~~\n\nA *word*.\n"
    let alone = clean(text, .markdown)
    #expect(alone.contains("<del>gone</del>") && alone.contains("<a href=\"https://b.example/\">"))
    let differing = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { (0..<3000).count { _ in clean(text, .markdown) != alone } } }
      return await group.reduce(0, +)
    }
    #expect(differing == 0)
  }

  @Test func markdownLetsHTMLThroughAndCleansIt() {
    let text = """
      # Title

      A [link](/offering/x) and <b onclick="x()">bold</b>, ~~gone~~, https://b.example/

      | a | b |
      |---|---|
      | 1 | 2 |

      ```
      <script>alert(1)</script>
      ```

      <script>alert(2)</script>
      """
    let html = clean(text, .markdown)
    #expect(html.contains("<h1>Title</h1>"))
    #expect(html.contains("<a href=\"https://a.example/offering/x\">link</a> and <b>bold</b>, <del>gone</del>"))
    #expect(html.contains("<a href=\"https://b.example/\">https://b.example/</a>"))
    #expect(html.contains("<td>1</td>"))
    #expect(html.contains("<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;\n</code></pre>"))
    #expect(!html.contains("<script"))
    #expect(!html.contains("alert(2)"))
  }

  @Test func textOfABodyIsWhatAReaderHears() {
    let body = Body(Array("<p>One<br>two</p><script>x</script><ul><li>three&nbsp;four</li></ul>".utf8), syntax: .html)
    #expect(body.plainText(limit: 100) == "One two three four")
  }
}
