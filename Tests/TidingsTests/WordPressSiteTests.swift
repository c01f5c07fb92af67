import ContentCorpus
import FeedParsing
import Foundation
import Markup
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// A site as WordPress exports it, against the feed that WordPress makes of the same posts.
@Suite struct WordPressSiteTests {
  private let folder = TemporaryFolder()
  private let now = Timestamp(Timestamp.Components(year: 2024, month: 6, day: 1))!

  private func configuration(_ more: String = "") throws -> Configuration {
    if !folder.exists("export.xml") { try folder.copy(Fixtures.path("wordpress/export.xml"), to: "export.xml") }
    try folder.write("corpus: {convention: wordpress, path: export.xml}\n" + more, to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  private func corpus(_ configuration: Configuration, in folder: String? = nil, now: Timestamp? = nil) async throws
    -> Corpus
  {
    let folder = folder ?? self.folder.path
    return try await CorpusReader(
      folder: folder, settings: configuration.corpusSettings(now: now ?? self.now, folder: folder)
    ).read(jobs: 2)
  }

  private func publish(_ corpus: Corpus, _ configuration: Configuration, to output: String) async throws {
    _ = try await Publisher(configuration: configuration).publish(
      Plan(corpus, configuration: configuration), of: corpus, to: folder.path + "/" + output)
  }

  @Test func theExportSaysOfTheSite() throws {
    let site = try configuration().site
    #expect(site.baseURL == "https://sky.example/" && site.title == "Night Sky" && site.language == "en-US")
    #expect(site.description == "What the telescopes saw & heard")
    #expect(try configuration("site: {title: Other}\n").site.title == "Other")
  }

  /// Words as they are seen, whatever the form of their quotation marks.
  private func words(_ html: [UInt8]) -> [String] {
    Body(html, syntax: .html).plainText(limit: 100_000)
      .replacing(/[\u{201C}\u{201D}]/, with: "\"").replacing(/[\u{2018}\u{2019}]/, with: "'")
      .split(whereSeparator: \.isWhitespace).map(String.init)
      // What stands for a player, and for a file, is its address in a form of its own.
      .filter { !$0.contains("sky.example/wp-content") && !$0.contains("vimeo.com") }
  }

  @Test func theFeedIsWordPresssOwn() async throws {
    let configuration = try configuration()
    try await publish(try await corpus(configuration), configuration, to: "output")
    let ours = try #require(FeedReader.feed(Array(try folder.text("output/rss.xml").utf8)))
    let theirs = try #require(FeedReader.feed(try Fixtures.bytes("wordpress/rss2.xml")))
    #expect(ours.entries.count == 2 && theirs.entries.count == 2)
    for (own, other) in zip(ours.entries, theirs.entries) {
      #expect(own.id == other.id && own.page == other.page && own.published == other.published)
      #expect(words(Array(own.title.utf8)) == words(Array(other.title.utf8)))
      #expect(
        own.authors.map(\.name) == other.authors.map { Body(Array($0.name.utf8), syntax: .html).plainText(limit: 100) })
      #expect(
        own.categories.map(\.label)
          == other.categories.map { $0.label.isEmpty ? $0.term : $0.label }
          .map { Body(Array($0.utf8), syntax: .html).plainText(limit: 100) })
      #expect(words(own.content) == words(other.content))
    }
    let text = try folder.text("output/rss.xml")
    #expect(text.contains("<guid isPermaLink=\"false\">http://sky.example/?p=12</guid>"))
    #expect(!text.contains("@sky.example"))
  }

  @Test func whatIsNotPublicIsNowhere() async throws {
    let configuration = try configuration()
    let corpus = try await corpus(configuration)
    try await publish(corpus, configuration, to: "output")
    let states = Dictionary(uniqueKeysWithValues: corpus.items.map { ($0.path, $0.publication) })
    #expect(states["export.xml#13"] == .unpublished(status: "password"))
    #expect(states["export.xml#14"] == .unpublished(status: "draft"))
    #expect(states["export.xml#16"] == .unpublished(status: "private"))
    guard case .scheduled = states["export.xml#15"] else {
      Issue.record("what is to come is not scheduled")
      return
    }
    for (file, bytes) in try folder.contents(of: "output") {
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["mellon", "for-members", "for-us", "Not yet", "comet-ahead", "lens", "p=41", "unpublished-"] {
        #expect(!text.contains(word), "\(word) in \(file)")
      }
    }
    let sitemap = try folder.text("output/other-sitemap.xml")
    #expect(sitemap.contains("<loc>https://sky.example/about/</loc>") && sitemap.contains("2024-01-01T09:00:00Z"))
  }

