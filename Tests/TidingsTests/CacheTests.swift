import ContentCorpus
import Foundation
import TestSupport
import Testing
import TidingsCore

@testable import SiteOutput
@testable import SitePublishing
@testable import SiteSettings

/// A build that knows what an earlier one did makes the same bytes and says the same as one that knows nothing.
@Suite struct CacheTests {
  private let site = TestSite()

  private func cached(
    _ more: String = "", now: Timestamp = TestSite.now, cache: String = "cache", output: String? = nil,
    corpus: String = "corpus", verifies: Bool = false
  ) async throws -> PublishReport {
    let configuration = try site.configuration(more)
    var options = Build.Options()
    options.publishing.jobs = 2
    options.cache = CacheFolder(site.folder.path + "/" + cache)
    options.verifiesCache = verifies
    let reader = CorpusReader(
      folder: site.folder.path + "/" + corpus, settings: configuration.corpusSettings(now: now))
    return try await Build(configuration: configuration, reader: reader, options: options)
      .run(to: output ?? site.output)
  }

  private func items(_ count: Int = 6) throws {
    for id in 1...count { try site.item(id, topics: ["S: One", id % 2 == 0 ? "S: Two" : "T: Three"]) }
  }

  /// Until the clock of the file system has ticked, a stamp proves nothing.
  private func settle() async throws { try await Task.sleep(for: .milliseconds(40)) }

  /// Gives a file the time of another, to the nanosecond.
  private func touch(_ file: String, as reference: String) throws {
    let process = try Process.run(URL(fileURLWithPath: "/usr/bin/touch"), arguments: ["-r", reference, file])
    process.waitUntilExit()
  }

