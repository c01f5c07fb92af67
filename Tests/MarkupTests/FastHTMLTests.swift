import MarkdownParsing
import TestSupport
import Testing

@testable import Markup

/// The cleaner of simple HTML says what the one behind a whole parser says, or nothing.
@Suite struct FastHTMLTests {
  private static let page = URIReference("https://example.org/news/item/")

  private func simple(_ html: String) -> String? {
    unsafe FastHTMLCleaner.clean(Array(html.utf8), addresses: URLPolicy(base: FastHTMLTests.page))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func any(_ html: String) -> String {
    String(decoding: TreeHTMLCleaner.clean(Array(html.utf8), base: page), as: UTF8.self)
  }

  @Test func readsWhatBodiesAreMadeOf() {
    let html = """
      <h2>A &amp; B</h2><p><img src="/a.png"> <a href="https://example.com/?a=1&amp;b=2" onclick="x()">text</a>&nbsp;1 > 0 "q"</p>
      <ul><li>one</li><li><strong>two</strong><br/></li></ul>
      """
    #expect(simple(html) == FastHTMLTests.any(html))
    #expect(simple(html)?.contains("<img src=\"https://example.org/a.png\" alt=\"\">") == true)
    #expect(simple(html)?.contains("onclick") == false)
  }

  @Test(
    arguments: [
      "text", "<p>a<p>b", "<p>a</strong></p>", "<script>x</script>", "<p>a & b</p>", "<p>&copy; a</p>", "<p>a < b</p>",
      "<a href='x'>a</a>", "<p><a href=x>a</a></p>", "<p><a href='x'><a href='y'>a</a></a></p>", "<table></table>",
      "<p><!-- x --></p>", "<P>a</P>", "<p>a", "<p><ul></ul></p>", "<p><form>a</form></p>", "<p>\u{1}</p>",
    ])
  func leavesTheRestToTheParser(html: String) { #expect(simple(html) == nil) }

  @Test func agreesWithTheParserOnGeneratedAndMutatedBodies() {
    var maker = HTMLMaker(seed: 11)
    let rounds = 40_000
    var accepted = 0
    for round in 0..<rounds {
      var html = maker.body()
      if round % 2 == 1 { html = maker.mutated(html) }
      guard let found = simple(html) else { continue }
      accepted += 1
      guard found == FastHTMLTests.any(html) else {
        Issue.record(
          "\(html.debugDescription)\n\(found.debugDescription)\n\(FastHTMLTests.any(html).debugDescription)")
        return
      }
    }
    #expect(accepted > rounds / 3, "only \(accepted) of \(rounds) were read")
  }
}

/// A text that is one block of HTML is what the Markdown parser makes of it.
@Suite struct HTMLBlockTests {
  @Test func agreesWithTheParser() {
    var maker = HTMLMaker(seed: 4)
    var whole = 0
    for round in 0..<20_000 {
      let text = round % 2 == 1 ? maker.mutated(maker.body()) : maker.body()
      let bytes = Array(text.utf8)
      guard HTMLBlock.isWhole(bytes) else { continue }
      whole += 1
      let parsed = MarkdownRenderer.html(from: bytes)
      #expect(parsed.trimmedOfBreaks == bytes.trimmedOfBreaks, "\(text.debugDescription)")
    }
    #expect(whole > 5000)
  }

  @Test(arguments: [
    "text", "<p>a\n\nb", "<p>a\n \t\nb</p>", "<em>a</em>", "<px>a</px>", "\n<p>a</p>", "<p>a\r\nb</p>", "<P>a</P>", "",
  ])
  func leavesTheRestToTheParser(text: String) { #expect(!HTMLBlock.isWhole(Array(text.utf8))) }
}

extension [UInt8] {
  fileprivate var trimmedOfBreaks: [UInt8] {
    var copy = self
    while let last = copy.last, last <= 0x20 { copy.removeLast() }
    return copy
  }
}

/// Makes bodies of simple HTML, and breaks them.
private struct HTMLMaker {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func body() -> String {
    var out = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let block = pick(["p", "p", "p", "p", "h2", "h3", "ul", "ol"])
      if block == "ul" || block == "ol" {
        out += "<\(block)>" + pick(["", "", "\n"])
        for _ in 0..<Int.random(in: 1...3, using: &random) { out += "<li>\(inline(0))</li>" + pick(["", "", "\n"]) }
        out += "</\(block)>"
      } else {
        out += "<\(block)\(attributes(block))>\(inline(0))</\(block)>"
      }
      out += pick(["", "", "", "\n", "\n\n", " "])
    }
    return out
  }

  mutating func mutated(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(place + Int.random(in: 1...8, using: &random), bytes.count)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: pick(marks).utf8, at: place)
      case 2: bytes[place] = pick(marks).utf8.first ?? 0x20
      default: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return String(
      decoding: XMLCharacters.removingForbidden(from: Array(String(decoding: bytes, as: UTF8.self).utf8)), as: UTF8.self
    )
  }

  private let marks = [
    "<", ">", "\"", "'", "/", "&", ";", "&amp;", "&lt;", " ", "\n", "<p>", "</p>", "<b>", "</b>", "<br>",
    "<a href=\"x\">", "=", "é",
    "<li>", "</ul>", "<div>", "<span>", "!", "<!--", "-->", "\u{A0}", "<img src=\"a.png\">", "\t", "x", "P", "&#65;",
    "&copy",
  ]
  private let texts = [
    "one", "two words", "café", "a &amp; b", "1 &lt; 2", "&nbsp;", "\"q\"", "x > y", " ", "\n", "日本", "it's", "50%",
  ]
  private let addresses = [
    "https://example.com/a", "http://example.com/?a=1&amp;b=2", "/images/1.png", "page", "#top", "//example.net/x",
    "../up",
    "https://example.com/a/../b", "mailto:a@example.org", "javascript:x()", "https://example.com/a b", "",
    "data:image/png;base64,AA",
    "https://EXAMPLE.com/%41%zz", "/a/./b", "http:///x", "https://example.com/[x]",
  ]

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

  private mutating func inline(_ depth: Int) -> String {
    var out = ""
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: out += "<img src=\"\(pick(addresses))\"\(attributes("img"))" + pick([">", "/>", " />"])
      case 1: out += pick(["<br>", "<br/>", "<br />"])
      case 2 where depth < 3: out += "<a href=\(quoted(pick(addresses)))\(attributes("a"))>\(inline(3))</a>"
      case 3, 4:
        guard depth < 3 else { continue }
        let name = pick(["b", "i", "em", "strong", "code", "sub", "sup", "u", "s", "small"])
        out += "<\(name)>\(inline(depth + 1))</\(name)>"
      default: out += pick(texts)
      }
    }
    return out
  }

  private mutating func quoted(_ value: String) -> String { pick(["\"\(value)\"", "\"\(value)\"", "'\(value)'"]) }

  private mutating func attributes(_ element: String) -> String {
    guard Int.random(in: 0..<4, using: &random) == 0 else { return "" }
    let name = pick([
      "class", "title", "alt", "width", "id", "onclick", "style", "lang", "rel", "data", "height", "dir", "type",
    ])
    return " \(name)=" + quoted(pick(["x", "a &amp; b", "1", "", "café", "a > b", "it&quot;s"]))
  }
}
