public import DataFormats
public import MarkdownParsing
public import Markup
public import TidingsCore

/// How a site generator lays out its content: what is a page, what file names say, and where pages are.
public struct Convention: Sendable, Hashable {
  public enum Generator: String, Sendable, Hashable, CaseIterable {
    /// Front matter says everything, as medigy.com's exporters write it.
    case medigy
    case hugo
    case jekyll
    case zola
    case eleventy
    /// Pages that any generator made, or nobody: they say themselves what they are.
    case html
    /// What WordPress exports: one file that holds all posts.
    case wordpress

    /// As people write it.
    var name: String {
      switch self {
      case .medigy, .html: "The generator"
      case .wordpress: "WordPress"
      case .hugo, .jekyll, .zola, .eleventy: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
      }
    }

    /// Whether a content file without front matter is a page like any other.
    var readsBareFiles: Bool { self == .hugo || self == .jekyll || self == .eleventy }
  }

  /// Values of front matter for all files below a path.
  public struct Defaults: Sendable, Hashable {
    /// Relative to the corpus folder; empty for all files.
    public let path: String
    /// A mapping.
    public let values: YAMLNode
    /// Of the paths that they are for, as the generator has it; `nil` for all.
    public let pattern: String?
    /// A pattern of the languages that they are for; `nil` for all.
    public let language: String?
    /// The kind of pages that they are for; `nil` for all.
    public let kind: String?

    public init(
      path: String, values: YAMLNode, pattern: String? = nil, language: String? = nil, kind: String? = nil
    ) {
      self.path = path
      self.values = values
      self.pattern = pattern
      self.language = language
      self.kind = kind
    }
  }

  /// A folder of content in one language.
  public struct LanguageFolder: Sendable, Hashable {
    public let folder: String
    public let language: String

    public init(folder: String, language: String) {
      self.folder = folder
      self.language = language
    }
  }

  /// When the date in a file's name is that of the page.
  public enum FileDates: Sendable, Hashable {
    /// Where there is no other: the generator does not ask for it.
    case unasked
    /// Where front matter has none.
    case last
    case first
  }

  public var generator: Generator
  /// Values of the site's configuration that templates name, by the keys that lead to them: `title`, `params.version`.
  public var values: [String: String] = [:]
  /// Persons, by what front matter calls them.
  public var people: [String: Item.Author] = [:]
  /// The folders that hold content, where the corpus folder is that of the whole site; empty where it is content through and
  /// through.
  public var contentFolders: [String] = []
  /// Paths that are left out though they would be content; they may be patterns.
  public var excluded: [String] = []
  /// Patterns of addresses by section; that of the empty one is for all others.
  public var permalinks: [String: String] = [:]
  /// Whether a page is a file `name.html`, and not a folder.
  public var hasUglyAddresses = false
  /// Languages that file names and folders may name.
  public var languages: [String] = []
  public var defaultLanguage: String?
  /// Folders of content in one language, the deepest first.
  public var languageFolders: [LanguageFolder] = []
  /// Whether the default language stands in addresses too.
  public var showsDefaultLanguage = false
  /// Zones of dates that name none, of languages that have one of their own.
  public var languageZones: [String: SiteTimeZone] = [:]
  /// What a site of built pages is called: no page of it but the first has that title.
  public var siteTitles: Set<String> = []
  /// Files of the pages that the generator's own sitemap lists, where it has one that can be believed.
  public var listedPages: Set<String>?
  /// Those of deeper paths count first.
  public var defaults: [Defaults] = []
  /// Folders of Hugo's that are sections since they have a file `_index`.
  public var sections: Set<String> = []
  public var hugo = HugoRules()
  public var jekyll = JekyllRules()
  public var zola = ZolaRules()
  public var eleventy = EleventyRules()
  public var wordpress = WordPressRules()
  /// How Zola writes the names of pages, and those of terms.
  public var pageNames = ZolaPath.on
  public var termNames = ZolaPath.on
  /// Whether a date in a file's name stays in the address, where the generator would take it off.
  public var keepsDates = false
  /// Whether what has a date that is still to come is published all the same.
  public var publishesFuture = false
  /// Whether Hugo takes dates from files' names, which are off the slug then.
  public var fileDates = FileDates.unasked

