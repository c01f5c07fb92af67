import Markup
import Testing

/// What reaches readers of what an author wrote for browsers.
@Suite struct ReaderContentTests {
  private func clean(_ html: String, _ policy: ContentPolicy = ContentPolicy()) -> String {
    let body = Body(Array(html.utf8), syntax: .html)
    return String(decoding: body.cleanHTML(page: "https://a.example/x/", policy: policy), as: UTF8.self)
  }

  @Test(arguments: [
    (
      "<picture><source srcset=/p.avif type=image/avif><img src=/p.jpg alt=P></picture>",
      "<picture><source srcset=\"https://a.example/p.avif\" type=\"image/avif\"><img src=\"https://a.example/p.jpg\" alt=\"P\"></picture>"
    ),
    ("<picture><source srcset=\"/p.webp\"><img alt=P></picture>", "<img src=\"https://a.example/p.webp\" alt=\"P\">"),
    (
      "<picture><source type=x><img src=/p.jpg></picture>",
      "<picture><img src=\"https://a.example/p.jpg\" alt=\"\"></picture>"
    ),
    (
      "<img src=blank.gif data-src=/real.jpg alt=R class=lazyload>",
      "<img src=\"https://a.example/real.jpg\" alt=\"R\">"
    ),
    ("<img data-src=/real.jpg loading=lazy>", "<img src=\"https://a.example/real.jpg\" alt=\"\">"),
    (
      "<img data-original=/o.jpg src=\"data:image/gif;base64,R0lGOD\">",
      "<img src=\"https://a.example/o.jpg\" alt=\"\">"
    ),
    (
      "<img srcset=\"/s.jpg 480w, /b.jpg 1200w, /h.jpg 3000w\" sizes=100vw alt=P>",
      "<img src=\"https://a.example/b.jpg\" srcset=\"https://a.example/s.jpg 480w, https://a.example/b.jpg 1200w, https://a.example/h.jpg 3000w\" sizes=\"100vw\" alt=\"P\">"
    ),
    (
      "<img src=1x1.png data-srcset=\"/a.jpg 1x, /b.jpg 2x\">",
      "<img src=\"https://a.example/b.jpg\" srcset=\"https://a.example/a.jpg 1x, https://a.example/b.jpg 2x\" alt=\"\">"
    ),
    (
      "<img class=lazy src=blank.gif><noscript><img src=/real.jpg alt=R></noscript>",
      "<img src=\"https://a.example/real.jpg\" alt=\"R\">"
    ),
    (
      "<img data-src=/real.jpg alt=R><noscript><img src=/real.jpg alt=R></noscript>",
      "<img src=\"https://a.example/real.jpg\" alt=\"R\">"
    ),
    ("<noscript><img src=/r.jpg></noscript><img data-src=/r.jpg>", "<img src=\"https://a.example/r.jpg\" alt=\"\">"),
    ("<p>a</p><noscript>Turn scripts on</noscript>", "<p>a</p>"),
    ("<img src=spacer.gif alt=x>", "<img src=\"https://a.example/x/spacer.gif\" alt=\"x\">"),
  ])
  func pictures(html: String, expected: String) {
    #expect(clean(html) == expected)
  }

  @Test(arguments: [
    (
      "<iframe src=\"https://www.youtube.com/embed/abc123XYZ_0?start=5\" title=\"A talk\"></iframe>",
      "<p><a href=\"https://www.youtube.com/watch?v=abc123XYZ_0&amp;t=5s\"><img src=\"https://i.ytimg.com/vi/abc123XYZ_0/hqdefault.jpg\" alt=\"A talk\"></a></p>"
    ),
    (
      "<p>See <iframe src=//player.vimeo.com/video/7?h=ab></iframe></p>",
      "<p>See <a href=\"https://vimeo.com/7/ab\">vimeo.com/7/ab</a></p>"
    ),
    (
      "<iframe src=/map title=Map></iframe>", "<p><a href=\"https://a.example/map\">Map</a></p>"
    ),
    (
      "<object data=/a.pdf></object><embed src=/b.swf>",
      "<p><a href=\"https://a.example/a.pdf\">a.example/a.pdf</a></p><p><a href=\"https://a.example/b.swf\">a.example/b.swf</a></p>"
    ),
    (
      "<object data=/a.svg type=image/svg+xml title=Graph></object>",
      "<img src=\"https://a.example/a.svg\" alt=\"Graph\">"
    ),
    ("<object data=x><p>a</p></object>", "<p>a</p>"),
    (
      "<object><param name=movie value=https://www.youtube.com/v/abc><embed src=https://www.youtube.com/v/abc></object>",
      "<p><a href=\"https://www.youtube.com/watch?v=abc\"><img src=\"https://i.ytimg.com/vi/abc/hqdefault.jpg\" alt=\"www.youtube.com/watch?v=abc\"></a></p>"
    ),
    (
      "<script src=https://gist.github.com/u/123.js></script>",
      "<p><a href=\"https://gist.github.com/u/123\">gist.github.com/u/123</a></p>"
    ),
    ("<script>alert(1)</script>", ""), ("<iframe src=javascript:alert(1)></iframe>", ""), ("<iframe></iframe>", ""),
    (
      "<video poster=p.png autoplay><source src=v.mp4 type=video/mp4>No video.</video>",
      "<video poster=\"https://a.example/x/p.png\" controls=\"\"><source src=\"https://a.example/x/v.mp4\" type=\"video/mp4\"><a href=\"https://a.example/x/v.mp4\">a.example/x/v.mp4</a></video>"
    ),
    ("<audio></audio>", ""),
    (
      "<lite-youtube videoid=abc playlabel=Talk></lite-youtube>",
      "<p><a href=\"https://www.youtube.com/watch?v=abc\"><img src=\"https://i.ytimg.com/vi/abc/hqdefault.jpg\" alt=\"Talk\"></a></p>"
    ),
  ])
  func embeds(html: String, expected: String) {
    #expect(clean(html) == expected)
  }

