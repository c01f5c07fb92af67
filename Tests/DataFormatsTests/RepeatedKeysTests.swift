import DataFormats
import Testing

@Suite struct RepeatedKeysTests {
  @Test(arguments: [
    ("a: 1\na: 2\n", "2", ["1:1"]), ("a: 1\nb: 0\na: [x]\na: 3\n", "3", ["1:1", "3:1"]),
    ("\"a\": 1\nb: {x: 1, y: 2, x: 3}\n\"a\": 2\n", "2", ["2:5", "1:1"]),
    ("a:\n  - x: 1\n    x: 2\nb: &b 1\na: *b\n", "1", ["2:5", "1:1"]),
    ("é: 1\nö: {é: 1, ö: 2, é: 3, a: 1, a: 2}\na: x\n", "x", ["2:5", "2:23"]),
    ("b: |\n  a: 1\n  a: 2\na: y\r\na: z\r\n", "z", ["4:1"]),
    ("a: 1\n", "1", []), ("a : 1\na: 2\n", "2", ["1:1"]),
  ])
  func theLastCounts(text: String, value: String, places: [String]) throws {
    let (root, repeated) = try RepeatedKeys.read(text)
    #expect(root["a"]?.text == value)
    #expect(Set(repeated.map { "\($0.line):\($0.column)" }) == Set(places))
    let bytes = Array(text.utf8)
    #expect(try RepeatedKeys.document(bytes, in: 0..<bytes.count, firstLine: 1).document.root["a"]?.text == value)
  }

  @Test(arguments: ["a: [\n", "? [a]\n: 1\n? [a]\n: 2\n", "a: 1\na: 2\nb: :\n  - x: [\n", "&x a: 1\n&y a: 2\n"])
  func whatCannotBeReadStaysSo(text: String) {
    #expect(throws: YAMLSyntaxError.self) { try RepeatedKeys.read(text) }
  }

  @Test func manyAreNotRead() {
    let text = String(repeating: "a: 1\n", count: 300)
    #expect(throws: YAMLSyntaxError.self) { try RepeatedKeys.read(text) }
    #expect(throws: YAMLSyntaxError.self) { try RepeatedKeys.read("tidings-repeated-key-0: 1\na: 1\na: 2\n") }
  }
}
