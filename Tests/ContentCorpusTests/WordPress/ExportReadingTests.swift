import Foundation
import LocalFiles
import Markup
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// An export as a file that holds many items: where they are found, and what is reported of one that is not whole.
@Suite struct ExportReadingTests {
  private let folder = TemporaryFolder()

  private func export(_ items: [String], version: String? = "1.2", end: String = "</channel></rss>\n") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\">\n<channel>\n<title>A</title>\n"
      + "<link>https://a.example</link>\n" + (version.map { "<wp:wxr_version>\($0)</wp:wxr_version>\n" } ?? "")
      + items.joined() + end
  }

  private func post(_ id: Int, link: String? = nil, more: String = "", content: String = "Words.", title: String = "T")
    -> String
  {
    "<item>\n<title><![CDATA[\(title)]]></title>\n<link>\(link ?? "https://a.example/\(id)/")</link>\n"
      + "<guid isPermaLink=\"false\">https://a.example/?p=\(id)</guid>\n"
      + "<content:encoded><![CDATA[\(content)]]></content:encoded>\n<wp:post_id>\(id)</wp:post_id>\n"
      + "<wp:post_date_gmt>2021-01-02 03:04:05</wp:post_date_gmt>\n<wp:status>publish</wp:status>\n"
      + "<wp:post_type>post</wp:post_type>\n\(more)</item>\n"
  }

  private func corpus(
    _ files: [String] = ["export.xml"], types: [String] = ["post", "page"], site: String = "https://a.example/"
  ) async throws -> Corpus {
    try await reader(files, types, site).read(jobs: 2)
  }

  private func reader(
    _ files: [String] = ["export.xml"], _ types: [String] = ["post", "page"], _ site: String = "https://a.example/"
  ) -> CorpusReader {
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: site)
    settings.convention = Convention(.wordpress)
    settings.convention.wordpress.files = files
    settings.convention.wordpress.postTypes = types
    settings.fields = FieldMap.fields(of: .wordpress)
    return CorpusReader(folder: folder.path, settings: settings)
  }

  private func problem(_ text: String) async throws -> Finding? {
    try folder.write(text, to: "export.xml")
    do {
      _ = try await corpus()
      return nil
    } catch let problem as CorpusUnreadableError {
      return problem.finding
    }
  }

  @Test func eachPostIsAnItem() async throws {
    try folder.write(export([post(2), post(1, title: "One")]), to: "export.xml")
    let corpus = try await corpus()
    #expect(corpus.items.map(\.path) == ["export.xml#1", "export.xml#2"])
    #expect(corpus.items[0].title == "One" && corpus.items[0].permalink == "1" && !corpus.items[0].isBare)
    #expect(corpus.items[0].key == "https://a.example/?p=1")
    let item = try reader().item(corpus.items[0])
    #expect(String(decoding: item.body.bytes, as: UTF8.self) == "<p>Words.</p>\n")
  }

  @Test(arguments: [1, 7, 40, 1000, 1 << 20])
  func whereBlocksEndMeansNothing(size: Int) throws {
    let text = Array(export([post(1, content: "a </item> <item> ]] > b"), post(2, more: "<!-- </item> -->\n")]).utf8)
    var cutter = ExportCutter()
    var found: [(String, Int)] = []
    var head: [UInt8] = []
    func take(_ piece: ExportCutter.Piece) {
      switch piece {
      case .head(let bytes): head = bytes
      case .item(let bytes, let range, let line):
        #expect(Array(text[range]) == bytes)
        found.append((ExportReader.read(bytes).first("item")?.text("wp:post_id") ?? "", line))
      }
    }
    var start = 0
    while start < text.count {
      try cutter.take(Array(text[start..<min(start + size, text.count)])) { take($0) }
      start += size
    }
    try cutter.end { take($0) }
    #expect(found.map(\.0) == ["1", "2"] && found.map(\.1) == [7, 17])
    #expect(String(decoding: head, as: UTF8.self).hasSuffix("</wp:wxr_version>\n"))
  }

  @Test func findingsHaveTheLineOfTheFileAndTheTitle() async throws {
    try folder.write(export([post(1), post(2, content: "One\n\n[form id=\"3\"]", title: "Two")]), to: "export.xml")
    let finding = try #require(try await corpus().findings.first)
    #expect(finding.rule == "wordpress.shortcode")
    #expect(finding.location == SourceLocation(path: "export.xml", line: 23, column: 1))
    #expect(finding.message == "The body holds [form] (in \u{201C}Two\u{201D})")
  }

  @Test func twoPostsOfOneAddressAreReportedWithBothPlaces() async throws {
    try folder.write(export([post(1), post(2, link: "https://a.example/1/")]), to: "export.xml")
    let corpus = try await corpus()
    let finding = try #require(corpus.findings.first)
    #expect(finding.rule == "item.permalink.unique" && finding.location.line == 19)
    #expect(finding.related == [SourceLocation(path: "export.xml", line: 9, column: 7)])
    #expect(corpus.counts.published == 1 && corpus.counts.withheld == 1)
  }

  @Test func whatIsCutOffIsNoCorpus() async throws {
    let whole = export([post(1), post(2)])
    let inItem = try await problem(String(whole.prefix(whole.count - 150)))
    #expect(inItem?.rule == "wordpress.export" && inItem?.location.line == 17)
    let between = try await problem(export([post(1)], end: ""))
    #expect(between?.message == "The export is cut off: it ends without </channel>" && between?.location.line == 17)
    let twice = try await problem(whole + whole)
    #expect(twice?.message.contains("two exports") == true)
    let nested = try await problem(whole.replacing("</item>\n<item>", with: "<item>"))
    #expect(nested?.message == "The item that begins here has no end")
    #expect(try await problem(whole) == nil)
  }

  @Test(
    arguments: [
      ("1.0", nil), ("1.1", nil), ("1.2", nil), ("1.3", nil), ("2.0", "wordpress.version"), (nil, "wordpress.export"),
    ] as [(String?, String?)])
  func versions(version: String?, rule: String?) async throws {
    #expect(try await problem(export([post(1)], version: version))?.rule == rule)
    if version == "1.3" { #expect(try await corpus().findings.map(\.rule) == ["wordpress.version.known"]) }
  }

  @Test func charactersThatXMLForbidsAreLeftOutAndReported() async throws {
    try folder.write(export([post(1, content: "a\u{8}b", title: "T\u{B}U")]), to: "export.xml")
    let corpus = try await corpus()
    #expect(corpus.items.map(\.title) == ["T U"])
    #expect(corpus.findings.map(\.rule) == ["file.control-characters", "file.control-characters"])
    #expect(corpus.findings.map(\.location.line) == [8, 11])
  }

  @Test func whatIsNotUTF8IsRefusedAlone() async throws {
    let text = Array(export([post(1, title: "X"), post(2)]).utf8)
    let place = try #require(text.firstIndex(of: UInt8(ascii: "X")))
    var broken = text
    broken[place] = 0xFF
    try folder.write(broken, to: "export.xml")
    let corpus = try await corpus()
    #expect(corpus.items.map(\.path) == ["export.xml#2"] && corpus.refused == ["export.xml#1"])
    #expect(corpus.findings.map(\.location) == [SourceLocation(path: "export.xml", line: 8, column: 17)])
  }

  @Test func entitiesAreNoneButThoseOfXML() {
    let bytes = Array(
      "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><item><title>&b;&amp;&#65;&#x42;&lt; &</title><a x='&quot;1'/></item>".utf8)
    let item = ExportReader.read(bytes).first("item")
    #expect(item?.text("title") == "&b;&AB< &")
    #expect(item?.first("a")?.attributes == ["x": "\"1"])
  }

  @Test func depthHasALimit() {
    let bytes = Array((String(repeating: "<a>", count: 100_000) + "x").utf8)
    #expect(ExportReader.read(bytes).first("a") != nil)
  }

  @Test(arguments: [
    ("http://a.example/x/", "x" as String?), ("https://a.example/x.html", "x.html"), ("https://a.example/%d0%b4/", "д"),
    ("https://a.example/?p=1", nil), ("https://b.example/x/", nil), ("https://a.example/../x", nil),
  ])
  func addresses(link: String, permalink: String?) async throws {
    try folder.write(export([post(1, link: link)]), to: "export.xml")
    let corpus = try await corpus()
    #expect(corpus.items.first?.permalink == permalink)
    #expect(corpus.refused.count == (permalink == nil ? 1 : 0))
  }

  @Test func anotherHostInTheExportIsTheSites() async throws {
    try folder.write(export([post(1, link: "https://a.example/x/")]), to: "export.xml")
    #expect(try await corpus(site: "https://www.new.example/blog/").items.map(\.permalink) == ["x"])
  }

  @Test func severalFilesAreOneSite() async throws {
    try folder.write(export([post(1)]), to: "one.xml")
    try folder.write(export([post(2)]), to: "two.xml")
    #expect(try await corpus(["two.xml", "one.xml"]).items.map(\.path) == ["one.xml#1", "two.xml#2"])
  }

  @Test func onlyWhatChangedIsReadAgain() async throws {
    try folder.write(export([post(1), post(2)]), to: "export.xml")
    let reader = reader()
    let (_, first) = try await reader.read(try await reader.list(jobs: 1), jobs: 1)
    let again = self.reader()
    let (_, second) = try await again.read(try await again.list(jobs: 1), jobs: 1, reusing: first)
    #expect(first.readCount == 2 && second.readCount == 2 && !second.files.isEmpty)
    #expect(second.files.map(\.digest) == first.files.map(\.digest))
    try folder.write(export([post(1), post(2, content: "Other.")]), to: "export.xml")
    let changed = self.reader()
    let (_, third) = try await changed.read(try await changed.list(jobs: 1), jobs: 1, reusing: second)
    #expect(zip(third.files, second.files).map { $0.digest == $1.digest } == [true, false])
  }

  @Test func aFileThatChangesWhileItIsReadIsReported() async throws {
    try folder.write(export([post(1)]), to: "export.xml")
    let reader = reader()
    let corpus = try await reader.read(jobs: 1)
    try folder.write(export([post(1, content: "Much longer words.")]), to: "export.xml")
    #expect(throws: CorpusChangedError.self) { try reader.item(corpus.items[0]) }
  }
}
