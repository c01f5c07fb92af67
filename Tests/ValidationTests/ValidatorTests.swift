import Testing
import TidingsCore
import Validation

@Suite struct ValidatorTests {
  private func validate(_ text: String, address: String? = nil) -> Verdict {
    Validator().validate(Array(text.utf8), path: "d", address: address)
  }

  private func rules(_ verdict: Verdict) -> [String] { verdict.findings.map(\.rule) }

  private func sitemap(_ urls: some Sequence<String>) -> String {
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\""
      + " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">" + urls.joined() + "</urlset>"
  }

  @Test func fiftyThousandAddressesAreTheMost() {
    func numbered(_ count: Int) -> [String] { (1...count).map { "<url><loc>https://a.example/\($0)</loc></url>\n" } }
    #expect(validate(sitemap(numbered(50_000))).findings.isEmpty)
    #expect(rules(validate(sitemap(numbered(50_001)))) == ["sitemap.count"])
  }

  @Test func fiftyMegabytesAreTheMost() {
    let comment = "<!--" + String(repeating: "x", count: 52_428_800) + "-->"
    #expect(rules(validate(sitemap(["<url><loc>https://a.example/</loc></url>", comment]))).contains("sitemap.size"))
  }

  @Test func imagesAndNewsHaveTheirLimits() {
    let image = "<image:image><image:loc>https://a.example/i.png</image:loc></image:image>"
    func page(_ count: Int) -> String {
      "<url><loc>https://a.example/</loc>" + String(repeating: image, count: count) + "</url>"
    }
    #expect(validate(sitemap([page(1000)])).findings.isEmpty)
    #expect(rules(validate(sitemap([page(1001)]))) == ["sitemap.image.count"])
    func article(_ number: Int) -> String {
      "<url><loc>https://a.example/\(number)</loc><news:news><news:publication><news:name>A</news:name><news:language>en"
        + "</news:language></news:publication><news:publication_date>2026-01-01</news:publication_date><news:title>T"
        + "</news:title></news:news></url>"
    }
    #expect(validate(sitemap((1...1000).map(article))).findings.isEmpty)
    #expect(rules(validate(sitemap((1...1001).map(article)))) == ["sitemap.news.count"])
  }

  @Test func placesAreThoseOfTheElement() {
    let text =
      "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>é</title>\n  <link>https://a.example/</link>"
      + "<description>d</description>\n  <item><title>医療</title><guid\n isPermaLink=\"true\">x</guid></item></channel></rss>"
    let finding = validate(text).findings.first { $0.rule == "rss.guid.permalink" }
    #expect(finding?.location == SourceLocation(path: "d", line: 4, column: 26))
  }

  @Test(arguments: [
    "", " ", "<", "<a>", "<a></b>", "<rss>&nbsp;</rss>", "<rss version=2.0/>", "plain text", "\u{0}",
    "<rss version=\"2.0\"><channel>", "<a b='1' b='2'/>",
  ])
  func brokenXMLHasOneClearFault(text: String) {
    let verdict = validate(text)
    #expect(!verdict.isValid)
    let causes: Set = [
      "xml.well-formed", "xml.entity.defined", "xml.ampersand", "xml.character", "xml.declaration.first",
    ]
    #expect(verdict.findings.count { causes.contains($0.rule) } == 1, "\(verdict.findings)")
  }

  @Test func everyFaultIsReportedWithItsCause() {
    let text = """
      <?xml version="1.0"?>
      <rss version="2.0"><channel><title>Tom & Jerry&nbsp;</title>
      <link>https://a.example/?a=1&b=2</link><bogus/>
      <item><title>\u{3}</title><guid>nope</guid></item>
      </channel></rss>
      """
    let found = validate(text).findings.map { "\($0.location.line):\($0.location.column) \($0.rule)" }
    for expected in [
      "2:40 xml.ampersand", "2:47 xml.entity.defined", "3:29 xml.ampersand", "3:40 rss.element.known",
      "4:14 xml.character", "4:23 rss.guid.permalink", "2:20 rss.element.required",
    ] {
      #expect(found.contains(expected), "\(expected) is not in \(found)")
    }
  }

