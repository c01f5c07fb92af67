import Foundation
import TestSupport
import Testing

/// What only the feed of a built site has said of a page stays when its entry leaves the feed.
@Suite struct FeedOnlyFactsTests {
  private let folder = TemporaryFolder()

  private func feed(_ numbers: ClosedRange<Int>) throws {
    let items = numbers.reversed().map { number in
      """
      <item><title>Title \(number)</title><link>https://a.example/p\(number).html</link><guid>g\(number)</guid>\
      <category>rivers</category><pubDate>0\(number) Jan 2025 10:00:00 +0000</pubDate>\
      <description>Words \(number)</description></item>
      """
    }
    try folder.write(
      "<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><description>d</description>"
        + items.joined() + "</channel></rss>", to: "site/public/feed.xml")
  }

  private func build() throws -> Program.Result {
    try Program.run(["build", "--config", "site/tidings.yaml", "--now", "2026-01-01"], in: folder.path)
  }

  private struct Entry: Decodable, Equatable {
    let id, title, url, published: String
    let modified: String?
    let tags: [String]?

    enum CodingKeys: String, CodingKey {
      case id, title, url, tags
      case published = "date_published"
      case modified = "date_modified"
    }
  }

  private func entries(_ path: String) throws -> [Entry] {
    struct Feed: Decodable { let items: [Entry] }
    return try JSONDecoder().decode(Feed.self, from: Data(folder.text("site/out/" + path).utf8)).items
  }

  @Test func anEntryThatLeavesTheFeedStaysAsItWas() throws {
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\noutput: out\ncorpus: {convention: html, path: public}\n",
      to: "site/tidings.yaml")
    try folder.write("<html><head><title>A</title></head><main>Home</main></html>", to: "site/public/index.html")
    for number in 1...5 {
      try folder.write(
        "<html><head><title>Title \(number)</title></head><main><h1>Title \(number)</h1><p>Words \(number)</p></main></html>",
        to: "site/public/p\(number).html")
    }
    try feed(1...4)
    let first = try build()
    #expect(first.status == 0, "\(first.output)")
    let before = try entries("feed.json")
    #expect(before.count == 4)
    // The next post pushes the oldest out.
    try feed(2...5)
    #expect(try build().status == 0)
    let after = try entries("feed.json")
    #expect(after.count == 5 && Array(after.dropFirst()) == before)
    #expect(try entries("tag/rivers/feed.json").count == 5)
    // A change of the page is one of the entry still.
    try folder.write(
      "<html><head><title>Title 1</title></head><main><h1>Title 1</h1><p>Other words</p></main></html>",
      to: "site/public/p1.html")
    #expect(try build().status == 0)
    let changed = try entries("feed.json")
    #expect(changed.filter { entry in !after.contains(entry) }.map(\.title) == ["Title 1"])
  }
}
