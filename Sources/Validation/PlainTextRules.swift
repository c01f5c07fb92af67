import Documents

/// Rules on text that is no markup.
enum PlainTextRules {
  static let all: [DocumentRule] = [markup]

  static let markup = DocumentRule(
    Rule(
      "feed.text.markup", .warning, "Titles and other plain text hold no HTML",
      reason: "Readers show the markup as it stands, or strip it, and differ in which.",
      reference: "RSS Profile, section title; RFC 4287, section 3.1.1.1",
      remedy: "Write plain text, or declare type=\"html\" in Atom.", w3c: "ContainsHTML"), [.rss, .atom]
  ) { subject, report in
    let event = subject.format == .rss ? "ContainsHTML" : "ContainsUndeclaredHTML"
    for element in plainTexts(subject) {
      let text = subject.xml.string(element)
      if let found = firstMarkup(in: text) {
        report(at: subject.xml.nodes[element].offset, "There is HTML in plain text: \(found)", w3c: event)
      }
    }
  }

  private static func plainTexts(_ subject: Subject) -> [XMLTree.Element] {
    guard let view = FeedView(subject) else { return [] }
    let tree = view.tree
    if subject.format == .rss {
      let names = ["title", "description", "copyright"].map { tree.id($0) }.filter { $0 >= 0 }
      let ofChannel = tree.children(view.feed).filter { names.contains(tree.nodes[$0].name) }
      return ofChannel + view.entries.flatMap { tree.children($0, tree.id("title")) }
    }
    let names = ["title", "subtitle", "summary", "rights", "content"].map { tree.id($0, Namespaces.atom) }.filter {
      $0 >= 0
    }
    return tree.nodes.indices.filter { element in
      names.contains(tree.nodes[element].name) && tree.attribute(element, "type") ?? "text" == "text"
        && tree.attribute(element, "src") == nil
    }
  }

  /// An end tag of HTML, or a character reference: a lone `<` or `&` is text.
  private static func firstMarkup(in text: String) -> String? {
    var rest = text[...]
    while let open = rest.firstRange(of: "</") {
      let name = rest[open.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if !name.isEmpty, rest[name.endIndex...].hasPrefix(">") { return "</\(name)>" }
      rest = rest[open.upperBound...]
    }
    rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      let name = rest[rest.index(after: ampersand)...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#")
      }
      if rest[name.endIndex...].hasPrefix(";"), name.hasPrefix("#") || references.contains(String(name)) {
        return "&\(name);"
      }
      rest = rest[rest.index(after: ampersand)...]
    }
    return nil
  }

  private static let references: Set<String> = [
    "amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg", "trade", "hellip", "mdash", "ndash", "lsquo", "rsquo",
    "ldquo", "rdquo", "eacute", "egrave", "agrave", "auml", "ouml", "uuml", "szlig", "euro", "pound", "middot", "bull",
    "laquo", "raquo", "times", "deg",
  ]
}
