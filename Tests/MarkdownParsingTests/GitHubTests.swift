import MarkdownParsing
import Testing

/// CommonMark with GitHub's extensions.
@Suite struct GitHubTests {
  private func html(_ text: String, _ dialect: MarkdownDialect = .gitHub) -> String {
    String(decoding: MarkdownRenderer.html(from: Array(text.utf8), dialect: dialect), as: UTF8.self)
  }

  @Test(arguments: [
    // Blocks.
    ("a\nb", "<p>a\nb</p>\n"), ("# T #", "<h1>T</h1>\n"), ("T\n===", "<h1>T</h1>\n"),
    ("a\n---\nb", "<h2>a</h2>\n<p>b</p>\n"),
    ("***", "<hr />\n"), ("> a\nb\n\nc", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n<p>c</p>\n"),
    ("    code\n\n\n    more\n", "<pre><code>code\n\n\nmore\n</code></pre>\n"),
    ("```swift x\n<a>\n```\nb", "<pre><code class=\"language-swift\">&lt;a&gt;\n</code></pre>\n<p>b</p>\n"),
    ("~~~\n```\n~~~~", "<pre><code>```\n</code></pre>\n"),
    ("<div>\n*a*\n\n*b*\n</div>", "<div>\n*a*\n<p><em>b</em></p>\n</div>\n"),
    (
      "- a\n- b\n\n  c\n- d",
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>\n"
    ),
    (
      "- a\n  - b\n\n\n- c\n* d",
      "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n<ul>\n<li>d</li>\n</ul>\n"
    ),
    ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"), ("a\n2. b", "<p>a\n2. b</p>\n"),
    ("-\ta\n\n\tb", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
    (
      "| a | b |\n|:-|-:|\n| 1 | \\| |\nx",
      "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"left\">1</td>\n<td align=\"right\">|</td>\n</tr>\n<tr>\n<td align=\"left\">x</td>\n<td align=\"right\"></td>\n</tr>\n</tbody>\n</table>\n"
    ),
    (
      "- [ ] a\n- [x] b",
      "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> a</li>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> b</li>\n</ul>\n"
    ),
    // Inlines.
    (
      "*a* **b** ***c*** _d_ a_b_c",
      "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> a_b_c</p>\n"
    ),
    ("*a **b* c**", "<p><em>a <em><em>b</em> c</em></em></p>\n"), ("~~a~~ ~b~", "<p><del>a</del> <del>b</del></p>\n"),
    ("`` a`b ``", "<p><code>a`b</code></p>\n"), ("a  \nb\\\nc", "<p>a<br />\nb<br />\nc</p>\n"),
    (
      "[a](/b \"c\") [d][e] [e]\n\n[e]: <f g> 'h'",
      "<p><a href=\"/b\" title=\"c\">a</a> <a href=\"f%20g\" title=\"h\">d</a> <a href=\"f%20g\" title=\"h\">e</a></p>\n"
    ),
    ("![a *b*](c.png)", "<p><img src=\"c.png\" alt=\"a b\" /></p>\n"),
    ("[a [b](c)](d)", "<p>[a <a href=\"c\">b</a>](d)</p>\n"),
    (
      "<http://a.b?c=d&e> <x@y.z>",
      "<p><a href=\"http://a.b?c=d&amp;e\">http://a.b?c=d&amp;e</a> <a href=\"mailto:x@y.z\">x@y.z</a></p>\n"
    ),
    (
      "www.a.org/x). see https://b.org/(c), d@e.org",
      "<p><a href=\"http://www.a.org/x\">www.a.org/x</a>). see <a href=\"https://b.org/(c)\">https://b.org/(c)</a>, <a href=\"mailto:d@e.org\">d@e.org</a></p>\n"
    ),
    ("&copy; &#65; &nope; \\* <b>x</b>", "<p>© A &amp;nope; * <b>x</b></p>\n"),
    (
      "a[^1]\n\n[^1]: Note *b*.",
      "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>1</a></sup></p>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-1\">\n<p>Note <em>b</em>. <a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
  ])
  func table(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  /// Inputs that cost more than their length where something is looked for again and again.
  @Test(arguments: [
    "*a ", "[", "![", "`", "``a", "<", "<!--", "<?", "<![CDATA[", "<a b=\"", "](", "[a](", "> ", "- ", "1. ",
    "[a]: /x\n", "_a**b",
    "[^a]", "~a ", "&", "\\", "| a ", "www.", "a@", "{:", "{::a}", "$$", "\"a'", "--", ": a\n", "<div>\n", "\t",
    "    a\n", "www.a_", "{:*", "![[a](b)", "> ", "x|y\n>",
  ])
  func longRunsAreRead(piece: String) {
    let text = String(repeating: piece, count: 8_000)
    for dialect in [MarkdownDialect.gitHub, .kramdown, .goldmark] {
      #expect(MarkdownRenderer.html(from: Array(text.utf8), dialect: dialect).count < 80 * text.utf8.count + 10_000)
    }
  }

  @Test func rawHTMLIsFoundWhereItStands() {
    let text = "a <b>x</b> `<i>`\n\n> <div>\n> y\n> </div>\n\n    <code>\n\n- <script>\n  z</script>\n"
    let bytes = Array(text.utf8)
    let found = MarkdownRenderer.rawHTML(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == ["<b>", "</b>", "<div>\n", "y\n", "</div>\n", "<script>\n", "z</script>\n"])
  }
}
