import MarkdownParsing
import Testing

/// Goldmark's inlines and tables. What is expected has the words, links and pictures that Hugo 0.168 makes of the texts.
@Suite struct GoldmarkTests {
  private func html(_ text: String) -> String {
    var dialect = MarkdownDialect.goldmark
    dialect.rawHTML = true
    return String(decoding: MarkdownRenderer.html(from: Array(text.utf8), dialect: dialect), as: UTF8.self)
  }

  @Test(arguments: [
    ("say`x`\"a\" (\"b\") x=\"\" f(\"c\", \"d\")", "<p>say<code>x</code>“a” (“b”) x=&quot;&quot; f(“c”, “d”)</p>\n"),
    ("Jones' cars, 'twas the '90s, rock 'n' roll", "<p>Jones’ cars, ’twas the ’90s, rock ’n’ roll</p>\n"),
    ("the 'nterms' and 'max'", "<p>the ’nterms’ and ‘max’</p>\n"),
    ("[AttributeDecoder](/a)'s `Readable`'s", "<p><a href=\"/a\">AttributeDecoder</a>’s <code>Readable</code>’s</p>\n"),
    ("中文\"引\"文 5\"\" \"a\" -- 'b'", "<p>中文&quot;引&quot;文 5&quot;&quot; “a” – ‘b’</p>\n"),
    ("a ---- b ----- c...", "<p>a —- b —– c…</p>\n"),
    ("- \"a\n- b\"", "<ul>\n<li>“a</li>\n<li>b”</li>\n</ul>\n"),
  ])
  func goldmarkQuotes(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    (
      "see www.a.org/x_y, (https://b.org/c). d@e.org-f g@h.org",
      "<p>see <a href=\"https://www.a.org/x_y\">www.a.org/x_y</a>, (<a href=\"https://b.org/c\">https://b.org/c</a>). <a href=\"mailto:d@e.org-f\">d@e.org-f</a> <a href=\"mailto:g@h.org\">g@h.org</a></p>\n"
    ),
    (
      "xhttp://a.org /http://b.org *http://c.org*",
      "<p>xhttp://a.org /http://b.org <em><a href=\"http://c.org\">http://c.org</a></em></p>\n"
    ),
    (
      "http://localhost:1313 https://a.org:80/x?y=1&z;",
      "<p>http://localhost:1313 <a href=\"https://a.org:80/x?y=1\">https://a.org:80/x?y=1</a>&amp;z;</p>\n"
    ),
    (
      "`a`http://b.org \\http://c.org [http://d.org",
      "<p><code>a</code><a href=\"http://b.org\">http://b.org</a> \\http://c.org [http://d.org</p>\n"
    ),
    ("http://a.org/b&amp; HTTP://a.org", "<p><a href=\"http://a.org/b\">http://a.org/b</a>&amp; HTTP://a.org</p>\n"),
  ])
  func goldmarkAddresses(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("![a\nb](/c)", "<p><img src=\"/c\" alt=\"a\nb\" /></p>\n"),
    ("![a <b>c</b> <http://d.e> `f`](/g)", "<p><img src=\"/g\" alt=\"a c  f\" /></p>\n"),
  ])
  func goldmarkPictures(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    (
      "a\n-: | -\nb | c | d",
      "<table>\n<thead>\n<tr>\n<th align=\"right\">a</th>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"right\">b</td>\n<td>c</td>\n</tr>\n</tbody>\n</table>\n"
    ),
    ("|\n:-", "<table>\n<thead>\n<tr>\n<th align=\"left\"></th>\n</tr>\n</thead>\n</table>\n"),
    ("a | b\n-|", "<p>a | b\n-|</p>\n"),
  ])
  func goldmarkTables(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("~~a~ ~b~~", "<p><del><del>a</del> <del>b</del></del></p>\n"),
    ("a <!--> b --> c", "<p>a <!--> b –&gt; c</p>\n"),
    ("a<source>", "<p>a<source></p>\n"),
    ("+a+ $**b**$", "<p>+a+ $<strong>b</strong>$</p>\n"),
  ])
  func goldmarkOthers(text: String, expected: String) {
    #expect(html(text) == expected)
  }
}