  /// Of a built site, which parts of pages are content; without any, what they mark so.
  public var selection = RenderedPage.Selection()

  /// Of a built site, the date of the oldest entry of the generator's own feed, whose pages have defaults from it: a newer page that has
  /// none would be shown there if it were an entry.
  public var ownFeedStart: Timestamp?

  /// Of a built site, topics that nothing but a feed of the generator's names, by their paths: the date of the oldest entry
  /// there. What is older has left the feed, and stays of the topic.
  public var listStarts: [String: Timestamp] = [:]

  /// Of a built site, folders of pages in another language than the site's, which are called as these are.
  public var pageLanguages: [String] = []

  /// How Markdown is read.
  public var dialect: MarkdownDialect

  public init(_ generator: Generator = .medigy) {
    self.generator = generator
    dialect =
      switch generator {
      case .medigy, .html, .wordpress: .gitHub
      case .hugo: .goldmark
      case .jekyll: .kramdown
      case .zola: .pulldown
      case .eleventy: .markdownIt
      }
  }
}

extension FieldMap {
  /// The fields of a generator's front matter.
  public static func fields(of generator: Convention.Generator) -> FieldMap {
    switch generator {
    case .medigy: medigy
    case .html:
      medigy.replacing([
        .id: [], .folder: [], .slug: [], .keywords: [], .date: ["date"], .lastModified: ["lastmod"], .title: ["title"],
        .summary: ["description"], .robots: ["robots"], .canonical: ["canonical"], .picture: ["image"],
        .authors: ["authors"],
        .language: ["language"], .publishDate: [], .expiryDate: [], .draft: [], .status: [], .aliases: [],
        .original: [],
      ])
    case .wordpress:
      medigy.replacing([
        .id: ["guid"], .folder: [], .slug: [], .keywords: [], .url: ["url"], .date: ["date"],
        .lastModified: ["modified"], .title: [FieldPath("title", kind: .html)],
        .summary: [FieldPath("excerpt", kind: .html)], .picture: ["image"], .pictureAlternative: ["imageAlt"],
        .authors: ["author"], .publishDate: [], .expiryDate: [], .draft: [], .robots: [], .canonical: [],
        .original: [], .via: [], .viaLink: [],
      ])
    case .hugo:
      medigy.ignoringCase.replacing([
        .id: ["id"], .folder: [], .keywords: ["keywords"], .date: ["date"],
        .publishDate: ["publishDate", "pubdate", "published"],
        .lastModified: ["lastmod", "lastMod", "modified"], .expiryDate: ["expiryDate", "unpublishdate"],
        .url: ["url"], .picture: ["featuredImage.href", "featuredImage", "cover.image", "image", "images"],
        .pictureAlternative: ["featuredImage.alt", "cover.alt"], .originalLabel: ["link.brand"],
      ])
    case .jekyll:
      medigy.replacing([
        .id: ["id"], .folder: [], .keywords: [], .date: ["date"], .lastModified: ["last_modified_at"],
        .url: ["permalink"], .publishDate: [], .expiryDate: [], .draft: [], .status: [],
        .aliases: ["redirect_from"], .summary: ["description", "excerpt", "summary"],
        .picture: ["image.path", "image"], .pictureAlternative: ["image.alt"],
      ])
    case .zola:
      medigy.replacing([
        .id: ["id", "extra.id"], .folder: [], .keywords: [], .date: ["date"], .lastModified: ["updated"],
        .url: ["path"],
        .summary: ["description", "extra.summary", "extra.description"], .authors: ["authors", "extra.author"],
        .picture: ["extra.image", "extra.cover", "extra.thumbnail", "extra.og_image"],
        .pictureAlternative: ["extra.image_alt"],
      ])
    case .eleventy:
      medigy.replacing([
        .id: ["id"], .folder: [], .keywords: [], .lastModified: ["updated", "modified", "lastmod"],
        .url: ["permalink"], .aliases: ["redirect_from", "aliases"],
        .picture: ["image.src", "image", "cover", "featuredImage"], .pictureAlternative: ["image.alt", "imageAlt"],
      ])
    }
  }
}
