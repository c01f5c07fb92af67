/// The namespaces that documents use.
enum Namespaces {
  static let atom = "http://www.w3.org/2005/Atom"
  static let media = "http://search.yahoo.com/mrss/"
  static let xhtml = "http://www.w3.org/1999/xhtml"
  static let content = "http://purl.org/rss/1.0/modules/content/"
  static let sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9"
  static let image = "http://www.google.com/schemas/sitemap-image/1.1"
  static let news = "http://www.google.com/schemas/sitemap-news/0.9"
}
