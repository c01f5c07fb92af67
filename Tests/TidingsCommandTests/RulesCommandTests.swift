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
    // Made anew by: swift run tidings rules --format markdown > Sources/Tidings/Tidings.docc/Rules.md
    #expect(try String(contentsOf: page, encoding: .utf8) == made.output)
  }

  @Test func aRuleIsToldInFull() throws {
    let result = try Program.run("rules", "atom.id.unique", in: folder.path)
    for word in ["Formats:   atom", "RFC 4287", "DuplicateEntries", "Differs:"] {
      #expect(result.output.contains(word), "\(word)")
    }
    let mistyped = try Program.run("rules", "atom.id.uniqe", in: folder.path)
    #expect(mistyped.status == 66)
    #expect(mistyped.errors.contains("did you mean atom.id.unique?"))
  }
}
