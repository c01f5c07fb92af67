import ContentCorpus
import PublishingLedger
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

/// Ids of another generator's feeds, taken over.
@Suite struct AdoptionTests {
  private let site = TestSite()

  private func entry(_ id: String, _ page: String) -> Entry {
    Entry(
      id: id, title: "T", page: page, published: TestSite.now, updated: TestSite.now, summary: "")
  }

  private func outcome(_ entries: [Entry], in ledger: Ledger = Ledger(), home: String = "http://www.old.example/")
    async throws -> IDAdoption.Outcome
  {
    let configuration = try site.configuration()
    var settings = configuration.corpusSettings(now: TestSite.now)
    settings.readsMeaning = true
    let corpus = try await CorpusReader(folder: site.folder.path + "/corpus", settings: settings).read(jobs: 2)
    let head = FeedHead(
      id: "tag:old.example,2020:feed", title: "", home: home, addresses: [:], updated: TestSite.now,
      published: TestSite.now)
    return IDAdoption(configuration: configuration).outcome(
      of: [Feed(head: head, entries: entries)], for: corpus, in: ledger)
  }

  @Test func aPathStandsForTheAddressOfASiteThatDoesNotKnowIts() async throws {
    for id in 1...2 { try site.item(id) }
    let outcome = try await outcome([entry("/item-1", "/item-1/"), entry("two", "//other.example/item-2/")])
    #expect(outcome.changes.rows.map(\.id) == ["/item-1"])
    #expect(outcome.strangers == ["//other.example/item-2/"])
  }

  @Test func anEntryIsTheItemAtItsAddress() async throws {
    for id in 1...4 { try site.item(id, more: id == 4 ? "aliases: /old/four.html" : "") }
    let outcome = try await outcome([
      entry("http://www.old.example/item-1/", "http://www.old.example/item-1/"),
      entry("https://a.example/?p=2", "https://a.example/item-2"),
      entry("https://a.example/item-3/index.html", ""),
      entry("four", "https://a.example/old/four.html"),
      entry("x", "https://a.example/elsewhere/"),
      // Somebody else's page at the same path, and one that only a query distinguishes.
      entry("y", "https://other.example/item-1/"), entry("z", "https://a.example/item-2/?p=1"),
    ])
    let rows = Dictionary(uniqueKeysWithValues: outcome.changes.rows.map { ($0.key, $0) })
    #expect(rows["1"]?.id == "http://www.old.example/item-1/")
    #expect(rows["1"]?.addresses == ["http://www.old.example/item-1/", "https://a.example/item-1/"])
    #expect(rows["2"]?.id == "https://a.example/?p=2")
    #expect(rows["3"]?.id == "https://a.example/item-3/index.html")
    #expect(rows["4"]?.id == "four")
    #expect(outcome.strangers.count == 3 && outcome.conflicts.isEmpty)
    #expect(outcome.entries == 7 && outcome.adopted == 4)
    #expect(outcome.changes.feeds == ["": "tag:old.example,2020:feed"])
  }

  @Test func whatCannotBeIsAConflict() async throws {
    for id in 1...2 { try site.item(id) }
    let outcome = try await outcome([
      entry("one", "https://a.example/item-1/"), entry("uno", "https://a.example/item-1/"),
      entry("one", "https://a.example/item-2/"), entry("one", "https://a.example/item-1/"),
    ])
    #expect(outcome.changes.rows.map(\.id) == ["one"])
    #expect(outcome.conflicts.count == 2)
    for id in ["urn:md5:aabb", "https://a.example/?p=1", "tag:a.example,2020:x", "doi:10.1/abc"] {
      #expect(IDAdoption.standsInAtom(id))
    }
    for id in ["plain-1", "tag:A.Example,2020:x1", "urn:uuid:zz", "urn:x", "a b:c", "x"] {
      #expect(!IDAdoption.standsInAtom(id))
    }
    let broken = try await self.outcome([entry("o\nne", "https://a.example/item-1/")])
    #expect(broken.changes.rows.isEmpty && broken.conflicts.count == 1)
    var ledger = Ledger()
    for row in outcome.changes.rows { ledger.rows[row.key] = row }
    #expect(ledger.faults == [])
    // Once more changes nothing.
    let again = try await self.outcome([entry("one", "https://a.example/item-1/")], in: ledger)
    #expect(again.changes.rows.isEmpty && again.adopted == 1)
  }

  @Test func theFeedsHaveTheIDsFromThenOn() async throws {
    for id in 1...3 { try site.item(id) }
    let adopted = try await outcome((1...3).map { entry("old-\($0)", "https://a.example/item-\($0)/") })
    let store = try SQLiteLedger(site.folder.path + "/tidings.sqlite")
    _ = try store.commit(adopted.changes)
    let configuration = try site.configuration()
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: TestSite.now))
    _ = try await Build(configuration: configuration, reader: reader, ledger: store).run(to: site.output)
    for document in ["rss.xml", "atom.xml", "feed.json", "topic/s-one/atom.xml"] {
      let text = try site.text(document)
      // Atom takes no id that is not an IRI.
      let isAtom = document.hasSuffix("atom.xml")
      #expect((1...3).allSatisfy { text.contains(isAtom ? "<id>urn:uuid:" : "old-\($0)") })
      #expect(!text.contains(isAtom ? "old-1" : "tag:a.example,2021"))
    }
    #expect(try site.text("atom.xml").contains("<id>tag:old.example,2020:feed</id>"))
  }

  @Test(arguments: [
    ("https://a.example/news/one/", "/news/one"), ("http://b.example/news/one", "/news/one"),
    ("/news/one/index.html", "/news/one"), ("https://a.example/", "/"), ("https://a.example", "/"),
    ("https://a.example/?p=12", "/?p=12"), ("tag:a.example,2020:1", ""), ("https://a.example/%C3%A9/", "/é"),
  ])
  func aPlaceIsAPath(address: String, place: String) { #expect(IDAdoption.place(address) == place) }
}

@Suite struct AtomIDTests {
  @Test func isOneThatAtomTakes() {
    for id in ["12", "12 at http://d.example", "", "ä", "http:x", "tag:x", "tag:a#b#c", "urn:uuid:xyz"] {
      let substitute = AtomID.substitute(for: id)
      #expect(
        substitute?.wholeMatch(of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil)
      #expect(substitute == AtomID.substitute(for: id))
    }
    #expect(AtomID.substitute(for: "12") != AtomID.substitute(for: "13"))
    for id in ["https://a.example/?p=1", "tag:a.example,2020:1"] { #expect(AtomID.substitute(for: id) == nil) }
  }
}
