import Foundation
import TestSupport
import Testing

/// What a build would take away without a word.
@Suite struct LossTests {
  private let folder = TemporaryFolder()

  private func site(_ name: String, _ base: String, ids: ClosedRange<Int>, more: String = "") throws {
    try folder.write("site: {baseURL: '\(base)', title: \(name)}\noutput: ../out\n\(more)", to: "\(name)/tidings.yaml")
    for id in ids {
      try folder.write(
        "---\nid: \(name)-\(id)\ntitle: T\(id)\ndate: 2021-01-01\nslug: \(name)-\(id)\n---\nWords \(id)\n",
        to: "\(name)/\(id).md")
    }
  }

  private func build(_ site: String, _ arguments: String...) throws -> Program.Result {
    try Program.run(["build", site, "--now", "2026-01-01"] + arguments, in: folder.path)
  }

  @Test(arguments: [true, false]) func twoSitesAreNotPublishedIntoOneFolder(isEntries: Bool) throws {
    let more = isEntries ? "" : "mapping: {date: none}\n"
    try site("one", "https://one.example/", ids: 1...3, more: more)
    try site("two", "https://two.example/", ids: 1...3, more: more)
    #expect(try build("one", "--no-ledger").status == 0)
    let before = try folder.contents(of: "out")
    let refused = try build("two", "--no-ledger")
    #expect(refused.status == 65, "\(refused.output)\(refused.errors)")
    #expect(refused.errors.contains("another site (https://one.example/)") && refused.errors.contains("--output"))
    #expect(try folder.contents(of: "out") == before)
    // The same with a memory of its own.
    #expect(try build("two").status == 65)
    #expect(try folder.contents(of: "out") == before)
    #expect(try build("one", "--no-ledger").status == 0)
    #expect(try build("two", "--no-ledger", "--allow-withdrawal").status == 0)
    #expect(try build("two", "--no-ledger").status == 0)
  }

  @Test func aSiteThatMovesIsNoOtherSite() throws {
    try site("one", "https://one.example/", ids: 1...3)
    #expect(try build("one", "--no-ledger").status == 0)
    try site("one", "https://new.example/blog/", ids: 2...5)
    #expect(try build("one", "--no-ledger").status == 0)
    #expect(try folder.text("out/rss.xml").contains("https://new.example/blog/one-5/"))
  }

  @Test func twoSitesOfOneHostAreTwo() throws {
    try site("one", "https://a.example/", ids: 1...12)
    try site("two", "https://a.example/", ids: 1...12)
    #expect(try build("one", "--no-ledger").status == 0)
    #expect(try build("two", "--no-ledger").status == 65)
    // A small site may be rebuilt.
    try site("small", "https://a.example/", ids: 1...2, more: "feeds: {entries: 2}\n")
    #expect(try build("small", "--no-ledger", "--output", "else").status == 0)
    try folder.remove("small/1.md")
    try folder.remove("small/2.md")
    try site("small", "https://a.example/", ids: 3...4, more: "feeds: {entries: 2}\n")
    #expect(try build("small", "--no-ledger", "--output", "else").status == 0)
  }

