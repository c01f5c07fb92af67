import TestSupport
import Testing

@testable import Syndication

/// Escaping looks at many bytes at a time, and must find what a look at each finds.
@Suite struct EscapingTests {
  private func escaped(_ text: [UInt8]) -> (xml: [UInt8], json: [UInt8], xmlSize: Int, jsonSize: Int) {
    var (xml, json): ([UInt8], [UInt8]) = ([], [])
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe XMLEscape.append(text, isAttribute: false, to: &xml)
      unsafe JSONWriter.quote(text, to: &json)
      return unsafe (xml, json, EscapedSize.xml(text), EscapedSize.json(text))
    }
  }

  @Test func agreesWithALookAtEachCharacter() {
    var random = SeededGenerator(seed: 8)
    let plain = Array("abcdefghij klmnop é–😀 0123456789.,;:!?/").map(String.init)
    let marks = ["<", ">", "&", "\"", "\\", "\n", "'", "=", "%", "#", "]", "\u{FFFD}", "ï"]
    for round in 0..<4000 {
      let rarity = round % 40 + 1
      let text = (0..<Int.random(in: 0...round / 10, using: &random)).map { _ in
        (Int.random(in: 0..<rarity, using: &random) == 0 ? marks : plain).randomElement(using: &random) ?? ""
      }.joined()
      let found = escaped(Array(text.utf8))
      let xml = text.map { ["<": "&lt;", ">": "&gt;", "&": "&amp;"][$0] ?? String($0) }.joined()
      let json = text.map { ["\"": "\\\"", "\\": "\\\\", "\n": "\\n"][$0] ?? String($0) }.joined()
      #expect(String(decoding: found.xml, as: UTF8.self) == xml)
      #expect(String(decoding: found.json, as: UTF8.self) == "\"" + json + "\"")
      #expect(found.xmlSize == found.xml.count)
      #expect(found.jsonSize == found.json.count)
    }
  }

  @Test func leavesOutWhatXMLHasNot() {
    for length in 0..<40 {
      let filler = String(repeating: "x", count: length)
      for (forbidden, instead) in [("\u{1}", ""), ("\u{FFFE}", ""), ("\u{FFFF}", ""), ("\r", "&#13;")] {
        let found = escaped(Array((filler + forbidden + filler).utf8))
        #expect(String(decoding: found.xml, as: UTF8.self) == filler + instead + filler)
      }
    }
  }
}
