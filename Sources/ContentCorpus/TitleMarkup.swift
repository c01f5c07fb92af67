import Markup

/// How titles of front matter are written.
public enum TitleMarkup: String, Sendable, Hashable, CaseIterable {
  /// As text.
  case none
  /// As Markdown within a line, whose marks are taken off.
  case markdown

  func text(_ title: String) -> String {
    guard self == .markdown, title.utf8.contains(where: { "*_`[~\\<&".utf8.contains($0) }) else {
      return PlainText.fold(title)
    }
    // What would begin a heading or a list is text in a title.
    let body = Body(Array(("\u{2060}" + title).utf8), syntax: .markdown)
    return PlainText.foldWhiteSpace(body.plainText(limit: 4_000).replacing("\u{2060}", with: ""))
  }
}
