import MarkdownParsing
import Testing

/// Kramdown's inlines and blocks. What is expected has the words, links and pictures that kramdown 2.4 makes of the texts.
@Suite struct KramdownTests {
  private func html(_ text: String) -> String {
    String(decoding: MarkdownRenderer.html(from: Array(text.utf8), dialect: .kramdown), as: UTF8.self)
  }

  @Test(arguments: [
    ("*a **b* c**", "<p>*a <strong>b* c</strong></p>\n"),
    ("**a *b** c*", "<p><em>*a *b** c</em></p>\n"),
    ("a_b_ _c_d _e_", "<p>a_b_ <em>c_d _e</em></p>\n"),
    ("* a* **b *c***", "<ul>\n<li>a* <strong>b <em>c</em></strong></li>\n</ul>\n"),
    ("***a***", "<p><strong><em>a</em></strong></p>\n"),
    ("*a `*` b*", "<p><em>a <code>*</code> b</em></p>\n"),
    ("*a", "<p>*a</p>\n"),
    ("**专利：**文 *a*b", "<p><strong>专利：</strong>文 <em>a</em>b</p>\n"),
  ])
  func kramdownEmphasis(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("\"a\" 'b' it's '90s \"'c'\" x=\"\"\"d", "<p>“a” ‘b’ it’s ’90s “‘c’” x=”&quot;”d</p>\n"),
    ("*\"a\"* `b`\"c\" (\"d\") \"*e*\"", "<p><em>“a”</em> <code>b</code>“c” (“d”) “<em>e</em>”</p>\n"),
    ("a \"b\n\"c\" d\"", "<p>a “b\n“c” d”</p>\n"),
  ])
  func kramdownQuotes(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("` a` `` b` `` ```c`d```", "<p>` a<code> </code><code> b</code> <code></code><code>c</code>d```</p>\n"),
    ("a ` b ` c", "<p>a ` b ` c</p>\n"),
    ("``a```", "<p><code>a</code>`</p>\n"),
  ])
  func kramdownCode(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("![Page d'accueil *a*](/b)", "<p><img src=\"/b\" alt=\"Page d'accueil *a*\" /></p>\n"),
    ("[a](b c 'd \"e\" f')", "<p><a href=\"b%20c\" title=\"d &quot;e&quot; f\">a</a></p>\n"),
    ("[a [b] ![c](d)](e)", "<p><a href=\"e\">a [b] <img src=\"d\" alt=\"c\" /></a></p>\n"),
    ("[a][b] [c]\n\n[b]: /1\n[b]: /2 \"d \"e\" f\"", "<p><a href=\"/2\" title=\"d &quot;e&quot; f\">a</a> [c]</p>\n"),
    (
      "[a](<b> 'c') <mailto:a@b.c> <https://d e>",
      "<p><a href=\"b\" title=\"c\">a</a> <a href=\"mailto:a@b.c\">a@b.c</a> <a href=\"https://d%20e\">https://d e</a></p>\n"
    ),
    ("[a\nb](c", "<p>[a\nb](c</p>\n"),
  ])
  func kramdownLinks(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("<kbd><kbd>*a*</kbd>*b*</kbd> *c*", "<p><kbd><kbd>*a*</kbd>*b*</kbd> <em>c</em></p>\n"),
    ("<b>*a*</b> </b> <div>", "<p><b><em>a</em></b> &lt;/b&gt; &lt;div&gt;</p>\n"),
    ("a <span>b", "<p>a <span>b</span></p>\n"),
    ("<p markdown=\"1\">\n- *a*\nb</p>\n", "<p markdown=\"1\">- <em>a</em>\nb</p>\n"),
  ])
  func kramdownTags(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    (
      "- a\n> b\n- c\nd\n\ne",
      "<ul>\n<li>a\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n<li>c\nd</li>\n</ul>\n<p>e</p>\n"
    ),
    ("1. a\n- b", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n"),
    ("> a\nb\n# c\n\nd", "<blockquote>\n<p>a\nb</p>\n<h1>c</h1>\n</blockquote>\n<p>d</p>\n"),
    ("a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n"),
    ("* a\n<div>b</div>", "<ul>\n<li>a</li>\n</ul>\n<div>b</div>\n"),
    ("    a\nb", "<pre><code>a\nb\n</code></pre>\n"),
  ])
  func kramdownLazyLines(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("a\nb\n===", "<p>a\nb\n===</p>\n"),
    ("a\n***\nb", "<p>a\n***\nb</p>\n"),
    ("```a\nb", "<p>```a\nb</p>\n"),
    ("```a b\nc\n```", "<p><code>a b\nc\n</code></p>\n"),
    ("-\na", "<p>-\na</p>\n"),
    (" # a", "<p># a</p>\n"),
    ("[a]\n\n[a]: /b)\n[c]: /d", "<p><a href=\"/b)\">a</a></p>\n"),
    ("a\n[^1]: b", "<p>a\n[^1]: b</p>\n"),
    (
      "x[^1]\n\n[^1]: b\nc",
      "<p>x<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>1</a></sup></p>\n<p>c</p>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-1\">\n<p>b <a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
    ("| a |\n|---|", "<p>| a |\n|—|</p>\n"),
    ("a\n:-", "<p>a\n:-</p>\n"),
    ("a~~b *c*~~ ~d~ \\\ne", "<p>a<del>b <em>c</em></del> ~d~ <br />\ne</p>\n"),
  ])
  func kramdownBlocks(text: String, expected: String) {
    #expect(html(text) == expected)
  }
}
