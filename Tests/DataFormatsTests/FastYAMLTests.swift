import TestSupport
import Testing

@testable import DataFormats

/// The reader of common YAML says what Yams says, or nothing.
@Suite struct FastYAMLTests {
  @Test func readsWhatFrontMatterIsWrittenIn() throws {
    let text = """
      title: 'It''s a title'
      author:
      - Ann
      -   name: Bo
          url: https://example.org/#top
      none: null
      empty:
      description: >-
        one
        two

        three
      image: {}
      size: [1080, "x y", 'z']
      long: a plain text
        on two lines

        and more
      quoted: "say \\"so\\"
      """
    let accepted = text.replacing("image: {}\n", with: "").replacing(
      "quoted: \"say \\\"so\\\"", with: "q: \"say \\\"so\\\"\"\n")
    let document = try #require(common(accepted))
    #expect(document.root["title"]?.text == "It's a title")
    #expect(document.root["author"]?.sequence?.last?["url"]?.text == "https://example.org/#top")
    #expect(document.root["description"]?.text == "one two\nthree")
    #expect(document.root["long"]?.text == "a plain text on two lines\nand more")
    #expect(document.root["size"]?.sequence?.map(\.text) == ["1080", "x y", "z"])
    #expect(document.root["none"]?.isNull == true && document.root["empty"]?.isNull == true)
    #expect(try difference(accepted) == nil)
    // An unclosed quotation is Yams' to explain.
    #expect(common(text) == nil)
  }

  @Test(
    arguments: [
      "a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: {b: c}\n", "a: b: c\n", "a: b #c\n", "a:\tb\n", "a: 1\na: 2\n",
      "? a\n: b\n", "a:\n  - - b\n", "- a\n", "a: |2\n    b\n", "a: 'x' y\n", "a: \"\\x41\"\n", "a\n",
      "a: >\n    b\n   c\n",
      "a:\r\n  b: c\r\n", "<<: {a: b}\n", "a: \u{85}\n", "a: b\n c: d\n", "a:\n   b: c\n  d: e\n", "a: [b: c]\n", "",
    ])
  func leavesTheRestToYams(text: String) { #expect(common(text) == nil) }

  @Test func agreesWithYamsOnGeneratedAndMutatedDocuments() async throws {
    let rounds = 200_000
    let tasks = 8
    let results = try await withThrowingTaskGroup(of: (read: Int, accepted: Int, firstDifference: String?).self) {
      group in
      for task in 0..<tasks {
        group.addTask { try FastYAMLTests.compare(rounds: rounds / tasks, seed: UInt64(task + 1)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.compactMap(\.firstDifference).first == nil)
    let accepted = results.reduce(0) { $0 + $1.accepted }
    // Half of them are mutated, and others are made to be hard.
    #expect(accepted > rounds / 3, "only \(accepted) of \(rounds) were read")
  }

  @Test func agreesWithYamsOnAWholeCorpusItem() throws {
    var maker = CorpusMaker(seed: 5, topics: 20)
    for number in 0..<200 {
      let text = maker.item(number)
      let yaml = String(text.split(separator: "---\n", omittingEmptySubsequences: false)[1])
      #expect(common(yaml) != nil)
      #expect(try difference(yaml) == nil)
    }
  }

  private static func compare(rounds: Int, seed: UInt64) throws -> (Int, Int, String?) {
    var maker = YAMLMaker(seed: seed)
    var accepted = 0
    for round in 0..<rounds {
      var text = maker.document()
      if round % 2 == 1 { text = maker.mutated(text) }
      guard let document = common(text) else { continue }
      accepted += 1
      if let difference = try difference(text, document) { return (round, accepted, difference) }
    }
    return (rounds, accepted, nil)
  }
}

private func common(_ text: String) -> YAMLDocument? {
  // Something stands before and behind front matter.
  let bytes = Array("---\n\(text)---\n".utf8)
  return unsafe FastYAMLReader.read(bytes, 4..<(bytes.count - 4), firstLine: 2)
}

private func difference(_ text: String) throws -> String? { try difference(text, try #require(common(text))) }

/// What Yams reads differently.
private func difference(_ text: String, _ document: YAMLDocument) throws -> String? {
  do {
    let expected = try YAMLReader.read(text, firstLine: 2)
    // The flat form of a tree is the tree.
    #expect(YAMLDocument(expected).root.tree == expected.withoutKeyPlaces)
    let found = document.root.tree
    return found == expected.withoutKeyPlaces ? nil : "\(text.debugDescription)\n\(found)\n\(expected)"
  } catch let problem as YAMLSyntaxError {
    return "\(text.debugDescription): \(problem)"
  }
}

extension YAMLNode {
  fileprivate var withoutKeyPlaces: YAMLNode {
    switch content {
    case .scalar: self
    case .sequence(let nodes): YAMLNode(.sequence(nodes.map(\.withoutKeyPlaces)), line: line, column: column)
    case .mapping(let pairs):
      YAMLNode(
        .mapping(
          pairs.map { Pair(key: $0.key, keyLine: 0, keyColumn: 0, value: $0.value.withoutKeyPlaces) }),
        line: line, column: column)
    }
  }
}
