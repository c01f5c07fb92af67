import Markup
import YAMLReading

/// The persons of an item.
enum People {
  /// `author`: a name, a list of names, or of mappings with `name`, `email` and `url`; else the institution.
  ///
  /// - Parameter people: who is meant by names that the site's data explains.
  static func authors(_ front: FrontMatter, _ people: [String: Item.Author]) -> [Item.Author] {
    let authors = authors(front)
    return people.isEmpty ? authors : authors.map { named($0, people) }
  }

  private static func named(_ author: Item.Author, _ people: [String: Item.Author]) -> Item.Author {
    guard author.email == nil, author.address == nil, let known = people[author.name] else { return author }
    let name = PlainText.fold(known.name)
    return Item.Author(
      name: name.isEmpty ? author.name : name, email: known.email.flatMap { EmailAddress.isValid($0) ? $0 : nil },
      address: known.address)
  }

  /// The same, as front matter calls them.
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
      address: field(.url, .href, .link, .uri))
  }
}
