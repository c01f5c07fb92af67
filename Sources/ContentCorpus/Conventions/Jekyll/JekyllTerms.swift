import DataFormats

/// Categories and tags as Jekyll has them (Jekyll 4.3, `document.rb`).
extension FrontMatter {
  /// A text, and where it stands; none for what no file says.
  typealias Term = (text: String, node: YAMLValue?)

  /// The names of categories: those of folders, of defaults, of `categories`, and of `category`.
  func jekyllCategories(_ folders: [String]) -> [String] {
    folders + (jekyllTerms("categories") + jekyllTerms("category")).map(\.text)
  }

  /// The names that a field gives. `categories` and `tags` of one text have spaces between them, and `tag` takes the place of
  /// `tags`, where `category` is one more of `categories`.
  func jekyllTerms(_ field: FieldPath) -> [Term] {
    switch field.name {
    case "categories": terms(inherited(field), splits: true) + terms(own(field), splits: true)
    case "tags": node("tag") == nil ? terms(node(field), splits: true) : []
    default: terms(node(field), splits: false)
    }
  }

  private func terms(_ node: YAMLValue?, splits: Bool) -> [Term] {
    guard let node else { return [] }
    if let entries = node.sequence { return entries.flatMap { terms($0, splits: false) } }
    guard let text = node.text.map({ printed($0.trimmed, node) }), !text.isEmpty else { return [] }
    return splits ? text.split(whereSeparator: \.isWhitespace).map { (String($0), node) } : [(text, node)]
  }
}
