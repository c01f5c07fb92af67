import Testing

@testable import ContentCorpus

/// What WordPress makes of blank lines and line ends; expectations are after those of its own tests.
@Suite struct PostParagraphTests {
  private func html(_ text: String) -> String {
    String(decoding: PostParagraphs.html(Array(text.utf8)), as: UTF8.self)
  }

  private static let blocks = [
    "table", "thead", "tfoot", "caption", "col", "colgroup", "tbody", "tr", "td", "th", "div", "dl", "dd", "dt", "ul",
    "ol", "li", "pre", "form", "map", "area", "address", "style", "p", "h1", "h2", "h3", "h4", "h5", "h6", "fieldset",
    "legend", "section", "article", "aside", "hgroup", "header", "footer", "nav", "figure", "details", "menu",
    "summary",
  ]

  @Test(arguments: [
    ("Hello", "<p>Hello</p>"),
    ("", ""),
    (" \n \n", ""),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One.\r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One.\n  \n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One\ntwo  \nthree", "<p>One<br />\ntwo<br />\nthree</p>"),
    (
      "Look:\n<ul>\n<li><a href=\"a\">A</a></li>\n</ul>\nThen\nmore.",
      "<p>Look:</p>\n<ul>\n<li><a href=\"a\">A</a></li>\n</ul>\n<p>Then<br />\nmore.</p>"
    ),
    ("a<div>b</div>", "<p>a</p>\n<div>b</div>"),
    ("one<hr>two", "<p>one</p>\n<hr>\n<p>two</p>"),
    ("<blockquote>foo</blockquote>", "<blockquote><p>foo</p></blockquote>"),
    ("<blockquote>foo\n\nbar</blockquote>", "<blockquote><p>foo</p>\n<p>bar</p></blockquote>"),
    (
      "\nline 1<br>\nline 2<br/>\nline 3<br />\nline 4\nline 5\n",
      "<p>line 1<br />\nline 2<br />\nline 3<br />\nline 4<br />\nline 5</p>"
    ),
    ("\nline 1<br>\n<br/>\nline 2<br/>\n<br />\n", "<p>line 1</p>\n<p>line 2</p>"),
    (
      "Look at this\n\n<pre>Line1<br />Line2<br>\nLine 3\n\nLine 4</pre>\n\nCool?",
      "<p>Look at this</p>\n<pre>Line1<br />Line2<br>\nLine 3\n\nLine 4</pre>\n<p>Cool?</p>"
    ),
    (
      "Name: <input type=\"text\" /><br />Word: <input type=\"password\" />",
      "<p>Name: <input type=\"text\" /><br />Word: <input type=\"password\" /></p>"
    ),
    (
      "<figure><img src=\"a.jpg\" /><figcaption>C</figcaption></figure>",
      "<figure><img src=\"a.jpg\" /><figcaption>C</figcaption></figure>"
    ),
    (
      "<figure>\n<img src=\"a.jpg\" />\n<figcaption>C</figcaption>\n</figure>",
      "<figure>\n<img src=\"a.jpg\" /><figcaption>C</figcaption></figure>"
    ),
    ("Hello <a\nhref='world'>", "<p>Hello <a\nhref='world'></p>"),
    ("Hello <!-- a\nhref='world' -->", "<p>Hello <!-- a\nhref='world' --></p>"),
    ("Hello <!-- <object>\n<param>\n</object>\n -->", "<p>Hello <!-- <object>\n<param>\n</object>\n --></p>"),
    (
      "Hello <![CDATA[ a\nhttps://youtu.be/jgz0uSaOZbE\n ]]>",
      "<p>Hello <![CDATA[ a\nhttps://youtu.be/jgz0uSaOZbE\n ]]></p>"
    ),
    ("<svg>\n <circle>\n\n</circle>\n</svg>", "<p><svg>\n <circle>\n\n</circle>\n</svg></p>"),
    ("<script>\nvar a = 1;\n</script>", "<p><script>\nvar a = 1;\n</script></p>"),
    (
      "One.\n\n<video controls>\n\n\t<source src=\"a.mp4\" />\n\t<!-- for others -->\n\n<source src=\"b.webm\" />\n<a href=\"a.mp4\">a</a>\n\n</video>\n\nTwo.",
      "<p>One.</p>\n<p><video controls><source src=\"a.mp4\" /><!-- for others --><source src=\"b.webm\" /><a href=\"a.mp4\">a</a></video></p>\n<p>Two.</p>"
    ),
    (
      "<object data=\"a\">\n <param name=\"b\" />\n\n <embed src=\"a\" />\n</object>",
      "<p><object data=\"a\"><param name=\"b\" /><embed src=\"a\" /></object></p>"
    ),
    (
      "Land: <select><option>A</option>\n\n<option>B</option></select>",
      "<p>Land: <select><option>A</option><option>B</option></select></p>"
    ),
    ("1 < 2\nand 3 > 2", "<p>1 < 2<br />\nand 3 > 2</p>"),
    ("<!--more-->\n\nText", "<p>Text</p>"),
    ("<div>one\n\ntwo <b>x</b></div>", "<div>one\n<p>two <b>x</b></p></div>"),
  ])
  func paragraphs(text: String, expected: String) {
    #expect(html(text).trimmed == expected)
  }

  @Test func blocksStayBlocks() {
    let apart = PostParagraphTests.blocks.map { "<\($0)>foo</\($0)>" }
    #expect(html(apart.joined(separator: "\n\n")).trimmed == apart.joined(separator: "\n"))
    #expect(html(apart.joined()).trimmed == apart.joined(separator: "\n"))
    let attributed = PostParagraphTests.blocks.map { "<\($0) attr='value'>foo</\($0)>" }
    #expect(html(attributed.joined()).trimmed == attributed.joined(separator: "\n"))
    let empty = PostParagraphTests.blocks.map { "<\($0)/>" }
    #expect(html(empty.joined()).trimmed == empty.joined(separator: "\n"))
  }

  @Test(arguments: [
    "a", "em", "strong", "small", "s", "cite", "q", "dfn", "abbr", "data", "time", "code", "var", "samp", "kbd", "sub",
    "sup", "i", "b", "u", "mark", "span", "del", "ins", "noscript", "select",
  ])
  func whatIsInALineGetsAParagraph(element: String) {
    #expect(html("<\(element)>foo</\(element)>\n\nx") == "<p><\(element)>foo</\(element)></p>\n<p>x</p>\n")
  }

  @Test func hostileTextTakesTimeInProportion() {
    for piece in ["<pre>", "<!--", "<div", "<br>", "\n\n", "<![CDATA[", "[[", "</p>"] {
      _ = html(String(repeating: piece, count: 20_000))
    }
  }
}
