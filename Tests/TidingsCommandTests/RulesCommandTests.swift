import Foundation
import TestSupport
import Testing

@Suite struct RulesCommandTests {
  private let folder = TemporaryFolder()

  @Test func thePageOfTheDocumentationIsWhatTheRulesSay() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Tidings/Tidings.docc/Rules.md")
    let made = try Program.run("rules", "--format", "markdown", in: folder.path)
    #expect(made.status == 0)
    // Rebuilt by: swift run tidings rules --format markdown > Sources/Tidings/Tidings.docc/Rules.md
    #expect(try String(contentsOf: page, encoding: .utf8) == made.output)
  }

  @Test func aRuleIsReportedInFull() throws {
    let result = try Program.run("rules", "atom.id.unique", in: folder.path)
    for word in ["Formats:   atom", "RFC 4287", "DuplicateEntries", "Differs:"] {
      #expect(result.output.contains(word), "\(word)")
    }
    let mistyped = try Program.run("rules", "atom.id.uniqe", in: folder.path)
    #expect(mistyped.status == 66)
    #expect(mistyped.errors.contains("did you mean atom.id.unique?"))
  }

  @Test func examplesAreShown() throws {
    let result = try Program.run("rules", "xml.ampersand", in: folder.path)
    for part in [
      "\n  Wrong\n    <link>https://example.org/?page=1&view=all</link>\n",
      "\n  Right\n    <link>https://example.org/?page=1&amp;view=all</link>\n",
      "  Hurt:      ", "\"The ampersand character (&) and", "'tidings validate FILE --fix --output FOLDER'",
    ] {
      #expect(result.output.contains(part), "\(part)")
    }
    // A rule without an example is shown as far as it is known.
    let other = try Program.run("rules", "xml.depth", in: folder.path)
    #expect(other.status == 0 && other.output.contains("To fix:") && !other.output.contains("Wrong"))
    let json = try Program.run("rules", "--format", "json", "rss.guid.present", in: folder.path)
    let rules = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: String]]
    #expect(rules?.first?["wrong"] == "<title>Summer</title>")
    #expect(rules?.first?["right"]?.contains("<guid>") == true && rules?.first?["quote"] != nil)
  }
}
