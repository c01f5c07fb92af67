import Foundation
import TestSupport
import Testing

/// Topics that only a feed of the built site names: what that lists is of the topic.
@Suite struct ListedByFeedTests {
  private let folder = TemporaryFolder()

  private func feed(_ title: String, _ numbers: [Int], at path: String) throws {
    let items = numbers.map { number in
      """
      <item><title>Title \(number)</title><link>https://a.example/p\(number)/</link><guid>https://a.example/p\(number)/</guid>\
      <pubDate>0\(number) Jan 2025 10:00:00 +0000</pubDate><description>Words \(number)</description></item>
      """
    }
    try folder.write(
      "<rss version='2.0'><channel><title>\(title)</title><link>https://a.example/</link><description>d</description>"
        + items.joined() + "</channel></rss>", to: "site/public/" + path)
  }

  private func page(_ number: Int) throws {
    try folder.write(
      "<html><head><title>Title \(number)</title></head><main><h1>Title \(number)</h1><p>Words \(number)</p></main></html>",
      to: "site/public/p\(number)/index.html")
  }

  private func site() throws {
    try folder.write(
      "<html><head><title>A</title><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head><main>Home</main></html>",
      to: "site/public/index.html")
    for number in 1...4 { try page(number) }
    try feed("A", [4, 3, 2, 1], at: "feed.xml")
    try feed("C++ on A", [3, 1], at: "tags/c++/index.xml")
    try feed("A (Posts about C)", [4, 2], at: "categories/cat_c.xml")
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, in: folder.path + "/site")
  }

  private func titles(_ path: String) throws -> [String] {
    let parts = try folder.text("site/output/" + path).components(separatedBy: "<item>").dropFirst()
    return parts.compactMap { part in
      part.components(separatedBy: "<title>").dropFirst().first?.components(separatedBy: "</title>").first
    }
  }

  @Test func aFeedWithoutATopicIsOneOfItsOwn() throws {
    try site()
    let begun = try run("init", "--site", "public")
    #expect(begun.status == 0, "\(begun.errors)")
    let settings = try folder.text("site/tidings.yaml")
    #expect(settings.contains("{of: 'list/C++', rss: 'tags/c++/index.xml'}"), "\(settings)")
    #expect(settings.contains("{of: 'list/C', rss: 'categories/cat_c.xml'}"))
    #expect(try run("ids", "adopt").status == 0)
    let built = try run("build", "--now", "2026-01-01")
    #expect(built.status == 0, "\(built.output)")
    #expect(try titles("tags/c++/index.xml") == ["Title 3", "Title 1"])
    #expect(try titles("categories/cat_c.xml") == ["Title 4", "Title 2"])
    let check = try run("move-check", "public", "output")
    #expect(check.status == 0, "\(check.output)")
  }

  @Test func whatIsTooOldForItsFeedStaysOfTheTopicUnchanged() throws {
    try site()
    _ = try run("init", "--site", "public")
    #expect(try run("build", "--now", "2026-01-01").status == 0)
    // A new post pushes the oldest one out of the generator's feed of the term.
    try page(5)
    try feed("A", [5, 4, 3, 2, 1], at: "feed.xml")
    try feed("C++ on A", [5, 3], at: "tags/c++/index.xml")
    let diff = try run("diff", "--now", "2026-01-02")
    #expect(!diff.output.contains("updated"), "\(diff.output)")
    let built = try run("build", "--now", "2026-01-02")
    #expect(built.status == 0, "\(built.output)")
    #expect(try folder.text("site/output/list/c-plus-plus/feed.json").contains("Title 1"))
    // What is young enough and not listed any more has lost the topic.
    try feed("C++ on A", [3], at: "tags/c++/index.xml")
    #expect(try run("build", "--now", "2026-01-03").status == 0)
    let left = try folder.text("site/output/list/c-plus-plus/feed.json")
    #expect(!left.contains("Title 5") && left.contains("Title 3") && left.contains("Title 1"))
  }
}
