import TestSupport
import Testing

@testable import HTMLParsing

/// Tags without a tree are those that the tokenizer reads.
@Suite struct TagReaderTests {
  /// A tag as both report it.
  struct Tag: Equatable, CustomStringConvertible {
    var offset: Int
    var name: String
    var isEnd: Bool
    var isSelfClosing = false
    var attributes: [String] = []
    var description: String { "\(offset)\(isEnd ? "/" : "")\(name)\(attributes)\(isSelfClosing ? "/" : "")" }
  }

  private static let raw: Set = ["style", "xmp", "iframe", "noembed", "noframes", "title", "textarea", "script"]

  private func tokenized(_ html: [UInt8]) -> [Tag] {
    var (tree, tokenizer, tags) = (HTMLTree(), Tokenizer(html), [Tag]())
    while true {
      let token = tokenizer.next(&tree, allowsCDATA: false, keepsNUL: false)
      if token == .end { return tags }
      guard token == .startTag || token == .endTag else { continue }
      let name = String(decoding: tree.names[tokenizer.name], as: UTF8.self)
      var tag = Tag(offset: tokenizer.offset, name: name, isEnd: token == .endTag)
      tag.isSelfClosing = tokenizer.isSelfClosing
      tag.attributes = tree.attributes[Int(tokenizer.attributes.lowerBound)..<Int(tokenizer.attributes.upperBound)].map
      {
        String(decoding: tree.names[$0.name], as: UTF8.self) + "="
          + String(decoding: tree.text[Int($0.start)..<Int($0.end)], as: UTF8.self)
      }
      tags.append(tag)
      guard token == .startTag, TagReaderTests.raw.contains(name) else { continue }
      tokenizer.state = name == "script" ? .script : name == "title" || name == "textarea" ? .rcdata : .rawText
    }
  }

  private func read(_ html: [UInt8]) -> [Tag] {
    var (reader, tags) = (TagReader(html, 0..<html.count), [Tag]())
    while true {
      let token = reader.next()
      var isEnd = false
      switch token {
      case .end: return tags
      case .startTag: isEnd = false
      case .endTag: isEnd = true
      default: continue
      }
      let name = String(decoding: html[reader.name].map(\.lowercasedASCII), as: UTF8.self)
      var tag = Tag(offset: reader.offset, name: name, isEnd: isEnd)
      var seen: Set<String> = []
      while let (name, value) = reader.nextAttribute() {
        let name = String(decoding: html[name].map(\.lowercasedASCII), as: UTF8.self)
        guard seen.insert(name).inserted else { continue }
        let value = CharacterReference.decoded(Array(html[value]), in: .attribute)
        tag.attributes.append(name + "=" + String(decoding: value, as: UTF8.self))
      }
      guard !reader.isCut else { continue }
      tag.isSelfClosing = reader.isSelfClosing
      tags.append(tag)
      if !isEnd, TagReaderTests.raw.contains(name) { reader.skipRawText(of: Array(name.utf8)) }
    }
  }

  @Test(arguments: [
    "<!-->a<b>", "<!--->a<b>", "<!-- <i> --!><b>", "<!-- > -- > <i> --><b>", "<a b=c\"d e='>' f=>g",
    "<a/b/ c=/d><e/ ><f/>",
    "</><b></ c><d>", "</a b='>'>c<d>", "<script><!--<script></script><b></script><i>",
    "<title><b></titles></title/x><i>",
    "<b<i>c", "<a =b==c>", "<x:y><z.w><é>", "<a", "<a b", "<a b=", "<a b='c", "</a", "<?a <b> ?><c>", "<!x <b>><c>",
    "<",
    "<a href='&#106;ava' href=2 &amp=&lt>", "a & b < c <d>", "<SCRIPT>x</sCript\t><B C=D>",
  ])
  func tagsAreTheTokenizers(html: String) { #expect(read(Array(html.utf8)) == tokenized(Array(html.utf8))) }

  @Test func tagsOfMadeUpTextAreTheTokenizers() {
    let pieces = [
      "<", ">", "</", "/", "=", "'", "\"", " ", "\n", "<!--", "-->", "--!>", "-", "<!", "<?", "a", "b c", "<p>", "</p>",
      "<a href=x>",
      "<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<br/>", "&amp;", "&#39;", "&", "é",
      "<svg/>", "x='y'",
    ]
    var random = SeededGenerator(seed: 25)
    for _ in 0..<20_000 {
      let html = (0..<Int.random(in: 1...14, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let bytes = Array(html.utf8)
      #expect(read(bytes) == tokenized(bytes), "\(html)")
    }
  }
}
