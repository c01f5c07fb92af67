import ContentCorpus
public import TidingsCore

/// Where the documents of feeds lie, where that is not `rss.xml`, `atom.xml` and `feed.json` in the folder of each.
public struct FeedFiles: Sendable, Hashable {
  /// What the configuration says of some feeds: `{of: tags, rss: "{folder}/index.xml"}`.
  public struct Rule: Sendable, Hashable {
    /// A kind of feed (`site`, `topic`, `section`, `author`, `language`, `taxonomy`, `combined`), a vocabulary, a topic's name, or the
    /// folder of one feed; `nil` for all.
    public var feeds: String?
    /// Patterns of paths in the output folder, by format.
    public var paths: [DocumentFormat: [String]]
    /// The line of the configuration that it begins at.
    public var line: Int

    public init(feeds: String? = nil, paths: [DocumentFormat: [String]], line: Int = 1) {
      self.feeds = feeds
      self.paths = paths
      self.line = line
    }
  }

  /// The first that names a feed and a format counts.
  public var rules: [Rule] = []
  /// Further places, at which the same bytes lie. All that name a feed count.
  public var copies: [Rule] = []
  /// Paths of feeds that stay as the site's generator makes them.
  public var kept: [Kept] = []

  /// A feed that stays as the site's generator makes it.
  public struct Kept: Sendable, Hashable {
    /// In the folder of built pages, and in the output folder.
    public var path: String
    /// The line of the configuration that names it.
    public var line: Int

    public init(path: String, line: Int = 1) {
      self.path = path
      self.line = line
    }
  }

  public init() {}

  public var isEmpty: Bool { rules.isEmpty && copies.isEmpty && kept.isEmpty }

  /// The marks that a pattern may have.
  package static let marks = ["{folder}", "{page}", "{name}", "{label}", "{language}"]

  /// Whether a pattern gives safe paths, whatever the feed is called.
  package static func isSafe(_ pattern: String) -> Bool {
    var rest = pattern
    for mark in marks { rest = rest.replacing(mark, with: "x") }
    guard !rest.contains("{"), !rest.contains("}"), !rest.hasSuffix("/") else { return false }
    return SitePath.safe(rest.split(separator: "/").joined(separator: "/")) != nil
  }
}
