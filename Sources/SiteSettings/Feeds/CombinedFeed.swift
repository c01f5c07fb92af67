/// A feed that is put together from topics.
public struct CombinedFeed: Sendable, Hashable {
  public var name: String
  /// The folder of its documents.
  public var path: String
  public var description: String?
  /// Topics by path, name, label, or vocabulary (`Symplur: *`); the whole site where there are none.
  public var include: [String]
  /// Items with one of these are left out.
  public var exclude: [String]
  /// The line of the configuration that it begins at.
  public var line: Int

  public init(
    name: String, path: String, description: String? = nil, include: [String] = [], exclude: [String] = [],
    line: Int = 1
  ) {
    self.name = name
    self.path = path
    self.description = description
    self.include = include
    self.exclude = exclude
    self.line = line
  }
}
