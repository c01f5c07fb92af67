import DataFormats
import Testing

@Suite struct TOMLReaderTests {
  /// A tree as YAML has it in one line.
  private func flow(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
    case .sequence(let nodes): "[" + nodes.map(flow).joined(separator: ", ") + "]"
    case .mapping(let pairs): "{" + pairs.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test(arguments: [
    ("title = \"A\"\ndraft = false", "{title: 'A', draft: false}"),
    ("date = 2021-02-03T04:05:06.5+05:30", "{date: 2021-02-03T04:05:06.500000000+05:30}"),
    ("date = 2021-02-03T04:05:06Z", "{date: 2021-02-03T04:05:06Z}"),
    ("date = 2021-02-03T04:05:06", "{date: 2021-02-03T04:05:06}"), ("date = 2021-02-03", "{date: 2021-02-03}"),
    ("weight = 7\nratio = 0.5", "{weight: 7, ratio: 0.5}"), ("tags = [\"a\", \"b\"]", "{tags: ['a', 'b']}"),
    (
      "[taxonomies]\ntags = [\"a\"]\n[extra.cover]\nhref = \"c.png\"",
      "{taxonomies: {tags: ['a']}, extra: {cover: {href: 'c.png'}}}"
    ),
    ("authors = [{name = \"Ana\"}]", "{authors: [{name: 'Ana'}]}"), ("", "{}"),
    (
      "\u{FEFF}a.b = 0xFF\na.c = 1_000\r\n\"x y\" = [ # two\n 1.5e3, inf,\n]",
      "{a: {b: 255, c: 1000}, x y: [1500.0, inf]}"
    ),
    ("[[p]]\nn = 1\n[[p]]\nn = 2\n[p.q]\nr = 3", "{p: [{n: 1}, {n: 2, q: {r: 3}}]}"),
    ("[a.b]\nx = 1\n[a]\ny = 2", "{a: {b: {x: 1}, y: 2}}"),
    ("s = \"\"\"\\\n   one \\\n\n  two\"\"\"\"\nt = \"\\u00E9\\t\"", "{s: 'one two\"', t: 'é\t'}"),
    ("d = 2021-02-03 04:05:06+00:00\nt = 04:05:06", "{d: 2021-02-03T04:05:06Z, t: 04:05:06}"),
    ("text = '''\na = 1\n'''\nb = 2", "{text: 'a = 1\n', b: 2}"),
  ])
  func isTheTreeOfYAML(text: String, expected: String) throws {
    #expect(flow(try TOMLReader.read(text)) == expected)
  }

  @Test func keysHavePlaces() throws {
    let root = try TOMLReader.read("title = 'A'\n  slug = 'b'\n[extra]\n[extra.link]\noriginal = 'c'\n", firstLine: 2)
    #expect(root["slug"].map { [$0.line, $0.column] } == [3, 3])
    #expect(root["extra"]?["link"]?["original"].map { [$0.line, $0.column] } == [6, 1])
  }

  @Test(arguments: [
    ("title = \"A\nb = 2", 2), ("a = 1\na = 2", 3), ("=", 2),
    ("x = 1\n" + String(repeating: "a.", count: 100_000) + "a = 1", 3), ("a = \0", 2),
    ("[[[", 2), ("[[", 2), ("[.]", 2), ("d=2020-01-01T[[00", 2), ("a = 1\n[b]\n[b]", 4), ("a = {b = 1}\na.c = 2", 3),
    ("a = 9223372036854775808", 2), ("a = 01", 2), ("a = 1__0", 2), ("a = 2021-02-30", 2), ("a.b = 1\n[a]", 3),
    ("a = [1]\n[[a]]", 3), ("a = \"\\x41\"", 2), ("a = 1 b = 2", 2), ("[a]\n[a.b]\n[a]", 4), ("a = [1 2]", 2),
    (String(repeating: "a = [", count: 1) + String(repeating: "[", count: 5000), 2),
  ])
  func saysWhatIsWrong(text: String, line: Int) {
    do {
      _ = try TOMLReader.read(text, firstLine: 2)
      Issue.record("it was read")
    } catch let problem as YAMLSyntaxError {
      #expect(problem.line == line)
    } catch {
      Issue.record("\(error)")
    }
  }
}
