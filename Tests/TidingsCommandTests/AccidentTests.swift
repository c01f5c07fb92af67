import Foundation
import GRDB
import TestSupport
import Testing

/// What the program says, and leaves, where the world around it fails.
@Suite struct AccidentTests {
  private let folder = TemporaryFolder()

  private func item(_ id: Int) throws {
    try folder.write("---\nid: \(id)\ntitle: T\(id)\ndate: 2021-01-01\n---\nWords \(id)\n", to: "site/\(id).md")
  }

  private func site(_ count: Int = 3) throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\noutput: out\n", to: "site/tidings.yaml")
    for id in 1...count { try item(id) }
  }

  private func build(_ arguments: String...) throws -> Program.Result {
    try Program.run(["build", "site", "--now", "2026-01-01"] + arguments, in: folder.path)
  }

  /// A command whose output goes elsewhere, run by a shell.
  private func shell(_ arguments: [String], _ redirection: String) throws -> Int32 {
    let program = Program.process(arguments, in: folder.path)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = program.currentDirectoryURL
    process.arguments =
      ["-c", "exec \"$0\" \"$@\" \(redirection)", program.executableURL?.path ?? ""] + (program.arguments ?? [])
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func anOutputThatTakesNothingIsAnError() throws {
    try site()
    #expect(try build().status == 0)
    for arguments in [
      ["ledger", "export", "site"], ["keys"], ["rules"], ["build", "site"], ["--help"], ["build", "--help"],
    ] {
      #expect(try shell(arguments, "> /dev/full") == 73, "\(arguments)")
    }
    #expect(try shell(["keys"], "> /dev/null") == 0)
  }

  @Test func aReportThatIsADeviceStaysOne() throws {
    try site()
    #expect(try build("--report", "/dev/null").status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
    #expect(try build("--report", "report.html").status == 0 && folder.text("report.html").contains("<html"))
  }

  @Test func aCutExportIsNotTakenIn() throws {
    try site()
    #expect(try build().status == 0)
    let text = try Program.run("ledger", "export", "site", in: folder.path).output
    let lines = text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    try folder.write(lines, to: "cut.jsonl")
    #expect(try Program.run("ledger", "import", "cut.jsonl", "site", in: folder.path).status == 74)
    #expect(try Program.run("ledger", "import", "cut.jsonl", "site", "--partial", in: folder.path).status == 0)
  }

  private func edit(_ sql: String) throws {
    try DatabaseQueue(path: folder.path + "/site/tidings.sqlite").write { try $0.execute(sql: sql) }
  }

  @Test func aDamagedLedgerIsRefusedAndRepaired() throws {
    try site()
    #expect(try build().status == 0)
    let export = try Program.run("ledger", "export", "site", in: folder.path).output
    try folder.write(String(try folder.text("site/tidings.yaml")), to: "site/tidings.sqlite")
    let refused = try build()
    #expect(refused.status == 73 && refused.errors.contains("tidings ledger repair"))
    #expect(try Program.run("ledger", "repair", "site", in: folder.path).status == 0)
    #expect(try Program.run("ledger", "export", "site", in: folder.path).output == export)
    #expect(folder.exists("site/tidings.sqlite.damaged-1"))
    #expect(try build().status == 0)
    // One row that is not what was written: all others are saved beside it.
    try edit("UPDATE item SET id = 'x' WHERE key = '1'")
    #expect(try build("--no-cache").status == 73)
    let saved = try folder.text("site/tidings.sqlite.readable.jsonl")
    #expect(saved.contains("\"key\":\"2\"") && !saved.contains("\"key\":\"1\""))
    #expect(try Program.run("ledger", "repair", "site", in: folder.path).status == 0)
    // Without an export the documents say what they can.
    try folder.remove("site/tidings.sqlite")
    for name in ["", ".1", ".2"] where folder.exists("site/tidings.sqlite.backup.gz\(name)") {
      try folder.remove("site/tidings.sqlite.backup.gz\(name)")
    }
    let missing = try build()
    #expect(missing.status == 65 && missing.errors.contains("--new-ledger"))
    let repair = try Program.run("ledger", "repair", "site", in: folder.path)
    #expect(repair.status == 0 && repair.output.contains("3 ids taken over"))
    #expect(try build().status == 0)
  }

  @Test func aRepairReportsNothingTwice() throws {
    try site()
    #expect(try build().status == 0)
    let export = try Data(contentsOf: URL(filePath: folder.path + "/site/tidings.sqlite.backup.gz"))
    try item(4)
    #expect(try build().status == 0)
    let journal = try Program.run("ledger", "journal", "site", in: folder.path).output
    #expect(journal.contains("/atom.xml"))
    // The newest export is that of the build before; of the damaged file the journal is whole, and the documents are not.
    for name in ["", ".1", ".2"] { try? folder.remove("site/tidings.sqlite.backup.gz\(name)") }
    try export.write(to: URL(filePath: folder.path + "/site/tidings.sqlite.backup.gz"))
    try DatabaseQueue(path: folder.path + "/site/tidings.sqlite").write { try $0.execute(sql: "DELETE FROM document") }
    #expect(try Program.run("ledger", "repair", "site", in: folder.path).status == 0)
    #expect(try Program.run("ledger", "journal", "site", in: folder.path).output == journal)
    #expect(try build().status == 0)
    #expect(try Program.run("ledger", "journal", "site", in: folder.path).output == journal)
  }

  @Test func idsAreNotAdoptedBesideWhatCannotBeRead() throws {
    try site()
    #expect(try build("--no-ledger").status == 0)
    let feed = folder.path + "/site/out/atom.xml"
    try folder.write("---\ntitle: 'open\n---\n", to: "site/broken.md")
    let refused = try Program.run("ids", "adopt", feed, "--corpus", "site", in: folder.path)
    #expect(refused.status == 65 && refused.errors.contains("broken.md"), "\(refused.errors)")
  }

  @Test func idsAreNotAdoptedFromAFeedThatIsCutOff() throws {
    try site()
    #expect(try build("--no-ledger").status == 0)
    let text = try folder.text("site/out/atom.xml")
    try folder.write(String(text.prefix(text.count * 2 / 3)), to: "cut.xml")
    let refused = try Program.run("ids", "adopt", "cut.xml", "--corpus", "site", in: folder.path)
    #expect(refused.status == 65 && refused.errors.contains("cut.xml"), "\(refused.errors)")
  }

  @Test func aNameThatIsNoUTF8IsReported() throws {
    try site()
    try folder.write("---\ntitle: X\ndate: 2021-01-01\n---\nx", to: "site/plain.md")
    let script = "mv site/plain.md \"$(printf 'site/caf\\351.md')\""
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.arguments = ["-c", script]
    try process.run()
    process.waitUntilExit()
    let result = try build()
    #expect(result.status == 0 && (result.output + result.errors).contains("caf\\xE9.md:1:1: warning"))
    let feed = try folder.text("site/out/rss.xml")
    #expect(feed.contains("T1") && feed.contains("<title>X</title>"))
  }

  @Test func aTemplateThatStandsInItselfIsReported() throws {
    try site()
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\noutput: out\npages: {enabled: true, templates: t}\n",
      to: "site/tidings.yaml")
    for (name, text) in [("head", "{{> foot}}"), ("foot", "x\n{{> head}}"), ("deep", "")] {
      try folder.write(text, to: "site/t/\(name).mustache")
    }
    let result = try build()
    #expect(result.status == 78 && result.errors.contains(".mustache:"), "\(result.errors)")
    try folder.write("", to: "site/t/head.mustache")
    let deep = String(repeating: "{{#a}}", count: 5000) + String(repeating: "{{/a}}", count: 5000)
    try folder.write(deep, to: "site/t/deep.mustache")
    #expect(try build().status == 78)
  }

  @Test func anEmptyLedgerBesideWhatWasRememberedIsNone() throws {
    try site()
    #expect(try build().status == 0)
    let before = try folder.contents(of: "site/out")
    // What a repair leaves that is cut short: a ledger that has just been begun.
    try folder.write("site: {baseURL: 'https://b.example/', title: B}\noutput: out\n", to: "new/tidings.yaml")
    _ = try Program.run("build", "new", in: folder.path)
    let ledger = folder.path + "/site/tidings.sqlite"
    try FileManager.default.removeItem(atPath: ledger)
    try FileManager.default.copyItem(atPath: folder.path + "/new/tidings.sqlite", toPath: ledger)
    let refused = try build()
    #expect(refused.status == 65 && refused.errors.contains("is empty"), "\(refused.errors)")
    #expect(try folder.contents(of: "site/out") == before)
    let repaired = try Program.run("ledger", "repair", "site", in: folder.path)
    #expect(repaired.status == 0 && repaired.output.contains("3 in the new ledger"), "\(repaired.output)")
    let again = try build()
    #expect(again.status == 0 && again.output.contains("unchanged"), "\(again.output)")
  }

  @Test func aFirstBuildThatStoppedBeforeItsCommitIsMadeAgain() throws {
    try site()
    #expect(try build().status == 0)
    let before = try folder.contents(of: "site/out")
    try folder.write("site: {baseURL: 'https://b.example/', title: B}\noutput: out\n", to: "new/tidings.yaml")
    _ = try Program.run("build", "new", in: folder.path)
    // The documents of the first build are there, and a ledger that nothing was written to: no export, and no cache.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/site")
    where name != "out" && name != "tidings.yaml" && !name.hasSuffix(".md") {
      try FileManager.default.removeItem(atPath: folder.path + "/site/" + name)
    }
    try FileManager.default.copyItem(
      atPath: folder.path + "/new/tidings.sqlite", toPath: folder.path + "/site/tidings.sqlite")
    let again = try build()
    #expect(again.status == 0, "\(again.errors)")
    #expect(try folder.contents(of: "site/out") == before)
  }

  @Test func everyCommandThatNeedsTheLedgerMissesIt() throws {
    try site()
    #expect(try build().status == 0)
    try FileManager.default.removeItem(atPath: folder.path + "/site/tidings.sqlite")
    for arguments in [["ids", "adopt", "out/atom.xml"], ["redirects", "nginx"], ["diff"]] {
      let result = try Program.run(arguments, in: folder.path + "/site")
      #expect(result.status == 65 && result.errors.contains("tidings ledger repair"), "\(arguments): \(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/site/tidings.sqlite"))
  }

  @Test func whatIsKeptHasItsTitleAndItsListsTheirDates() throws {
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\npages: {enabled: true}\noutput: ../out\n",
      to: "site/tidings.yaml")
    for id in 1...3 {
      try folder.write(
        "---\ntitle: C & <T> \"\(id)\"\ndate: 2025-0\(id)-01\nslug: s\(id)\nbreadcrumbLinks: [/, /all/]\ntags: [t]\n---\nWords\n",
        to: "site/\(id).md")
    }
    #expect(try build().status == 0)
    let before = try folder.contents(of: "out")
    try folder.write("---\ntitle: [\n---\n", to: "site/3.md")
    #expect(try build().status == 1)
    #expect(try folder.contents(of: "out") == before)
  }

  @Test func whatIsKeptNeedsNoBuiltPage() throws {
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\ncorpus: {rendered: public, path: content}\noutput: out\n",
      to: "site/tidings.yaml")
    for id in 1...2 {
      try folder.write("---\ntitle: T\(id)\ndate: 2025-0\(id)-01\n---\nWords \(id).\n", to: "site/content/a/i\(id).md")
      try folder.write(
        "<html><head><title>T\(id)</title></head><body><main><h1>T\(id)</h1><p>Words \(id).</p></main></body></html>",
        to: "site/public/a/i\(id)/index.html")
    }
    #expect(try build().status == 0)
    let before = try folder.contents(of: "site/out")
    try folder.write("---\ntitle: [\n---\n", to: "site/content/a/i2.md")
    let broken = try build()
    #expect(broken.status == 1 && !broken.output.contains("made no page"), "\(broken.output)")
    #expect(try folder.contents(of: "site/out") == before)
  }
}
