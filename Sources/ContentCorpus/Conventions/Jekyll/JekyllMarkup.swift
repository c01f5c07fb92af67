/// What Jekyll makes of a file, by the ending of its name.
enum JekyllMarkup: Hashable {
  case markdown
  case html
  /// Markup of another kind that a plugin makes a page of.
  case converted
  /// Anything else: it stays as it is.
  case other

  /// - Parameter ending: as it is written, without the dot.
  init(_ ending: String, _ rules: JekyllRules) {
    let plain = ending.lowercased()
    if rules.markdownEndings.contains(plain) {
      self = .markdown
    } else if ["html", "htm", "xhtml"].contains(plain) {
      self = .html
    } else if rules.otherMarkup.contains(plain) {
      self = .converted
    } else {
      self = .other
    }
  }

  /// What is behind the last dot of a name that does not begin with it.
  static func ending(of name: some StringProtocol) -> String? {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    return ending.isEmpty ? nil : String(ending)
  }

  /// Of the page's file, with its dot: to Jekyll, capitals make another ending.
  static func outputEnding(_ ending: String, _ rules: JekyllRules) -> String {
    switch JekyllMarkup(ending, rules) {
    case .markdown, .converted: ".html"
    case .html, .other: "." + ending
    }
  }

  /// The endings of files that are pages, and not data (Jekyll 4.3, `page.rb`).
  static func isPage(_ ending: String) -> Bool { [".html", ".xhtml", ".htm"].contains(ending) }
}
