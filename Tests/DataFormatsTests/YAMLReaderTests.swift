import DataFormats
import Testing

@Suite struct YAMLReaderTests {
  @Test func scalarsKeepWhetherTheyWerePlain() throws {
    let root = try YAMLReader.read("a: null\nb: 'null'\nc: ~\nd:\ne: yes\nf: \"x\"\ng: ' '\n")
    #expect(root["a"]?.isNull == true)
    #expect(root["b"]?.text == "null")
    #expect(root["c"]?.isNull == true)
    #expect(root["d"]?.isNull == true)
    #expect(root["e"]?.bool == true)
    #expect(root["f"]?.text == "x")
    #expect(root["g"]?.text == " ")
  }

  @Test func foldedTextAndLists() throws {
    let root = try YAMLReader.read("d: >-\n  one\n  two\nl:\n  - 1\n  - 'a: b'\n")
    #expect(root["d"]?.text == "one two")
    #expect(root["l"]?.sequence?.compactMap(\.text) == ["1", "a: b"])
  }

  @Test func placesCountFromTheFilesFirstLine() throws {
    let root = try YAMLReader.read("a: 1\nbc: x\n", firstLine: 2)
    #expect(root["bc"]?.line == 3)
    #expect(root["bc"]?.column == 5)
  }

  @Test func mergeKeysGiveWhatIsMissing() throws {
    let root = try YAMLReader.read("base: &b {x: 1, y: 2}\nitem:\n  <<: *b\n  y: 3\n")
    #expect(root["item"]?["x"]?.text == "1")
    #expect(root["item"]?["y"]?.text == "3")
  }

  @Test(arguments: [
    ("a: : b\n", 2), ("a: [1, 2\n", 3), ("a: 1\na: 2\n", 2), ("a: \u{1}\n", 2), ("a: 'x\n", 3), ("\ta: 1\n", 2),
    ("a: *nowhere\n", 2),
  ])
  func faultsHaveAPlace(text: String, line: Int) {
    #expect {
      try YAMLReader.read(text, firstLine: 2)
    } throws: { error in
      let problem = error as? YAMLSyntaxError
      return problem?.kind == .syntax && problem?.line == line
    }
  }

  @Test(arguments: [
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
      + (1...11).map {
        "b\($0): &b\($0) [\(Array(repeating: $0 == 1 ? "*a" : "*b\($0 - 1)", count: 9).joined(separator: ","))]\n"
      }.joined(),
    String(repeating: "[", count: 100_000),
    String(repeating: "- ", count: 100_000) + "x",
    String(repeating: "{a: ", count: 5_000),
    (0..<3_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    "a: &a [x, x]\nb: &b [*a, *a]\n? *b\n: x\n",
    "a: &a [x, x]\n*a : x\n",
    "a: &a [x, x]\n[*a]: x\n",
    "? &k [a, b]\n: *k\n",
  ])
  func bombsAreRefused(text: String) {
    #expect {
      try YAMLReader.read(text)
    } throws: { error in
      (error as? YAMLSyntaxError)?.kind == .excessive
    }
  }

  @Test func proseWithMarksIsNoBomb() throws {
    let root = try YAMLReader.read(
      "a: 'R&D *stars* [see]: what? yes'\nb: '? [x]: y'\nc: >-\n  &nbsp; is [a]: thing *or*\n  ? so\n")
    #expect(root["a"]?.text == "R&D *stars* [see]: what? yes")
  }

  @Test func aFrenchQuestionIsNoComplexKey() throws {
    let root = try YAMLReader.read("a: 'Vraiment ? *oui* chez AT &T'\n")
    #expect(root["a"]?.text == "Vraiment ? *oui* chez AT &T")
  }

  @Test func anEmptyTextIsAnEmptyMapping() throws {
    #expect(try YAMLReader.read("").mapping?.isEmpty == true)
    #expect(try YAMLReader.read("# nothing\n").mapping?.isEmpty == true)
  }
}
