public import YAMLReading

/// How a site generator lays out its content: what is a page, what file names say, and where pages are.
public struct Convention: Sendable, Hashable {
  public enum Generator: String, Sendable, Hashable, CaseIterable {
    /// Front matter says everything, as medigy.com's exporters write it.
    case medigy
    case hugo
    case jekyll
  }

  /// Values of front matter for all files below a path.
  public struct Defaults: Sendable, Hashable {
    /// Relative to the corpus folder; empty for all files.
    public let path: String
    /// A mapping.
    public let values: YAMLNode

    public init(path: String, values: YAMLNode) {
      self.path = path
      self.values = values
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

  public var generator: Generator
  /// The folders that hold content, where the corpus folder is that of the whole site; empty where it is content through and
  /// through.
  public var contentFolders: [String] = []
  /// Paths that are left out though they would be content.
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
  /// The first that fits and has a value counts.
  public var defaults: [Defaults] = []

  public init(_ generator: Generator = .medigy) { self.generator = generator }
}

extension FieldMap {
  /// The fields of a generator's front matter.
  public static func fields(of generator: Convention.Generator) -> FieldMap {
    switch generator {
    case .medigy: medigy
    case .hugo:
      medigy.replacing([
        .id: ["id"], .folder: [], .keywords: ["keywords"], .publishDate: ["publishDate", "pubdate", "published"],
        .lastModified: ["lastmod", "lastMod", "modified"], .expiryDate: ["expiryDate", "unpublishdate"],
        .url: ["url"], .picture: ["featuredImage.href", "featuredImage", "cover.image", "image", "images"],
        .pictureAlternative: ["featuredImage.alt", "cover.alt"], .originalLabel: ["link.brand"],
      ])
    case .jekyll:
      medigy.replacing([
        .id: ["id"], .folder: [], .keywords: [], .lastModified: ["last_modified_at"], .url: ["permalink"],
        .aliases: ["redirect_from"], .summary: ["description", "excerpt", "summary"],
        .picture: ["image.path", "image"], .pictureAlternative: ["image.alt"],
      ])
    }
  }
}
