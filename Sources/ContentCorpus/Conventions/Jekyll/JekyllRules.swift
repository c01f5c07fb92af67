/// What Jekyll's configuration says of addresses and of what is published (jekyllrb.com/docs/configuration).
public struct JekyllRules: Sendable, Hashable {
  /// jekyllrb.com/docs/collections.
  public struct Collection: Sendable, Hashable {
    /// Whether its documents are pages.
    public var isPublished: Bool
    public var permalink: String?

    public init(isPublished: Bool, permalink: String? = nil) {
      (self.isPublished, self.permalink) = (isPublished, permalink)
    }
  }

  /// The folder of the content; empty where it is that of the configuration.
  public var source = ""
  /// The folder that collections, posts among them, lie in; no part of addresses.
  public var collectionsFolder = ""
  /// By label, but for posts.
  public var collections: [String: Collection] = [:]
  /// The style or pattern of all addresses, in Jekyll's words.
  public var permalink = "date"
  /// The pattern of posts, where the collection of posts has one.
  public var postPermalink: String?
  /// Names and paths that are read though they begin with a sign that hides.
  public var included: [String] = [".htaccess"]
  public var markdownEndings: [String] = ["markdown", "mkdown", "mkdn", "mkd", "md"]
  public var showsDrafts = false
  /// Whether pages that only lead elsewhere are none: `jekyll-redirect-from` is at work.
  public var redirects = false

  /// What is left out whatever the configuration says (Jekyll 4.3, `DEFAULT_EXCLUDES`).
  public static let excluded = [
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle",
    "vendor/cache",
    "vendor/gems", "vendor/ruby",
  ]

  public init() {}
}