  @Test func itsTimeComes() async throws {
    let later = Timestamp(Timestamp.Components(year: 2061, month: 8, day: 1))!
    let corpus = try await corpus(try configuration(), now: later)
    let comet = corpus.items.first { $0.path == "export.xml#15" }
    #expect(comet?.publication == .published && comet?.modified == comet?.published)
  }

  @Test func termsHaveThePathsOfTheirPages() async throws {
    let corpus = try await corpus(try configuration())
    #expect(corpus.topics.map(\.path) == ["category/astronomy", "category/astronomy/planets", "tag/first-light"])
    #expect(corpus.topics.map(\.label) == ["Astronomy", "Planets & Moons", "First Light"])
    let other = try await self.corpus(
      try configuration("topics: {fields: [categories, instrument], basePath: subjects}\n"))
    #expect(other.topics.map(\.path) == ["subjects/astronomy", "subjects/astronomy/planets", "subjects/mirror"])
  }

  @Test func typesOnRequestAreEntries() async throws {
    let some = try await corpus(try configuration())
    let reported = try #require(some.findings.first { $0.rule == "wordpress.types" })
    #expect(
      reported.message == "Items of other types are left out: product (1)" && reported.location.path == "export.xml")
    try folder.write(
      "corpus: {convention: wordpress, path: export.xml, postTypes: [post, page, product]}\n", to: "tidings.yaml")
    let all = try await corpus(try ConfigurationReader.read(folder.path + "/tidings.yaml"))
    #expect(all.counts.published == 3 && !all.findings.contains { $0.rule == "wordpress.types" })
  }

  @Test func fieldsOfAuthorsHaveMeanings() async throws {
    let configuration = try configuration("mapping: {summary: [meta.seen_by, excerpt]}\n")
    let reader = try CorpusReader(
      folder: folder.path, settings: configuration.corpusSettings(now: now, folder: folder.path))
    _ = try await reader.list(jobs: 1)
    let item = try #require(reader.inspect("export.xml#11").item)
    #expect(item.summary == "two" && item.record.aliases.map(\.text) == ["/2024/03/light-at-last/"])
    #expect(item.picture?.reference == "https://sky.example/wp-content/uploads/2024/03/mirror.jpg")
    #expect(item.picture?.alternative == "The mirror" && item.excerpt?.hasPrefix("The new telescope") == true)
  }

  @Test func theSamePostsAsFilesGiveTheSameBytes() async throws {
    let exported = try configuration()
    let corpus = try await corpus(exported)
    try await publish(corpus, exported, to: "output")
    let reader = try CorpusReader(folder: folder.path, settings: exported.corpusSettings(now: now, folder: folder.path))
    _ = try await reader.list(jobs: 1)
    for position in corpus.published {
      let item = try #require(reader.inspect(corpus.items[position].path).item)
      let topics = corpus.items[position].topics.map { corpus.topics[$0] }
      let categories = topics.filter { $0.path.hasPrefix("category/") }
      let address = item.record.permalink.split(separator: "/")
      var front = [
        "id: '\(item.record.key)'", "title: '\(item.record.title)'", "date: \(item.record.published.rfc3339)",
        "lastMod: \(item.record.modified.rfc3339)", "slug: \(address.last ?? "")",
        "basePath: /\(address.dropLast().joined(separator: "/"))", "author: '\(item.authors[0].name)'",
        "categories: [\(categories.map { "'\($0.label)'" }.joined(separator: ", "))]",
        "categoryUrl: [\(categories.map { "/\($0.path)" }.joined(separator: ", "))]",
        "tags: [\(topics.filter { $0.path.hasPrefix("tag/") }.map { "'\($0.label)'" }.joined(separator: ", "))]",
      ]
      if let summary = item.summary { front.append("description: '\(summary)'") }
      if let picture = item.picture {
        front.append("featuredImage: {href: '\(picture.reference)', alt: '\(picture.alternative ?? "")'}")
      }
      try folder.write(
        "---\n\(front.joined(separator: "\n"))\n---\n" + String(decoding: item.body.bytes, as: UTF8.self),
        to: "files/\(address.last ?? "").html")
    }
    var filed = exported
    filed.corpus.convention = Convention(.medigy)
    filed.topics.generator = .medigy
    filed.mapping[.keywords] = []
    try await publish(try await self.corpus(filed, in: folder.path + "/files"), filed, to: "filed")
    let feeds = try folder.contents(of: "output").filter {
      $0.key.hasSuffix("rss.xml") || $0.key.hasSuffix("atom.xml") || $0.key.hasSuffix("feed.json")
    }
    #expect(feeds.count == 12)
    let others = try folder.contents(of: "filed")
    for (path, bytes) in feeds { #expect(others[path] == bytes, "\(path)") }
  }

  @Test func aCompressedExportGivesTheSame() async throws {
    let plain = try await corpus(try configuration())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = [folder.path + "/export.xml"]
    try process.run()
    process.waitUntilExit()
    try folder.write("corpus: {convention: wordpress, path: [export.xml.gz]}\n", to: "tidings.yaml")
    let packed = try await corpus(try ConfigurationReader.read(folder.path + "/tidings.yaml"))
    #expect(packed.items.map(\.permalink) == plain.items.map(\.permalink))
    #expect(packed.items.map(\.path).first == "export.xml.gz#11")
    let bytes = Array(try #require(try folder.contents()["export.xml.gz"]).dropLast(200))
    try folder.write(bytes, to: "export.xml.gz")
    await #expect(throws: CorpusUnreadableError.self) {
      try await self.corpus(try ConfigurationReader.read(folder.path + "/tidings.yaml"))
    }
  }

  @Test(arguments: ["export.xml", "missing.xml", "[export.xml, missing.xml]", "nothing"])
  func whatIsNoExportIsNoConfiguration(path: String) throws {
    try folder.write("<rss><channel><title>T</title><item></item></channel></rss>", to: "export.xml")
    try folder.write("corpus: {convention: wordpress, path: \(path)}\n", to: "tidings.yaml")
    #expect(throws: (any Error).self) { try ConfigurationReader.read(folder.path + "/tidings.yaml") }
  }

  @Test func oneExportSaysOfThePicturesOfAnother() async throws {
    let text = String(decoding: try Fixtures.bytes("wordpress/export.xml"), as: UTF8.self)
    let cut = try #require(text.range(of: "\t<item>\n\t\t<title><![CDATA[dome]]>"))
    let head = try #require(text.range(of: "\t<item>"))
    try folder.write(String(text[..<cut.lowerBound]) + "</channel></rss>", to: "posts.xml")
    try folder.write(String(text[..<head.lowerBound] + text[cut.lowerBound...]), to: "media.xml")
    try folder.write("corpus: {convention: wordpress, path: [posts.xml, media.xml]}\n", to: "tidings.yaml")
    let corpus = try await corpus(try ConfigurationReader.read(folder.path + "/tidings.yaml"))
    #expect(corpus.items.first { $0.key.hasSuffix("p=11") }?.picture?.hasSuffix("mirror.jpg") == true)
    try folder.write("corpus: {convention: wordpress, path: .}\n", to: "tidings.yaml")
    #expect(try ConfigurationReader.read(folder.path + "/tidings.yaml").corpus.convention.wordpress.files.count == 2)
  }

  @Test func idsStayInALedger() async throws {
    let configuration = try configuration()
    let store = try SQLiteLedger(folder.path + "/tidings.sqlite", for: .building)
    let reader = try CorpusReader(
      folder: folder.path, settings: configuration.corpusSettings(now: now, folder: folder.path))
    _ = try await Build(configuration: configuration, reader: reader, ledger: store).run(to: folder.path + "/output")
    let rows = try store.rows(keys: ["https://sky.example/?p=11", "http://sky.example/?p=12"])
    #expect(rows.map(\.id) == rows.map(\.key) && rows.count == 2)
    let atom = try folder.text("output/atom.xml")
    #expect(atom.contains("<id>https://sky.example/?p=11</id>"))
  }
}
