import HTMLParsing
import Testing

/// Trees as the HTML Living Standard has them.
@Suite struct TreeTests {
  private func shown(_ html: String) -> String {
    let tree = HTMLReader.fragment(Array(html.utf8))
    return String(decoding: tree.html(in: HTMLTree.fragment), as: UTF8.self)
  }

  @Test(arguments: [
    // What is left out is put there, and what is misnested is put right.
    ("<p>One<p>Two", "<p>One</p><p>Two</p>"), ("<b>1<p>2</b>3</p>", "<b>1</b><p><b>2</b>3</p>"),
    ("<a>1<a>2", "<a>1</a><a>2</a>"), ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
    ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul>d</li></ul>"),
    ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"), ("</p>x</br>", "<p></p>x<br>"),
    ("<h2>One<h3>Two", "<h2>One</h2><h3>Two</h3>"), ("<nobr>1<nobr>2", "<nobr>1</nobr><nobr>2</nobr>"),
    ("<button>1<button>2", "<button>1</button><button>2</button>"),
    ("<option>1<option>2", "<option>1</option><option>2</option>"),
    ("<b><b><b><b>x</b>y<p>z", "<b><b><b><b>x</b>y<p>z</p></b></b></b>"), ("<form><form>x", "<form>x</form>"),
    // Tables.
    ("<table><tr><td>x", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
    ("<table>a<tr>b<td>c</table>d", "ab<table><tbody><tr><td>c</td></tr></tbody></table>d"),
    (
      "<table><caption>a<col><tr><th>b<table><td>c",
      "<table><caption>a</caption><colgroup><col></colgroup><tbody><tr><th>b<table><tbody><tr><td>c</td></tr></tbody></table></th></tr></tbody></table>"
    ),
    ("<table><b><tr><td>x</b>", "<b></b><table><tbody><tr><td>x</td></tr></tbody></table>"),
    ("<table><select><tr><td>x", "<select></select><table><tbody><tr><td>x</td></tr></tbody></table>"),
    // Raw text, and where it ends.
    ("<script><!--<script></script>x</script>y", "<script><!--<script></script>x</script>y"),
    ("<textarea>\n<b>&amp;</textarea>x", "<textarea><b>&amp;</textarea>x".replacing("<b>", with: "&lt;b&gt;")),
    ("<title>a</title b>c", "<title>a</title>c"), ("<style>p{}</stylex></style>", "<style>p{}</stylex></style>"),
    ("<plaintext>a</plaintext>", "<plaintext>a</plaintext></plaintext>"), ("<xmp><b></xmp>", "<xmp><b></xmp>"),
    // SVG and MathML.
    ("<svg><lineargradient viewbox=1 /><p>x", "<svg><linearGradient viewBox=\"1\"></linearGradient></svg><p>x</p>"),
    ("<svg><foreignobject><p>a</svg>b", "<svg><foreignObject><p>ab</p></foreignObject></svg>"),
    ("<math><mi><b>x</b></mi><![CDATA[<y>]]></math>", "<math><mi><b>x</b></mi>&lt;y&gt;</math>"),
    ("<svg><title><b>x</title></svg>", "<svg><title><b>x</b></title></svg>"),
    // Tags and attributes.
    ("<a b='1' B=2 c d=\"x>y\" e=f/>x</a>", "<a b=\"1\" c=\"\" d=\"x>y\" e=\"f/\">x</a>"), ("<a", ""), ("a<", "a&lt;"),
    ("</>x<//y>z<?pi?>", "x<!--/y-->z<!--?pi?-->"), ("<p/>x", "<p>x</p>"), ("<x-y Z>a</X-Y>", "<x-y z=\"\">a</x-y>"),
    ("<image src=a>", "<img src=\"a\">"), ("<pre>\n\nx</pre>", "<pre>\n\nx</pre>"),
    // Comments.
    ("<!-->a<!--->b<!-- c --!>d<!---->e<!-- --", "<!---->a<!---->b<!-- c -->d<!---->e<!-- -->"),
    // References.
    ("&copy &copy; &notit; &notin; &#x80; &#0; &#xD800; &#B &", "© © ¬it; ∉ € \u{FFFD} \u{FFFD} &amp;#B &amp;"),
    ("<a href='?a=1&copy=2&copy;&lt'>", "<a href=\"?a=1&amp;copy=2©<\"></a>"),
  ])
  func fragments(html: String, expected: String) {
    #expect(shown(html) == expected)
  }

  @Test func pagesHaveAHeadAndABody() throws {
    let tree = HTMLReader.document(Array("<!doctype html><title>T</title><meta a=b><p>x</p><!-- c -->".utf8))
    #expect(
      String(decoding: tree.html(in: HTMLTree.root), as: UTF8.self)
        == "<html><head><title>T</title><meta a=\"b\"></head><body><p>x</p><!-- c --></body></html>")
    let body = try #require(tree.body)
    #expect(tree.child(body, .p) != nil && tree.allText(in: HTMLTree.root) == "Tx")
  }

  @Test func placesOfTagsAreKnown() throws {
    let html = "<p>é <b>x</b>"
    let tree = HTMLReader.fragment(Array(html.utf8))
    let paragraph = try #require(tree.child(HTMLTree.fragment, .p))
    let bold = try #require(tree.child(paragraph, .b))
    #expect(tree.offset(paragraph) == 0 && tree.offset(bold) == 6)
  }

  /// Work stays in proportion to the text.
  @Test(arguments: [
    "<b>", "<div>", "<p><b>", "<b a=1><p>", "<a>", "<table><tr><td>", "<svg>", "<li>", "<!--", "<!", "<?", "</p>", "&",
    "<x a=\"",
    "<b></i>", "<template>", "<select><option>", "<h1>", "<font><p></font>", "<![CDATA[", "<script><!--",
  ])
  func hostileTextIsRead(piece: String) {
    let tree = HTMLReader.fragment(Array(String(repeating: piece, count: 5_000).utf8))
    #expect(tree.html(in: HTMLTree.fragment).count < 60 * 5_000 * piece.utf8.count + 1_000_000)
  }

  @Test func classesStandBetweenWhiteSpaceOfASCII() {
    let tree = HTMLReader.document(Array("<p class=' a\tB\n a\u{A0}b\u{B}c '>x</p><p>y</p>".utf8))
    var found: [[Substring]] = []
    _ = tree.first(below: HTMLTree.root) { node in
      if tree.element(node) == .p { found.append(tree.classes(node)) }
      return false
    }
    #expect(found == [["a", "B", "a\u{A0}b\u{B}c"], []])
  }
}
