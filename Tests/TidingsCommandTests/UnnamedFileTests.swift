import Foundation
import TestSupport
import Testing

/// Files whose names are no UTF-8, and what is no file in the place of one, wherever a site has files.
@Suite struct UnnamedFileTests {
  private let folder = TemporaryFolder()

  private func build() throws -> Program.Result {
    try Program.run(["build", "site", "--now", "2026-01-01", "--no-ledger"], in: folder.path)
  }

  /// Gives a file a name with a byte that is no UTF-8: `caf`, 0xE9 and an ending.
  private func rename(_ file: String, ending: String) throws {
    try shell("mv \"$0\" \"$(dirname \"$0\")/$(printf 'caf\\351')$1\"", file, ending)
  }

  /// Does what Foundation cannot: it names files by text only.
  private func shell(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.arguments = ["-c"] + words
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func site(_ more: String = "") throws {
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\noutput: ../out\n\(more)", to: "site/tidings.yaml")
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nWords\n", to: "site/content/a.md")
  }

  @Test func templatesWithSuchNamesAreReported() throws {
    try site("pages: {enabled: true, templates: t}\n")
    try folder.write("x", to: "site/t/x.mustache")
    #expect(try build().status == 0)
    try rename("site/t/x.mustache", ending: ".mustache")
    let template = try build()
    #expect(template.status == 78 && template.errors.contains("caf\\xE9.mustache"), "\(template.errors)")
    try folder.remove("site/t")
    try folder.write("{}", to: "site/t/strings/de.json")
    #expect(try build().status == 0)
    try rename("site/t/strings/de.json", ending: ".json")
    let words = try build()
    #expect(words.status == 78 && words.errors.contains("strings/caf\\xE9.json"), "\(words.errors)")
  }

  @Test func dataAndConfigurationWithSuchNamesAreReported() throws {
    try site()
    try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "site/config/_default/hugo.toml")
    #expect(try build().status == 0)
    try folder.write("[permalinks]\nposts = '/x/:slug/'\n", to: "site/config/_default/permalinks.toml")
    try rename("site/config/_default/permalinks.toml", ending: ".toml")
    let result = try build()
    #expect(result.status == 78 && result.errors.contains("caf\\xE9.toml"), "\(result.errors)")
  }

  @Test func dataOfPersonsWithSuchNamesAreReported() throws {
    try site()
    try folder.write("url: https://a.example\ntitle: A\n", to: "site/_config.yml")
    try folder.write("name: Ana\n", to: "site/_data/authors/ana.yml")
    #expect(try build().status == 0)
    try rename("site/_data/authors/ana.yml", ending: ".yml")
    let result = try build()
    #expect(result.status == 78 && result.errors.contains("caf\\xE9.yml"), "\(result.errors)")
  }

  @Test func validateAndMoveCheckReportThem() throws {
    try site()
    #expect(try build().status == 0)
    #expect(try Program.run("move-check", "out", "out", in: folder.path).status == 0)
    try folder.copy(folder.path + "/out/rss.xml", to: "out/other.xml")
    try rename("out/other.xml", ending: ".xml")
    let moved = try Program.run("move-check", "out", "out", in: folder.path)
    #expect(moved.output.contains("note: out/caf\\xE9.xml: the name is not UTF-8"), "\(moved.output)")
    let validated = try Program.run("validate", "out", in: folder.path)
    #expect(validated.output.contains("caf\\xE9.xml:1:1: warning"), "\(validated.output)")
    // It is opened by its bytes: what is wrong in it is found.
    try folder.write("<rss version='2.0'><channel/></rss>", to: "out/bad.xml")
    try rename("out/bad.xml", ending: ".xml")
    let broken = try Program.run("validate", "out", in: folder.path)
    #expect(broken.status == 1 && broken.output.contains("caf\\xE9.xml:1:20: error"), "\(broken.output)")
    let lines = try Program.run("validate", "out", "--format", "jsonl", in: folder.path)
    #expect(lines.output.contains(#"caf\\xE9.xml", "format": "rss", "valid": false"#), "\(lines.output)")
    let mended = try Program.run("validate", "out", "--fix", "-o", "mended", in: folder.path)
    #expect([0, 1].contains(mended.status), "\(mended.errors)")
  }

