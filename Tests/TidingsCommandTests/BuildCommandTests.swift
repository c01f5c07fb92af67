import Foundation
import TestSupport
import Testing

@Suite struct BuildCommandTests {
  private let folder = TemporaryFolder()

  private func good(_ name: String = "good.md") throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    try folder.write(
      "---\nid: 1\ntitle: T\ndate: 2021-01-01\ncategories: ['S: One']\n---\n<p>x</p>\n", to: "site/\(name)")
  }

  @Test func aBuildEndsInOneScreen() throws {
    try good()
    let first = try Program.run("build", "site", "-o", "out", in: folder.path)
    #expect(
      first.output.replacing(/Time       [0-9.]+ s/, with: "Time       0.01 s") == """
        Items      1 published
        Topics     1
        Documents  11 created
        Made of    6 feeds, 3 sitemaps, 2 others
        Findings   0 errors, 0 warnings
        Time       0.01 s, 1 file read, 11 documents made
        Next       Upload out.

        """)
    #expect(first.status == 0)
    #expect(first.errors == "")
    let second = try Program.run("build", "site", "-o", "out", in: folder.path)
    #expect(second.output.contains("Documents  11 unchanged\n"))
    #expect(second.output.hasSuffix("Next       Nothing to do: nothing has changed.\n"))
  }

  @Test func aFindingReadsAsEditorsKnowIt() throws {
    try good()
    try folder.write("---\ntitle: U\ndate: someday\n---\nx", to: "site/bad.md")
    let result = try Program.run("build", "site", "-o", "out", in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        site/bad.md:3:7: error: The date 'someday' is not a date [item.date.format]
          Write it as 2021-02-22 or 2021-02-22T10:46:42Z.
        Items      1 published (1 withheld)

        """))
    #expect(folder.exists("out/topic/s-one/rss.xml"))
  }

  @Test func strictMakesErrorsOfWarnings() throws {
    try good()
    try folder.write("---\nid: 2\ndate: 2021-01-02\n---\nSome words", to: "site/untitled.md")
    #expect(try Program.run("build", "site", "-o", "out", in: folder.path).status == 0)
    #expect(try Program.run("build", "site", "-o", "out", "--strict", in: folder.path).status == 1)
  }

  @Test func exitStatusesReportWhatIsWrong() throws {
    try good()
    try folder.write("site: {baseURL: 'https://a.example/', titel: A}\n", to: "wrong.yaml")
    try folder.write("x", to: "file")
    #expect(try Program.run("build", "site", "--nonsense", in: folder.path).status == 64)
    #expect(try Program.run("build", "site", "--jobs", "0", in: folder.path).status == 64)
    #expect(try Program.run("build", "site", "--now", "today", in: folder.path).status == 64)
    #expect(try Program.run("build", "nowhere", in: folder.path).status == 66)
    #expect(try Program.run("build", "site", "--config", "nowhere.yaml", in: folder.path).status == 66)
    #expect(try Program.run("build", "site", "-o", "file/out", in: folder.path).status == 73)
    let wrong = try Program.run("build", "site", "--config", "wrong.yaml", in: folder.path)
    #expect(wrong.status == 78)
    #expect(
      wrong.errors.contains(
        "wrong.yaml:1:39: error: The key 'site.titel' is unknown; did you mean 'site.title'? [configuration.key]"))
    try folder.remove("site/tidings.yaml")
    #expect(try Program.run("build", "site", in: folder.path).status == 78)
  }

  @Test func optionsTakeThePlaceOfTheFile() throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nx", to: "site/a.md")
    let result = try Program.run(
      "build", "site", "-o", "out", "--base-url", "https://b.example/x", "--title", "B", in: folder.path)
    #expect(result.status == 0)
    #expect(try folder.text("out/rss.xml").contains("<link>https://b.example/x/</link>"))
  }

  @Test func optionsThatAreWrongAreNotPassedOver() throws {
    try good()
    #expect(try Program.run("build", "site", "--base-url", "staging", in: folder.path).status == 78)
    #expect(try Program.run("build", "site", "--title", " ", in: folder.path).status == 78)
    #expect(!folder.exists("output"))
  }

  @Test func contentDoesNotCommandTheTerminal() throws {
    try good()
    try folder.write("---\ntitle: T\ndate: \"2024-\\e[2J\\n::error::x\"\n---\nx", to: "site/bad.md")
    let result = try Program.run("build", "site", "-o", "out", in: folder.path)
    #expect(result.status == 1)
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\n::error"))
  }

  @Test func theClockIsAnOption() throws {
    try good()
    try folder.write("---\nid: 2\ntitle: U\ndate: 2030-01-01\n---\nx", to: "site/later.md")
    func published(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
      let process = Program.process(
        ["build", "site", "-o", "out", "--no-ledger"] + arguments, in: folder.path, environment: environment)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return try folder.text("out/rss.xml").contains("<title>U</title>")
    }
    #expect(try !published(["--now", "2029-12-31"]))
    #expect(try published(["--now", "2030-01-01T00:00:00Z"]))
    #expect(try !published([], ["SOURCE_DATE_EPOCH": "1700000000"]))
    #expect(try published([], ["SOURCE_DATE_EPOCH": "1900000000"]))
  }

  @Test func zoneAndLocaleOfTheMachineDoNotMatter() throws {
    let corpus = Fixtures.path("corpus")
    let plain = try Program.run("build", corpus, "--no-ledger", "-o", "one", "--now", "2026-01-01", in: folder.path)
    let odd = try Program.run(
      "build", corpus, "--no-ledger", "-o", "two", "--now", "2026-01-01", "--jobs", "1", in: folder.path,
      environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar_SA.UTF-8"])
    #expect((plain.status, odd.status) == (0, 0))
    #expect(try folder.contents(of: "one") == folder.contents(of: "two"))
  }

  @Test func machineReadableOutput() throws {
    try good()
    let json = try Program.run("build", "site", "-o", "out", "--format", "json", in: folder.path)
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((value?["items"] as? [String: Int])?["published"] == 1)
    #expect((value?["documents"] as? [[String: Any]])?.count == 11)
    let lines = try Program.run("build", "site", "-o", "out", "--format", "jsonl", in: folder.path)
    for line in lines.output.split(separator: "\n") {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func topicsAreListed() throws {
    try good()
    let json = try Program.run("topics", "site", "--format", "json", in: folder.path)
    #expect(
      json.output == "[\n  {\"path\": \"topic/s-one\", \"label\": \"One\", \"taxonomy\": \"S\", \"entries\": 1}\n]\n")
    let human = try Program.run("topics", "site", in: folder.path)
    #expect(human.output == "1\ttopic/s-one\tS: One\n")
  }

  @Test func inspectShowsHowAFileIsRead() throws {
    try good()
    let result = try Program.run("inspect", "site/good.md", in: folder.path)
    #expect(result.status == 0)
    #expect(
      result.output == """
        file:       site/good.md
        published:  yes
        title:      T (from title, line 3)
        address:    https://a.example/good/ (from the file's path)
        id:         tag:a.example,2021-01-01:1 (from id, line 2)
        date:       2021-01-01T00:00:00Z (from date, line 4)
        modified:   2021-01-01T00:00:00Z (from the date)
        indexable:  yes
        topic:      topic/s-one (One)
        appears in: rss.xml
        appears in: atom.xml
        appears in: feed.json
        appears in: topic/s-one/rss.xml
        appears in: topic/s-one/atom.xml
        appears in: topic/s-one/feed.json
        appears in: sitemap-topic.s-one.xml

        """)
    #expect(try Program.run("inspect", "site/none.md", in: folder.path).status == 66)
  }

  @Test func initWritesWhatBuildReads() throws {
    try folder.write("---\ntitle: T\ndate: 2021-01-01\n---\nx", to: "a.md")
    let first = try Program.run("init", "--base-url", "https://a.example/", "--title", "It's A", in: folder.path)
    #expect(first.status == 0)
    #expect(try Program.run("build", in: folder.path).status == 0)
    #expect(try folder.text("output/rss.xml").contains("<title>It's A</title>"))
    #expect(try Program.run("init", in: folder.path).status == 73)
    let elsewhere = TemporaryFolder()
    #expect(try Program.run("init", "--base-url", "nonsense", in: elsewhere.path).status == 78)
    #expect(!elsewhere.exists("tidings.yaml"))
  }

  /// Killed at whatever moment, a build leaves whole documents behind, and the next one ends as if nothing had happened.
  @Test func aKilledBuildLeavesWholeDocuments() throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    var maker = CorpusMaker(seed: 7, topics: 20)
    for number in 1...300 { try folder.write(maker.item(number), to: "site/\(number).md") }
    #expect(try Program.run("build", "site", "-o", "old", in: folder.path).status == 0)
    let old = try folder.contents(of: "old")
    for number in 1...300 where number.isMultiple(of: 3) {
      try folder.write(maker.item(number), to: "site/\(number).md")
    }
    #expect(try Program.run("build", "site", "-o", "new", in: folder.path).status == 0)
    let new = try folder.contents(of: "new")

    for milliseconds in stride(from: 10, through: 400, by: 30) {
      if folder.exists("out") { try folder.remove("out") }
      try folder.copy(folder.path + "/old", to: "out")
      let process = Program.process(["build", "site", "-o", "out"], in: folder.path)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      for (path, bytes) in try folder.contents(of: "out") where !path.hasPrefix(".tidings-staging") {
        #expect(bytes == old[path] || bytes == new[path], "\(path) is neither old nor new")
      }
      #expect(try Program.run("build", "site", "-o", "out", in: folder.path).status == 0)
      #expect(try folder.contents(of: "out") == new)
    }
  }
}
