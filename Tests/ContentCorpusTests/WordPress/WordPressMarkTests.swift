import Testing

@testable import ContentCorpus

/// Shortcodes and blocks in the text of a post.
@Suite struct WordPressMarkTests {
  private func read(_ text: String) -> (html: String, left: [String]) {
    let bytes = Array(text.utf8)[...]
    let marks = TemplateTags(in: bytes, of: .wordpress)
    return (
      String(decoding: marks.removed(from: bytes), as: UTF8.self),
      marks.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    )
  }

  @Test(arguments: [
    (
      "[caption width=\"3\"]<img src=\"a.jpg\" /> Words[/caption]",
      "<figure><img src=\"a.jpg\" /><figcaption>Words</figcaption></figure>"
    ),
    (
      "[caption width='3' caption='Old words']<img src=\"a.jpg\">[/caption]",
      "<figure><img src=\"a.jpg\"><figcaption>Old words</figcaption></figure>"
    ),
    (
      "[caption]<a href=\"b\"><img src=\"a.jpg\"></a> W <i>i</i>[/caption]",
      "<figure><a href=\"b\"><img src=\"a.jpg\"></a><figcaption>W <i>i</i></figcaption></figure>"
    ),
    ("[embed]https://youtu.be/abc[/embed]", "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>"),
    (
      "[embed width=\"3\"]https://x.example/a?b&c[/embed]",
      "<a href=\"https://x.example/a?b&amp;c\">https://x.example/a?b&amp;c</a>"
    ),
    ("[video mp4=\"v.mp4\" poster=\"p.jpg\"][/video]", "<video controls src=\"v.mp4\" poster=\"p.jpg\"></video>"),
    ("[audio src=\"a.mp3\"]", "<audio controls src=\"a.mp3\"></audio>"),
    ("[[gallery ids=\"1\"]]", "[gallery ids=\"1\"]"),
    ("[[b]bold[/b]]", "[b]bold[/b]"),
    ("He said [sic] that [1] is [not a code].", "He said [sic] that [1] is [not a code]."),
    (
      "<!-- wp:paragraph {\"a\":\"[b c=1]\"} --><p>x</p><!-- /wp:paragraph -->",
      "<!-- wp:paragraph {\"a\":\"[b c=1]\"} --><p>x</p><!-- /wp:paragraph -->"
    ),
    ("[", "["), ("[a", "[a"), ("[/a]", "[/a]"), ("[a b=\"", "[a b=\""),
  ])
  func known(text: String, html: String) {
    let (found, left) = read(text)
    #expect(found == html && left.isEmpty)
  }

  @Test(arguments: [
    ("a [form id=\"3\"] b", "a  b", ["[form id=\"3\"]"]),
    ("[box color=red]in [b]it[/b][/box]", "in it", ["[box color=red]", "[b]", "[/b]", "[/box]"]),
    ("[playlist ids=\"1,2\"]", "", ["[playlist ids=\"1,2\"]"]),
    ("[my_widget]", "", ["[my_widget]"]),
    ("[gallery]", "", ["[gallery]"]),
    ("[toc /]", "", ["[toc /]"]),
    ("x<!-- wp:latest-posts {\"n\":3} /-->y", "xy", ["<!-- wp:latest-posts {\"n\":3} /-->"]),
  ])
  func unknown(text: String, html: String, marks: [String]) {
    let (found, left) = read(text)
    #expect(found == html && left == marks)
  }

  @Test(arguments: [
    ("https://vimeo.com/123", "<p><iframe src=\"https://player.vimeo.com/video/123\"></iframe></p>\n"),
    (
      "See\n\n  https://x.example/a  \n\nand https://x.example/b",
      "<p>See</p>\n<p><a href=\"https://x.example/a\">https://x.example/a</a></p>\n<p>and https://x.example/b</p>\n"
    ),
    ("<pre>\nhttps://x.example/a\n</pre>", "<pre>\nhttps://x.example/a\n</pre>\n"),
    (
      "<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->",
      "<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->"
    ),
  ])
  func whatIsMadeOfText(text: String, html: String) {
    #expect(String(decoding: PostMarkup.html(Array(text.utf8)), as: UTF8.self) == html)
  }

  @Test func hostileTextTakesTimeInProportion() {
    for piece in ["[", "[a ", "[[a]", "[a x=\"", "<!--", "[a][/a]", "[/a]", "[caption]"] {
      _ = read(String(repeating: piece, count: 10_000))
    }
  }
}
