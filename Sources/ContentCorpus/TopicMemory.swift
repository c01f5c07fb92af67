/// What is remembered of the paths of topics: one that a site publishes never moves by itself.
public struct TopicMemory: Sendable, Hashable {
  /// Paths that were made from names, by ``key(name:taxonomy:language:)``.
  public var paths: [String: String]
  /// All paths that published items are filed under.
  public var published: Set<String>

  public init(paths: [String: String] = [:], published: Set<String> = []) {
    (self.paths, self.published) = (paths, published)
  }

  /// What tells a topic from all others, whatever its path.
  static func key(name: String, taxonomy: String?, language: String?) -> String {
    [taxonomy ?? "", language ?? "", name].joined(separator: "|")
  }
}
