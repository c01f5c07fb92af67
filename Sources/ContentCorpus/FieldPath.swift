import YAMLReading

/// The place of a field in front matter: a key, or the keys that lead to it (`link.original`).
struct FieldPath: Sendable, Hashable, ExpressibleByStringLiteral {
  let name: String
  let first: YAMLKey
  let second: YAMLKey?
  /// Deeper ones, which only a configuration names.
  let rest: [YAMLKey]

  init(_ name: String) {
    self.name = name
    let keys = name.split(separator: ".").map { YAMLKey($0) }
    first = keys.first ?? ""
    second = keys.dropFirst().first
    rest = Array(keys.dropFirst(2))
  }

  init(stringLiteral name: String) { self.init(name) }
}

/// The fields that an item is read from. Made once: they are looked up in every file.
extension FieldPath {
  static let id: FieldPath = "id"
  static let mdName: FieldPath = "mdName"
  static let slug: FieldPath = "slug"
  static let basePath: FieldPath = "basePath"
  static let aliases: FieldPath = "aliases"

  static let date: FieldPath = "date"
  static let publishDate: [FieldPath] = ["publishDate", "publishdate"]
  static let expiryDate: [FieldPath] = ["expiryDate", "expirydate"]
  static let lastModified: [FieldPath] = ["lastMod", "lastmod"]
  static let draft: FieldPath = "draft"
  static let status: FieldPath = "status"
  static let robots: [FieldPath] = ["htmlMetaData.robots", "robots"]
  static let canonical: [FieldPath] = ["canonical", "canonicalUrl", "canonicalURL", "htmlMetaData.canonical"]

  static let title: FieldPath = "title"
  static let titles: [FieldPath] = [
    title, "openGraphMetaData.ogtitle", "twitterMetaData.twittertitle", "htmlMetaData.ogtitle",
  ]
  static let summaries: [FieldPath] = [
    "description", "summary", "openGraphMetaData.ogdescription", "twitterMetaData.twitterdescription",
    "htmlMetaData.description", "htmlMetaData.ogdescription",
  ]
  static let tags: FieldPath = "tags"
  static let authors: [FieldPath] = ["author", "authors"]
  static let institution: FieldPath = "institution"

  static let categories: FieldPath = "categories"
  static let categoryURL: FieldPath = "categoryUrl"
  static let categoryLabel: FieldPath = "categoryLabel"
  static let categorySlug: FieldPath = "categorySlug"

  static let originals: [FieldPath] = [
    "link.original", "link.href", "original", "href", "openProjectCustomFields.sourceUrl",
    "openProjectCustomFields.cleanUrl",
  ]
  static let brand: FieldPath = "link.brand"
  static let via: FieldPath = "via"
  static let viaLink: FieldPath = "viaLink"
  static let related: FieldPath = "relatedOfferings"

  static let picture: FieldPath = "featuredImage"
  static let pictureReference: FieldPath = "featuredImage.href"
  static let pictureIsValid: FieldPath = "featuredImage.valid"
  static let pictureSize: FieldPath = "featuredImage.size"
  static let pictureAlternative: FieldPath = "featuredImage.alt"
  static let pictureFormat: FieldPath = "featuredImage.format"
  static let attachment: [FieldPath] = ["featuredPdf", "featuredPdf.href"]
}

extension YAMLKey {
  static let name = YAMLKey("name")
  static let label = YAMLKey("label")
  static let title = YAMLKey("title")
  static let email = YAMLKey("email")
  static let url = YAMLKey("url")
  static let href = YAMLKey("href")
  static let link = YAMLKey("link")
  static let permalink = YAMLKey("permalink")
}
