import Foundation
import TestSupport
import Testing

@testable import DataFormats

/// One object of JSON, against another reader.
@Suite struct JSONReaderTests {
  private func read(_ text: String, taking names: [YAMLKey] = []) -> JSONReader.Outcome {
    JSONReader.read(Array(text.utf8), taking: names)
  }

  @Test func anObjectIsADocument() throws {
    let outcome = read(
      #"  {"title": "A \"b\" \u00e9 \ud83d\ude00 \/ \n", "n": -1.5e3, "yes": true, "no": null, "list": ["x", 2, {"k": []}], "": {}} "#
    )
    #expect(outcome.problem == nil)
    let root = outcome.document.root
    #expect(root["title"]?.text == "A \"b\" \u{E9} \u{1F600} / \n")
    #expect(root["n"]?.text == "-1.5e3" && root["n"]?.isPlain == true)
    #expect(root["yes"]?.bool == true && root["no"]?.isNull == true)
    #expect(root["list"]?.sequence?.map { $0.text ?? $0.kindName } == ["x", "2", "a mapping"])
    #expect(root[""]?.isMapping == true)
  }

  @Test func wordsInQuotesAreTexts() {
    let root = read(#"{"a": "true", "b": "null", "c": "~", "d": ""}"#).document.root
    #expect(root["a"]?.bool == nil && root["a"]?.text == "true" && root["a"]?.isPlain == false)
    #expect(root["b"]?.text == "null" && root["c"]?.text == "~" && root["d"]?.text == "")
  }

  @Test func columnsAreInCharacters() {
    let root = read(#"{"é": "ü", "b": {"c": 1}}"#).document.root
    #expect(root["é"]?.column == 7 && root["b"]?.column == 17 && root["b"]?["c"]?.column == 23)
  }

  @Test func aByteOfATextHasAColumn() throws {
    let value = try #require(read(#"{"body": "é\u00e9\n\ud83d\ude00x"}"#).document.root["body"])
    #expect(value.textBytes == Array("é\u{E9}\n\u{1F600}x".utf8))
    // é, é as an escape, the line feed, a pair of escapes, x.
    let columns = [0, 2, 4, 5, 9].map(value.column(ofByte:))
    #expect(columns == [11, 12, 18, 20, 32])
  }

  @Test func fieldsAreTakenOff() {
    let outcome = read(#"{"path": "a/b.md", "title": "T", "body": "x"}"#, taking: ["path", "body", "bodyFormat"])
    #expect(outcome.taken.map { $0?.text } == ["a/b.md", "x", nil])
    #expect(outcome.document.root["path"] == nil && outcome.document.root["body"] == nil)
    #expect(outcome.document.root["title"]?.text == "T")
  }

  @Test(arguments: [
    ("", 0, "it is empty"), ("[1]", 0, "an object begins with {"), (#"{"a":1}x"#, 7, "after its closing }"),
    (#"{"a":1,}"#, 7, "a key in quotes"), (#"{"a" 1}"#, 5, "a colon"), (#"{"a":1 "b":2}"#, 7, "a comma or }"),
    (#"{"a":[1 2]}"#, 8, "a comma or ]"), (#"{"a":01}"#, 5, "does not begin with 0"), (#"{"a":1.}"#, 7, "a digit"),
    (#"{"a":"\x"}"#, 6, "no such escape"), (#"{"a":"\u12g4"}"#, 6, "four digits"), (#"{"a":nul}"#, 5, "a value is"),
    (#"{'a':1}"#, 1, "a key in quotes"), ("{\"a\":\"\u{0}\"}", 6, "00 (hexadecimal)"),
    ("{\"a\":\"\t\"}", 6, "09 (hexadecimal)"),
    (#"{"a":1,"a":2}"#, 7, "occurs twice"), (#"{"a":1,"\u0061":2}"#, 7, "occurs twice"), (#"{"a":-}"#, 5, "a value is"),
  ])
  func whatIsNoObjectIsReported(text: String, offset: Int, message: String) {
    let problem = read(text).problem
    #expect(problem?.offset == offset)
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "none")")
  }

  @Test func whatIsCutOffIsKnownToBe() {
    let text = #"{"path": "x.md", "id": 12, "a": ["b", {"c": "d\u00e9"}], "e": tru"#
    for count in 1..<text.utf8.count {
      let outcome = JSONReader.read(Array(text.utf8.prefix(count)), taking: ["path"])
      // In the middle of a word nothing shows what it was to be.
      let isInWord = outcome.problem?.message.hasPrefix("a value is") == true
      #expect(outcome.problem?.kind == .cutOff || isInWord, "\(count)")
      if count > 17 { #expect(outcome.taken[0]?.text == "x.md") }
    }
  }

  @Test func aManyOfKeysIsLookedAtOnce() {
    let keys = (0..<20_000).map { "\"k\($0)\":1" }
    #expect(read("{" + keys.joined(separator: ",") + "}").problem == nil)
    #expect(read("{" + (keys + ["\"k7\":2"]).joined(separator: ",") + "}").problem?.message.contains("'k7'") == true)
    #expect(read("{" + (0..<60_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}").problem?.kind == .excessive)
  }

  @Test func depthIsBounded() {
    let deep = "{\"a\":" + String(repeating: "[", count: 100_000)
    #expect(read(deep).problem?.kind == .excessive)
  }

  @Test func halfOfAPairStandsForNothing() {
    #expect(read(#"{"a": "x\ud800y\udc00\ud800\u0041"}"#).document.root["a"]?.text == "x\u{FFFD}y\u{FFFD}\u{FFFD}A")
  }

  /// Texts that are nearly JSON, to both readers.
  @Test(arguments: 0..<8)
  func anotherReaderSaysTheSame(seed: UInt64) throws {
    let seeds = [
      #"{"id": 17, "title": "A \"b\" é \n", "tags": ["a", "b"], "n": -0.5e+2, "o": {"x": {"y": null}}, "t": true}"#,
      #"{"path":"news/a.md","body":"<p>x\u00e9\ud83d\ude00<\/p>","bodyFormat":"html","l":[[],{},[1,2,[3]]]}"#,
    ]
    let marks = Array("{}[]\",:\\u0123456789.eE+-trufalsn \t\u{1}é".utf8)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1500 {
      var bytes = Array(seeds[Int.random(in: seeds.indices, using: &random)].utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = marks[Int.random(in: marks.indices, using: &random)]
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(marks[Int.random(in: marks.indices, using: &random)], at: place)
        default: bytes = Array(bytes.prefix(place + 1))
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      let ours = JSONReader.read(bytes)
      _ = ours.document.root.tree
      guard String(validating: bytes, as: UTF8.self) != nil else { continue }
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      let text = String(decoding: bytes, as: UTF8.self)
      if let problem = ours.problem {
        // Two keys of one name, and half of a pair, are matters of taste.
        #expect(theirs == nil || problem.message.contains("occurs twice"), "\(text): \(problem.message)")
      } else if let theirs {
        for (key, value) in theirs {
          guard let other = value as? String else { continue }
          #expect(ours.document.root[YAMLKey(key)]?.text == other, "\(text)")
        }
      } else {
        #expect(text.contains("\\u") || text.lowercased().contains("e"), "\(text)")
      }
    }
  }
}