  @Test func valuesOfJSONAreCounted() {
    func feed(_ count: Int) -> String {
      let items = Array(repeating: "{}", count: count).joined(separator: ",")
      return "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"A\", \"items\": [\(items)]}"
    }
    var validator = Validator()
    validator.valueLimit = 100
    func reported(_ count: Int) -> [String] {
      validator.validate(Array(feed(count).utf8), path: "feed.json").findings.map(\.rule)
    }
    #expect(reported(96).filter { $0 == "json.size" } == [] && reported(96).contains("json.item.id"))
    #expect(reported(97).filter { !$0.hasPrefix("document.") } == ["json.size"])
    validator.valueLimit = nil
    #expect(reported(500_000).contains("json.size") && !reported(1000).contains("json.size"))
  }

  @Test func whatIsOfTwoBytesWithoutAMarkIsReportedOnce() {
    let feed =
      "<rss version=\"2.0\"><channel><title>A</title><link>https://a.example/</link>"
      + "<description>B</description></channel></rss>"
    let units = Array(feed.utf16)
    for isBig in [true, false] {
      let bytes = units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let verdict = Validator().validate(bytes, path: "feed.xml")
      #expect(verdict.format == .rss)
      #expect(verdict.findings.filter { $0.severity == .error }.map(\.rule) == ["document.encoding"])
      let marked = Validator().validate((isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) + bytes, path: "feed.xml")
      #expect(marked.isValid)
    }
  }

