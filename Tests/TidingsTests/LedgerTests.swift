import ContentCorpus
import Foundation
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteOutput
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// What is remembered from build to build: who is who, and what has really changed.
@Suite struct LedgerTests {
  private let site = TestSite()

  private func day(_ day: Int) -> Timestamp { TestSite.now.advanced(bySeconds: Int64(day) * 86400) }

  private func store(_ name: String = "tidings.sqlite") throws -> SQLiteLedger {
    try SQLiteLedger(site.folder.path + "/" + name)
  }

  @discardableResult
  private func build(
    _ more: String = "", now: Timestamp = TestSite.now, configuration: Configuration? = nil,
    _ adjust: (inout Build.Options) -> Void = { _ in }
  ) async throws -> PublishReport {
    let configuration = try configuration ?? site.configuration(more)
    var options = Build.Options()
    options.publishing.jobs = 2
    options.cache = CacheFolder(site.folder.path + "/cache")
    adjust(&options)
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: now))
    return try await Build(configuration: configuration, reader: reader, options: options, ledger: try store())
      .run(to: site.output)
  }

  private func rows() throws -> [String: LedgerRow] { try store().load().rows }

  /// The entries of the site's JSON Feed: id, address and change.
  private func entries() throws -> [String: (address: String, modified: String)] {
    struct Feed: Decodable {
      struct Item: Decodable {
        let id: String
        let url: String
        let dateModified: String
      }
      let items: [Item]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let feed = try decoder.decode(Feed.self, from: Data(try site.text("feed.json").utf8))
    return Dictionary(uniqueKeysWithValues: feed.items.map { ($0.id, ($0.url, $0.dateModified)) })
  }

  @Test func theFirstBuildIsThatOfABuildWithoutMemory() async throws {
    for id in 1...5 { try site.item(id, more: id % 2 == 0 ? "lastMod: 2025-03-0\(id)" : "") }
    try await build()
    let remembered = try site.folder.contents(of: "output")
    try site.folder.remove("output")
    try await site.build()
    // All but the mark that a ledger remembers it.
    #expect(
      try site.folder.contents(of: "output").filter { $0.key != "manifest.json" }
        == remembered.filter { $0.key != "manifest.json" })
    #expect(try rows().count == 5)
  }

  @Test func whatIsKeptOutOfFeedsLaterIsWithdrawn() async throws {
    for id in 1...2 { try site.item(id) }
    try await build()
    try site.item(2, more: "feeds: false")
    for day in 1...2 {
      let report = try await build(now: self.day(day))
      #expect(!report.rules.contains("item.date.lost"))
      #expect(try site.text("atom.xml").contains("at:deleted-entry") && !site.text("atom.xml").contains("item-2/"))
      #expect(try rows().values.filter { $0.withdrawn != nil }.map(\.withdrawn) == [self.day(1)])
    }
    try site.item(2)
    try await build(now: day(3))
    #expect(try rows().values.allSatisfy { $0.withdrawn == nil })
  }

  @Test func aLedgerThatWasTouchedIsLookedAtBeforeItIsTrusted() async throws {
    for id in 1...400 { try site.item(id) }
    try await build()
    let path = site.folder.path + "/tidings.sqlite"
    // A page in the middle, of rows that the next build does not ask for.
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes.replaceSubrange(8 * 4096..<9 * 4096, with: Data(count: 4096))
    try bytes.write(to: URL(filePath: path))
    try site.item(400, body: "<p>Other words.</p>")
    await #expect(throws: LedgerError.self) { try await build(now: day(1)) }
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }

  @Test func namesThatShiftAreNoticed() async throws {
    func write(_ file: Int, _ item: Int) throws {
      try site.write(
        "\(file + 100).md", "title: T \(item)\ndate: 2021-01-01\nslug: s\(item)", body: "<p>Words \(item)</p>")
    }
    for item in 1...6 { try write(item, item) }
    try await build()
    let documents = try site.folder.contents(of: "output")
    // Each file has the name of the one before, and a new one that of the first: the keys are there, of other items.
    for item in 1...6 { try write(item + 1, item) }
    try write(1, 7)
    await #expect(throws: ReannouncementError.self) { try await build(now: day(1)) }
    #expect(try site.folder.contents(of: "output") == documents)
  }

  @Test func idsThatChangeWhileTheSiteMovesAreNoticed() async throws {
    for id in 1...5 { try site.item(id) }
    try await build()
    for id in 1...5 {
      try site.folder.remove("corpus/item-\(id).md")
      try site.write(
        "item-\(id).md", "id: new-\(id)\ntitle: Title \(id)\ndate: 2021-01-01\nslug: item-\(id)", body: "<p>Edited.</p>"
      )
    }
    let moved = try ConfigurationReader.read(
      text: Array("site: {baseURL: 'http://www.b.example/', title: A}\n".utf8), named: "tidings.yaml")
    await #expect(throws: ReannouncementError.self) { try await build(now: day(1), configuration: moved) }
  }

  @Test func aLedgerThatKnowsAPartIsNoticed() async throws {
    for id in 1...6 { try site.write("a\(id).md", "title: A \(id)\ndate: 2021-01-01\nslug: a\(id)") }
    try await build()
    let one = try #require(try rows().values.first { $0.path == "a1.md" })
    for id in 1...6 {
      try site.folder.remove("corpus/a\(id).md")
      try site.write("b\(id).md", "title: A \(id)\ndate: 2021-01-01\nslug: a\(id)")
    }
    try site.folder.remove("tidings.sqlite")
    _ = try store().commit(LedgerChanges(rows: [one]))
    await #expect(throws: ReannouncementError.self) { try await build(now: day(1)) }
  }

  @Test func aWithdrawalIsAChangeOfTheFeed() async throws {
    for id in 1...3 { try site.item(id, date: "2021-01-0\(id)") }
    try await build("feeds: {tombstoneDays: 1}\n")
    try site.folder.remove("corpus/item-3.md")
    for late in [1, 30] {
      try await build("feeds: {tombstoneDays: 1}\n", now: day(late))
      #expect(try site.text("atom.xml").contains("<updated>\(day(1))</updated>\n  <link"), "\(late)")
      #expect(try site.text("topic/s-one/atom.xml").contains("<updated>\(day(1))</updated>\n  <link"))
    }
  }

  @Test func aDateThatMovesIsReported() async throws {
    try site.item(1, date: "2021-01-02")
    try await build()
    try site.item(1, date: "2021-02-20")
    let report = try await build(now: day(1))
    #expect(report.rules == ["item.date.moved"])
    let atom = try site.text("atom.xml")
    #expect(atom.contains("<published>2021-02-20T00:00:00Z</published>\n    <updated>2021-02-20T00:00:00Z</updated>"))
    #expect(try await build(now: day(2)).rules.isEmpty)
  }

  @Test(arguments: ["json", "atom", "rss"])
  func aLostLedgerIsNoticedFromTheDocuments(format: String) async throws {
    let feeds = "feeds: {formats: [\(format)]}\n"
    for id in 1...5 { try site.write("a\(id).md", "title: A \(id)\ndate: 2021-01-01\nslug: a\(id)") }
    try await build(feeds)
    // Renamed files keep their ids by the ledger only, and it is lost while the site moves.
    for id in 1...5 {
      try site.folder.remove("corpus/a\(id).md")
      try site.write("b\(id).md", "title: A \(id)\ndate: 2021-01-01\nslug: a\(id)")
    }
    try site.folder.remove("tidings.sqlite")
    let moved = try ConfigurationReader.read(
      text: Array("site: {baseURL: 'https://b.example/blog/', title: A}\n\(feeds)".utf8), named: "tidings.yaml")
    let documents = try site.folder.contents(of: "output")
    await #expect(throws: ReannouncementError.self) { try await build(configuration: moved) }
    #expect(try site.folder.contents(of: "output") == documents)
    // What is asked for is done, and what has been reported is known from then on.
    let report = try await build(configuration: moved) { $0.allowsReannouncement = true }
    #expect(report.rules.filter { $0 == "ledger.reannounced" }.count == 5)
    #expect(try await build(configuration: moved).rules.isEmpty)
  }

  @Test func aRenamedOrMovedFileKeepsItsID() async throws {
    // Without an id of its own, an item is known by its path.
    try site.write("a.md", "title: A\ndate: 2021-01-01\nslug: a")
    try site.item(2)
    try await build()
    let before = try entries()
    try site.folder.remove("corpus/a.md")
    try site.write("deep/b.md", "slug: b\ndate: 2021-01-01\ntitle: A")
    try site.folder.remove("corpus/item-2.md")
    try site.write(
      "two.md", "id: 2\ntitle: Title 2\ndate: 2021-05-05\nslug: other\ncategories: ['S: One']",
      body: "<p>Words of 2.</p>")
    try await build(now: day(1))
    let after = try entries()
    #expect(after.keys.sorted() == before.keys.sorted())
    // A date that is moved is a change at that date at least.
    #expect(after.values.map(\.modified).sorted() == ["2021-01-01T00:00:00Z", "2021-05-05T00:00:00Z"])
    let row = try #require(try rows()["deep/b.md"])
    #expect(row.addresses == ["https://a.example/a/", "https://a.example/deep/b/"])
  }

  @Test func aDomainOrBasePathKeepsIDs() async throws {
    for id in 1...3 { try site.item(id) }
    try await build()
    let (before, feed) = (try entries().keys.sorted(), try site.text("atom.xml").firstMatch(of: /<id>(.*?)<\/id>/)?.1)
    let moved = try ConfigurationReader.read(
      text: Array("site: {baseURL: 'https://www.b.example/blog/', title: A, language: en}".utf8), named: "tidings.yaml")
    try await build(now: day(1), configuration: moved)
    #expect(try entries().keys.sorted() == before)
    #expect(try entries().values.allSatisfy { $0.address.hasPrefix("https://www.b.example/blog/") })
    #expect(try site.text("atom.xml").firstMatch(of: /<id>(.*?)<\/id>/)?.1 == feed)
    #expect(try entries().values.allSatisfy { $0.modified == "2021-01-01T00:00:00Z" })
  }

  @Test func onlyWhatAReaderSeesIsAChange() async throws {
    try site.item(1, body: "<p>One <em>two</em> <a href=\"/x/\">three</a>.</p>")
    try await build()
    func modified() throws -> String? { try entries().values.first?.modified }
    #expect(try modified() == "2021-01-01T00:00:00Z")
    // Other markup, other order of fields, another instant: nothing new.
    try site.write(
      "item-1.md", "slug: item-1\ncategories: ['S: One']\ndate: 2021-01-01\ntitle: 'Title 1'\nid: 1",
      body: "<p class=\"wide\">One\n<strong>two</strong>  <a href='/x/'>three</a>.</p>")
    try await build(now: day(1))
    #expect(try modified() == "2021-01-01T00:00:00Z")
    for (step, change) in [
      "<p>One <em>two</em> <a href=\"/y/\">three</a>.</p>", "<p>One two <a href=\"/y/\">four</a>.</p>",
      "<p>One two <a href=\"/y/\">four</a>. <img src=\"/z.png\" alt=\"\"></p>",
    ].enumerated() {
      try site.item(1, body: change)
      try await build(now: day(10 + step))
      #expect(try modified() == day(10 + step).rfc3339)
    }
    // And it stays so, with and without what the cache knows.
    try await build(now: day(20))
    #expect(try modified() == day(12).rfc3339)
    try site.folder.remove("cache")
    try await build(now: day(21))
    #expect(try modified() == day(12).rfc3339)
    #expect(try site.text("sitemap-topic.s-one.xml").contains("<lastmod>\(day(12).rfc3339)</lastmod>"))
  }

  @Test func lastModIsHeldAgainstTheContent() async throws {
    func item(_ lastMod: String, _ body: String) throws {
      try site.item(1, more: "lastMod: \(lastMod)", body: "<p>\(body)</p>")
    }
    func modified() throws -> String? { try entries().values.first?.modified }
    try item("2025-05-05", "One")
    try await build()
    #expect(try modified() == "2025-05-05T00:00:00Z")
    // Moved alone.
    try item("2025-12-01", "One")
    let alone = try await build(now: day(1))
    #expect(alone.rules.contains("item.modified.alone"))
    #expect(try modified() == "2025-05-05T00:00:00Z")
    #expect(try await build(now: day(2)).rules.contains("item.modified.alone"))
    // Changed, and not moved.
    try item("2025-12-01", "Two")
    let behind = try await build(now: day(3))
    #expect(behind.rules.contains("item.modified.behind"))
    #expect(try modified() == day(3).rfc3339)
    #expect(try await build(now: day(4)).rules.contains("item.modified.behind"))
    // Both, as it should be.
    try item("2026-01-05", "Three")
    let right = try await build(now: day(6))
    #expect(right.rules.filter { $0.hasPrefix("item.modified") } == [])
    #expect(try modified() == "2026-01-05T00:00:00Z")
  }

  @Test func whatIsWithdrawnComesBackAsItself() async throws {
    for id in 1...2 { try site.item(id) }
    try await build()
    let before = try entries()
    try site.folder.remove("corpus/item-1.md")
    try await build(now: day(1))
    #expect(try rows()["1"]?.withdrawn == day(1))
    #expect(try entries().count == 1)
    try await build(now: day(2))
    #expect(try rows()["1"]?.withdrawn == day(1))
    try site.item(1)
    try await build(now: day(3))
    #expect(try rows()["1"]?.withdrawn == nil)
    #expect(try entries().keys.sorted() == before.keys.sorted())
  }

  @Test func aFileThatIsBrokenWithdrawsNothing() async throws {
    for id in 1...3 { try site.item(id) }
    try await build()
    let before = try entries()
    for id in 1...2 { try site.write("item-\(id).md", "title: 'open\ndate: 2021-01-01") }
    // A copy does not become what it is a copy of.
    try site.write(
      "copy.md", "title: Title 1\ndate: 2021-01-01\nslug: copy\ncategories: ['S: One']\n", body: "<p>Words of 1.</p>")
    let broken = try await build(now: day(1))
    #expect(broken.report.errors == 2 && broken.pages.map(\.kind) == [.added])
    #expect(try rows()["1"]?.withdrawn == nil && entries().count == 4)
    #expect(try before.allSatisfy { try entries()[$0.key] ?? ("", "") == $0.value })
    #expect(try !site.text("atom.xml").contains("at:"))
    #expect(try rows()["copy.md"]?.id == "tag:a.example,2021-01-01:copy.md")
    try site.folder.remove("corpus/copy.md")
    // One is mended, the other is removed for good.
    try site.item(1)
    try site.folder.remove("corpus/item-2.md")
    try await build(now: day(2))
    #expect(try rows()["1"]?.withdrawn == nil && rows()["2"]?.withdrawn == day(2))
    #expect(try Set(entries().keys) == Set(before.keys).subtracting(["tag:a.example,2021-01-01:2"]))
    #expect(try site.text("atom.xml").contains("at:deleted-entry"))
  }

  @Test func atomSaysWhatIsWithdrawnForAWhile() async throws {
    try site.item(1, topics: ["S: One"])
    try site.item(2, topics: ["S: Two"])
    for id in 3...4 { try site.item(id, topics: ["S: One", "S: Two"]) }
    try await build()
    #expect(try !site.text("atom.xml").contains("at:"))
    try site.folder.remove("corpus/item-1.md")
    try site.item(2, topics: ["S: Two"], more: "draft: true")
    try await build(now: day(1))
    func tomb(_ id: Int, _ day: Int) -> String {
      "<at:deleted-entry ref=\"tag:a.example,2021-01-01:\(id)\" when=\"\(self.day(day).rfc3339)\"/>"
    }
    let (whole, one, two) = (
      try site.text("atom.xml"), try site.text("topic/s-one/atom.xml"), try site.text("topic/s-two/atom.xml")
    )
    #expect(whole.contains(tomb(1, 1)) && whole.contains(tomb(2, 1)))
    #expect(one.contains(tomb(1, 1)) && !one.contains(tomb(2, 1)))
    #expect(!two.contains(tomb(1, 1)) && two.contains(tomb(2, 1)))
    // It stays as it is, until it has been reported long enough, or the item is back.
    #expect(try await build(now: day(60)).count(.updated) == 0)
    try site.item(2, topics: ["S: Two"])
    try await build(now: day(61))
    #expect(try !site.text("atom.xml").contains(tomb(2, 1)))
    #expect(try site.text("atom.xml").contains(tomb(1, 1)))
    try await build(now: day(92))
    #expect(try !site.text("atom.xml").contains("at:"))
    try await build("feeds: {tombstoneDays: 0}", now: day(93))
    #expect(try !site.text("atom.xml").contains("at:"))
  }

  @Test func aBuildThatWouldAnnounceMuchAgainIsStopped() async throws {
    for id in 1...5 { try site.item(id) }
    try await build()
    let good = try site.folder.contents(of: "output")
    // Other ids, other words, the same addresses.
    for id in 1...5 {
      try site.write(
        "item-\(id).md", "id: new-\(id)\ntitle: N\ndate: 2021-01-01\nslug: item-\(id)", body: "<p>New \(id)</p>")
    }
    await #expect(throws: ReannouncementError.self) { try await build(now: day(1)) }
    #expect(try site.folder.contents(of: "output") == good)
    #expect(try rows().keys.sorted() == ["1", "2", "3", "4", "5"])
    let report = try await build(now: day(1)) { $0.allowsReannouncement = true }
    #expect(report.rules.filter { $0 == "ledger.reannounced" }.count == 5)
    #expect(try rows().values.count { $0.withdrawn == nil } == 5)
  }

  @Test func twoFilesThatChangeNamesKeepApart() async throws {
    try site.write("a.md", "title: A\ndate: 2021-01-01\nslug: a", body: "<p>A</p>")
    try await build()
    try site.folder.remove("corpus/a.md")
    try site.write("b.md", "title: A\ndate: 2021-01-01\nslug: b", body: "<p>A</p>")
    try await build(now: day(1))
    try site.write("a.md", "title: New\ndate: 2021-01-01\nslug: a", body: "<p>New</p>")
    try await build(now: day(2))
    #expect(try entries().keys.sorted() == ["tag:a.example,2021-01-01:a.md", "tag:a.example,2021-01-01:a.md-2"])
    #expect(try store().load().faults == [])
  }

  @Test func theJournalSaysWhatBuildsChanged() async throws {
    for id in 1...3 { try site.item(id, topics: ["S: One"]) }
    try await build()
    #expect(try store().journal(after: 0) == [])
    try site.item(1, topics: ["S: One"], body: "<p>Other.</p>")
    try site.folder.remove("corpus/item-2.md")
    try site.item(4, topics: ["S: Two"])
    try site.write(
      "item-3.md", "id: 3\ntitle: Title 3\ndate: 2021-01-01\nslug: three\ncategories: ['S: One']",
      body: "<p>Words of 3.</p>")
    try await build(now: day(1))
    try await build(now: day(2))
    let entry = try #require(try store().journal(after: 0).first)
    #expect(entry.instant == day(1))
    func changes(_ subject: JournalEntry.Change.Subject, _ kind: JournalEntry.Change.Kind) -> [String] {
      entry.changes.filter { $0.subject == subject && $0.kind == kind }.map(\.address)
    }
    #expect(changes(.page, .added) == ["https://a.example/item-4/", "https://a.example/three/"])
    #expect(changes(.page, .updated) == ["https://a.example/item-1/"])
    #expect(changes(.page, .removed) == ["https://a.example/item-2/", "https://a.example/item-3/"])
    #expect(changes(.document, .added).contains("https://a.example/topic/s-two/rss.xml"))
    #expect(changes(.document, .updated).contains("https://a.example/feed.json"))
    #expect(changes(.document, .removed) == [])
    // A build that changes nothing says nothing.
    #expect(try store().journal(after: entry.number) == [])
    try site.item(2, topics: ["S: One"])
    try site.folder.remove("corpus/item-4.md")
    try await build(now: day(3))
    let next = try #require(try store().journal(after: entry.number).first)
    #expect(next.changes.contains(.init(.page, .added, "https://a.example/item-2/")))
    #expect(next.changes.contains(.init(.document, .removed, "https://a.example/topic/s-two/rss.xml")))
  }

  /// An item that is not looked at has its id all the same.
  @Test func anIDIsGivenOnceAlsoWhereOnlyChangesAreAskedFor() async throws {
    for id in 1...20 { try site.item(id) }
    try site.write("a.md", "title: A\ndate: 2021-01-01\nslug: a", body: "<p>A</p>")
    try await build()
    try site.folder.remove("corpus/a.md")
    try site.write("b.md", "title: A\ndate: 2021-01-01\nslug: b", body: "<p>A</p>")
    try await build(now: day(1))
    try await Task.sleep(for: .milliseconds(60))
    try await build(now: day(2))
    try site.write("a.md", "title: Other\ndate: 2021-01-01\nslug: a", body: "<p>Other</p>")
    try await build(now: day(3))
    #expect(try store().load().faults == [])
    #expect(try rows()["a.md"]?.id == "tag:a.example,2021-01-01:a.md-2")
  }

  @Test func aNameIsOneHoweverItIsWritten() async throws {
    try site.write("cafe\u{301}.md", "title: A\ndate: 2021-01-01\nslug: a", body: "<p>A</p>")
    try await build()
    let before = try entries().keys.sorted()
    try site.folder.remove("corpus/cafe\u{301}.md")
    try site.write("caf\u{E9}.md", "title: A\ndate: 2021-01-01\nslug: a", body: "<p>B</p>")
    try await build(now: day(1))
    #expect(try entries().keys.sorted() == before && rows().count == 1)
  }

  @Test func aDryRunRemembersNothing() async throws {
    try site.item(1)
    try await build { $0.publishing.isDryRun = true }
    #expect(try rows().isEmpty)
  }

  /// Random edits, each followed by builds that ask the ledger for what has changed, one with a cache and one that watches,
  /// and by one that asks for everything.
  @Test(arguments: 1...5)
  func askingForChangesIsAskingForEverything(seed: Int) async throws {
    var editor = RandomEditor(site, seed: UInt64(100 + seed), goesBack: false)
    let stores = (try store("one.sqlite"), try store("two.sqlite"), try store("three.sqlite"))
    var watched: Build.State?
    for step in 0..<25 {
      let edit = try editor.edit()
      let configuration = try site.configuration(editor.configuration)
      let reader = CorpusReader(
        folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: editor.now))
      var options = Build.Options()
      options.publishing.jobs = 2
      options.allowsReannouncement = true
      func run(_ output: String, _ ledger: SQLiteLedger, _ options: Build.Options, after: Build.State? = nil)
        async throws -> Build.State
      {
        try await Build(configuration: configuration, reader: reader, options: options, ledger: ledger)
          .run(to: site.folder.path + "/" + output, after: after, changed: editor.touched)
      }
      watched = try await run("watched", stores.1, options, after: editor.touched == nil ? nil : watched)
      let full = try await run("full", stores.2, options).report
      options.cache = CacheFolder(site.folder.path + "/cache")
      let known = try await run("output", stores.0, options).report
      #expect(try stores.0.load() == stores.2.load(), "step \(step): \(edit)")
      #expect(try stores.1.load() == stores.2.load(), "watched, step \(step): \(edit)")
      #expect(try stores.0.load().faults == [], "step \(step): \(edit)")
      #expect(
        known.findings(below: site.output) == full.findings(below: site.folder.path + "/full"), "step \(step): \(edit)")
      guard full.corpus.published > 0 else { continue }
      let (first, second, third) = (
        try site.folder.contents(of: "output"), try site.folder.contents(of: "full"),
        try site.folder.contents(of: "watched")
      )
      #expect(first.filter { second[$0.key] != $0.value }.keys.sorted() == [], "step \(step): \(edit)")
      #expect(third.filter { second[$0.key] != $0.value }.keys.sorted() == [], "watched, step \(step): \(edit)")
    }
  }
}
