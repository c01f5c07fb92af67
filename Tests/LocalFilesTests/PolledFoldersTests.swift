import TestSupport
import Testing

@testable import LocalFiles

/// What is looked at again and again says what a kernel would that notes changes.
@Suite struct PolledFoldersTests {
  private let folder = TemporaryFolder()

  private func changes(_ polled: PolledFolders) throws -> [String] {
    _ = try polled.wait(0)
    return try polled.read().compactMap { $0 }.map { $0.name + ($0.isFolder ? "/" : "") }.sorted()
  }

  @Test func aFileThatIsNewChangedOrGoneIsReportedOnce() throws {
    try folder.write("a", to: "site/a.md")
    try folder.write("b", to: "site/b.md")
    try folder.write("c", to: "site/.hidden")
    let polled = PolledFolders(interval: 1)
    try polled.add(folder.path + "/site")
    #expect(try changes(polled) == [])
    try folder.write("other", to: "site/a.md")
    try folder.remove("site/b.md")
    try folder.write("d", to: "site/.hidden2")
    try folder.write("e", to: "site/below/e.md")
    #expect(try changes(polled) == [".hidden2", "a.md", "b.md", "below/"])
    #expect(try changes(polled) == [])
  }

  @Test func aFolderThatIsGoneTakesItsFilesAlong() throws {
    try folder.write("a", to: "site/a.md")
    let polled = PolledFolders(interval: 1)
    try polled.add(folder.path + "/site")
    try polled.add(folder.path + "/missing")
    try folder.remove("site")
    #expect(try changes(polled) == ["a.md"])
    #expect(try changes(polled) == [])
    try folder.write("a", to: "site/a.md")
    try polled.add(folder.path + "/site")
    try folder.write("b", to: "site/b.md")
    #expect(try changes(polled) == ["b.md"])
  }
}