  @Test func whatIsMadeToWearParsersOutIsRefused() {
    let attributes = (0..<5000).map { "attribute\($0)=\"1\"" }.joined(separator: " ")
    #expect(rules(validate("<rss version=\"2.0\"><channel \(attributes)/></rss>")).contains("xml.size"))
    let elements = String(repeating: "<a/>", count: 600_000)
    #expect(rules(validate("<rss version=\"2.0\"><channel>\(elements)</channel></rss>")).contains("xml.size"))
    // A long text is none of it.
    let text = String(repeating: "x = 1 ", count: 100_000)
    #expect(
      !rules(validate("<rss version=\"2.0\"><channel><title>\(text)</title></channel></rss>")).contains("xml.size"))
    let nested = String(repeating: "&lt;div&gt;", count: 100_000)
    let deep = validate(
      "<rss version=\"2.0\"><channel><item><description>\(nested)</description></item></channel></rss>")
    #expect(rules(deep).contains("html.markup"))
  }

  @Test(arguments: [
    ("<p><a href=\"&amp;#106;avascript:a()\">b</a></p>", ["html.attribute.safe"]),
    ("<a href=\"java&amp;Tab;script:a()\">b</a>", ["html.attribute.safe"]),
    ("<!--><p>Shown</p>", []), ("<!-- <i> --!><p>Shown</p>", []), ("<p title='a>b'>c</p>", []),
    ("<svg><title>a</title><path d='M0 0'/><g><circle/></g></svg><p>c</p>", ["html.element.known"]),
    ("<svg><path><p>out</p>", ["html.element.known"]),
    ("<svg><script>a()</script></svg>", ["html.element.known", "html.element.safe"]),
    ("<svg><foreignObject><p>a</p></foreignObject></svg>", ["html.element.known"]),
    ("<math><mi>x</mi><mo>=</mo><mn>1</mn></math>", ["html.element.known"]),
    ("<plaintext><p>no <b>", ["html.element.safe", "html.markup"]),
  ])
  func htmlIsReadAsBrowsersReadIt(html: String, expected: [String]) {
    let text =
      "<rss version=\"2.0\"><channel><item><description><![CDATA[\(html)]]></description></item></channel></rss>"
    #expect(rules(validate(text.replacing("&amp;", with: "&"))).filter { $0.hasPrefix("html") }.sorted() == expected)
  }

  @Test func theServerSaysTheEncoding() {
    let text =
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><opml version=\"2.0\"><head/><body><outline text=\"é\"/></body></opml>"
    func validate(_ bytes: [UInt8], _ charset: String?) -> [String] {
      rules(Validator(charset: charset).validate(bytes, path: "d"))
    }
    #expect(validate(Array(text.utf8), "utf-8") == ["document.encoding.mismatch"])
    #expect(validate(Array(text.utf8), nil) == ["document.utf-8"])
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    #expect(validate(latin, "utf-8").contains("document.encoding"))
    #expect(validate(latin, "ISO-8859-1") == ["document.utf-8"])
    #expect(validate([0xEF, 0xBB, 0xBF] + Array(text.utf8), "iso-8859-1").isEmpty)
  }

  @Test func robotsLieAtTheRootAndAreSmall() {
    let text = "User-agent: *\nDisallow: /private/\n"
    func validate(_ text: String, _ path: String) -> [String] {
      rules(Validator().validate(Array(text.utf8), path: "robots.txt", address: "https://a.example" + path))
    }
    #expect(validate(text, "/robots.txt").isEmpty)
    #expect(validate(text, "/blog/robots.txt") == ["robots.place"])
    #expect(validate(text + String(repeating: "# x\n", count: 130_000), "/robots.txt") == ["robots.size"])
  }

  @Test func attributesHaveTheirOwnPlace() {
    let text =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<link rel='self'\n  length = \"x>y\" colour=\"red\" href=\"/a\"/></feed>"
    let found = validate(text).findings.map { "\($0.location.line):\($0.location.column) \($0.rule)" }
    #expect(found.contains("3:3 atom.value"))
    #expect(found.contains("3:18 atom.attribute.known"))
  }

  @Test func nothingIsFetchedOrExpanded() {
    let bomb = "<!DOCTYPE r [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;\">]><rss version=\"2.0\">&b;</rss>"
    #expect(rules(validate(bomb)).contains("xml.entities"))
    let external = "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\">&a;</rss>"
    #expect(rules(validate(external)).contains("xml.entities"))
    let subset = "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><rss version=\"2.0\"/>"
    #expect(rules(validate(subset)).contains("xml.doctype"))
  }

  @Test func anAmpersandInAnAddressIsOne() {
    let address = "https://a.example/?f=rss&t=1"
    let text =
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>"
      + "<link>https://a.example/</link><description>d</description>"
      + "<atom:link rel=\"self\" href=\"https://a.example/?f=rss&amp;t=1\"/></channel></rss>"
    #expect(validate(text, address: address).findings.isEmpty)
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(rules(validate("<rss version=\"2.0\">" + deep)) == ["xml.depth"])
    let json = String(repeating: "[", count: 100_000)
    #expect(rules(validate("{\"a\":" + json)) == ["json.well-formed"])
  }

  @Test func otherEncodingsAreRead() {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-16\"?><opml version=\"2.0\"><head/><body><outline text=\"é\"/></body></opml>"
    let bytes: [UInt8] = [0xFE, 0xFF] + Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let verdict = Validator().validate(bytes, path: "d")
    #expect(verdict.format == .opml)
    #expect(verdict.isValid)
    #expect(rules(verdict) == ["document.utf-8"])
  }

  @Test func scopeIsThatOfTheSitemapsFolder() {
    let text = sitemap(["<url><loc>https://a.example/news/x</loc></url>"])
    #expect(validate(text, address: "https://a.example/sitemap.xml").isValid)
    #expect(validate(text, address: "https://a.example/news/sitemap.xml").isValid)
    #expect(rules(validate(text, address: "https://a.example/feeds/sitemap.xml")) == ["sitemap.scope"])
    #expect(rules(validate(text, address: "https://b.example/sitemap.xml")) == ["sitemap.scope"])
    #expect(rules(validate(text, address: "http://a.example/sitemap.xml")) == ["sitemap.scope"])
  }

  @Test(arguments: [
    "{", "{\"a\":}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":\"\\x\"}", "{\"a\":\"\n\"}", "{\"a\":tru}", "{}x", "{\"a\" 1}",
  ])
  func brokenJSON(text: String) {
    #expect(rules(validate(text)) == ["json.well-formed"])
  }
}
