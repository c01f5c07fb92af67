import Foundation
import TestSupport
import Testing

/// `tidings build --watch` against real files and the real kernel.
@Suite struct WatchTests {
  private let folder = TemporaryFolder()

  private func item(_ id: Int, _ title: String, in place: String = "site") throws {
    try folder.write(
      "---\nid: \(id)\ntitle: \(title)\ndate: 2021-01-0\(id)\ncategories: ['S: One']\n---\n<p>x</p>\n",
      to: "\(place)/item-\(id).md")
  }

  /// Waits for what the watcher makes of an edit, as long as it may take on a busy machine.
  private func until(_ document: String, _ isAsExpected: (String) -> Bool) async throws -> Bool {
    for _ in 0..<3000 {
      if let text = try? folder.text("out/" + document), isAsExpected(text) { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test func whatIsNotThereIsNotWaitedFor() throws {
    let result = try Program.run("build", "nowhere", "--watch", in: folder.path)
    #expect(result.status == 66 && result.errors.contains("there is no folder nowhere"))
  }

  @Test func whatEditorsDoIsPublishedWhileTheyDoIt() async throws {
    try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
    try item(1, "First")
    let process = Program.process(["build", "site", "-o", "out", "--watch"], in: folder.path)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    defer { process.terminate() }
    #expect(try await until("rss.xml") { $0.contains("First") })

    try item(1, "Second")
    #expect(try await until("rss.xml") { $0.contains("Second") })
    // A file in a new folder, moved there as a whole.
    try item(2, "Third", in: "elsewhere")
    try FileManager.default.moveItem(atPath: folder.path + "/elsewhere", toPath: folder.path + "/site/new")
    #expect(try await until("rss.xml") { $0.contains("Third") })
    try item(3, "Fourth", in: "site/new")
    #expect(try await until("topic/s-one/atom.xml") { $0.contains("Fourth") })
    try folder.remove("site/item-1.md")
    #expect(try await until("feed.json") { !$0.contains("Second") })
    try folder.write("site: {baseURL: 'https://b.example/', title: B\n", to: "site/tidings.yaml")
    try await Task.sleep(for: .milliseconds(200))
    #expect(process.isRunning)
    try folder.write("site: {baseURL: 'https://b.example/', title: B}\n", to: "site/tidings.yaml")
    #expect(try await until("sitemap.xml") { $0.contains("https://b.example/") })
    try item(3, "Fifth", in: "site/new")
    #expect(try await until("rss.xml") { $0.contains("Fifth") })
  }
}
