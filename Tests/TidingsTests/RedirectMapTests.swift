import ContentCorpus
import Foundation
import PublishingLedger
import TestSupport
import Testing
import TidingsCore

@testable import SitePlanning
@testable import SitePublishing
@testable import SiteSettings

@Suite struct RedirectMapTests {
  private let site = TestSite()

  private func map() async throws -> RedirectMap {
    let configuration = try site.configuration()
    let reader = CorpusReader(
      folder: site.folder.path + "/corpus", settings: configuration.corpusSettings(now: TestSite.now))
    let store = try SQLiteLedger(site.folder.path + "/tidings.sqlite")
    var options = Build.Options()
    options.allowsReannouncement = true
    _ = try await Build(configuration: configuration, reader: reader, options: options, ledger: store)
      .run(to: site.output)
    return RedirectMap(try await reader.read(jobs: 2), try store.load(), configuration: configuration)
  }

  private func item(_ id: Int, slug: String, more: String = "") throws {
    try site.write(
      "item-\(id).md", "id: \(id)\ntitle: T\ndate: 2021-01-01\nslug: \(slug)\n\(more)", body: "<p>\(id)</p>")
  }

  @Test func formerAddressesLeadToThePageOfToday() async throws {
    try item(1, slug: "one", more: "aliases: [/a/b.html, 'https://elsewhere.example/x/', /two/]")
    try item(2, slug: "two")
    #expect(try await map().moved == [.init(path: "/a/b.html", target: "https://a.example/one/")])
    try item(1, slug: "uno", more: "aliases: /a/b.html")
    _ = try await map()
    try item(1, slug: "eins (1)")
    let moved = try await map()
    #expect(moved.moved.map(\.path) == ["/one", "/uno"])
    #expect(moved.moved.allSatisfy { $0.target == "https://a.example/eins-1/" || $0.target.contains("eins") })
    #expect(moved.gone == [])
    // Another page has one of the addresses now, and the item is gone.
    try item(2, slug: "one")
    try site.folder.remove("corpus/item-1.md")
    let gone = try await map()
    #expect(gone.moved == [.init(path: "/two", target: "https://a.example/one/")])
    #expect(gone.gone.contains("/uno") && !gone.gone.contains("/one"))
  }

  private let sample = RedirectMap(
    moved: [.init(path: "/a%22b%20%C3%A9/x.y", target: "https://a.example/$1/")], gone: ["/g(1)", "/h:*"])

  @Test func eachServerIsReportedInItsOwnWords() {
    let nginx = sample.text(for: .nginx)
    #expect(nginx.contains("  \"~^/a\\x22b é/x\\.y/?$\" \"https://a.example/%241/\";\n"))
    #expect(nginx.contains("  \"~^/g\\(1\\)/?$\" 1;\n"))
    let apache = sample.text(for: .apache)
    #expect(apache.contains("RedirectMatch 301 \"^/a\\x22b é/x\\.y/?$\" \"https://a.example/\\$1/\"\n"))
    // Apache escapes a target itself.
    let words = RedirectMap(moved: [.init(path: "/a", target: "https://a.example/%C3%BCber%20uns/")], gone: [])
    #expect(words.text(for: .apache).contains("\"https://a.example/über uns/\"\n"))
    #expect(apache.contains("RedirectMatch 410 \"^/g\\(1\\)/?$\"\n"))
    let netlify = sample.text(for: .netlify)
    #expect(netlify.contains("/a%22b%20%C3%A9/x.y https://a.example/$1/ 301!\n"))
    #expect(netlify.contains("/h%3A%2A /404.html 410!\n"))
    let cloudflare = sample.text(for: .cloudflare)
    #expect(cloudflare.contains("[\"/a\\\"b é/x.y\", \"https://a.example/$1/\"],"))
    #expect(cloudflare.contains("  \"/g(1)\",\n") && cloudflare.contains(".replace(/\\/+$/, \"\")"))
  }
}
