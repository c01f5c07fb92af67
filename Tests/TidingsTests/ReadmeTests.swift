import Documents
import Foundation
import TestSupport
import Testing
import Tidings

/// The programs in README.md are the ones in ReadmeExamples.swift, which are compiled and run.
@Suite struct ReadmeTests {
  @Test func theProgramsInTheReadmeCompile() throws {
    let readme = try String(contentsOfFile: Fixtures.repository + "/README.md", encoding: .utf8)
    let source = try String(
      contentsOfFile: Fixtures.repository + "/Tests/TidingsTests/ReadmeExamples.swift", encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(blocks.count == 2)
    for block in blocks {
      let code = block.split(separator: "\n").filter { !$0.hasPrefix("import ") }
      #expect(!code.isEmpty)
      for line in code { #expect(source.contains(line), "README.md has a line that is not compiled: \(line)") }
    }
  }

  @Test func theyDoWhatTheReadmeSays() async throws {
    let folder = TemporaryFolder()
    let report = try await publishSite(Fixtures.path("corpus"), to: folder.path)
    #expect(report.report.errors == 0)
    #expect(folder.exists("topic/symplur-medical-billing/atom.xml"))
    #expect(String(decoding: try makeFeed(), as: UTF8.self).contains("<title>Hello</title>"))
  }
}
