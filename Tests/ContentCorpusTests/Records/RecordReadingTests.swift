import Codecs
import Foundation
import LocalFiles
import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// A file with a record on each line as a file that holds many items: where they are found, what they are called, and what is
/// reported of one that is not whole.
@Suite struct RecordReadingTests {
  private let folder = TemporaryFolder()

  private func settings(_ generator: Convention.Generator = .medigy) -> CorpusSettings {
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: "https://a.example/")
    settings.convention = Convention(generator)
    settings.fields = FieldMap.fields(of: generator)
    return settings
  }

  private func reader(_ files: [String] = ["items.jsonl"], _ settings: CorpusSettings? = nil) throws -> CorpusReader {
    var settings = settings ?? self.settings()
    settings.records = try RecordFiles(
      lines: files.map { $0.hasPrefix("/") ? $0 : folder.path + "/" + $0 }, in: folder.path, settings: settings)
    return CorpusReader(folder: folder.path, settings: settings)
  }

  private func corpus(_ text: String, _ settings: CorpusSettings? = nil) async throws -> Corpus {
    try folder.write(text, to: "items.jsonl")
    return try await reader(["items.jsonl"], settings).read(jobs: 2)
  }

  private func problem(_ files: [String] = ["items.jsonl"]) async throws -> Finding? {
    do {
      _ = try await reader(files).read(jobs: 2)
      return nil
    } catch let problem as CorpusUnreadableError {
      return problem.finding
    }
  }

  private func line(_ id: Int, _ more: String = "") -> String {
    #"{"path": "news/item-\#(id).md", "id": \#(id), "title": "Title \#(id)", "date": "2021-01-02", "body": "Words of *\#(id)*."\#(more)}"#
      + "\n"
  }

  @Test func eachLineIsAnItem() async throws {
    let corpus = try await corpus(line(2) + "\n" + line(1, #", "bodyFormat": "html""#))
    #expect(corpus.items.map(\.path) == ["news/item-1.md", "news/item-2.md"])
    #expect(corpus.items.map(\.permalink) == ["news/item-1", "news/item-2"] && corpus.findings.isEmpty)
    #expect(corpus.items.map(\.key) == ["1", "2"])
    let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
    func html(_ index: Int) throws -> String {
      String(decoding: try reader.item(corpus.items[index]).body.cleanHTML(page: "https://a.example/"), as: UTF8.self)
    }
    #expect(try html(0).contains("Words of *1*.") && html(1).contains("Words of <em>2</em>."))
  }

  @Test func aRecordIsNamedByWhatItSays() async throws {
    let records = [
      #"{"id": 42, "slug": "x", "title": "A"}"#, #"{"id": "urn:uuid:7", "title": "B"}"#,
      #"{"url": "https://a.example/news/one/", "title": "C"}"#, #"{"slug": "two", "basePath": "/news/", "title": "D"}"#,
      #"{"title": "E"}"#, #"{"path": "/given/é.md", "id": 42, "title": "F"}"#, #"{"id": "a b", "title": "G"}"#,
      #"{"id": "a-b", "title": "H"}"#, #"{"url": "https://b.example/x/", "slug": "own", "title": "I"}"#,
    ]
    let first = try await corpus(records.joined(separator: "\n"))
    let paths = Dictionary(uniqueKeysWithValues: first.items.map { ($0.title, $0.path) })
    #expect(paths["A"] == "42.md" && paths["C"] == "news/one.md" && paths["D"] == "news/two.md")
    #expect(paths["I"] == "own.md")
    #expect(paths["F"] == "given/é.md" && paths["H"] == "a-b.md")
    #expect(paths["B"]?.hasPrefix("urn-uuid-7-") == true && paths["G"]?.hasPrefix("a-b-") == true)
    #expect(paths["E"]?.hasPrefix("record-") == true)
    let reported = first.findings.filter { $0.rule == RecordFindings.name.id }
    #expect(reported.map(\.location) == [SourceLocation(path: "items.jsonl", line: 5)])
    // Where a line stands means nothing.
    let second = try await corpus("\n\n" + records.reversed().joined(separator: "\r\n") + "\n")
    #expect(Dictionary(uniqueKeysWithValues: second.items.map { ($0.title, $0.path) }) == paths)
  }

  @Test func aMappingNamesTheFields() async throws {
    var settings = settings()
    settings.fields = settings.fields.replacing([.id: ["sys.id"], .title: ["fields.title"]])
    let corpus = try await corpus(#"{"sys": {"id": "abc"}, "fields": {"title": "T"}}"#, settings)
    #expect(corpus.items.map(\.path) == ["abc.md"] && corpus.items.map(\.key) == ["abc"])
  }

  @Test func findingsReportLineAndColumn() async throws {
    let corpus = try await corpus(
      line(1) + line(2, #", "draft": "é?""#)
        + #"{"path": "x.md", "title": "X", "date": "2021-01-02", "body": "é\n<script>x</script>"}"# + "\n")
    let draft = try #require(corpus.findings.first { $0.message.contains("draft") })
    #expect(draft.location == SourceLocation(path: "items.jsonl", line: 2, column: 113))
    #expect(draft.message.hasSuffix("(in \u{201C}Title 2\u{201D})"))
    let script = try #require(corpus.findings.first { $0.rule == ContentRules.bodyUnsafe.id })
    // Behind the letter and the escape of the line feed.
    #expect(script.location == SourceLocation(path: "items.jsonl", line: 3, column: 66))
  }

  @Test(arguments: [
    ("{\"path\": \"b.md\", \"title\": nope}", "records.json", 27),
    ("{\"title\": \"a\u{0}b\"}", "records.json", 13), ("no JSON", "records.json", 1), ("[]", "records.json", 1),
    (#"{"path": "../b.md", "title": "B"}"#, "records.path", 10),
    (#"{"path": 1.5e3, "body": 1, "title": "B"}"#, "records.body", 25),
    (#"{"path": "b.md", "bodyFormat": "rtf", "title": "B"}"#, "records.body", 32),
    (#"{"path": "b.md", "title": "B", "title": "C"}"#, "records.json", 32),
    (#"{"path": "news/item-1.md", "title": "B"}"#, "records.path", 1),
    (#"{"path": "b.md", "title": ["B"], "date": "2021-01-02"}"#, "item.title.possible", 27),
  ])
  func aBadLineIsReportedAndAllOthersAreThere(bad: String, rule: String, column: Int) async throws {
    let corpus = try await corpus(line(1) + bad + "\n" + line(3))
    #expect(corpus.published.count == 2)
    let errors = corpus.findings.filter { $0.severity == .error }
    #expect(errors.map(\.location) == [SourceLocation(path: "items.jsonl", line: 2, column: column)], "\(errors)")
    #expect(errors.map(\.rule) == [rule])
    #expect(errors.allSatisfy { !$0.remedy.isEmpty })
  }

  @Test func bytesThatAreNoTextAreReported() async throws {
    var bytes = Array(line(1).utf8)
    bytes += Array(#"{"path": "é.md", "title": ""#.utf8) + [0xFF] + Array("\"}\n".utf8) + Array(line(3).utf8)
    try folder.write(bytes, to: "items.jsonl")
    let corpus = try await reader().read(jobs: 2)
    #expect(corpus.published.count == 2)
    let finding = try #require(corpus.findings.first { $0.rule == ContentRules.encoding.id })
    #expect(finding.location == SourceLocation(path: "items.jsonl", line: 2, column: 28))
  }

  @Test(arguments: ["", "\n \n", "[\n{\"a\": 1}\n]\n", "{\n\"a\": 1\n}\n", "nothing\n"])
  func whatHoldsNoRecordIsNoCorpus(text: String) async throws {
    try folder.write(text, to: "items.jsonl")
    #expect(try await problem() != nil)
  }

  @Test func aFileThatEndsWithinARecordIsCutOff() async throws {
    try folder.write(line(1) + String(line(2).dropLast(20)), to: "items.jsonl")
    let finding = try #require(try await problem())
    #expect(finding.message == "The file ends within a record" && finding.location.line == 2)
    try folder.write(line(1) + String(line(2).dropLast(1)), to: "items.jsonl")
    #expect(try await problem() == nil)
  }

  @Test func whatIsNoFileIsReported() async throws {
    #expect(try await problem(["missing.jsonl"])?.message == "There is no such file")
    try folder.write("", to: "sub/x")
    #expect(try await problem(["sub"])?.message.contains("It is a folder") == true)
    #expect(try await problem(["/dev/null"])?.message.contains("a pipe or a device") == true)
  }

  @Test func gzipIsReadAsItIs() async throws {
    let packed = Gzip.compressed(Array((line(1) + line(2)).utf8))
    try folder.write(packed, to: "items.jsonl")
    #expect(try await reader().read(jobs: 2).published.count == 2)
    try folder.write(Array(packed.dropLast(9)), to: "items.jsonl")
    #expect(try await problem()?.rule == "records.file")
    try folder.write(packed + packed, to: "items.jsonl")
    #expect(
      try await reader().read(jobs: 2).findings.filter { $0.rule == "records.path" }.map(\.location.line) == [3, 4])
  }

  @Test func aByteOrderMarkMeansNothing() async throws {
    #expect(try await corpus("\u{FEFF}" + line(1)).published.count == 1)
    try folder.write([0xFF, 0xFE, 0x7B, 0], to: "items.jsonl")
    #expect(try await problem()?.message == "The file is UTF-16")
  }

  @Test func severalFilesAreOneCorpus() async throws {
    try folder.write(line(1) + line(2), to: "a.jsonl")
    try folder.write("", to: "b.jsonl")
    try folder.write(line(2) + line(3), to: "sub/c.jsonl")
    let corpus = try await reader(["a.jsonl", "b.jsonl", "sub/c.jsonl"]).read(jobs: 2)
    #expect(corpus.items.count == 3)
    #expect(corpus.findings.map(\.location) == [SourceLocation(path: "sub/c.jsonl", line: 1)])
  }

  /// Pieces of a file are looked at by themselves: what lies across their borders is found once.
  @Test func whereBlocksEndMeansNothing() async throws {
    let words = String(repeating: "word ", count: 40_000)
    var text = ""
    for id in 0..<50 { text += line(id, #", "description": "\#(words.prefix(1000 + id * 1500))""#) }
    // A line feed as the last byte of a piece, and as the first of the next one.
    for size in [LineScan.pieceSize - 1, LineScan.pieceSize, LineScan.pieceSize + 1] {
      let filler = size - text.utf8.count
      let first = #"{"path": "filler.md", "title": "F", "body": ""#
      let whole =
        filler > 0 ? text + first + String(repeating: "x", count: filler - first.utf8.count - 3) + "\"}\n" : text
      #expect(whole.utf8.count == size)
      let corpus = try await corpus(whole + line(50) + line(51) + "not a record\n")
      #expect(corpus.items.count == 53)
      #expect(corpus.findings.filter { $0.rule == "records.json" }.map(\.location.line) == [54])
      let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
      for index in corpus.items.indices where corpus.items[index].title != "F" {
        let item = try reader.item(corpus.items[index])
        #expect(item.body.plainText(limit: 100) == "Words of \(corpus.items[index].key).")
      }
    }
  }

  @Test func aLineWithoutEndIsLeftOut() async throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: LineScan.lineLimit + 10)
    try folder.write(
      Array((line(1) + #"{"path": "long.md", "body": ""#).utf8) + long + Array(("\"}\n" + line(3)).utf8),
      to: "items.jsonl")
    let corpus = try await reader().read(jobs: 2)
    #expect(corpus.published.count == 2)
    #expect(corpus.findings.map(\.rule) == ["records.length"] && corpus.findings[0].location.line == 2)
  }

  @Test func aPathWithoutContentIsReportedWhereAGeneratorRules() async throws {
    var settings = settings(.hugo)
    settings.convention.contentFolders = ["content"]
    let corpus = try await corpus(
      #"{"path": "content/posts/a.md", "title": "A", "date": "2021-01-02"}"# + "\n"
        + #"{"path": "layouts/b.md", "title": "B"}"# + "\n" + #"{"id": 7, "title": "C", "date": "2021-01-02"}"# + "\n",
      settings)
    #expect(corpus.items.map(\.path) == ["content/7.md", "content/posts/a.md"])
    #expect(corpus.items.map(\.permalink) == ["7", "posts/a"])
    #expect(corpus.findings.map(\.rule) == ["records.place"])
  }

  /// What an earlier reading knows of a line holds wherever the line stands now.
  @Test func aLineThatMovesIsNotReadAgain() async throws {
    let bad = line(2, #", "draft": "?""#)
    try folder.write(line(1) + bad, to: "items.jsonl")
    let first = try reader()
    let known = try await first.read(try await first.list(jobs: 2), jobs: 2, epoch: nil).snapshot
    try folder.write(line(3) + line(4) + bad + line(1), to: "items.jsonl")
    // A reader that parsed a line now would find no titles.
    var settings = settings()
    settings.fields = settings.fields.replacing([.title: []])
    let second = try reader(["items.jsonl"], settings)
    let corpus = try await second.read(try await second.list(jobs: 2), jobs: 2, reusing: known, epoch: nil).corpus
    let titles = Dictionary(uniqueKeysWithValues: corpus.items.map { ($0.path, $0.title) })
    #expect(titles["news/item-1.md"] == "Title 1" && titles["news/item-2.md"] == "Title 2")
    #expect(titles["news/item-3.md"] == "Words of 3." && titles["news/item-4.md"] == "Words of 4.")
    #expect(corpus.findings.filter { $0.message.contains("draft") }.map(\.location.line) == [3])
  }

  /// Files that are nearly files of records: whatever is said of them, it ends, and lies in the file.
  @Test(arguments: 0..<6)
  func nothingThatIsWrittenDoesHarm(seed: UInt64) async throws {
    let seedText = (1...6).map { line($0, #", "tags": ["a", "b\u00e9"], "featuredImage": {"href": "x.png"}"#) }.joined()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      var bytes = Array(seedText.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(0x0A, at: place)
        case 3: bytes.insert(contentsOf: bytes[..<place].suffix(90), at: place)
        case 4: bytes.removeSubrange(place..<min(place + 60, bytes.count))
        default: bytes = Array(bytes.prefix(place))
        }
      }
      try folder.write(bytes, to: "items.jsonl")
      let lines = bytes.count { $0 == 0x0A } + 1
      do {
        let corpus = try await reader().read(jobs: 2)
        for finding in corpus.findings {
          #expect(finding.location.path == "items.jsonl" && (1...lines).contains(finding.location.line), "\(finding)")
        }
        let reader = CorpusReader(folder: folder.path, settings: corpus.settings)
        for index in corpus.published { _ = try reader.item(corpus.items[index]) }
      } catch let problem as CorpusUnreadableError {
        #expect(!problem.finding.remedy.isEmpty)
      }
    }
  }
}
