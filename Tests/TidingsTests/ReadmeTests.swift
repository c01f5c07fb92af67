import Foundation
import TestSupport
import Testing
import Tidings
import TidingsCore

/// The programs in README.md are the ones in ReadmeExamples.swift, which are compiled and run, those in the library's tutorial
/// also the ones in EmbeddingExamples.swift.
@Suite struct ReadmeTests {
  @Test(arguments: [("README.md", 2), ("Sources/Tidings/Tidings.docc/Embedding.md", 15)])
  func thePrograms(page: String, count: Int) throws {
    func text(_ path: String) throws -> String {
      try String(contentsOfFile: Fixtures.repository + "/" + path, encoding: .utf8)
    }
    let page = try text(page)
    let source =
      try text("Tests/TidingsTests/ReadmeExamples.swift") + text("Tests/TidingsTests/EmbeddingExamples.swift")
    let blocks = page.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(blocks.count == count)
    for block in blocks {
      let code = block.split(separator: "\n").filter { !$0.hasPrefix("import ") }
      #expect(!code.isEmpty)
      for line in code { #expect(source.contains(line), "This line is not compiled: \(line)") }
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