  /// Content is opened by the bytes of its name, keeps its entry from build to build, and is withdrawn with its file.
  @Test func contentWithSuchNamesIsPublished() throws {
    try site()
    try folder.write("---\ntitle: In a file\ndate: 2021-02-01\n---\nOne.\n", to: "site/content/b.md")
    try folder.write("---\ntitle: In a folder\ndate: 2021-02-02\n---\nTwo.\n", to: "site/content/news/c.md")
    try folder.write("---\ntitle: Nearly\ndate: 2021-02-03\n---\nThree.\n", to: "site/content/caf\u{10FEE9}.md")
    try rename("site/content/b.md", ending: ".md")
    try rename("site/content/news", ending: "")
    func build(_ day: Int) throws -> Program.Result {
      try Program.run(["build", "site", "--now", "2026-01-0\(day)"], in: folder.path)
    }
    let first = try build(1)
    #expect(first.status == 0 && first.output.contains("file.name.encoding"), "\(first.output)")
    let feed = try folder.text("out/rss.xml")
    for title in ["In a file", "In a folder", "Nearly"] { #expect(feed.contains("<title>\(title)</title>")) }
    let again = try build(2)
    #expect(again.output.contains("Nothing to do: nothing has changed."), "\(again.output)")
    #expect(try folder.text("out/rss.xml") == feed)
    // It cannot be read any more: the entry stays.
    try shell("printf -- '---\\ntitle: \"x\\n' > site/content/$(printf 'caf\\351').md")
    let broken = try build(3)
    #expect(broken.status == 1 && broken.output.contains("content/caf\\xE9.md:"), "\(broken.output)")
    #expect(try folder.text("out/rss.xml") == feed)
    // It is gone: so is the entry.
    try shell("rm site/content/$(printf 'caf\\351').md")
    #expect(try build(4).status == 0)
    let last = try folder.text("out/rss.xml")
    #expect(!last.contains("In a file") && last.contains("In a folder") && last.contains("Nearly"))
  }

  /// The page of a built site has its file's name for an address.
  @Test func anAddressHasTheBytesOfSuchAName() throws {
    try site("corpus: {convention: html, path: public}\n")
    let page =
      "<html><head><title>P</title><meta property='article:published_time' content='2021-01-01T00:00:00Z'></head>"
    try folder.write(page + "<body><article><h1>P</h1><p>Words</p></article></body></html>", to: "site/public/p.html")
    try rename("site/public/p.html", ending: ".html")
    let result = try build()
    #expect(try folder.text("out/rss.xml").contains("caf%E9.html"), "\(result.output)")
  }

  @Test(arguments: ["folder", "link", "pipe", "file"])
  func whatIsNoFileInThePlaceOfWordsIsReported(place: String) throws {
    try site("pages: {enabled: true, templates: t, language: de}\n")
    try folder.write("{\"subscribe\": \"Eigenes\"}", to: "site/t/strings/de.json")
    #expect(try build().status == 0)
    let before = try folder.contents(of: "out")
    let path = folder.path + "/site/t/strings/de.json"
    try folder.remove("site/t/strings/de.json")
    switch place {
    case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    case "link": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere.json")
    case "pipe": #expect(unsafe mkfifo(path, 0o644) == 0)
    default:
      try folder.remove("site/t/strings")
      try folder.write("", to: "site/t/strings")
    }
    let result = try build()
    #expect([66, 74].contains(result.status) && result.errors.contains("strings"), "\(result.status) \(result.errors)")
    #expect(try folder.contents(of: "out") == before)
  }

  @Test func aTemplateThatIsALinkCounts() throws {
    try site("pages: {enabled: true, templates: t}\n")
    try folder.write("own page", to: "site/mine")
    try folder.write("", to: "site/t/strings/x.json.off")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/site/t/subscribe.mustache", withDestinationPath: "../mine")
    #expect(try build().status == 0)
    #expect(try folder.contents(of: "out").values.contains { String(decoding: $0, as: UTF8.self).contains("own page") })
  }

  @Test(arguments: ["hugo", "zola"])
  func whatAListsFileHoldsBackIsHeldBackThroughALink(generator: String) throws {
    try folder.write("output: ../out\n", to: "site/tidings.yaml")
    let (head, draft) =
      generator == "hugo" ? ("---\n", "cascade: {draft: true}\n---\n") : ("+++\n", "draft = true\n+++\n")
    try folder.write(
      generator == "hugo"
        ? "baseURL = 'https://a.example/'\ntitle = 'A'\n" : "base_url = 'https://a.example'\ntitle = 'A'\n",
      to: generator == "hugo" ? "site/hugo.toml" : "site/config.toml")
    let post = generator == "hugo" ? "title: %\ndate: 2025-01-01\n---\n" : "title = '%'\ndate = 2025-01-01\n+++\n"
    try folder.write(head + post.replacing("%", with: "Shown"), to: "site/content/open/a.md")
    try folder.write(head + post.replacing("%", with: "Secret"), to: "site/content/held/s.md")
    try folder.write(head + draft, to: "site/held.md")
    let link = folder.path + "/site/content/held/_index.md"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../held.md")
    _ = try build()
    let text = try folder.text("out/rss.xml")
    #expect(text.contains("Shown") && !text.contains("Secret"), "\(generator)")
    // One that leads nowhere is not that there is none.
    try folder.remove("site/held.md")
    let broken = try build()
    #expect([66, 74].contains(broken.status) && broken.errors.contains("_index.md"), "\(broken.errors)")
  }
}
