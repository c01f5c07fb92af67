/// What is remembered of the paths of topics: one that a site publishes never moves by itself.
public struct PublishedTopics: Sendable, Hashable {
  /// Paths that were made from names, by ``key(name:taxonomy:language:)``.
  public var paths: [String: String]
  /// All paths that published items are filed under.
  public var published: Set<String>

  public init(paths: [String: String] = [:], published: Set<String> = []) {
    (self.paths, self.published) = (paths, published)
  }

  /// What a path was made from; `nil` where that is not known.
  func name(of path: String) -> (name: String, taxonomy: String?, language: String?)? {
    guard let key = paths.filter({ $0.value == path }).keys.min() else { return nil }
    let parts = key.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    return (parts[2], parts[0].isEmpty ? nil : parts[0], parts[1].isEmpty ? nil : parts[1])
  }

  /// What distinguishes a topic from all others, whatever its path.
  static func key(name: String, taxonomy: String?, language: String?) -> String {
    [taxonomy ?? "", language ?? "", name].joined(separator: "|")
  }
}
