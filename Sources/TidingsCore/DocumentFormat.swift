/// The kinds of documents that Tidings makes and validates.
public enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
  case rss
  case atom
  case json
  case sitemap
  case sitemapIndex = "sitemapindex"
  case opml
  case robots
  case manifest
  /// The proof to search engines that the sender of a report of changes owns the site.
  case indexNowKey = "indexnowkey"
  /// All topics with the addresses of their feeds, for programs.
  case catalogue
  /// A page for people.
  case page
  /// The `link` elements by which a page names its feeds.
  case links
  case styleSheet = "stylesheet"
  case script
  /// Response headers, as a server's configuration has them.
  case headers
  /// Another document, compressed.
  case gzip
  case brotli

  /// The media type to serve it with.
  public var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    case .sitemap, .sitemapIndex: "application/xml"
    case .opml: "text/x-opml"
    case .robots, .indexNowKey: "text/plain"
    case .manifest, .catalogue: "application/json"
    case .page, .links: "text/html"
    case .styleSheet: "text/css"
    case .script: "text/javascript"
    case .headers: "text/plain"
    case .gzip: "application/gzip"
    case .brotli: "application/octet-stream"
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
    case .catalogue: "topics.json"
    case .page: "subscribe.html"
    case .links: "links.html"
    case .styleSheet: "subscribe.css"
    case .script: "subscribe.js"
    case .headers: "_headers"
    // Behind the name of the document.
    case .gzip: ".gz"
    case .brotli: ".br"
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
    case .catalogue: "https://www.rfc-editor.org/rfc/rfc8259"
    case .page, .links, .script: "https://html.spec.whatwg.org/"
    case .styleSheet: "https://www.w3.org/TR/CSS/"
    case .headers: "https://www.rfc-editor.org/rfc/rfc9110"
    case .gzip: "https://www.rfc-editor.org/rfc/rfc1952"
    case .brotli: "https://www.rfc-editor.org/rfc/rfc7932"
    }
  }

  /// Whether there are rules that a document of this format is validated by.
  public var isValidated: Bool {
    switch self {
    case .rss, .atom, .json, .sitemap, .sitemapIndex, .opml, .robots, .manifest: true
    default: false
    }
  }

  /// Whether it is another document in another form.
  public var isCompressedVariant: Bool { contentCoding != nil }

  /// What HTTP calls that form (RFC 9110, section 8.4.1).
  public var contentCoding: String? {
    switch self {
    case .gzip: "gzip"
    case .brotli: "br"
    default: nil
    }
  }

  /// RSS, Atom and JSON Feed: what a reader subscribes to.
  public var isFeed: Bool { self == .rss || self == .atom || self == .json }
}
