import ContentCorpus
import DataFormats

/// A topic on a line.
extension Topic {
  /// - Throws: ``PartLine/Damaged``.
  init(_ line: PartLine) throws {
    self.init(
      path: try line.needed(line.text("path"), "path"), label: try line.needed(line.text("label"), "label"),
      taxonomy: line.text("taxonomy"), isAuthor: line.flag("author"), hasPage: line.flag("page"),
      language: line.text("language"))
  }

  /// What the initialiser reads.
  func write(to out: inout PartObject) {
    out.text("path", path)
    out.text("label", label)
    out.text("taxonomy", taxonomy)
    out.flag("author", isAuthor)
    out.flag("page", hasPage)
    out.text("language", language)
  }
}
