import Foundation
import TestSupport
import Testing

@Suite struct KeysCommandTests {
  private let folder = TemporaryFolder()

  private func catalogue(_ name: String) throws -> String {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Tidings/Tidings.docc/" + name)
    return try String(contentsOf: page, encoding: .utf8)
  }

  @Test func thePageOfTheDocumentationIsWhatTheKeysSay() throws {
    let made = try Program.run("keys", "--format", "markdown", in: folder.path)
    // Rebuilt by: swift run tidings keys --format markdown > Sources/Tidings/Tidings.docc/Keys.md
    #expect(try catalogue("Keys.md") == made.output)
  }

  @Test func thePageOfTheDocumentationIsWhatCleaningGoesBy() throws {
    let made = try Program.run("elements", in: folder.path)
    // Rebuilt by: swift run tidings elements > Sources/Tidings/Tidings.docc/Content.md
    #expect(try catalogue("Content.md") == made.output)
  }

  @Test func aKeyIsReported() throws {
    let result = try Program.run("keys", "feeds.content", in: folder.path)
    #expect(result.output.hasPrefix("feeds.content (full, excerpt, summary; without it: full)\n"))
    #expect(try Program.run("keys", "pages", in: folder.path).output.split(separator: "\n").count == 10)
    let mistyped = try Program.run("keys", "feeds.contents", in: folder.path)
    #expect(mistyped.status == 66 && mistyped.errors.contains("did you mean feeds.content?"))
  }

  @Test func theSchemaKnowsEveryKey() throws {
    let made = try Program.run("keys", "--format", "schema", in: folder.path)
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
    let site = try #require((schema["properties"] as? [String: Any])?["site"] as? [String: Any])
    let keys = try #require(site["properties"] as? [String: Any])
    #expect(keys.keys.contains("baseURL") && (keys["author"] as? [String: Any])?["anyOf"] != nil)
    #expect(site["additionalProperties"] as? Bool == false)
  }

  @Test func aNewConfigurationNamesItsSchema() throws {
    let made = try Program.run(
      "init", "--schema", "--base-url", "https://www.example.org/", "--title", "A", in: folder.path)
    #expect(made.status == 0 && made.output == "Wrote tidings.yaml.\nRun: tidings build\n")
    #expect(try folder.text("tidings.yaml").hasPrefix("# yaml-language-server: $schema=.tidings.schema.json\n"))
    #expect(
      try folder.text(".tidings.schema.json") == Program.run("keys", "--format", "schema", in: folder.path).output)
    try folder.write("---\ntitle: A\ndate: 2021-01-01\n---\nx", to: "a.md")
    #expect(try Program.run("topics", in: folder.path).status == 0)
  }
}