  @Test func onlyWhatChangedIsReadAndMade() async throws {
    try items()
    try await settle()
    let first = try await cached()
    #expect(first.reuse == .init(cache: .missing, filesRead: 6, documentsMade: first.documents.count))
    let second = try await cached()
    // The index and the outline are always made.
    #expect(second.reuse == .init(cache: .usable, filesRead: 0, documentsMade: 3))
    #expect(second.count(.unchanged) == second.documents.count)
    try site.item(2, topics: ["S: One", "S: Two"], body: "<p>Other.</p>")
    let third = try await cached()
    #expect(third.reuse?.filesRead == 1)
    #expect(
      third.paths(.updated) == [
        "atom.xml", "feed.json", "rss.xml", "topic/s-one/atom.xml", "topic/s-one/feed.json", "topic/s-one/rss.xml",
        "topic/s-two/atom.xml", "topic/s-two/feed.json", "topic/s-two/rss.xml",
      ])
    try await settle()
    _ = try await cached()
    #expect(try await cached().reuse?.filesRead == 0)
  }

  @Test func anotherMachineKnowsTheFilesByTheirBytes() async throws {
    try items()
    let first = try await cached()
    for folder in ["corpus", "output"] {
      for (path, bytes) in try site.folder.contents(of: folder) {
        try site.folder.write(bytes, to: "other/\(folder)/\(path)")
      }
    }
    let other = try await cached(output: site.folder.path + "/other/output", corpus: "other/corpus")
    #expect(other.reuse == .init(cache: .usable, filesRead: 6, documentsMade: 3))
    #expect(other.count(.unchanged) == first.documents.count)
  }

  @Test func aChangeBehindTheStampsIsSeenOnRequest() async throws {
    try items()
    try await settle()
    _ = try await cached()
    // As if a disk had changed a byte: neither the content nor the document looks touched.
    let document = site.output + "/topic/s-one/rss.xml"
    try site.folder.write("", to: "reference")
    try touch(site.folder.path + "/reference", as: document)
    let good = try site.text("topic/s-one/rss.xml")
    let handle = try #require(FileHandle(forUpdatingAtPath: document))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data("#".utf8))
    try handle.close()
    try touch(document, as: site.folder.path + "/reference")
    #expect(try await cached().paths(.updated) == [])
    #expect(try await cached(verifies: true).paths(.updated) == ["topic/s-one/rss.xml"])
    #expect(try site.text("topic/s-one/rss.xml") == good)
  }

  @Test func aDocumentThatWasTouchedOrLostIsMadeAgain() async throws {
    try items()
    _ = try await cached()
    let good = try site.folder.contents(of: "output")
    try site.folder.write("mine", to: "output/topic/s-two/rss.xml")
    try site.folder.remove("output/feed.json")
    let report = try await cached()
    #expect(report.paths(.updated) == ["topic/s-two/rss.xml"])
    #expect(report.paths(.created) == ["feed.json"])
    #expect(try site.folder.contents(of: "output") == good)
  }

  @Test func whatIsWrongIsSaidEachTime() async throws {
    try items()
    try site.write("broken.md", "id: 9\ntitle: 'No end")
    try site.item(7, more: "lastMod: soon")
    let first = try await cached("feeds: {warnBytes: 10}")
    #expect(first.rules.contains("front-matter.yaml") && first.rules.contains("feed.size.warn"))
    #expect(try await cached("feeds: {warnBytes: 10}").report == first.report)
  }

  @Test func anotherConfigurationOrVersionIsForeign() async throws {
    try items()
    _ = try await cached()
    #expect(try await cached("feeds: {entries: 2}").reuse?.cache == .foreign)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: site.folder.path + "/cache/build.cache")))
    bytes[14] = UInt8(ascii: "0")
    try site.folder.write(bytes, to: "cache/build.cache")
    #expect(try await cached("feeds: {entries: 2}").reuse?.cache == .foreign)
    #expect(try await cached("feeds: {entries: 2}").reuse?.cache == .usable)
  }

  @Test func aProgramIsKnownByItsBuildID() {
    let note: [UInt8] = [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4E, 0x55, 0]
    let id = (1...20).map { UInt8($0) }
    #expect(ProgramIdentity.buildID(in: [0, 4, 0] + note + id + [9]) == id)
    #expect(ProgramIdentity.buildID(in: note + id.dropLast()) == nil)
    #expect(ProgramIdentity.digest == ProgramIdentity.digest)
  }

  @Test func damageIsSeenWhereverItIs() async throws {
    try items()
    try site.item(7, more: "lastMod: soon")
    _ = try await cached()
    try site.item(1, topics: ["S: One"], body: "<p>Changed.</p>")
    _ = try await cached()
    let good = try site.folder.contents(of: "output")
    let kept = try site.folder.contents(of: "cache")
    var random = SeededGenerator(seed: 3)
    for name in ["build.cache", "build.changes"] {
      let whole = try #require(kept[name])
      for round in 0..<40 {
        try FileManager.default.removeItem(atPath: site.folder.path + "/cache")
        for (path, bytes) in kept { try site.folder.write(bytes, to: "cache/" + path) }
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch round % 4 {
        case 0: bytes.removeLast(bytes.count - place)
        case 1: bytes.append(0)
        case 2: bytes.replaceSubrange(place..<bytes.count, with: [UInt8](repeating: 0, count: bytes.count - place))
        default: bytes[place] ^= UInt8.random(in: 1...255, using: &random)
        }
        try site.folder.write(bytes, to: "cache/" + name)
        let report = try await cached()
        #expect(report.reuse?.cache != .usable || bytes == whole || name == "build.changes")
        #expect(report.paths(.unchanged).count == report.documents.count)
        #expect(try site.folder.contents(of: "output") == good)
      }
    }
  }

  @Test func aCacheThatCannotBeWrittenCostsOnlyTime() async throws {
    try items()
    try site.folder.write("a file", to: "cache")
    let report = try await cached()
    #expect(report.count(.created) == report.documents.count)
    #expect(report.rules == ["cache.writable"])
  }

  /// As a watcher builds: without a cache, knowing what has changed.
  private func build(_ editor: RandomEditor, after former: Build.State?) async throws -> Build.State {
    let configuration = try site.configuration(editor.configuration)
    var options = Build.Options()
    options.publishing.jobs = 2
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: editor.now))
    return try await Build(configuration: configuration, reader: reader, options: options)
      .run(to: site.folder.path + "/watched", after: former, changed: editor.touched)
  }

  private func differences(between first: String, and second: String) throws -> [String] {
    let (first, second) = (try site.folder.contents(of: first), try site.folder.contents(of: second))
    return Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
  }

  /// Random edits, additions, deletions, renames, changes of topics, of the configuration, of the instant and of the
  /// output, each followed by a build with a cache and one without.
  @Test(arguments: 1...6)
  func aBuildWithACacheIsAFullBuild(seed: Int) async throws {
    var editor = RandomEditor(site, seed: UInt64(seed))
    var watched: Build.State?
    for step in 0..<25 {
      let edit = try editor.edit()
      if step % 5 == 4 { try await settle() }
      let known = try await cached(editor.configuration, now: editor.now)
      watched = try await build(editor, after: editor.touched == nil ? nil : watched)
      let fresh = site.folder.path + "/fresh/\(step)"
      let full = try await site.build(editor.configuration, now: editor.now, to: fresh)
      // Where nothing is published, what was there stays.
      if full.corpus.published > 0 {
        let differences = try differences(between: "output", and: "fresh/\(step)")
        #expect(differences == [], "step \(step): \(edit)")
        let missed = try self.differences(between: "watched", and: "fresh/\(step)")
        #expect(missed == [], "watched, step \(step): \(edit)")
      }
      #expect(
        known.findings(below: site.output) == full.findings(below: fresh), "step \(step): \(edit)")
      #expect(
        watched?.report.findings(below: site.folder.path + "/watched") == full.findings(below: fresh),
        "watched, step \(step): \(edit)")
      #expect(known.corpus == full.corpus && known.topics == full.topics, "step \(step): \(edit)")
    }
  }
}

extension PublishReport {
  /// The report's findings without the output folder's name.
  func findings(below output: String) -> [String] {
    report.findings.map { $0.description.replacing(output + "/", with: "") }.sorted()
  }
}
