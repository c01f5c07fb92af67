import Foundation
import TestSupport
import Testing

/// `tidings ledger`, and builds that remember.
@Suite struct LedgerCommandTests {
  private let folder = TemporaryFolder()

  private func item(
    _ id: Int, _ words: String = "Words", slug: String? = nil, key: String? = nil, in site: String = "site"
  )
    throws
  {
    try folder.write(
      "---\nid: \(key ?? String(id))\ntitle: Title \(id)\ndate: 2021-01-01\nslug: \(slug ?? "item-\(id)")\ncategories: ['S: One']\n---\n<p>\(words) of \(id).</p>\n",
      to: "\(site)/item-\(id).md")
  }

  private func corpus(_ count: Int = 5, in site: String = "site") throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "\(site)/tidings.yaml")
    for id in 1...count { try item(id, in: site) }
  }

  private func build(_ more: String..., now: String = "2026-01-01T00:00:00Z", site: String = "site") throws
    -> Program.Result
  {
    try Program.run(["build", site, "-o", "out-\(site)", "--now", now] + more, in: folder.path)
  }

  private func export(_ site: String = "site") throws -> String {
    try Program.run("ledger", "export", site, in: folder.path).output
  }

  @Test func anExportIsALedger() throws {
    try corpus()
    #expect(try build().status == 0)
    try item(2, "Other words")
    #expect(try build(now: "2026-02-02T00:00:00Z").status == 0)
    let lines = try export()
    #expect(lines.split(separator: "\n").count { !$0.contains("\"document\"") } == 10)
    #expect(lines.contains("\"build\":1,\"change\":\"updated\""))
    #expect(lines.contains("\"modified\":\"2026-02-02T00:00:00Z\""))
    let documents = try folder.contents(of: "out-site")
    // A clean checkout with nothing but the content and the export.
    try folder.remove("site/tidings.sqlite")
    try folder.remove("site/.tidings-cache")
    try folder.remove("out-site")
    try folder.write(lines, to: "ledger.jsonl")
    let read = try Program.run("ledger", "import", "ledger.jsonl", "site", in: folder.path)
    #expect(read.output == "Items      5 read, 5 taken in\nJournal    1 build read, 1 taken in\n")
    #expect(try build(now: "2026-03-03T00:00:00Z").status == 0)
    #expect(try folder.contents(of: "out-site") == documents)
    #expect(try export() == lines)
    #expect(try Program.run("ledger", "import", "ledger.jsonl", "site", in: folder.path).output.contains("0 taken in"))
    let check = try Program.run("ledger", "check", "site", in: folder.path)
    #expect(check.output == "Items      5 published, 0 withdrawn\nFeeds      2\n")
  }

  @Test func aBuildWithoutMemoryLeavesNone() throws {
    try corpus()
    #expect(try build("--no-ledger").status == 0)
    #expect(!folder.exists("site/tidings.sqlite"))
    #expect(try build("--dry-run").status == 0)
    #expect(!folder.exists("site/tidings.sqlite"))
    let missing = try Program.run("ledger", "check", "site", in: folder.path)
    #expect(missing.status == 66)
    #expect(missing.errors.contains("there is no ledger site/tidings.sqlite"))
  }

  @Test func whatIsNoLedgerStaysAsItIs() throws {
    try corpus()
    try folder.write(String(repeating: "This is a text and no database. ", count: 200), to: "site/tidings.sqlite")
    let before = try folder.text("site/tidings.sqlite")
    let result = try build()
    #expect(result.status == 73)
    #expect(result.errors.contains("site/tidings.sqlite is not a ledger of Tidings"))
    #expect(result.errors.contains("name another file with 'ledger:'"))
    #expect(try folder.text("site/tidings.sqlite") == before)
    #expect(!folder.exists("out-site/rss.xml"))
    let unreadable = try Program.run("ledger", "import", "site/tidings.yaml", "site", in: folder.path)
    #expect(unreadable.status != 0)
  }

  @Test func subscribersAreNotReportedAgainUnasked() throws {
    try corpus()
    #expect(try build().status == 0)
    for id in 1...5 { try item(id, "Rewritten", key: "key-\(id)") }
    let stopped = try build(now: "2026-02-02T00:00:00Z")
    #expect(stopped.status == 65)
    #expect(stopped.errors.contains("5 published entries would look new to every subscriber (the limit is 3)"))
    #expect(stopped.errors.contains("https://a.example/item-1/: tag:a.example,2021-01-01:1 would become"))
    #expect(try !folder.text("out-site/rss.xml").contains("Rewritten"))
    try folder.write(
      "reannounceLimit: 5\nsite: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    #expect(try build("--dry-run", now: "2026-02-02T00:00:00Z").status == 0)
    #expect(try build("--allow-reannounce", now: "2026-02-02T00:00:00Z").status == 0)
    #expect(try folder.text("out-site/rss.xml").contains("Rewritten"))
  }

  @Test func aDiffSaysWhatABuildWouldDoAndDoesNothing() throws {
    try corpus()
    #expect(try build().status == 0)
    let arguments = ["diff", "site", "--against", "out-site", "--now", "2026-02-02T00:00:00Z"]
    #expect(try Program.run(arguments, in: folder.path).output == "No reader would notice it.\n")
    try item(2, "Other words")
    try folder.remove("site/item-3.md")
    let (documents, lines) = (try folder.contents(of: "out-site"), try export())
    let human = try Program.run(arguments, in: folder.path)
    #expect(human.status == 0)
    #expect(
      human.output.hasPrefix(
        """
        the site's feed: 1 updated, 1 vanished
          unread     FreshRSS 0, Miniflux 0, NetNewsWire 0
          updated    Title 2 <https://a.example/item-2/>
          vanished   Title 3 <https://a.example/item-3/>

        """), "\(human.output)")
    #expect(human.output.contains("sitemap-topic.s-one.xml: 1 lost, 1 changed\n"))
    let markdown = try Program.run(arguments + ["--format", "markdown"], in: folder.path).output
    #expect(markdown.contains("  - vanished: [Title 3](<https://a.example/item-3/>)\n"))
    let json = try Program.run(arguments + ["--format", "json"], in: folder.path).output
    let tree = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]]
    #expect(tree?["feeds"]?.count == 2 && tree?["sitemaps"]?.count == 2)
    #expect(try folder.contents(of: "out-site") == documents)
    #expect(try export() == lines)
    #expect(try Program.run("diff", "site", "--against", "none", in: folder.path).status == 66)
  }

  @Test func redirectsAreForTheServer() throws {
    try corpus(2)
    #expect(try build().status == 0)
    try item(1, slug: "other")
    try folder.remove("site/item-2.md")
    #expect(try build(now: "2026-02-02T00:00:00Z").status == 0)
    let map = try Program.run("redirects", "netlify", "site", in: folder.path).output
    #expect(map.hasSuffix("\n/item-1 https://a.example/other/ 301!\n/item-2 /404.html 410!\n"))
    #expect(try Program.run("redirects", "other", "site", in: folder.path).status == 64)
  }

  @Test func idsAreTakenOverFromFeeds() throws {
    try corpus(2)
    try folder.write(
      "<rss version=\"2.0\"><channel><title>A</title><link>https://a.example/</link><description>A</description><item><title>T</title><link>http://a.example/item-1</link><guid>http://a.example/item-1</guid></item><item><title>U</title><guid>https://a.example/gone/</guid></item></channel></rss>",
      to: "old.xml")
    let adopted = try Program.run("ids", "adopt", "old.xml", "--corpus", "site", in: folder.path)
    #expect(
      adopted.output
        == "no item has the address https://a.example/gone/\nEntries    2 read, 1 adopted, 1 of no item\n")
    #expect(try build().status == 0)
    #expect(try folder.text("out-site/rss.xml").contains(">http://a.example/item-1</guid>"))
    #expect(try Program.run("ids", "adopt", "site/tidings.yaml", "--corpus", "site", in: folder.path).status == 66)
  }

  @Test func theSecondOfTwoBuildsSaysWhoHasTheLedger() async throws {
    try corpus()
    let watching = Program.process(["build", "site", "-o", "out-site", "--watch"], in: folder.path)
    (watching.standardOutput, watching.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try watching.run()
    defer { watching.terminate() }
    for _ in 0..<1000 where !folder.exists("out-site/manifest.json") { try await Task.sleep(for: .milliseconds(10)) }
    let second = try build()
    #expect(second.status == 75)
    #expect(second.errors.contains("is in use by process \(watching.processIdentifier) on "))
  }

  /// A build that is killed at any moment leaves a ledger and documents from which the next one makes what it would have
  /// made.
  @Test func aKilledBuildIsMadeUpFor() throws {
    func edit(_ site: String) throws {
      for id in 1...20 { try item(id, "Other words", in: site) }
      for id in 21...30 { try folder.remove("\(site)/item-\(id).md") }
      for id in 41...60 { try item(id, in: site) }
    }
    for site in ["site", "whole"] {
      try corpus(40, in: site)
      #expect(try build(site: site).status == 0)
      try edit(site)
    }
    #expect(try build(now: "2026-02-02T00:00:00Z", site: "whole").status == 0)
    let expected = try folder.contents(of: "out-whole")
    let ledger = try export("whole")
    var random = SeededGenerator(seed: 9)
    for _ in 0..<12 {
      let process = Program.process(
        ["build", "site", "-o", "out-site", "--now", "2026-02-02T00:00:00Z"], in: folder.path)
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      usleep(UInt32.random(in: 0...120_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try Program.run("ledger", "check", "site", in: folder.path).status == 0)
    }
    #expect(try build(now: "2026-02-02T00:00:00Z").status == 0)
    #expect(try folder.contents(of: "out-site") == expected)
    #expect(try export() == ledger)
  }
}
