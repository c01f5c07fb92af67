/// The kinds of documents that Tidings makes and judges.
public enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
  case rss
  case atom
  case json
  case sitemap
  case sitemapIndex = "sitemapindex"
  case opml
  case robots
  case manifest
  /// The proof to search engines that who tells them of changes owns the site.
  case indexNowKey = "indexnowkey"

  /// The media type to serve it with.
  public var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    case .sitemap, .sitemapIndex: "application/xml"
    case .opml: "text/x-opml"
    case .robots, .indexNowKey: "text/plain"
    case .manifest: "application/json"
    }
  }

  /// The name of the file where one scope (the site, a topic) has one document of this format.
  public var fileName: String {
    switch self {
    case .rss: "rss.xml"
    case .atom: "atom.xml"
    case .json: "feed.json"
    case .sitemap, .sitemapIndex: "sitemap.xml"
    case .opml: "topics.opml"
    case .robots: "robots.txt"
    case .manifest: "manifest.json"
    // With the key in place of the word.
    case .indexNowKey: "key.txt"
    }
  }

  /// The specification's address.
  public var specification: String {
    switch self {
    case .rss: "https://www.rssboard.org/rss-specification"
    case .atom: "https://www.rfc-editor.org/rfc/rfc4287"
    case .json: "https://www.jsonfeed.org/version/1.1/"
    case .sitemap, .sitemapIndex: "https://www.sitemaps.org/protocol.html"
    case .opml: "http://opml.org/spec2.opml"
    case .robots: "https://www.rfc-editor.org/rfc/rfc9309"
    case .manifest: "https://www.rfc-editor.org/rfc/rfc8259"
    case .indexNowKey: "https://www.indexnow.org/documentation"
    }
  }

  /// RSS, Atom and JSON Feed: what a reader subscribes to.
  public var isFeed: Bool { self == .rss || self == .atom || self == .json }
}
