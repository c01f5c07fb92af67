import MarkdownParsing
import Testing

/// Where cmark-gfm does what its specification does not say. What is expected is what cmark-gfm 0.29.0.gfm.6 makes of the texts.
@Suite struct CMarkTests {
  private func html(_ text: String) -> String {
    String(decoding: MarkdownRenderer.html(from: Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("\u{B}", "<p>\u{B}</p>\n"),
    ("a\n\u{C}", "<p>a\n\u{C}</p>\n"),
    ("`a`\u{B}", "<p><code>a</code>\u{B}</p>\n"),
    ("~~~\u{C}x", "<pre><code class=\"language-\u{C}x\"></code></pre>\n"),
  ])
  func whiteSpace(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("`` `y`[^missing] `a\\`", "<p>`` <code>y</code>[^missing] `a`</p>\n"),
    (
      "`````````````````````````````````````````````````````````````````````````````````a`````````````````````````````````````````````````````````````````````````````````",
      "<p>`````````````````````````````````````````````````````````````````````````````````a`````````````````````````````````````````````````````````````````````````````````</p>\n"
    ),
  ])
  func backticks(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("&#12345678; &#x0000041; &#123456789;", "<p>� A &amp;#123456789;</p>\n"),
    ("[a](&#92;*b \"&#92;*\")", "<p><a href=\"*b\" title=\"*\">a</a></p>\n"),
    ("[a](\\&amp;)", "<p><a href=\"&amp;\">a</a></p>\n"),
  ])
  func references(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("[a](( )", "<p><a href=\"(\">a</a></p>\n"),
    ("[a](/b \"c \\\" d\")", "<p><a href=\"/b\" title=\"c &quot; d\">a</a></p>\n"),
    ("[a](/b \"c\\\")", "<p><a href=\"/b\" title=\"c\\\">a</a></p>\n"),
    ("[a](/b \"c\\\\\" d\")", "<p><a href=\"/b\" title=\"c\\&quot; d\">a</a></p>\n"),
    ("[a](/b (c(d))", "<p>[a](/b (c(d))</p>\n"),
    ("[foo][ ]\n\n[foo]: /u", "<p><a href=\"/u\">foo</a></p>\n"),
    ("[a]: (\n\n[a]", "<p><a href=\"(\">a</a></p>\n"),
    ("[a]:u\n't'[a]", "<p>'t'<a href=\"u\" title=\"t\">a</a></p>\n"),
    ("[a]: /u\n===", "<p>===</p>\n"),
    ("[a]: /u\n---\nb", "<p>---\nb</p>\n"),
  ])
  func links(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("![^]()", "<p>!<a href=\"\">^</a></p>\n"),
    ("![^1](/a)\n\n[^1]: N", "<p>!<a href=\"/a\">^1</a></p>\n"),
    ("[^_a_] [^`b`] [^<b>]", "<p>[^_a_] [^`b`] [^&lt;b&gt;]</p>\n"),
    ("[^a\nb]", "<p>[^a\nb]</p>\n"), ("A[^\n  a: \u{5E9}\u{5D9}2] b", "<p>A[^\na: \u{5E9}\u{5D9}2] b</p>\n"),
    (
      "[^2][^1][^2]\n\n[^1]: A[^3]\n\n[^2]: B\n\n[^3]: - C",
      "<p><sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" data-footnote-ref>1</a></sup><sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>2</a></sup><sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2-2\" data-footnote-ref>1</a></sup></p>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-2\">\n<p>B <a href=\"#fnref-2\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a> <a href=\"#fnref-2-2\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩<sup class=\"footnote-ref\">2</sup></a></p>\n</li>\n<li id=\"fn-1\">\n<p>A<sup class=\"footnote-ref\"><a href=\"#fn-3\" id=\"fnref-3\" data-footnote-ref>3</a></sup> <a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n<li id=\"fn-3\">\n<ul>\n<li>C</li>\n</ul>\n<a href=\"#fnref-3\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a>\n</li>\n</ol>\n</section>\n"
    ),
    (
      "[^a]\n\n[^a]: x\n\n    [^a]: y",
      "<p><sup class=\"footnote-ref\"><a href=\"#fn-a\" id=\"fnref-a\" data-footnote-ref>1</a></sup></p>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-a\">\n<p>y <a href=\"#fnref-a\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
    ("[^a]:\n\n[^a]: /u", ""),
    (
      "[^n]: a[^n]",
      "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-n\">\n<p>a<sup class=\"footnote-ref\"><a href=\"#fn-n\" id=\"fnref-n\" data-footnote-ref>1</a></sup> <a href=\"#fnref-n\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
    ("[^]: /u\n\n[^]", "<p><a href=\"/u\">^</a></p>\n"),
    (
      "[^a]\n\n[^a]: b\n  \n    c",
      "<p><sup class=\"footnote-ref\"><a href=\"#fn-a\" id=\"fnref-a\" data-footnote-ref>1</a></sup></p>\n<pre><code>c\n</code></pre>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-a\">\n<p>b <a href=\"#fnref-a\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
    (
      "[^a]\n\n[^a]: b\n\n    c",
      "<p><sup class=\"footnote-ref\"><a href=\"#fn-a\" id=\"fnref-a\" data-footnote-ref>1</a></sup></p>\n<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-a\">\n<p>b</p>\n<p>c <a href=\"#fnref-a\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    ),
  ])
  func footnotes(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("a \\\\| b | c\n- | -\n\\\\| x | y", "<p>a \\| b | c</p>\n<ul>\n<li>| -\n\\| x | y</li>\n</ul>\n"),
    (
      "[a]: /u\n| b |\n|-|\n\n[a]",
      "<p>[a]: /u</p>\n<table>\n<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n</table>\n<p>[a]</p>\n"
    ),
    ("a \\| b\n| c |\n|-|", "<p>a | b</p>\n<table>\n<thead>\n<tr>\n<th>c</th>\n</tr>\n</thead>\n</table>\n"),
    (
      "- a\n  | b |\n  |-|\n  | c |\n- d",
      "<ul>\n<li>a\n<table>\n<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>\n</li>\n<li>d</li>\n</ul>\n"
    ),
  ])
  func tables(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("- a\n\n  [x]: /u\n\nb", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n"),
    ("> - [ ] a", "<blockquote>\n<ul>\n<li>[ ] a</li>\n</ul>\n</blockquote>\n"),
    (
      "- [X] a\n- [ ] b [x]",
      "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> b [x]</li>\n</ul>\n"
    ),
    ("- - [ ] a", "<ul>\n<li>\n<ul>\n<li>[ ] a</li>\n</ul>\n</li>\n</ul>\n"),
    ("1) [x] a", "<ol>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n</ol>\n"),
  ])
  func lists(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("a\n<source>", "<p>a\n<source></p>\n"),
    ("<source>\n*a*", "<source>\n*a*\n"),
    ("> <!-- a\n> b --> c\n> d", "<blockquote>\n<!-- a\nb --> c\n<p>d</p>\n</blockquote>\n"),
    ("><?\n>", "<blockquote>\n<?\n\n</blockquote>\n"),
    ("a <?b??> c?> d", "<p>a <?b??> c?> d</p>\n"),
    ("a <![CDATA[b]]]> c]]> d", "<p>a <![CDATA[b]]]> c]]> d</p>\n"),
    ("é<?<??>", "<p>é&lt;?<??></p>\n"),
    ("<b>\u{B}", "<p><b>\u{B}</p>\n"),
  ])
  func html(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("~~a ~b~ c~~", "<p><del>a <del>b</del> c</del></p>\n"),
    ("~a ~~b~ c~~", "<p>~a <del>b~ c</del></p>\n"),
    ("a~b~~c~", "<p>a<del>b~~c</del></p>\n"),
    ("*a _b* c_ *d", "<p><em>a _b</em> c_ *d</p>\n"),
  ])
  func emphasis(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    (
      "mailto:a@b.c xmpp:a@b.c/d xmailto:a@b.c",
      "<p><a href=\"mailto:a@b.c\">mailto:a@b.c</a> <a href=\"xmpp:a@b.c/d\">xmpp:a@b.c/d</a> xmailto:<a href=\"mailto:a@b.c\">a@b.c</a></p>\n"
    ),
    (
      "http://a_b.c http://a.b_c.d www.a_b.c http://a_b.c.d",
      "<p>http://a_b.c http://a.b_c.d www.a_b.c <a href=\"http://a_b.c.d\">http://a_b.c.d</a></p>\n"
    ),
    ("http://bé_a.c", "<p><a href=\"http://b%C3%A9_a.c\">http://bé_a.c</a></p>\n"),
    ("/x@y.z a@b@c.d", "<p>/<a href=\"mailto:x@y.z\">x@y.z</a> a@<a href=\"mailto:b@c.d\">b@c.d</a></p>\n"),
    ("[<tp:>y@a.g](/u)", "<p><a href=\"/u\"><a href=\"tp:\">tp:</a><a href=\"mailto:y@a.g\">y@a.g</a></a></p>\n"),
    ("![[a](/b) www.c.d](e", "<p>![<a href=\"/b\">a</a> <a href=\"http://www.c.d%5D(e\">www.c.d](e</a></p>\n"),
    ("http://é.de http://.a", "<p><a href=\"http://%C3%A9.de\">http://é.de</a> http://.a</p>\n"),
  ])
  func addresses(text: String, expected: String) {
    #expect(html(text) == expected)
  }
}
