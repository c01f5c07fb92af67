import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Addresses of front matter that reach no reader, or without all that readers ask for.
@Suite struct AddressFindingTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [
    ("original: 'javascript:alert(1)'", ["4:11 item.original.address"]),
    ("original: 'https://b.example/x'", []), ("original: no", []),
    ("featuredPdf: 'https://b.example/a.pdf'", ["4:14 item.attachment.length"]),
    ("featuredPdf: {href: 'https://b.example/a.pdf', length: 5}", []),
    ("featuredPdf: 'https://a.example/a.pdf'", []),
  ])
  func reported(line: String, expected: [String]) async throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n\(line)\n---\nx", to: "a.md")
    let settings = CorpusSettings(
      now: Timestamp(microseconds: 1_900_000_000_000_000), siteAddress: "https://a.example/")
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    #expect(corpus.findings.map { "\($0.location.line):\($0.location.column) \($0.rule)" } == expected)
  }
}
