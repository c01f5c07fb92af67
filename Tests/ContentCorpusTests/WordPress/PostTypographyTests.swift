import Testing

@testable import ContentCorpus

/// Marks of printers in place of those of a keyboard, as WordPress makes them.
@Suite struct PostTypographyTests {
  private func html(_ text: String, _ language: String = "en-US") -> String {
    String(decoding: PostTypography.html(Array(text.utf8), language: language), as: UTF8.self)
  }

  @Test(arguments: [
    ("\"Two\" moons", "“Two” moons"), ("He said (\"two\").", "He said (“two”)."), ("It's Ana's", "It’s Ana’s"),
    ("'one' and 'two'", "‘one’ and ‘two’"), ("the '90s", "the ’90s"), ("'tis so", "’tis so"),
    ("wait...", "wait…"), ("a -- b", "a — b"), ("1--2", "1–2"), ("a---b", "a—b"), ("a - b", "a – b"), ("a-b", "a-b"),
    ("``x''", "“x”"), ("T(tm)", "T™"), ("3x4", "3×4"), ("0x70", "0x70"), ("box", "box"),
    ("<a title=\"x--y\">\"a\"</a>", "<a title=\"x--y\">“a”</a>"), ("say <em>it</em>\"", "say <em>it</em>”"),
    ("<code>\"a\"</code> \"b\"", "<code>\"a\"</code> “b”"), ("<pre>a--b</pre>", "<pre>a--b</pre>"),
    ("<a href=\"h\">https://x.example/a--b</a>", "<a href=\"h\">https://x.example/a--b</a>"),
    ("<!-- \"c\" -->\"d\"", "<!-- \"c\" -->“d”"), ("x < y's", "x < y’s"),
  ])
  func english(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test func otherLanguages() {
    #expect(html("\"a\" 'b'", "de-DE") == "„a“ ‚b‘")
    #expect(html("\"a\"", "fr-FR") == "«\u{A0}a\u{A0}»")
    #expect(html("\"a\"", "") == "“a”")
  }
}
