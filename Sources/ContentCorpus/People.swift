import Markup
import YAMLReading

/// The persons of an item.
enum People {
  /// `author`: a name, a list of names, or of mappings with `name`, `email` and `url`; else the institution.
  static func authors(_ front: FrontMatter) -> [Item.Author] {
    let authors = front.node(front.fields[.authors]).map { ($0.sequence ?? [$0]).prefix(100).compactMap(author) } ?? []
    if !authors.isEmpty { return authors }
    return front.node(.institution).flatMap(author).map { [$0] } ?? []
  }

  private static func author(_ node: YAMLValue) -> Item.Author? {
    func field(_ names: YAMLKey...) -> String? {
      names.lazy.compactMap { node[$0]?.text?.trimmed }.first { !$0.isEmpty }
    }
    let name = PlainText.fold((node.text ?? field(.name, .label, .title) ?? "").trimmed)
    guard !name.isEmpty else { return nil }
    return Item.Author(
      name: name, email: field(.email).flatMap { EmailAddress.isValid($0) ? $0 : nil },
      address: field(.url, .href, .link))
  }
}
