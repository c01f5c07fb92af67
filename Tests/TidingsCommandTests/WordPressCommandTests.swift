import TestSupport
import Testing

/// An export of WordPress's, as a user has it.
@Suite struct WordPressCommandTests {
  private let folder = TemporaryFolder()

  @Test func fromTheExportToFeeds() throws {
    try folder.copy(Fixtures.path("wordpress/export.xml"), to: "export.xml")
    let begun = try Program.run("init", "--site", "export.xml", in: folder.path)
    #expect(begun.status == 0)
    #expect(
      begun.output == """
        Wrote tidings.yaml.
        The posts in export.xml are the content. It says of the site:
          address: https://sky.example/
          title: Night Sky
        Run: tidings build

        """)
    let built = try Program.run("build", "--now", "2024-06-01", in: folder.path)
    #expect(built.status == 0 && built.output.contains("Items      2 published"))
    #expect(
      built.output.contains(
        "export.xml:78:9: warning: The body holds [contact-form-7] (in \u{201C}First light\u{201D})"))
    let byLine = try Program.run("inspect", "export.xml:90", "--now", "2024-06-01", in: folder.path)
    #expect(byLine.output.contains("title:      First light (from title, line 52)"))
    #expect(byLine.output.contains("[contact-form-7]"))
    let byNumber = try Program.run("inspect", "export.xml#13", in: folder.path)
    #expect(byNumber.output.contains("published:  no: its status is password"))
    #expect(try Program.run("inspect", "export.xml", in: folder.path).status == 64)
  }

  @Test func whatIsCutOffChangesNothing() throws {
    let text = String(decoding: try Fixtures.bytes("wordpress/export.xml"), as: UTF8.self)
    try folder.write(text, to: "export.xml")
    try folder.write("corpus: {convention: wordpress, path: export.xml}\n", to: "tidings.yaml")
    #expect(try Program.run("build", in: folder.path).status == 0)
    let before = try folder.contents(of: "output")
    try folder.write(String(text.prefix(9000)), to: "export.xml")
    let cut = try Program.run("build", in: folder.path)
    #expect(cut.status == 65 && cut.errors.contains("The export is cut off"))
    #expect(cut.errors.contains("Export again"))
    #expect(try folder.contents(of: "output") == before)
  }
}
