import Markup
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("AT&amp;T", "AT&T"), ("AT&amp;amp;T", "AT&amp;T"), ("&amp;lt;5%", "&lt;5%"), ("R&D", "R&D"),
    ("<5% of claims", "<5% of claims"), ("A>B", "A>B"), ("a < b", "a < b"),
    ("<b>x</b> y", "x y"), ("One</p><p>two", "One two"), ("a&nbsp;b", "a b"), ("  a \n b  ", "a b"),
    ("caf\u{E9} &eacute; &#233; &#xE9;", "café é é é"), ("&bogus; &", "&bogus; &"), ("a\u{0}b\u{1B}c", "abc"),
    ("&lt;b&gt;", "<b>"), ("it's “quoted”", "it's “quoted”"), ("👩‍⚕️ ok", "👩‍⚕️ ok"), ("<unclosed", "<unclosed"),
    ("&#0;&#x1;x", "\u{FFFD}x"), ("", ""),
    // What is no markup stays.
    ("C++ <vector> and map<K, V>", "C++ <vector> and map<K, V>"),
    ("Using <details> in HTML", "Using <details> in HTML"),
    ("<b> and <strong>", "<b> and <strong>"), ("<em>Very</em> good", "Very good"), ("A<br>B", "A B"),
    ("Use <br> twice", "Use <br> twice"), ("<a href=\"x>y\">z</a>", "z"), ("Vec<i32>", "Vec<i32>"),
    ("a <i>b <b>c</i> d", "a b <b>c d"), ("&copy 1 &copy; 2", "&copy 1 © 2"),
  ])
  func fold(text: String, expected: String) {
    #expect(PlainText.fold(text) == expected)
  }

  @Test func openTagsWithoutEndCostNoTime() {
    let text = String(repeating: "<a", count: 300_000)
    #expect(PlainText.fold(text) == text)
  }

  @Test func whiteSpaceInHTMLIsNotCounted() {
    let body = Body(Array(("<div>" + String(repeating: " ", count: 900) + "<p>Hello</p></div>").utf8), syntax: .html)
    #expect(body.plainText(limit: 400) == "Hello")
  }

  @Test func firstWordsEndBetweenWords() {
    #expect(PlainText.firstWords("one two three", limit: 20) == "one two three")
    #expect(PlainText.firstWords("one two, three", limit: 10) == "one two…")
    #expect(PlainText.firstWords("one two three", limit: 7) == "one two…")
    #expect(PlainText.firstWords("健康保険の仕組みについて", limit: 5) == "健康保険の…")
  }
}

@Suite struct XMLCharactersTests {
  @Test func forbiddenCharactersAreFoundAndRemoved() {
    let text = Array("ok\u{FFFE}x\u{7F}y\u{85}z".utf8) + [0xEF, 0xB7, 0x90] + Array("ﷺ\u{0}".utf8)
    #expect(XMLCharacters.firstForbidden(in: text) == 2)
    #expect(String(decoding: XMLCharacters.removingForbidden(from: text), as: UTF8.self) == "okxyzﷺ")
    #expect(XMLCharacters.firstForbidden(in: Array("tab\tline\nreturn\r 医療 \u{FFFD}".utf8)) == nil)
  }

  @Test func theScanAgreesWithTheDefinition() {
    for value in UInt32(0)...0x1_1000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(Character(scalar)).utf8)
      #expect((XMLCharacters.firstForbidden(in: bytes) == nil) == XMLCharacters.isAllowed(scalar))
    }
  }
}

@Suite struct UTF8TextTests {
  @Test(arguments: [
    ([0x61, 0xFF], 1), ([0xC3, 0x28], 0), ([0xE2, 0x82], 0), ([0xED, 0xA0, 0x80], 0), ([0xC0, 0x80], 0),
    ([0xF4, 0x90, 0x80, 0x80], 0), ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x80], 9),
    ([0xE0, 0x80, 0x80], 0), ([0xF0, 0x8F, 0x80, 0x80], 0), ([0xE2, 0x82, 0x41], 0), ([0xF0, 0x9F, 0xA9, 0x41], 0),
  ])
  func faults(bytes: [UInt8], place: Int) {
    #expect(UTF8Text.firstInvalid(in: bytes) == place)
  }

  @Test func goodTextPasses() {
    #expect(UTF8Text.firstInvalid(in: Array("plain ASCII, é, 医療, 🩺, \u{10FFFF}".utf8)) == nil)
    #expect(UTF8Text.firstInvalid(in: []) == nil)
  }
}