  @Test func diffSaysOfFeedsThatWouldLoseAll() throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\noutput: ../out\n", to: "one/tidings.yaml")
    func write(_ topic: (Int) -> String) throws {
      for id in 1...30 {
        try folder.write(
          "---\nid: \(id)\ntitle: T\(id)\ndate: 2021-01-01\ncategories: ['S: \(topic(id))']\n---\nWords \(id)\n",
          to: "one/\(id).md")
      }
    }
    try write { $0 > 25 ? "Two" : "One" }
    #expect(try build("one").status == 0)
    #expect(try Program.run("diff", "one", "--now", "2026-01-02", in: folder.path).status == 0)
    try write { _ in "Two" }
    let reported = try Program.run("diff", "one", "--now", "2026-01-02", in: folder.path)
    #expect(reported.status == 65 && reported.errors.contains("all 25 entries of the feed "), "\(reported.errors)")
    #expect(!reported.output.isEmpty)
    #expect(try build("one").status == 65)
  }

  // MARK: Built pages

  private func rendered() throws {
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\ncorpus: {rendered: public, path: content}\noutput: ../out\n",
      to: "one/tidings.yaml")
    for id in 1...6 {
      try folder.write("---\ntitle: T\(id)\ndate: 2025-01-0\(id)\n---\nWords \(id).\n", to: "one/content/a/i\(id).md")
      try folder.write(page(id), to: "one/public/a/i\(id)/index.html")
    }
  }

  private func page(_ id: Int) -> String {
    "<html><head><title>T\(id)</title></head><body><main><h1>T\(id)</h1><p>Words \(id).</p><p>Built.</p></main></body></html>"
  }

  @Test(arguments: [true, false]) func builtPagesThatAreGoneAreMissed(remembers: Bool) throws {
    let memory = remembers ? [] : ["--no-ledger"]
    func build(_ arguments: String...) throws -> Program.Result {
      try Program.run(["build", "one", "--now", "2026-01-01"] + memory + arguments, in: folder.path)
    }
    try rendered()
    let first = try build()
    #expect(try first.status == 0 && folder.text("out/manifest.json").contains("\"rendered\": true"), "\(first.output)")
    let before = try folder.contents(of: "out")
    for id in 1...4 { try folder.remove("one/public/a/i\(id)/index.html") }
    let half = try build()
    #expect(half.status == 65 && half.errors.contains("pages of 2 of 6 published items"), "\(half.errors)")
    for id in 5...6 { try folder.remove("one/public/a/i\(id)/index.html") }
    #expect(try build("--no-cache").status == 65)
    #expect(try folder.contents(of: "out") == before)
    for id in 1...6 { try folder.write(page(id), to: "one/public/a/i\(id)/index.html") }
    #expect(try build().status == 0 && folder.contents(of: "out") == before)
    for id in 1...6 { try folder.remove("one/public/a/i\(id)/index.html") }
    // A site that goes on without them says so once.
    #expect(try build("--allow-withdrawal").status == 0)
    let after = try build()
    #expect(try after.status == 0 && !folder.text("out/manifest.json").contains("rendered"), "\(after.errors)")
  }

  @Test func aBuiltPageThatNobodyWouldReadToItsEndIsNotRead() throws {
    try rendered()
    #expect(try build("one").status == 0)
    // A page of 1.5 GB: a program that may have half as much memory beside its own can only look at its beginning.
    let handle = try #require(FileHandle(forWritingAtPath: folder.path + "/one/public/a/i3/index.html"))
    try handle.truncate(atOffset: 1_500_000_000)
    try handle.close()
    let shell = Process()
    let program = Program.process(["build", "one", "--now", "2026-01-01"], in: folder.path)
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.currentDirectoryURL = program.currentDirectoryURL
    shell.arguments =
      ["-c", "ulimit -d 800000; exec \"$0\" \"$@\" > out.txt 2>&1", program.executableURL?.path ?? ""]
      + (program.arguments ?? [])
    try shell.run()
    shell.waitUntilExit()
    let reported = try folder.text("out.txt")
    #expect(shell.terminationStatus == 0, "\(reported)")
    #expect(try folder.text("out/rss.xml").contains("Words 3"))
  }

  // MARK: Clocks

  @Test func aClockFarAheadIsReportedAfterTheFirstBuildToo() throws {
    try site("one", "https://a.example/", ids: 1...3)
    #expect(try build("one").status == 0)
    let before = try folder.contents(of: "out")
    let ahead = try Program.run("build", "one", "--now", "2090-01-01", in: folder.path)
    #expect(ahead.status == 65 && ahead.errors.contains("more than ten years after"), "\(ahead.errors)")
    #expect(try folder.contents(of: "out") == before)
  }

  @Test func aClockFarAheadIsReportedAndTheLedgerCanBeSetBack() throws {
    try site("one", "https://a.example/", ids: 1...3)
    try folder.write("---\ntitle: Soon\ndate: 2027-05-01\nid: soon\n---\nNot yet\n", to: "one/soon.md")
    #expect(try build("one").status == 0)
    try folder.write("---\nid: new\ntitle: New\ndate: 2026-01-01\n---\nWords\n", to: "one/new.md")
    #expect(try Program.run("build", "one", "--now", "2026-01-02", in: folder.path).status == 0)
    let before = try folder.contents(of: "out")
    let ahead = try Program.run("build", "one", "--now", "2090-01-01", in: folder.path)
    #expect(ahead.status == 65 && ahead.errors.contains("more than ten years after 2026-01-02"), "\(ahead.errors)")
    #expect(try folder.contents(of: "out") == before)
    // Not so far: it is believed, and what it did can be undone.
    #expect(try Program.run("build", "one", "--now", "2029-01-01", in: folder.path).status == 0)
    #expect(try folder.text("out/rss.xml").contains("Soon"))
    let behind = try build("one")
    #expect(behind.status == 65 && behind.errors.contains("tidings ledger repair --until"), "\(behind.errors)")
    let repair = try Program.run("ledger", "repair", "one", "--until", "2026-01-02T00:00:00Z", in: folder.path)
    #expect(repair.status == 0 && repair.output.contains("Set back"), "\(repair.output)\(repair.errors)")
    let again = try Program.run("build", "one", "--now", "2026-01-02", in: folder.path)
    #expect(again.status == 0, "\(again.output)\(again.errors)")
    #expect(try !folder.text("out/rss.xml").contains("Soon"))
    #expect(try Program.run("ledger", "check", "one", in: folder.path).status == 0)
    // When its day comes, it comes as the entry that it was.
    let id = try #require(
      Program.run("ledger", "export", "one", in: folder.path).output.split(separator: "\n")
        .first { $0.contains("\"key\":\"soon\"") }?.firstMatch(of: /"id":"([^"]*)"/)?.1)
    #expect(try Program.run("build", "one", "--now", "2027-06-01", in: folder.path).status == 0)
    #expect(try folder.text("out/atom.xml").contains("<id>\(id)</id>"))
    let whole = try Program.run("ledger", "repair", "one", "--until", "2090-01-01T00:00:00Z", in: folder.path)
    #expect(whole.status == 0 && whole.output.contains("nothing was changed"))
    #expect(try Program.run("ledger", "repair", "one", "--until", "soon", in: folder.path).status == 64)
  }

  // MARK: Journal and receipts

  @Test func exportsHoldTheJournal() throws {
    try site("one", "https://a.example/", ids: 1...3)
    #expect(try build("one").status == 0)
    try folder.write("---\nid: one-2\ntitle: T\ndate: 2021-01-01\nslug: one-2\n---\nOther words\n", to: "one/2.md")
    #expect(try Program.run("build", "one", "--now", "2026-01-02", in: folder.path).status == 0)
    try folder.remove("one/3.md")
    #expect(try Program.run("build", "one", "--now", "2026-01-03", in: folder.path).status == 0)
    // The first build is news to nobody.
    let journal = try Program.run("ledger", "journal", "one", in: folder.path).output
    #expect(journal.contains("\"build\":2") && journal.contains("one-2"))
    let export = try Program.run("ledger", "export", "one", in: folder.path).output
    try folder.write(export, to: "export.jsonl")
    try folder.write("site: {baseURL: 'https://a.example/', title: one}\n", to: "copy/tidings.yaml")
    let taken = try Program.run("ledger", "import", "export.jsonl", "copy", in: folder.path)
    #expect(taken.status == 0 && taken.output.contains("2 builds read, 2 taken in"), "\(taken.output)")
    #expect(try Program.run("ledger", "journal", "copy", in: folder.path).output == journal)
    #expect(try Program.run("ledger", "export", "copy", in: folder.path).output == export)
    #expect(
      try Program.run("ledger", "import", "export.jsonl", "copy", in: folder.path).output.contains(
        "2 builds read, 0 taken in"))
    // From what lies beside the ledger.
    try folder.remove("one/tidings.sqlite")
    #expect(try Program.run("ledger", "repair", "one", in: folder.path).status == 0)
    #expect(try Program.run("ledger", "journal", "one", in: folder.path).output == journal)
    #expect(try Program.run("ledger", "export", "one", in: folder.path).output == export)
    // The clock of a repaired ledger is known, too.
    #expect(try build("one").status == 65)
  }
}
