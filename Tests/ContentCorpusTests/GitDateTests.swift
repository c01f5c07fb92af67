import ContentCorpus
import Foundation
import LocalFiles
import TestSupport
import Testing
import TidingsCore

/// Dates of commits, by real repositories.
@Suite struct GitDateTests {
  private let folder = TemporaryFolder()

  @discardableResult
  private func git(_ arguments: String..., at date: String = "2020-01-01T00:00:00Z", in place: String = "") throws
    -> Int32
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path + "/" + place)
    var environment = ProcessInfo.processInfo.environment
    environment["GIT_AUTHOR_DATE"] = date
    environment["GIT_COMMITTER_DATE"] = "2030-01-01T00:00:00Z"
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func dates(_ path: String, in place: String = "repo/site") -> [String]? {
    GitHistory(folder.path + "/" + place).dates(of: path).map { dates in
      [dates.first, dates.last].map { Timestamp(secondsSinceEpoch: $0).rfc3339 }
    }
  }

  private func history() throws {
    try folder.write("one\ntwo\nthree\nfour\n", to: "repo/site/ü \"q\".md")
    try folder.write("x", to: "repo/outside.md")
    try git("init", in: "repo")
    try git("add", "-A", in: "repo")
    try git("commit", "-m", "one", at: "2020-01-01T00:00:00Z", in: "repo")
    try git("mv", "site/ü \"q\".md", "site/new.md", in: "repo")
    try git("commit", "-m", "two", at: "2021-01-01T00:00:00Z", in: "repo")
    try folder.write("one\ntwo\nthree\nfour\nfive\n", to: "repo/site/new.md")
    try folder.write("other", to: "repo/site/ü \"q\".md")
    try git("add", "-A", in: "repo")
    try git("commit", "-m", "three", at: "2022-01-01T00:00:00Z", in: "repo")
    try git("checkout", "-b", "side", in: "repo")
    try folder.write("side", to: "repo/site/side.md")
    try git("add", "-A", in: "repo")
    try git("commit", "-m", "four", at: "2023-01-01T00:00:00Z", in: "repo")
    try git("checkout", "main", in: "repo")
    try git("merge", "--no-ff", "-m", "merge", "side", at: "2024-01-01T00:00:00Z", in: "repo")
    try folder.write("nobody has committed this", to: "repo/site/draft.md")
  }

  @Test func renamesAreFollowedAndMergesChangeNothing() throws {
    try history()
    #expect(dates("new.md") == ["2020-01-01T00:00:00Z", "2022-01-01T00:00:00Z"])
    #expect(dates("ü \"q\".md") == ["2022-01-01T00:00:00Z", "2022-01-01T00:00:00Z"])
    #expect(dates("side.md") == ["2023-01-01T00:00:00Z", "2023-01-01T00:00:00Z"])
    #expect(dates("draft.md") == nil && dates("outside.md") == nil)
  }

  @Test func whereThereIsNoHistoryThereIsNoDate() throws {
    try folder.write("x", to: "plain/a.md")
    let plain = GitHistory(folder.path + "/plain")
    #expect(plain.dates(of: "a.md") == nil && plain.obstacle == GitHistory.Obstacle.none)
    try history()
    try git("clone", "--depth", "1", "file://" + folder.path + "/repo", "shallow")
    let shallow = GitHistory(folder.path + "/shallow/site")
    // All that the clone knows is that these files were there.
    #expect(shallow.dates(of: "new.md") == nil && shallow.obstacle == .shallow)
  }

  @Test func whatARepositoryConfiguresIsNotRun() throws {
    try history()
    for (key, value) in [
      ("core.fsmonitor", "touch ran"), ("diff.external", "touch ran"), ("core.pager", "touch ran"),
      ("gpg.program", "touch ran"), ("log.showSignature", "true"),
    ] {
      try git("config", key, value, in: "repo")
    }
    #expect(dates("new.md") != nil)
    #expect(!folder.exists("repo/ran") && !folder.exists("repo/site/ran"))
  }

  @Test func datesComeFromCommits() async throws {
    for (name, front) in [
      ("a.md", "date: 2019-05-05"), ("b.md", "date: git Created"), ("c.md", "date: Last Modified"),
      ("d.md", "date: 2019-05-05\nupdated: 2019-06-06"),
    ] {
      try folder.write("---\ntitle: T\n\(front)\n---\nText\n", to: "repo/\(name)")
    }
    try git("init", in: "repo")
    try git("add", "-A", in: "repo")
    try git("commit", "-m", "one", at: "2020-01-01T00:00:00Z", in: "repo")
    try folder.write("---\ntitle: T\ndate: Last Modified\n---\nMore\n", to: "repo/c.md")
    try git("commit", "-a", "-m", "two", at: "2021-01-01T00:00:00Z", in: "repo")
    func read(_ use: GitUse, reusing snapshot: CorpusSnapshot? = nil) async throws -> (
      [String: [String]], CorpusSnapshot
    ) {
      var settings = CorpusSettings(
        now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: "https://a.example/")
      settings.convention = Convention(.eleventy)
      settings.fields = .fields(of: .eleventy)
      settings.git = GitHistory(folder.path + "/repo")
      settings.gitUse = use
      let reader = CorpusReader(folder: folder.path + "/repo", settings: settings)
      let (corpus, next) = try await reader.read(
        try await reader.list(jobs: 1), jobs: 1, reusing: snapshot, epoch: .max)
      return (
        Dictionary(
          uniqueKeysWithValues: corpus.items.map {
            ($0.path, [$0.published, $0.modified].map { String($0.rfc3339.prefix(10)) })
          }), next
      )
    }
    let (asked, snapshot) = try await read(.asked)
    #expect(
      asked == [
        "a.md": ["2019-05-05", "2019-05-05"], "b.md": ["2020-01-01", "2020-01-01"],
        "c.md": ["2021-01-01", "2021-01-01"], "d.md": ["2019-05-05", "2019-06-06"],
      ])
    #expect(try await read(.otherwise).0["a.md"] == ["2019-05-05", "2020-01-01"])
    #expect(try await read(.otherwise).0["d.md"] == ["2019-05-05", "2019-06-06"])
    #expect(try await read(.first).0["d.md"] == ["2019-05-05", "2020-01-01"])
    // A commit that leaves the bytes of a file as they are counts all the same, and for that file only.
    try git("commit", "--amend", "--no-edit", "--date", "2022-01-01T00:00:00Z", at: "2022-01-01T00:00:00Z", in: "repo")
    let (again, next) = try await read(.asked, reusing: snapshot)
    #expect(again["c.md"] == ["2022-01-01", "2022-01-01"] && again["b.md"] == asked["b.md"])
    #expect(next.readCount == 1)
  }
}
