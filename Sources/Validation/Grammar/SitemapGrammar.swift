/// The grammar of sitemaps (sitemaps.org/protocol.html) and of what Google adds: images, news, videos, alternates.
enum SitemapGrammar {
  static let urlSet = grammar(root: "urlset")
  static let index = grammar(root: "sitemapindex")

  private static func grammar(root: String) -> Grammar {
    Grammar(
      roots: [.init(namespace: Namespaces.sitemap, local: root): root], shapes: shapes,
      closedNamespaces: [Namespaces.sitemap, Namespaces.image, Namespaces.news, Namespaces.video])
  }

  private static let shapes: [String: Grammar.Shape] = {
    var shapes = own
    for name in ["thumbnail_loc", "content_loc", "gallery_loc", "content_segment_loc"] {
      shapes["video:" + name] = text(.absolute, [.optional("title"), .optional("duration")])
    }
    return shapes
  }()

  private static let own: [String: Grammar.Shape] = [
    "urlset": list(.of(Namespaces.sitemap, "url", .many, "url")),
    "sitemapindex": list(.of(Namespaces.sitemap, "sitemap", .many, "sitemap")),
    "sitemap": shape([
      .of(Namespaces.sitemap, "loc", .one, "text"), .of(Namespaces.sitemap, "lastmod", .optional, "text"),
    ]),
    "url": shape([
      .of(Namespaces.sitemap, "loc", .one, "text"), .of(Namespaces.sitemap, "lastmod", .optional, "text"),
      .of(Namespaces.sitemap, "changefreq", .optional, "changefreq"),
      .of(Namespaces.sitemap, "priority", .optional, "priority"),
      .of(Namespaces.image, "image", .many, "image"), .of(Namespaces.news, "news", .optional, "news"),
      .of(Namespaces.video, "video", .many, "video"), .of(Namespaces.xhtml, "link", .many, "alternate"),
    ]),
    "text": text(.any),
    "not-blank": text(.notBlank),
    "date": text(.w3cDate),
    "language": text(.language),
    "absolute": text(.absolute),
    "changefreq": text(
      .word(["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"], event: "InvalidChangeFrequency")),
    "priority": text(.decimal(0...1)),
    "yes-or-no": text(yesOrNo),
    "alternate": .init(
      vocabulary: .sitemap,
      attributes: [.required("rel", .notBlank), .required("href", .absolute), .optional("hreflang", .language)],
      content: .empty,
      hasFreeAttributes: true),
    "image": closed([
      .of(Namespaces.image, "loc", .one, "absolute"), .of(Namespaces.image, "caption", .optional, "text"),
      .of(Namespaces.image, "geo_location", .optional, "text"), .of(Namespaces.image, "title", .optional, "text"),
      .of(Namespaces.image, "license", .optional, "absolute"),
    ]),
    "news": closed([
      .of(Namespaces.news, "publication", .one, "publication"), .of(Namespaces.news, "publication_date", .one, "date"),
      .of(Namespaces.news, "title", .one, "not-blank"), .of(Namespaces.news, "access", .optional, "access"),
      .of(Namespaces.news, "genres", .optional, "text"), .of(Namespaces.news, "keywords", .optional, "text"),
      .of(Namespaces.news, "stock_tickers", .optional, "text"),
    ]),
    "access": text(.word(["Subscription", "Registration"], event: "InvalidAccess")),
    "publication": closed([
      .of(Namespaces.news, "name", .one, "not-blank"), .of(Namespaces.news, "language", .one, "language"),
    ]),
    "video": closed(video),
    "video:player_loc": text(.absolute, [.optional("allow_embed", yesOrNo), .optional("autoplay")]),
    "video:duration": text(.whole(0...28800, event: "InvalidDuration")),
    "video:rating": text(.decimal(0...5)),
    "video:count": text(.whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "video:relationship": text(
      .any, [.required("relationship", .word(["allow", "deny"], event: "InvalidRelationship"))]),
    "video:price": text(
      .decimal(0...Double.infinity), [.required("currency"), .optional("type"), .optional("resolution")]),
    "video:uploader": text(.any, [.optional("info", .absolute)]),
    "video:id": text(.any, [.optional("type")]),
    "anything": .init(vocabulary: .sitemap, content: .any, hasFreeAttributes: true),
  ]

  private static let yesOrNo = ValueType.word(["yes", "no", "YES", "NO", "Yes", "No"], event: "InvalidYesNo")

  private static let video: [Grammar.Child] = [
    .video("thumbnail_loc", .one, "video:thumbnail_loc"), .video("title", .one, "not-blank"),
    .video("description", .one, "not-blank"),
    .video("content_loc", .optional, "video:content_loc"), .video("player_loc", .optional, "video:player_loc"),
    .video("duration", .optional, "video:duration"), .video("expiration_date", .optional, "date"),
    .video("rating", .optional, "video:rating"), .video("view_count", .optional, "video:count"),
    .video("publication_date", .optional, "date"), .video("family_friendly", .optional, "yes-or-no"),
    .video("restriction", .optional, "video:relationship"), .video("platform", .optional, "video:relationship"),
    .video("price", .many, "video:price"), .video("requires_subscription", .optional, "yes-or-no"),
    .video("uploader", .optional, "video:uploader"), .video("live", .optional, "yes-or-no"),
    .video("tag", .many, "text"),
    .video("category", .optional, "text"), .video("gallery_loc", .optional, "video:gallery_loc"),
    .video("content_segment_loc", .many, "video:content_segment_loc"), .video("id", .many, "video:id"),
    .video("tvshow", .optional, "anything"),
  ]

  private static func list(_ child: Grammar.Child) -> Grammar.Shape {
    .init(vocabulary: .sitemap, children: [child], isForeignFirst: true)
  }

  private static func shape(_ children: [Grammar.Child]) -> Grammar.Shape {
    .init(vocabulary: .sitemap, children: children)
  }

  private static func closed(_ children: [Grammar.Child]) -> Grammar.Shape {
    .init(vocabulary: .sitemap, children: children, isOpen: false)
  }

  private static func text(_ type: ValueType, _ attributes: [Grammar.Attribute] = []) -> Grammar.Shape {
    .init(vocabulary: .sitemap, attributes: attributes, content: .text(type), isOpen: false)
  }
}

extension Grammar.Child {
  fileprivate static func video(_ local: String, _ occurrence: Grammar.Occurrence, _ shape: String) -> Self {
    .of(Namespaces.video, local, occurrence, shape)
  }
}