  @Test func framesStayOrGoWhereThatIsAskedFor() {
    let html =
      "<iframe src=https://www.youtube.com/embed/a width=9></iframe><iframe src=https://other.example/></iframe>"
    #expect(
      clean(html, ContentPolicy(embeds: .keep))
        == "<iframe src=\"https://www.youtube.com/embed/a\" width=\"9\"></iframe><p><a href=\"https://other.example/\">other.example/</a></p>"
    )
    #expect(clean(html, ContentPolicy(embeds: .drop)) == "")
  }

  @Test(arguments: [
    (
      "<ul><li><input type=checkbox disabled> a</li><li><input type=checkbox checked>b</li></ul>",
      "<ul><li>☐ a</li><li>☑ b</li></ul>"
    ),
    (
      "<pre><code class=\"language-swift hljs\">let</code></pre>",
      "<pre><code class=\"language-swift\">let</code></pre>"
    ),
    (
      "<div class=\"language-ruby highlighter-rouge\"><div class=highlight><pre class=highlight><code><span class=k>if</span></code></pre></div></div>",
      "<div><div><pre><code class=\"language-ruby\"><span>if</span></code></pre></div></div>"
    ),
    ("<pre><code class=\"lang-x onload\">a</code></pre>", "<pre><code class=\"language-x\">a</code></pre>"),
    ("<code class=\"note\">a</code>", "<code>a</code>"),
    ("<pre>\n\n  a\n\n    b\t|</pre>", "<pre>\n\n  a\n\n    b\t|</pre>"),
    ("<details><summary>More</summary>Text</details>", "<details><summary>More</summary>Text</details>"),
    (
      "<math display=block><mi onclick=x>x</mi><semantics><annotation>x</annotation></semantics></math>",
      "<math display=\"block\"><mi>x</mi></math>"
    ),
    ("<svg><title>Logo</title><script>1</script><path d=x /></svg>", "Logo"),
    ("<svg aria-hidden=true><title>Logo</title></svg>", ""),
    ("<p>a <span hidden>b</span><span style=\"display: none\">c</span></p>", "<p>a </p>"),
    ("<ol start=3 reversed><li value=7>a</li></ol>", "<ol start=\"3\" reversed=\"\"><li value=\"7\">a</li></ol>"),
    ("<acronym title=X>a</acronym><menu><li>b</menu>", "<abbr title=\"X\">a</abbr><ul><li>b</li></ul>"),
    ("<fieldset><legend>L</legend>a</fieldset>", "<div><div>L</div>a</div>"),
    ("&copy 1 &check; &Kopf; It&#146;s A&#B &notit;", "© 1 ✓ 𝕂 It’s A&amp;#B ¬it;"),
    ("One <!--> two <!---> three <!-- x --!> four", "One  two  three  four"),
    ("<h2>One<h3>Two", "<h2>One</h2><h3>Two</h3>"),
    ("<a href=\"/?a=1&copy=2&amp;b\">x</a>", "<a href=\"https://a.example/?a=1&amp;copy=2&amp;b\">x</a>"),
    ("<ruby>漢<rp>(<rt>かん<rp>)</ruby>", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>"),
  ])
  func elements(html: String, expected: String) {
    #expect(clean(html) == expected)
  }

  @Test func proseIsWithoutNotesCodeAndHeadings() {
    let html =
      "<h1>Head</h1><p>One<sup class=\"footnote-ref\"><a href=\"#fn1\">1</a></sup>.</p><pre>code</pre><p>Two.</p><section class=\"footnotes\"><ol><li>Note ↩</li></ol></section>"
    #expect(Body(Array(html.utf8), syntax: .html).prose(limit: 100) == "One. Two.")
    #expect(Body(Array("<h1>Only</h1>".utf8), syntax: .html).prose(limit: 100) == "Only")
    #expect(Body(Array("<p>x</p><h2>A <em>head</em></h2>".utf8), syntax: .html).firstHeading == "A head")
  }

  @Test func textBehindLongMarkupIsFound() {
    let html = "<p>" + String(repeating: "<a href=\"https://a.example/a/long/address\"></a>", count: 2_000) + "End</p>"
    #expect(Body(Array(html.utf8), syntax: .html).plainText(limit: 50) == "End")
  }
}
