/// Which fields name an item's topics, and how the topics are named and merged.
public struct TopicSettings: Sendable, Hashable {
  /// Front-matter fields that list topics by name. `categories` brings its parallel lists `categoryUrl`,
  /// `categoryLabel` and `categorySlug` along.
  public var fields: [String]
  /// The field that names topics where no item has any of ``fields``; `nil` for none.
  public var fallback: String?
  /// The folder of topics whose path is made from their name.
  public var basePath: String
  /// The folder of those that a field names, where it is another; the field is their vocabulary then.
  public var folders: [String: String] = [:]
  /// Whose way it is to name them: to Jekyll a text with spaces is several names, and Hugo's folders of names keep more signs.
  public var generator = Convention.Generator.medigy
  /// Whether the site has pages at the topics' addresses.
  public var havePages = true
  /// How Hugo writes them.
  public var hugoStyle = HugoPathStyle()
  /// How Zola writes them.
  public var termNames = ZolaPath.on
  /// Persons, by what front matter calls them.
  public var people: [String: Item.Author] = [:]
  /// The folder of feeds by author; `nil` where there are none.
  public var authors: String?
  /// Whether sections have feeds as their generator makes them.
  public var hasSections = false
  /// Published items that a topic must have to get documents.
  public var minimumEntries: Int
  /// New paths by the path or name that a topic has in the corpus; two that get one path are merged.
  public var rename: [String: String]

  /// A name as it stands in an address.
  package func slug(_ name: String) -> String {
    switch generator {
    case .hugo: hugoStyle.path(name)
    case .zola: termNames.name(name)
    case .medigy, .jekyll, .eleventy, .html, .wordpress: SitePath.slug(name)
    }
  }

  /// The paths that a topic may get, by its name: more than one where signs in it count.
  ///
  /// - Parameters:
  ///   - name: of the topic.
  ///   - folder: of its documents.
  package func paths(of name: String, in folder: String) -> [String] {
    let slug = slug(name)
    return [TopicSlug.shown(slug.isEmpty ? TopicSlug.signs(name) : slug), TopicSlug.exact(name)]
      .compactMap { $0 }.map { "\(folder)/\($0)" }
  }

  /// Whether documents may lie in a folder: none that others need.
  public static func isFree(_ path: String) -> Bool { !TopicReader.isReserved(path) }

  public init(
    fields: [String] = ["categories"], basePath: String = "topic", minimumEntries: Int = 1,
    rename: [String: String] = [:]
  ) {
    self.fields = fields
    fallback = fields == ["categories"] ? "tags" : nil
    self.basePath = basePath
    self.minimumEntries = minimumEntries
    self.rename = rename
  }
}
