import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteReporting

@Suite struct DiffTests {
  private let site = TestSite()

  private func diff(_ more: String = "", remembered: Set<String> = []) async throws -> PublicationDiff {
    let next = site.folder.path + "/next"
    try await site.build(more, to: next)
    return try PublicationDiff(from: site.output, to: next, remembered: remembered)
  }

  private func id(_ number: Int) -> String { "tag:a.example,2021-01-0\(number):\(number)" }

  private func items(_ numbers: [Int]) throws {
    for number in numbers { try site.item(number, date: "2021-01-0\(number)") }
  }

  @Test func theSameIsNoDifference() async throws {
    try items([1, 2, 3])
    try await site.build()
    #expect(try await diff().isEmpty)
  }

  @Test func newUpdatedVanishedAndResurfacedAreDistinguished() async throws {
    try items([1, 2, 3, 5])
    try await site.build("feeds: {entries: 3}")
    try site.folder.remove("corpus/item-3.md")
    try site.item(2, date: "2021-01-02", body: "<p>Other.</p>")
    try items([6])
    let diff = try await diff("feeds: {entries: 3}")
    let feed = try #require(diff.feeds.first)
    #expect(feed.folder == "")
    #expect(feed.new.map(\.id) == [id(6)])
    #expect(feed.updated.map(\.id) == [id(2)])
    #expect(feed.vanished.map(\.id) == [id(3)])
    #expect(feed.resurfaced.isEmpty && feed.unread == [.miniflux: 1, .netNewsWire: 1, .freshRSS: 1])
    #expect(diff.feeds.map(\.folder) == ["", "topic/s-one/"])
    let sitemap = try #require(diff.sitemaps.last)
    #expect(diff.sitemaps.map(\.path) == ["other-sitemap.xml", "sitemap-topic.s-one.xml"])
    #expect(sitemap.gained == ["https://a.example/item-6/"] && sitemap.lost == ["https://a.example/item-3/"])
  }

  @Test func anEntryThatMakesRoomHasNotVanished() async throws {
    try items([1, 2, 3])
    try await site.build("feeds: {entries: 3}")
    try items([4])
    let feed = try #require(try await diff("feeds: {entries: 3}").feeds.first)
    #expect(feed.new.map(\.id) == [id(4)] && feed.vanished.isEmpty)
  }

  @Test func whatWasPublishedBeforeResurfaces() async throws {
    try items([1, 2, 3, 4])
    try await site.build("feeds: {entries: 3}")
    try site.folder.remove("corpus/item-4.md")
    let feed = try #require(
      try await diff("feeds: {entries: 3}", remembered: Set((1...4).map(id))).feeds.first)
    #expect(feed.resurfaced.map(\.id) == [id(1)])
    #expect(feed.vanished.map(\.id) == [id(4)])
  }

  @Test func otherIDsAreUnreadInEveryReader() async throws {
    try items([1, 2])
    try await site.build()
    let other = try ConfigurationReader.read(
      text: Array("site: {baseURL: 'https://b.example/', title: A, language: en}".utf8), named: "tidings.yaml")
    let corpus = try await site.corpus(other)
    let next = site.folder.path + "/next"
    _ = try await Publisher(configuration: other).publish(Plan(corpus, configuration: other), of: corpus, to: next)
    let feed = try #require(try PublicationDiff(from: site.output, to: next).feeds.first)
    #expect(feed.new.count == 2 && feed.vanished.count == 2)
    #expect(ReaderIdentity.allCases.allSatisfy { feed.unread[$0] == 2 })
  }
}
