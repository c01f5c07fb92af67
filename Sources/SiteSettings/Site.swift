public import ContentCorpus
public import Syndication

/// The web site that the documents belong to.
public struct Site: Sendable, Hashable {
  /// Absolute, with a slash at its end. Permalinks and documents lie below it.
  public var baseURL: String
  public var title: String
  public var description: String?
  /// BCP 47.
  public var language: String?
  /// The zone of dates that name none.
  public var timeZone: SiteTimeZone
  /// Who stands for an item that names nobody.
  public var author: Person?
  public var copyright: String?
  /// A picture that stands for the site: an address, or a path on the site.
  public var icon: String?
  /// A larger picture, twice as wide as it is high: an address, or a path on the site.
  public var logo: String?
  /// Where pictures and attachments lie whose reference is a bare file name. Without it they are left out.
  public var assetBaseURL: String?
  /// In whose name ids are given.
  public var tagAuthority: TagAuthority

  /// Languages beside the site's own whose items have feeds of their own.
  public var languages: [Language] = []

  /// Another language of the site.
  public struct Language: Sendable, Hashable {
    /// The folder of its pages and feeds, which is also what content calls it.
    public let folder: String
    /// BCP 47.
    public let tag: String
    /// What the site is called in it.
    public let title: String?
    /// What the site is about, in that language.
    public var description: String?
    /// Rights notice of its feeds.
    public var copyright: String?
    /// Who stands for an item in it that names nobody.
    public var author: Person?

    /// - Parameters:
    ///   - folder: of its pages and feeds.
    ///   - tag: BCP 47.
    ///   - title: what the site is called in it; as elsewhere where that is `nil`, as with all that follows.
    ///   - description: what the site is about.
    ///   - copyright: rights notice.
    ///   - author: who stands for an item that names nobody.
    public init(
      folder: String, tag: String, title: String? = nil, description: String? = nil, copyright: String? = nil,
      author: Person? = nil
    ) {
      self.folder = folder
      self.tag = tag
      self.title = title
      self.description = description
      self.copyright = copyright
      self.author = author
    }
  }

  /// The author where an item, or a feed, has no other.
  package var defaultAuthor: Person { author ?? Person(name: title) }

  /// One of its other languages, by its folder or its tag.
  package func language(_ name: String?) -> Language? {
    name.flatMap { name in languages.first { $0.folder == name.lowercased() || $0.tag == name } }
  }

  public init(
    baseURL: String, title: String, description: String? = nil, language: String? = nil, timeZone: SiteTimeZone = .utc,
    author: Person? = nil, copyright: String? = nil, icon: String? = nil, assetBaseURL: String? = nil,
    tagAuthority: TagAuthority? = nil
  ) {
    self.baseURL = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
    self.title = title
    self.description = description
    self.language = language
    self.timeZone = timeZone
    self.author = author
    self.copyright = copyright
    self.icon = icon
    self.assetBaseURL = assetBaseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.tagAuthority = tagAuthority ?? TagAuthority(baseURL: baseURL)
  }
}
