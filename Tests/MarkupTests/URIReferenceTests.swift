import Markup
import Testing

@Suite struct URIReferenceTests {
  /// RFC 3986, section 5.4.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"),
    ("g;x", "http://a/b/c/g;x"),
    ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
    ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
    ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
    ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"),
    ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("g#s/../x", "http://a/b/c/g#s/../x"),
  ])
  func resolution(reference: String, expected: String) {
    #expect(URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q")).description == expected)
  }

  @Test(arguments: [
    (" /a b ", "/a%20b"), ("/é", "/%C3%A9"), ("100%", "100%25"), ("%41", "%41"), ("a\nb", "ab"), ("\\x", "/x"),
    ("https:\\\\a.example\\b?c\\d#e\\f", "https://a.example/b?c%5Cd#e%5Cf"),
    ("mailto:a\\b", "mailto:a%5Cb"),
    ("/q?a[]=1", "/q?a%5B%5D=1"), ("http://[::1]/x", "http://[::1]/x"), ("a\"b<c>", "a%22b%3Cc%3E"),
  ])
  func encoding(text: String, expected: String) {
    #expect(URIReference(text).description == expected)
  }

  @Test func hosts() {
    #expect(URIReference("HTTPS://User@Example.ORG:8080/x").host == "example.org")
    #expect(URIReference("https://example.org").isWeb)
    for odd in [
      "https:///x", "https://a%2Fb.example/", "https://a%00.example/", "https://ü%23.example/", "http://a b/",
      "http://a:99999999/", "http://a:x/",
    ] {
      #expect(!URIReference(odd).isWeb)
    }
    #expect(URIReference("https://xn--mnchen-3ya.example:8443/").isWeb)
    // As browsers read them.
    #expect(URIReference("https://münchen.example:8443/ü").description == "https://xn--mnchen-3ya.example:8443/%C3%BC")
    #expect(URIReference("https://日本語.jp").host == "xn--wgv71a119e.jp")
    #expect(URIReference("https://ex%61mple.org/").host == "example.org")
    #expect(!URIReference("mailto:a@b").isWeb)
  }

  @Test func pathsAreEncodedWhole() {
    #expect(URIReference.encodedPath("news/a?b#c%d é") == "news/a%3Fb%23c%25d%20%C3%A9")
  }
}

@Suite struct UnsafeMarkupTests {
  @Test(arguments: [
    ("<p>x</p><SCRIPT>", "<script>"), ("<p onclick=x>", "onclick"), ("<a href='javascript:x'>", "javascript:"),
    ("<a href=\"java&#115;cript:x\">", "javascript:"), ("<img/onerror=1 src=x>", "onerror"),
    ("<a title='x>y' onfocus=\"z\">", "onfocus"), ("<form>", "<form>"),
  ])
  func found(html: String, what: String) {
    #expect(Body(Array(html.utf8), syntax: .html).unsafePlaces(limit: 1).first?.what == what)
  }

  @Test(arguments: [
    "<p>on click</p>", "a < b script", "<p title=\"onclick=1\">x</p>", "<a href=\"/javascript:x\">", "<b>on=1</b>", "<",
    "<img src=\"data:image/png;base64,x\">", "<p class=once>", "<a href=",
    "<a" + String(repeating: " ", count: 500_000),
  ])
  func quiet(html: String) {
    #expect(Body(Array(html.utf8), syntax: .html).unsafePlaces(limit: 1).isEmpty)
  }

  @Test func codeInMarkdownIsOnlyText() {
    #expect(Body(Array("a\n\n`<script>`\n\n    <iframe>\n".utf8), syntax: .markdown).unsafePlaces(limit: 1).isEmpty)
    let live = Body(Array("a\n\n<div>\n<script>x</script>\n".utf8), syntax: .markdown).unsafePlaces(limit: 1).first
    #expect(live?.what == "<script>")
    #expect(live?.offset == 9)
  }
}
