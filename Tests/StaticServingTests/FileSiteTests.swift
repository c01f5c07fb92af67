import Foundation
import TestSupport
import Testing

@testable import StaticServing

@Suite struct FileSiteTests {
  private let folder = TemporaryFolder()

  private func ask(_ path: String, _ headers: [String: String] = [:], method: String = "GET") -> ServedResponse? {
    FileSite(folders: [folder.path + "/out", folder.path + "/site"], base: "/blog/")
      .answer(Inquiry(method: method, path: path, headers: headers))
  }

  private func header(_ name: String, _ answer: ServedResponse?) -> String? {
    answer?.headers.first { $0.name == name }?.value
  }

  init() throws {
    try folder.write("<rss/>", to: "out/topic/a b/rss.xml")
    try folder.write("{}", to: "out/archive-2026.feed.json")
    try folder.write("plain", to: "out/x.txt")
    try folder.write("gz", to: "out/x.txt.gz")
    try folder.write("br", to: "out/x.txt.br")
    try folder.write("home", to: "site/index.html")
    try folder.write("page", to: "site/news/a/index.html")
    try folder.write("secret", to: "secret.txt")
    try folder.write("hidden", to: "out/.tidings-staging/manifest.json")
  }

  @Test func filesHaveTheirTypes() throws {
    let feed = try #require(ask("/topic/a%20b/rss.xml"))
    #expect(feed.status == 200 && feed.body == Array("<rss/>".utf8))
    #expect(header("Content-Type", feed) == "application/rss+xml; charset=utf-8")
    let shown = ask("/topic/a%20b/rss.xml", ["accept": "text/html,application/xml;q=0.9"])
    #expect(header("Content-Type", shown) == "application/xml; charset=utf-8")
    #expect(header("Content-Type", ask("/archive-2026.feed.json")) == "application/feed+json; charset=utf-8")
    #expect(header("Access-Control-Allow-Origin", ask("/archive-2026.feed.json")) == "*")
    #expect(ask("/blog/x.txt")?.body == Array("plain".utf8))
    #expect(ask("/")?.body == Array("home".utf8) && ask("/blog/news/a/")?.body == Array("page".utf8))
    #expect(header("Location", ask("/news/a")) == "/news/a/")
    #expect(ask("/nothing") == nil)
  }

  @Test(arguments: [
    ("index.xml", "<?xml version=\"1.0\"?>\n<!-- one --><rss version=\"2.0\"></rss>", "application/rss+xml"),
    ("feed.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", "application/atom+xml"),
    ("feed.xml", "<urlset></urlset>", "application/xml"), ("feed", "<rss version=\"2.0\"/>", "application/rss+xml"),
    ("all.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"}", "application/feed+json"),
    ("all.json", "{}", "application/json"), ("feed.html", "<html></html>", "text/html"),
  ])
  func feedsHaveTheirTypesUnderAnyName(name: String, text: String, type: String) throws {
    try folder.write(text, to: "out/any/" + name)
    #expect(header("Content-Type", ask("/any/" + name)) == type + "; charset=utf-8")
    if name == "index.xml" { #expect(header("Content-Type", ask("/any/")) == type + "; charset=utf-8") }
  }

  @Test func nothingOutsideIsServed() {
    for path in [
      "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd", "/a/../../secret.txt",
      "/%2Fetc/passwd",
      "/.tidings-staging/manifest.json", "/x%00.txt", "/%zz", "/..\\secret.txt",
    ] { #expect(ask(path) == nil, "\(path)") }
  }

  @Test func conditionsAreHeard() throws {
    let first = try #require(ask("/x.txt"))
    let tag = try #require(header("ETag", first))
    let date = try #require(header("Last-Modified", first))
    for value in [tag, "W/\(tag)", "\"a,b\", \(tag)", "*"] {
      let answer = ask("/x.txt", ["if-none-match": value])
      #expect(answer?.status == 304 && answer?.body == [] && header("ETag", answer) == tag)
    }
    #expect(ask("/x.txt", ["if-modified-since": date])?.status == 304)
    #expect(ask("/x.txt", ["if-modified-since": "Sun, 06 Nov 1994 08:49:37 GMT"])?.status == 200)
    #expect(ask("/x.txt", ["if-none-match": "\"other\"", "if-modified-since": date])?.status == 200)
    #expect(ask("/x.txt", ["if-modified-since": "yesterday"])?.status == 200)
  }

  @Test func compressedFormsGoToThoseWhoTakeThem() {
    let best = ask("/x.txt", ["accept-encoding": "gzip, deflate, br"])
    #expect(best?.body == Array("br".utf8) && header("Content-Encoding", best) == "br")
    #expect(
      header("Content-Type", best) == "text/plain; charset=utf-8" && header("Vary", best) == "Accept, Accept-Encoding")
    #expect(ask("/x.txt", ["accept-encoding": "gzip, br;q=0"])?.body == Array("gz".utf8))
    #expect(ask("/x.txt", ["accept-encoding": "identity"])?.body == Array("plain".utf8))
    let tags = ["br", "gzip", "identity"].map { header("ETag", ask("/x.txt", ["accept-encoding": $0])) }
    #expect(Set(tags).count == 3)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", true), ("localhost", true), ("LOCALHOST:1", true), ("[::1]:80", true), ("a.localhost:80", true),
    ("evil.example", false), ("127.0.0.1.evil.example", false), ("localhost.evil.example:8080", false),
    ("[::2]", false),
  ])
  func othersNamesAreNotOurs(host: String, expected: Bool) {
    #expect(Inquiry(path: "/", headers: ["host": host]).isForThisMachine == expected)
  }

  @Test func aHeadHasNoBody() {
    let answer = ask("/x.txt", method: "HEAD")
    #expect(answer?.body == [] && header("Content-Length", answer) == "5")
  }

  @Test func datesOfHTTP() {
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(HTTPDate.seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
    #expect(HTTPDate.seconds("Sunday, 06-Nov-94 08:49:37 GMT") == nil)
  }
}
