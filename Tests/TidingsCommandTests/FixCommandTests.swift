import Foundation
import TestSupport
import Testing

/// `tidings validate --fix --output FOLDER`.
@Suite struct FixCommandTests {
  private let folder = TemporaryFolder()
  private let broken = """
    <rss version="2.0"><channel><title>T</title><link>https://a.example/</link><description>A & B</description>
    <item><title>One</title><link>/1</link><guid isPermaLink="false">1</guid></item></channel></rss>

    """
  private let valid = "<opml version=\"2.0\"><head/><body><outline text=\"a\"/></body></opml>\n"

  @Test func mendedDocumentsGoToTheFolder() throws {
    try folder.write(broken, to: "site/feeds/a.xml")
    try folder.write(valid, to: "site/b.opml")
    let result = try Program.run("validate", "site", "--fix", "--output", "mended", in: folder.path)
    #expect(try folder.text("mended/feeds/a.xml") == broken.replacing("A & B", with: "A &amp; B"))
    #expect(try folder.text("site/feeds/a.xml") == broken)
    #expect(try folder.contents(of: "mended").keys.sorted() == ["feeds/a.xml"])
    // The link is a choice, and left: there is an error still.
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        site/feeds/a.xml: fixed in 1 place, written to mended/feeds/a.xml
          fixed xml.ampersand: 1:91 '&' to '&amp;'

        """), "\(result.output)")
    // Reported with the line of the document that is there now.
    #expect(
      result.output.contains(
        """
        mended/feeds/a.xml:2:25: error: The address '/1' is not absolute [rss.link.absolute]
            <item><title>One</title><link>/1</link>
        """), "\(result.output)")
    #expect(result.output.contains("'tidings rules rss.link.absolute' explains"))
  }

  @Test func theStatusIsThatOfWhatIsLeft() throws {
    try folder.write(broken.replacing("/1", with: "https://a.example/1"), to: "a.xml")
    let result = try Program.run("validate", "--fix", "--output", "out", "--format", "jsonl", "a.xml", in: folder.path)
    #expect(result.status == 0)
    let verdict = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(verdict?["path"] as? String == "a.xml" && verdict?["written"] as? String == "out/a.xml")
    let edits = verdict?["edits"] as? [[String: Any]]
    #expect(edits?.count == 1 && edits?.first?["rule"] as? String == "xml.ampersand")
    #expect(edits?.first?["old"] as? String == "&" && edits?.first?["new"] as? String == "&amp;")
    #expect((verdict?["left"] as? [[String: Any]])?.isEmpty == true)
  }

  @Test func nothingIsWrittenWhereNothingIsMended() throws {
    try folder.write(valid, to: "b.opml")
    try folder.write("<opml version=\"2.0\"><head/><body><outline/></body></opml>", to: "c.opml")
    let result = try Program.run("validate", "--fix", "--output", "out", "b.opml", "c.opml", in: folder.path)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("c.opml: nothing was fixed, nothing written\n"))
    #expect(try folder.contents(of: "out").isEmpty)
  }

  @Test func noDocumentIsWrittenOver() throws {
    try folder.write(broken, to: "a.xml")
    try folder.write(broken, to: "b/a.xml")
    let itself = try Program.run("validate", "--fix", "--output", ".", "a.xml", in: folder.path)
    #expect(itself.status == 64 && itself.errors.contains("./a.xml is one of the documents"), "\(itself.errors)")
    let both = try Program.run("validate", "--fix", "--output", "out", "a.xml", "b/a.xml", in: folder.path)
    #expect(both.status == 64 && both.errors.contains("would both go to out/a.xml"), "\(both.errors)")
    let inside = try Program.run("validate", "--fix", "--output", "b/out", "b", in: folder.path)
    #expect(inside.status == 64 && inside.errors.contains("b/out is in b"), "\(inside.errors)")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: folder.path + "/b")
    let linked = try Program.run("validate", "--fix", "--output", "link", "b/a.xml", in: folder.path)
    #expect(linked.status == 64 && linked.errors.contains("link/a.xml is b/a.xml itself"), "\(linked.errors)")
    #expect(try folder.text("a.xml") == broken && folder.text("b/a.xml") == broken)
  }

  @Test func whatIsMissingIsSaid() throws {
    try folder.write(broken, to: "a.xml")
    let bare = try Program.run("validate", "--fix", "a.xml", in: folder.path)
    #expect(bare.status == 64 && bare.errors.contains("add --output FOLDER"))
    let other = try Program.run("validate", "--output", "out", "a.xml", in: folder.path)
    #expect(other.status == 64 && other.errors.contains("--output goes with --fix"))
    #expect(try Program.run("validate", "--fix", "--output", "out", "-", in: folder.path).status == 64)
  }
}
