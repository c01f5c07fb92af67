import Foundation
import GRDB
import TestSupport
import Testing

/// Something else in the place of a file is not that the file is gone.
@Suite struct OccupiedPlaceTests {
  private let folder = TemporaryFolder()

  private func build(_ arguments: String...) throws -> Program.Result {
    try Program.run(["build", "site", "--now", "2026-01-01"] + arguments, in: folder.path)
  }

  /// A small site of a generator's: where its third post lies.
  private func site(_ convention: String) throws -> String {
    let yaml = "---\ntitle: T%\ndate: 2025-01-0%\ntags: [t%]\n---\nWords %\n"
    let post: (path: String, text: String)
    switch convention {
    case "jekyll":
      try folder.write("url: https://a.example\ntitle: A\n", to: "site/_config.yml")
      post = ("_posts/2025-01-0%-p%.md", "---\ntitle: T%\ntags: [t%]\n---\nWords %\n")
    case "hugo":
      try folder.write("baseURL = 'https://a.example/'\ntitle = 'A'\n", to: "site/hugo.toml")
      post = ("content/posts/p%.md", yaml)
    case "zola":
      try folder.write("base_url = 'https://a.example'\ntitle = 'A'\n", to: "site/config.toml")
      post = ("content/p%.md", "+++\ntitle = 'T%'\ndate = 2025-01-0%\n[taxonomies]\ntags = ['t%']\n+++\nWords %\n")
    default: post = ("p%.md", yaml)
    }
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\noutput: out\n", to: "site/tidings.yaml")
    for number in 1...4 {
      try folder.write(
        post.text.replacing("%", with: "\(number)"), to: "site/" + post.path.replacing("%", with: "\(number)"))
    }
    return "site/" + post.path.replacing("%", with: "3")
  }

  @Test(arguments: ["medigy", "hugo", "jekyll", "zola"])
  func whatWasPublishedStays(convention: String) throws {
    let path = try site(convention)
    #expect(try build().status == 0)
    let before = try folder.contents(of: "site/out").filter { $0.key != "manifest.json" }
    let text = try folder.text(path)
    for place in ["broken", "empty", "zeros", "folder", "link", "pipe"] {
      try folder.remove(path)
      switch place {
      case "broken": try folder.write("---\ntitle: [\n---\n", to: path)
      case "empty": try folder.write("", to: path)
      case "zeros": try folder.write(String(repeating: "\0", count: 400), to: path)
      case "folder":
        try FileManager.default.createDirectory(
          atPath: folder.path + "/" + path, withIntermediateDirectories: true)
      case "link":
        try folder.write(text, to: "elsewhere.md")
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/" + path, withDestinationPath: folder.path + "/elsewhere.md")
      default: #expect(unsafe mkfifo(folder.path + "/" + path, 0o644) == 0)
      }
      let result = try build()
      #expect(result.status == 1, "\(convention) \(place): \(result.output)\(result.errors)")
      let after = try folder.contents(of: "site/out").filter { $0.key != "manifest.json" }
      #expect(after == before, "\(convention) \(place)")
      #expect(try !Program.run("redirects", "nginx", "site", in: folder.path).output.contains("p3"))
      try folder.remove(path)
      try folder.write(text, to: path)
      #expect(try build().status == 0)
    }
  }

  @Test func aPipeInThePlaceOfFolderDataStopsTheBuild() throws {
    _ = try site("hugo")
    try folder.write("---\ncascade: {draft: true}\n---\n", to: "site/content/held/_index.md")
    try folder.write("---\ntitle: SECRET\ndate: 2025-01-09\n---\n", to: "site/content/held/s.md")
    #expect(try build().status == 0)
    try folder.remove("site/content/held/_index.md")
    #expect(unsafe mkfifo(folder.path + "/site/content/held/_index.md", 0o644) == 0)
    let result = try build()
    #expect(result.status == 74 && result.errors.contains("_index.md"))
    #expect(try !folder.text("site/out/rss.xml").contains("SECRET"))
  }

  @Test func anotherFileIsNoExportToReplace() throws {
    _ = try site("hugo")
    let text = try folder.text("site/hugo.toml")
    try folder.write("output: out\nledger: {backup: hugo.toml}\n", to: "site/tidings.yaml")
    let result = try build()
    #expect(result.status == 0 && result.output.contains("ledger.backup.writable"))
    #expect(try folder.text("site/hugo.toml") == text)
  }

  @Test func theReportIsNotWrittenThroughAnotherName() throws {
    _ = try site("medigy")
    try folder.write("victim", to: "victim")
    try FileManager.default.linkItem(
      atPath: folder.path + "/victim", toPath: folder.path + "/report.html.tidings-new")
    #expect(try build("--report", "report.html").status == 0)
    #expect(try folder.text("victim") == "victim" && folder.text("report.html").contains("<html"))
  }

  @Test func aLedgerThatIsNoFileIsNotReplaced() throws {
    _ = try site("medigy")
    #expect(unsafe mkfifo(folder.path + "/pipe", 0o644) == 0)
    let result = try build("--ledger", "pipe")
    #expect(result.status == 73 && result.errors.contains("it is not a file"))
    #expect(
      try FileManager.default.attributesOfItem(atPath: folder.path + "/pipe")[.type] as? FileAttributeType
        != .typeRegular)
  }

  @Test(arguments: [
    "UPDATE withdrawal SET instant = instant + 1", "DELETE FROM state", "DROP TABLE withdrawal", "DROP TABLE item",
    "DELETE FROM checksum WHERE name = 'withdrawal'",
  ])
  func whatStopsABuildIsMendedByRepair(sql: String) throws {
    let path = try site("medigy")
    #expect(try build().status == 0)
    try folder.remove(path)
    #expect(try build().status == 0)
    try DatabaseQueue(path: folder.path + "/site/tidings.sqlite").write { try $0.execute(sql: sql) }
    #expect(try build().status == 73)
    #expect(try Program.run("ledger", "check", "site", in: folder.path).status != 0)
    #expect(try Program.run("ledger", "repair", "site", in: folder.path).status == 0)
    #expect(try build().status == 0)
  }

  @Test func aNewLedgerDoesNotSwitchTheGuardOff() throws {
    _ = try site("medigy")
    for number in 10...40 {
      try folder.write("---\ntitle: T\ndate: 2025-01-01\n---\nWords \(number)\n", to: "site/q\(number).md")
    }
    #expect(try build().status == 0)
    try folder.remove("site/tidings.sqlite")
    for number in 10...30 { try folder.remove("site/q\(number).md") }
    #expect(try build("--new-ledger").status == 65)
  }
}
