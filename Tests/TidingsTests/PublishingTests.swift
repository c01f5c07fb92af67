import Foundation
import TestSupport
import Testing
import TidingsCore

@testable import SiteOutput
@testable import SitePublishing
@testable import SiteRendering
@testable import SiteSettings

@Suite struct PublishingTests {
  private let site = TestSite()

  @Test func aTopicHasItsDocuments() async throws {
    try site.item(1)
    try site.item(2, topics: [])
    let report = try await site.build("robots: true")
    #expect(report.rules == [])
    #expect(
      report.paths(.created) == [
        "atom.xml", "feed.json", "other-sitemap.xml", "robots.txt", "rss.xml", "sitemap-topic.s-one.xml", "sitemap.xml",
        "topic/s-one/atom.xml", "topic/s-one/feed.json", "topic/s-one/rss.xml", "topics.json", "topics.opml",
      ])
    let manifest = try Manifest(reading: Array(try site.text("manifest.json").utf8))
    #expect(manifest.rows.map(\.path) == report.paths(.created))
    #expect(manifest.rows.first { $0.path == "topic/s-one/rss.xml" }?.topic == "topic/s-one")
    #expect(manifest.rows.first { $0.path == "rss.xml" }?.entries == 2)
  }

  @Test func whatDidNotChangeIsNotTouched() async throws {
    try site.item(1)
    try site.item(2, topics: ["S: Two"])
    try await site.build()
    let before = try site.folder.times(of: "output")
    let bytes = try site.folder.contents(of: "output")
    try await Task.sleep(for: .milliseconds(20))
    let same = try await site.build()
    #expect(same.count(.unchanged) == same.documents.count)
    #expect(try site.folder.times(of: "output") == before)

    try site.item(2, topics: ["S: Two"], body: "<p>Other words.</p>")
    let changed = try await site.build()
    #expect(
      changed.paths(.updated) == [
        "atom.xml", "feed.json", "rss.xml", "topic/s-two/atom.xml", "topic/s-two/feed.json", "topic/s-two/rss.xml",
      ])
    #expect(try site.folder.times(of: "output")["topic/s-one/rss.xml"] == before["topic/s-one/rss.xml"])
    try site.item(2, topics: ["S: Two"])
    try await site.build()
    #expect(try site.folder.contents(of: "output") == bytes)
  }

  @Test func onlyOwnFilesAreRemoved() async throws {
    try site.item(1)
    try site.item(2, topics: ["S: Two"])
    try site.folder.write("mine", to: "output/topic/s-two/index.html")
    try site.folder.write("mine", to: "output/other.xml")
    try await site.build()
    try site.folder.remove("corpus/item-2.md")
    let report = try await site.build()
    #expect(
      report.paths(.removed) == [
        "sitemap-topic.s-two.xml", "topic/s-two/atom.xml", "topic/s-two/feed.json", "topic/s-two/rss.xml",
      ])
    #expect(try site.text("topic/s-two/index.html") == "mine")
    #expect(try site.text("other.xml") == "mine")
    #expect(!site.folder.exists("output/topic/s-two/rss.xml"))
    try site.folder.remove("output/topic/s-two/index.html")
  }

  @Test func aFileOfSomebodyElseIsLeftAlone() async throws {
    try site.item(1)
    try site.folder.write("mine", to: "output/sitemap.xml")
    let report = try await site.build()
    #expect(report.paths(.withheld) == ["sitemap.xml"])
    #expect(report.rules == ["output.foreign-file"])
    #expect(try site.text("sitemap.xml") == "mine")
    let forced = try await site.build { $0.overwrites = true }
    #expect(forced.paths(.updated) == ["sitemap.xml"])
    #expect(try site.text("sitemap.xml").hasPrefix("<?xml"))
  }

  @Test func anInvalidDocumentDoesNotReplaceTheLastGoodOne() async throws {
    try site.item(1)
    try await site.build()
    let good = try site.text("rss.xml")
    let directory = try OutputDirectory(site.output, isDryRun: false, overwrites: false)
    let stager = DocumentStager(
      directory: directory, addresses: SiteAddresses(try site.configuration()), overwrites: false)
    let broken = Document(path: "rss.xml", format: .rss, bytes: Array("<rss version=\"2.0\"><channel/></rss>".utf8))
    let outcome = try #require(
      try stager.outcomes(BuiltDocument(document: broken, entries: 0, topic: nil, newest: nil)).first)
    #expect(outcome.change == .withheld)
    #expect(outcome.findings.map(\.rule).contains("output.withheld"))
    _ = try directory.commit([], manifest: Manifest([outcome.row].compactMap { $0 }))
    #expect(try site.text("rss.xml") == good)
    #expect(outcome.row == directory.row("rss.xml"))
  }

  @Test func aDryRunChangesNothing() async throws {
    try site.item(1)
    let first = try await site.build { $0.isDryRun = true }
    #expect(first.count(.created) == first.documents.count)
    #expect(!site.folder.exists("output"))
    try await site.build()
    let before = try site.folder.contents(of: "output")
    try site.item(1, body: "<p>New.</p>")
    let second = try await site.build { $0.isDryRun = true }
    #expect(second.count(.updated) > 0)
    #expect(try site.folder.contents(of: "output") == before)
  }

  @Test func nothingPublishedReplacesNothing() async throws {
    try site.item(1)
    try await site.build()
    let before = try site.folder.contents(of: "output")
    try site.item(1, more: "draft: true")
    let report = try await site.build()
    #expect(report.rules == ["corpus.published"])
    #expect(try site.folder.contents(of: "output") == before)
  }

  @Test func aBuildThatWasCutShortIsFinishedByTheNext() async throws {
    try site.item(1)
    try site.item(2, topics: ["S: Two"])
    try await site.build()
    let whole = try site.folder.contents(of: "output")
    // As if the process had been killed after some documents were moved and before the manifest was.
    let manifest = try site.text("manifest.json")
    try site.folder.remove("output/manifest.json")
    try site.folder.remove("output/sitemap.xml")
    try site.folder.write(manifest, to: "output/.tidings-staging/manifest.json")
    try site.folder.write("half", to: "output/.tidings-staging/abc")
    try site.folder.write("<old/>", to: "output/rss.xml")
    let report = try await site.build()
    #expect(report.rules == [])
    #expect(try site.folder.contents(of: "output") == whole)
  }

  @Test func whatIsOursIsKnownAfterTwoKills() async throws {
    try site.item(1)
    try await site.build()
    // The first build was killed while it moved documents; the second one before it moved any.
    try site.folder.copy(site.output + "/manifest.json", to: "manifest.json")
    try site.folder.remove("output/manifest.json")
    try site.folder.write(try site.folder.text("manifest.json"), to: "output/.tidings-staging/manifest.json")
    _ = try OutputDirectory(site.output, isDryRun: false, overwrites: false)
    try site.item(1, body: "<p>New words.</p>")
    let report = try await site.build()
    #expect(report.rules == [])
    #expect(report.count(.withheld) == 0)
    #expect(!site.folder.exists("output/.tidings-staging"))
  }

  @Test func aWithheldDocumentStaysAfterAKillToo() async throws {
    try site.item(1)
    try await site.build()
    try site.folder.copy(site.output + "/manifest.json", to: "manifest.json")
    try site.folder.remove("output/manifest.json")
    try site.folder.write(try site.folder.text("manifest.json"), to: "output/.tidings-staging/manifest.json")
    let directory = try OutputDirectory(site.output, isDryRun: false, overwrites: false)
    let stager = DocumentStager(
      directory: directory, addresses: SiteAddresses(try site.configuration()), overwrites: false)
    let broken = Document(path: "rss.xml", format: .rss, bytes: Array("<rss version=\"2.0\"/>".utf8))
    let outcome = try stager.outcomes(BuiltDocument(document: broken, entries: 0, topic: nil, newest: nil))[0]
    let removed = try directory.commit([], manifest: Manifest([outcome.row].compactMap { $0 }))
    #expect(!removed.contains("rss.xml"))
    #expect(site.folder.exists("output/rss.xml"))
  }

  @Test func aFolderInADocumentsPlaceIsAFinding() async throws {
    try site.item(1)
    try site.folder.write("x", to: "output/rss.xml/index.html")
    try site.folder.write("x", to: "output/topic")
    let report = try await site.build { $0.overwrites = true }
    #expect(Set(report.rules) == ["output.foreign-file"])
    #expect(report.count(.withheld) == 4)
    #expect(site.folder.exists("output/sitemap.xml"))
  }

  @Test func nothingLeavesTheOutputFolder() async throws {
    try site.item(1)
    let outside = TemporaryFolder()
    try site.folder.write("x", to: "output/keep")
    try FileManager.default.createSymbolicLink(atPath: site.output + "/topic", withDestinationPath: outside.path)
    let report = try await site.build()
    #expect(report.paths(.withheld).count == 3)
    #expect(report.rules.allSatisfy { $0 == "output.foreign-file" })
    #expect(try outside.contents().isEmpty)
    let hostile = """
      {"generator": "Tidings", "version": 1, "documents": [{"path": "../victim", "format": "rss", "bytes": 1, "sha256": "", "entries": 0}]}
      """
    try FileManager.default.removeItem(atPath: site.output + "/topic")
    try site.folder.write(hostile, to: "output/manifest.json")
    try site.folder.write("x", to: "victim")
    #expect(try await site.build().rules.contains("manifest.row"))
    #expect(site.folder.exists("victim"))
  }

  @Test func aDamagedManifestStopsTheBuild() async throws {
    try site.item(1)
    try site.folder.write("{\"version\": 2, \"documents\": []}", to: "output/manifest.json")
    await #expect(throws: Manifest.Unreadable.self) { try await site.build() }
    #expect(try site.folder.contents(of: "output").count == 1)
  }

  @Test func twoBuildsDoNotMix() async throws {
    try site.item(1)
    try await site.build()
    let other = try OutputDirectory(site.output, isDryRun: false, overwrites: false)
    let problem = await #expect(throws: OutputInUseError.self) { try await site.build() }
    #expect(problem?.description.contains("process \(getpid()) on ") == true)
    withExtendedLifetime(other) {}
  }
}
