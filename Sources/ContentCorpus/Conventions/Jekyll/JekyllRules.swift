public import DataFormats

/// What Jekyll's configuration says of addresses and of what is published (jekyllrb.com/docs/configuration).
public struct JekyllRules: Sendable, Hashable {
  /// jekyllrb.com/docs/collections.
  public struct Collection: Sendable, Hashable {
    /// Whether its documents are pages.
    public var isPublished: Bool
    /// The pattern of their addresses; `nil` for one that the site's style gives.
    public var permalink: String?
    /// Whether those with a date to come are published, too (Jekyll 4.4).
    public var publishesFuture = false

    public init(isPublished: Bool, permalink: String? = nil) {
      (self.isPublished, self.permalink) = (isPublished, permalink)
    }
  }

  /// Values for what files do not say themselves (jekyllrb.com/docs/configuration/front-matter-defaults).
  public struct Defaults: Sendable, Hashable {
    /// How paths begin that they are for, or a pattern of such beginnings; empty for all.
    public var path: String
    /// `pages`, or the label of a collection; `nil` for all.
    public var type: String?
    /// A mapping.
    public var values: YAMLNode

    public init(path: String = "", type: String? = nil, values: YAMLNode) {
      (self.path, self.type, self.values) = (path, type, values)
    }
  }

  /// Pages of terms and periods that `jekyll-archives` makes (github.com/jekyll/jekyll-archives).
  public struct Archives: Sendable, Hashable {
    /// `year`, `month`, `day`, `categories`, `tags`.
    public var enabled: Set<String> = []
    /// Patterns by `year`, `month`, `day`, `category`, `tag`.
    public var permalinks: [String: String] = [
      "year": "/:year/", "month": "/:year/:month/", "day": "/:year/:month/:day/", "category": "/category/:name/",
      "tag": "/tag/:name/",
    ]
    /// How names become parts of addresses.
    public var slugMode: String?

    public init() {}
  }

  /// The folder of the content; empty where it is that of the configuration.
  public var source = ""
  /// Where Jekyll writes the site, seen from the content; it is none of it. `nil` where it lies elsewhere.
  public var destination: String? = "_site"
  /// The folder that collections, posts among them, lie in; no part of addresses.
  public var collectionsFolder = ""
  /// By label, but for posts.
  public var collections: [String: Collection] = [:]
  /// Labels of collections that have feeds of their own, so that their documents are entries.
  public var feedCollections: Set<String> = []
  /// The style or pattern of all addresses, in Jekyll's words.
  public var permalink = "date"
  /// The pattern of posts, where the collection of posts has one.
  public var postPermalink: String?
  public var defaults: [Defaults] = []
  /// Names and paths that are read though a rule hides them.
  public var included: [JekyllPattern] = [".htaccess"]
  /// Paths that are left out.
  public var excluded: [JekyllPattern] = JekyllRules.alwaysExcluded.map { JekyllPattern($0) }
  /// In lower case, without their dots.
  public var markdownEndings: Set<String> = ["markdown", "mkdown", "mkdn", "mkd", "md"]
  /// Endings of other markup that a plugin makes pages of.
  public var otherMarkup: Set<String> = []
  public var showsDrafts = false
  /// Whether `published: false` means nothing.
  public var publishesUnpublished = false
  /// How many posts are published, the newest; `nil` for all.
  public var postLimit: Int?
  /// Whether pages that only lead elsewhere are none: `jekyll-redirect-from` is at work.
  public var redirects = false
  public var archives = Archives()
  /// Behind which a post goes on that is summed up by what stands in front; empty for none.
  public var excerptSeparator = "\n\n"

  /// What is left out whatever the configuration says (Jekyll 4.4, `DEFAULT_EXCLUDES`).
  public static let alwaysExcluded = [
    ".sass-cache", ".jekyll-cache", ".ruby-lsp", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/",
  ]

  public init() {}

  /// The folder of a collection, below the content.
  func folder(_ label: String) -> String { collectionsFolder.isEmpty ? "_" + label : collectionsFolder + "/_" + label }
}

/// A path of `include` or `exclude`: a pattern as fnmatch(3) has it, or how a path begins.
public struct JekyllPattern: Sendable, Hashable, ExpressibleByStringLiteral {
  /// As it is written, but for slashes in front of it and doubled ones.
  public let text: String
  private let glob: Glob?

  public init(_ text: String) {
    let parts = text.split(separator: "/")
    self.text = parts.joined(separator: "/") + (parts.isEmpty || !text.hasSuffix("/") ? "" : "/")
    glob = self.text.contains { "*?[\\".contains($0) } ? Glob(names: self.text) : nil
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// - Parameter path: of a file or a folder, without a slash at its end.
  func fits(_ path: String) -> Bool { path.hasPrefix(text) || text == path + "/" || glob?.matches(path) == true }
}
