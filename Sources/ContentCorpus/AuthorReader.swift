import DataFormats
import Markup

/// The persons of an item.
enum AuthorReader {
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
  static func authors(_ front: FrontMatter) -> [Item.Author] { nodes(front, author) }

  /// Their names as they are written, with an address if that is how.
  static func writtenNames(_ front: FrontMatter) -> [String] { nodes(front, writtenName) }

  private static func nodes<Value>(_ front: FrontMatter, _ read: (YAMLValue) -> Value?) -> [Value] {
    let found =
      front.node(front.fields[.authors]).map { ($0.sequence ?? [$0]).prefix(100).compactMap(read) } ?? []
    return found.isEmpty ? front.node(.institution).flatMap(read).map { [$0] } ?? [] : found
  }

  private static func writtenName(_ node: YAMLValue) -> String? {
    let names = [YAMLKey.name, .label, .title].lazy.compactMap { node[$0]?.text?.trimmed }
    let name = PlainText.fold((node.text ?? names.first { !$0.isEmpty } ?? "").trimmed)
    return name.isEmpty ? nil : name
  }

  private static func author(_ node: YAMLValue) -> Item.Author? {
    func field(_ names: YAMLKey...) -> String? {
      names.lazy.compactMap { node[$0]?.text?.trimmed }.first { !$0.isEmpty }
    }
    let text = (node.text ?? field(.name, .label, .title) ?? "").trimmed
    let parts = PersonText.parts(of: text)
    let name = PlainText.fold(parts?.name ?? text)
    guard !name.isEmpty else { return nil }
    return Item.Author(
      name: name, email: field(.email).flatMap { EmailAddress.isValid($0) ? $0 : nil } ?? parts?.email,
      address: field(.url, .href, .link, .uri))
  }
}
