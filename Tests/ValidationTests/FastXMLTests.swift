import TestSupport
import Testing

@testable import Validation

/// The reader of common XML says what libxml2 says, or nothing.
@Suite struct FastXMLTests {
  private func tree(_ xml: String) -> XMLTree? { FastXMLReader.read(Array(xml.utf8), elementLimit: 1000) }

  @Test func readsWhatFeedsAreMadeOf() throws {
    let xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <!-- made by hand -->
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media='http://search.yahoo.com/mrss/' xml:lang="en">
        <title type="html">A &amp;amp; B – &#x2014;&#10;</title>
        <link href="https://example.org/?a=1&amp;b=2" media:x='"'/>
        <content><![CDATA[<p>a ]] b</p>]]></content >
      </feed>
      """
    let found = tree(xml)
    let tree = try #require(found)
    #expect(tree == LibXML2Reader.read(Array(xml.utf8)).tree)
    #expect(tree.nodes.count == 4)
    #expect(tree.string(1) == "A &amp; B – —")
    #expect(tree.attribute(2, "href") == "https://example.org/?a=1&b=2")
    #expect(tree.attribute(2, "x", Namespaces.media) == "\"")
    #expect(tree.string(3) == "<p>a ]] b</p>")
  }

  @Test(
    arguments: [
      "", "a", "<a>", "<a></b>", "<a/><b/>", "<a/>b", "<!DOCTYPE a><a/>", "<?xml version='1.0'?><a/>", "<?x?><a/>",
      "<a b=\"1\" b=\"2\"/>", "<a b=\"1\"c=\"2\"/>", "<a b=\"<\"/>", "<a b=\"1\n2\"/>", "<a b = \"1\"/>", "<a b/>",
      "<a>&nbsp;</a>", "<a>&</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFF;</a>", "<a>&#;</a>", "<a>&#13;</a>",
      "<a>]]></a>", "<a><![CDATA[</a>", "<a><!-- -- --></a>", "<a><!-- ---></a>", "<a>\r\n</a>", "<a>\u{1}</a>",
      "<a>\u{FFFE}</a>", "<a>\u{FFFF}</a>", "<é/>", "<a:b/>", "<a b:c=\"\"/>", "<a xmlns:b=\"\"/>", "<a xmlns=\"x\"/>",
      "<a xmlns=\"http://\"/>", "<a xmlns=\"http://a:b\"/>", "<a xmlns=\"http://a#b#c\"/>",
      "<a xmlns:xml=\"http://a\"/>",
      "<a><b xmlns=\"http://a\"/></a>", "<a xmlns:b=\"http://a\" xmlns:b=\"http://a\"/>",
      "<a xmlns:b=\"http://a\" xmlns:c=\"http://a\" b:d=\"\" c:d=\"\"/>", "<a:b:c/>", "<:a/>", "<a:/>", "<1/>", "< a/>",
      "<a><?x?></a>", "<a", "<a/", "<a b=\"", "<a>&lt", "<a>&#x20", "<a><!", "<a></a", "<a></", "<a><",
    ])
  func leavesTheRestToTheParser(xml: String) { #expect(tree(xml) == nil) }

  @Test func agreesOnEveryFixture() throws {
    var read = 0
    for folder in ["rss", "atom", "sitemap", "sitemapindex", "opml"].map({ "documents/" + $0 }) {
      for path in try Fixtures.names(in: folder).map({ folder + "/" + $0 }) where path.hasSuffix(".xml") {
        let bytes = try Fixtures.bytes(path)
        guard TextEncoding.decode(bytes).utf8 == bytes else { continue }
        #expect(XMLTreeReader.readersAgree(on: bytes), "\(path)")
        read += FastXMLReader.read(bytes, elementLimit: .max) == nil ? 0 : 1
      }
    }
    #expect(read > 100)
  }

  @Test func agreesOnGeneratedAndMutatedDocuments() {
    var maker = XMLMaker(seed: 3)
    let rounds = 20_000
    var accepted = 0
    for round in 0..<rounds {
      let bytes = round % 2 == 1 ? maker.mutated(maker.document()) : maker.document()
      guard FastXMLReader.read(bytes, elementLimit: .max) != nil else { continue }
      accepted += 1
      guard XMLTreeReader.readersAgree(on: bytes) else {
        Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
    #expect(accepted > rounds / 3, "only \(accepted) of \(rounds) were read")
  }
}

/// Makes small documents of the XML that feeds are made of, and breaks them.
private struct XMLMaker {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private let names = ["item", "a:link", "media:x.y", "title", "b", "_c-d", "xml:lang", "xml:base"]
  private let texts = [
    "text", " ", "\n  ", "é – “x”", "&amp;", "&lt;p&gt;", "&#38;", "&#x1F600;", "&#9;", "]]", "]", ">", "'", "\"", "\t",
    "<!-- c -->", "<![CDATA[<p>&amp;]]>", "\u{FFFD}", "&quot;&apos;",
  ]
  private let marks = [
    "<", ">", "/", "=", "\"", "'", "&", ";", "#", "]", "]]>", "--", "!", "?", ":", " ", "xmlns", "xmlns:a=\"http://a\"",
    "&#x0;", "&#65;", "<b>", "</b>", "<b/>", "\u{1}", "\r", "\n", "\u{FFFF}", "é", "x", "<?p?>", "<!--", "-->",
    "CDATA[",
  ]

  private mutating func pick(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func document() -> [UInt8] {
    var out = pick(["", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "<?xml version=\"1.0\"?>", "\n", "<!-- x -->"])
    let root = pick(["feed", "a:rss", "media:b"])
    out += "<\(root) xmlns:a=\"http://a.example/\" xmlns:media='http://search.yahoo.com/mrss/'"
    if number(0...1) == 0 {
      out += pick([" xmlns=\"http://www.w3.org/2005/Atom\"", " xmlns=\"https://b.example/c#\""])
    }
    out += attributes() + ">"
    for _ in 0..<number(0...4) { out += content(3) }
    return Array((out + "</\(root)>" + pick(["", "\n", " \n"])).utf8)
  }

  private mutating func attributes() -> String {
    (0..<number(0...2)).reduce(into: "") { out, _ in
      let quote = pick(["\"", "'"])
      let value = (0..<number(0...3)).map { _ in pick(texts) }.joined()
      out += " \(pick(names))=\(quote)\(value.filter { !"<\n\t".contains($0) && String($0) != quote })\(quote)"
    }
  }

  private mutating func content(_ depth: Int) -> String {
    guard depth > 0, number(0...2) > 0 else { return pick(texts) }
    let name = pick(names)
    if number(0...4) == 0 { return "<\(name)\(attributes())/>" }
    let inner = (0..<number(0...3)).map { _ in content(depth - 1) }.joined()
    return "<\(name)\(attributes())>\(inner)</\(name)\(pick(["", "", " "]))>"
  }

  mutating func mutated(_ document: [UInt8]) -> [UInt8] {
    var bytes = document
    for _ in 0..<number(1...2) where !bytes.isEmpty {
      let place = number(0...(bytes.count - 1))
      let end = min(place + number(1...8), bytes.count)
      switch number(0...3) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: pick(marks).utf8, at: place)
      case 2: bytes.replaceSubrange(place..<(place + 1), with: pick(marks).utf8)
      default: bytes.insert(contentsOf: bytes[place..<end], at: number(0...bytes.count))
      }
    }
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
