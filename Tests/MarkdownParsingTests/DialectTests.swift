import MarkdownParsing
import Testing

/// What generators' Markdown has beside CommonMark.
@Suite struct DialectTests {
  private func html(_ text: String, _ dialect: MarkdownDialect) -> String {
    String(decoding: MarkdownRenderer.html(from: Array(text.utf8), dialect: dialect), as: UTF8.self)
  }

  @Test(arguments: [
    ("a {::comment}x{:/comment} b\n\n{::comment}\ny\n\nz\n{:/comment}\n\nc", "<p>a  b</p>\n<p>c</p>\n"),
    ("![A](/a.png){:width=\"5\"} t *x*{: .c}", "<p><img src=\"/a.png\" alt=\"A\" width=\"5\" /> t <em>x</em></p>\n"),
    ("p\n{: .c #d}\n\n{: .e}\nq", "<p>p</p>\n<p>q</p>\n"),
    ("# T {#id}\n\n## U\n{: .no_toc}", "<h1 id=\"id\">T</h1>\n<h2>U</h2>\n"),
    (
      "Feed\n: A list.\n: Its file.\n\nTerm\n\n: Loose",
      "<dl>\n<dt>Feed</dt>\n<dd>A list.</dd>\n<dd>Its file.</dd>\n<dt>Term</dt>\n<dd>\n<p>Loose</p>\n</dd>\n</dl>\n"
    ),
    (
      "* c\n{:toc}\n\n# A\n\n## B\n\n# C",
      "<ul>\n<li>A<ul>\n<li>B</li>\n</ul>\n</li>\n<li>C</li>\n</ul>\n<h1>A</h1>\n<h2>B</h2>\n<h1>C</h1>\n"
    ),
    ("The HTML is.\n\n*[HTML]: Hyper \"Text\"", "<p>The <abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr> is.</p>\n"),
    ("<div markdown=\"1\">\n**b**\n</div>", "<div markdown=\"1\">\n<p><strong>b</strong></p>\n</div>\n"),
    ("<div>\n*a*\n\n*b*\n</div>\n*c*", "<div>\n*a*\n\n*b*\n</div>\n<p><em>c</em></p>\n"),
    ("<div><p markdown=\"span\">*a*</p></div>", "<div><p markdown=\"span\"><em>a</em></p></div>\n"),
    ("<em>a</em>\n*b*", "<p><em>a</em>\n<em>b</em></p>\n"),
    ("$$\nx < y\n$$\n\na $$z$$ b", "\\[x &lt; y\\]\n<p>a \\(z\\) b</p>\n"),
    (
      "| a | b\n| 1 | `|` |",
      "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>1</td>\n<td><code>|</code></td>\n</tr>\n</tbody>\n</table>\n"
    ),
    (
      "~~~ ruby\nx\n~~~\n\n    y\n{: .language-c}",
      "<pre><code class=\"language-ruby\">x\n</code></pre>\n<pre><code class=\"language-c\">y\n</code></pre>\n"
    ),
    ("\"a\" -- 'b'... <<c>>", "<p>“a” – ‘b’… «c»</p>\n"), ("a\n2. b", "<p>a</p>\n<ol>\n<li>b</li>\n</ol>\n"),
    ("a\n^\nb", "<p>a</p>\n<p>b</p>\n"), ("{::nomarkdown}<b>*x*</b>{:/}", "<p><b>*x*</b></p>\n"),
    ("see http://a.b/", "<p>see http://a.b/</p>\n"),
    ("{::options toc_levels=\"1\" /}\n\nx", "<p>x</p>\n"),
    ("`{:a => 1}` {:b => 2}", "<p><code>{:a =&gt; 1}</code> {:b =&gt; 2}</p>\n"),
  ])
  func kramdown(text: String, expected: String) {
    #expect(html(text, .kramdown) == expected)
  }

  @Test(arguments: [
    ("# T {#id .c}\n\nx {#y}", "<h1 id=\"id\">T</h1>\n<p>x {#y}</p>\n"),
    ("a <b>c</b>", "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"),
    ("Apple\n: Fruit", "<dl>\n<dt>Apple</dt>\n<dd>Fruit</dd>\n</dl>\n"),
    ("www.a.org", "<p><a href=\"https://www.a.org\">www.a.org</a></p>\n"),
    ("it's \"so\" --- a", "<p>it’s “so” — a</p>\n"),
    ("```go {linenos=true}\nx\n```", "<pre><code class=\"language-go\">x\n</code></pre>\n"),
  ])
  func goldmark(text: String, expected: String) {
    #expect(html(text, .goldmark) == expected)
  }

  @Test func optionsAreOptions() {
    var dialect = MarkdownDialect.goldmark
    dialect.emoji = true
    #expect(
      html("Done :tada: `:tada:` 10:30:15 :no_such:", dialect)
        == "<p>Done 🎉 <code>:tada:</code> 10:30:15 :no_such:</p>\n")
    dialect.passthrough = [
      .init(open: "\\(", close: "\\)", isBlock: false), .init(open: "$$", close: "$$", isBlock: true),
    ]
    #expect(html("a \\(x_1 * y_2 *\\) $$a_b_c$$", dialect) == "<p>a \\(x_1 * y_2 *\\) $$a_b_c$$</p>\n")
    dialect.hardWraps = true
    #expect(html("a\nb", dialect) == "<p>a<br />\nb</p>\n")
    #expect(html("- [ ] a[^1]", .markdownIt) == "<ul>\n<li>[ ] a[^1]</li>\n</ul>\n")
  }
}
