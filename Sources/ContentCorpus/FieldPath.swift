import DataFormats

/// The place of a field in front matter: a key, or the keys that lead to it (`link.original`).
public struct FieldPath: Sendable, Hashable, ExpressibleByStringLiteral {
  /// How a value is written, where that is not what its meaning expects.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case text
    /// Text with markup, which is taken off.
    case html
    /// Texts with commas between them.
    case words
    /// An instant as seconds since 1970.
    case seconds
    /// An instant as milliseconds since 1970.
    case milliseconds
  }

  public let name: String
  public let kind: Kind
  let first: YAMLKey
  let second: YAMLKey?
  /// Deeper ones, which only a configuration names.
  let rest: [YAMLKey]

  public init(_ name: String, kind: Kind = .text) {
    self.name = name
    self.kind = kind
    let keys = name.split(separator: ".").map { YAMLKey($0) }
    first = keys.first ?? ""
    second = keys.dropFirst().first
    rest = Array(keys.dropFirst(2))
  }

  public init(stringLiteral name: String) { self.init(name) }
}

/// Fields that belong to others. Made once: they are looked up in every file.
extension FieldPath {
  static let institution: FieldPath = "institution"

  static let categories: FieldPath = "categories"
  static let categoryURL: FieldPath = "categoryUrl"
  static let categoryLabel: FieldPath = "categoryLabel"
  static let categorySlug: FieldPath = "categorySlug"
  /// Behind a field that names topics, the list of their folders: `categoriesFolders`, in an export of WordPress.
  static let foldersEnding = "Folders"

  static let breadcrumbLinks: FieldPath = "breadcrumbLinks"

  static let pictureIsValid: FieldPath = "featuredImage.valid"
  static let pictureSize: FieldPath = "featuredImage.size"
  static let pictureFormat: FieldPath = "featuredImage.format"
}

extension FieldMap {
  /// The fields of medigy.com's exporters, and of nearly everybody else's.
  public static let medigy = FieldMap([
    .id: ["id", "mdName"],
    .title: ["title", "openGraphMetaData.ogtitle", "twitterMetaData.twittertitle", "htmlMetaData.ogtitle"],
    .summary: [
      "description", "summary", "openGraphMetaData.ogdescription", "twitterMetaData.twitterdescription",
      "htmlMetaData.description", "htmlMetaData.ogdescription",
    ],
    .date: [
      "date", "pubDate", "pubdate", "published", "publishedAt", "published_at", "publishedDate", "published_date",
      "publishedOn", "published_on", "publish_date", "datePublished", "date_published", "dateCreated", "date_created",
      "created", "createdAt", "created_at", "posted", "postedAt", "posted_at",
    ],
    .lastModified: [
      "lastMod", "lastmod", "lastModified", "last_modified", "lastModifiedAt", "last_modified_at", "dateModified",
      "date_modified", "modified", "modifiedAt", "modified_at", "updatedDate", "updated_date", "updated", "updatedAt",
      "updated_at", "lastUpdated", "last_updated",
    ],
    .publishDate: ["publishDate", "publishdate"],
    .expiryDate: ["expiryDate", "expirydate"], .draft: ["draft"], .status: ["status"],
    .robots: ["htmlMetaData.robots", "robots"],
    .canonical: ["canonical", "canonicalUrl", "canonicalURL", "htmlMetaData.canonical"],
    .slug: ["slug"], .folder: ["basePath"], .aliases: ["aliases"], .keywords: ["tags"],
    .authors: ["author", "authors"],
    .original: [
      "link.original", "link.href", "original", "href", "openProjectCustomFields.sourceUrl",
      "openProjectCustomFields.cleanUrl",
    ],
    .originalLabel: ["link.brand"], .via: ["via"], .viaLink: ["viaLink"],
    .picture: ["featuredImage.href", "featuredImage"], .pictureAlternative: ["featuredImage.alt"],
    .attachment: ["featuredPdf", "featuredPdf.href"],
    .attachmentLength: ["featuredPdf.length", "featuredPdf.size"], .attachmentType: ["featuredPdf.type"],
    .related: ["relatedOfferings"],
    .language: ["language", "lang"], .translation: ["translationKey"], .sourceFeed: ["sourceFeed"],
  ])
}

extension YAMLKey {
  static let name = YAMLKey("name")
  static let params = YAMLKey("params")
  static let label = YAMLKey("label")
  static let title = YAMLKey("title")
  static let email = YAMLKey("email")
  static let url = YAMLKey("url")
  static let uri = YAMLKey("uri")
  static let id = YAMLKey("id")
  static let updated = YAMLKey("updated")
  static let href = YAMLKey("href")
  static let link = YAMLKey("link")
  static let permalink = YAMLKey("permalink")
}
