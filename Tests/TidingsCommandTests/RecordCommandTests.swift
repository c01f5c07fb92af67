import Codecs
import Foundation
import TestSupport
import Testing

/// Records as a user has them: in a file, and over a pipe.
@Suite struct RecordCommandTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\ntopics: {fields: [tags]}\n", to: "tidings.yaml")
  }

  private func line(_ id: Int, _ more: String = "") -> String {
    #"{"path": "news/item-\#(id).md", "id": \#(id), "title": "Title \#(id)", "date": "2021-01-02", "tags": ["One"], "body": "Words."\#(more)}"#
      + "\n"
  }

  private struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs `tidings` with bytes on its standard input.
  private func run(_ arguments: String..., input: [UInt8]) throws -> Result {
    let process = Program.process(arguments, in: folder.path)
    try folder.write(input, to: "input")
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.path + "/input"))
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }

  @Test func fromAPipeAndFromAFile() throws {
    let text = (1...30).map { line($0) }.joined() + line(31, #", "draft": "?""#)
    let piped = try run("build", "--records", "-", "--now", "2024-01-01", input: Array(text.utf8))
    #expect(piped.status == 0 && piped.output.contains("30 published"), "\(piped)")
    #expect(piped.output.contains("/dev/stdin:31:"))
    let before = try folder.contents(of: "output")
    try folder.write(text, to: "items.jsonl")
    let read = try Program.run("build", "--records", "items.jsonl", "--now", "2024-01-01", in: folder.path)
    #expect(read.status == 0 && read.output.contains("items.jsonl:31:"))
    #expect(try folder.contents(of: "output") == before)
    let packed = try run(
      "build", "--records", "-", "--now", "2024-01-01", input: Gzip.compressed(Array(text.utf8)))
    #expect(packed.status == 0)
    #expect(try folder.contents(of: "output") == before)
  }

  @Test func aPipeThatBreaksChangesNothing() throws {
    let text = Array((1...30).map { line($0) }.joined().utf8)
    #expect(try run("build", "--records", "-", "--now", "2024-01-01", input: text).status == 0)
    let before = try folder.contents(of: "output")
    for input in [[], Array(text.dropLast(9)), Array(Gzip.compressed(text).dropLast(20)), Array("[\(line(1))]".utf8)] {
      let broken = try run("build", "--records", "-", "--now", "2024-01-01", input: input)
      #expect(broken.status == 65 && broken.errors.contains("/dev/stdin:"), "\(broken)")
    }
    // What looks whole is held back by the guard.
    #expect(try run("build", "--records", "-", "--now", "2024-01-01", input: Array(line(1).utf8)).status != 0)
    #expect(try folder.contents(of: "output") == before)
  }

  @Test func everyCommandKnowsRecords() throws {
    try folder.write("corpus: {records: data/items.jsonl}\n" + (try folder.text("tidings.yaml")), to: "tidings.yaml")
    try folder.write(line(1) + line(2), to: "data/items.jsonl")
    #expect(try Program.run("build", "--now", "2024-01-01", in: folder.path).status == 0)
    let byLine = try Program.run("inspect", "data/items.jsonl:2", "--now", "2024-01-01", in: folder.path)
    #expect(byLine.status == 0 && byLine.output.contains("Title 2 (from title, line 2)"), "\(byLine)")
    let byPath = try Program.run("inspect", "news/item-1.md", "--now", "2024-01-01", in: folder.path)
    #expect(byPath.status == 0 && byPath.output.contains("Title 1 (from title, line 1)"), "\(byPath)")
    let whole = try Program.run("inspect", "data/items.jsonl", in: folder.path)
    #expect(whole.status == 64 && whole.errors.contains("data/items.jsonl:120"))
    #expect(try Program.run("topics", "--now", "2024-01-01", in: folder.path).output.contains("One"))
    try folder.write(line(1) + line(2) + line(3), to: "data/items.jsonl")
    let diff = try Program.run("diff", "--now", "2024-01-01", in: folder.path)
    #expect(diff.output.contains("Title 3"), "\(diff)")
    let links = try Program.run(
      "links", "--page", "https://a.example/news/item-1/", "--now", "2024-01-01", in: folder.path)
    #expect(links.output.contains("rel=\"alternate\""), "\(links)")
  }

  @Test func whatCannotBeIsSaid() throws {
    try folder.write(line(1), to: "items.jsonl")
    func errors(_ arguments: String...) throws -> (Int32, String) {
      let result = try Program.run(arguments, in: folder.path)
      return (result.status, result.errors)
    }
    let watched = try errors("build", "--watch", "--records", "-")
    #expect(watched.0 == 64 && watched.1.contains("cannot be watched"))
    #expect(try errors("build", "--records", "-", "--records", "-").0 == 64)
    #expect(try errors("build", "--records", "missing.jsonl").1.contains("missing.jsonl:1:1: There is no such file"))
    #expect(try errors("build", "--records", ".").1.contains("It is a folder"))
  }
}
