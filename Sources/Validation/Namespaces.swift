/// The namespaces that documents use.
enum Namespaces {
  static let atom = "http://www.w3.org/2005/Atom"
  static let media = "http://search.yahoo.com/mrss/"
  static let xhtml = "http://www.w3.org/1999/xhtml"
  static let xml = "http://www.w3.org/XML/1998/namespace"
  static let content = "http://purl.org/rss/1.0/modules/content/"
  static let dublinCore = "http://purl.org/dc/elements/1.1/"
  static let dublinCoreTerms = "http://purl.org/dc/terms/"
  static let threading = "http://purl.org/syndication/thread/1.0"
  static let history = "http://purl.org/syndication/history/1.0"
  static let tombstones = "http://purl.org/atompub/tombstones/1.0"
  static let syndication = "http://purl.org/rss/1.0/modules/syndication/"
  static let slash = "http://purl.org/rss/1.0/modules/slash/"
  static let wellFormedWeb = "http://wellformedweb.org/CommentAPI/"
  static let trackback = "http://madskills.com/public/xml/rss/module/trackback/"
  static let geo = "http://www.w3.org/2003/01/geo/wgs84_pos#"
  static let icbm = "http://postneo.com/icbm"
  static let creativeCommons = "http://backend.userland.com/creativeCommonsRssModule"
  static let admin = "http://webns.net/mvcb/"
  static let itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd"
  static let geoRSS = "http://www.georss.org/georss"
  static let openSearch = "http://a9.com/-/spec/opensearch/1.1/"
  static let openSearchRSS = "http://a9.com/-/spec/opensearchrss/1.0/"
  static let podcast = "https://podcastindex.org/namespace/1.0"
  static let feedBurner = "http://rssnamespace.org/feedburner/ext/1.0"
  static let event = "http://purl.org/rss/1.0/modules/event/"
  static let aggregation = "http://purl.org/rss/1.0/modules/aggregation/"
  static let smartNews = "http://www.smartnews.be/snf"
  static let rights = "http://web.resource.org/cc/"
  static let blogChannel = "http://backend.userland.com/blogChannelModule"
  static let pingback = "http://madskills.com/public/xml/rss/module/pingback/"
  static let simpleList = "http://www.microsoft.com/schemas/rss/core/2005"
  static let sharing = "http://www.microsoft.com/schemas/rss/sse"
  static let googlePlay = "http://www.google.com/schemas/play-podcasts/1.0"
  static let googleBase = "http://base.google.com/ns/1.0"
  static let taxonomy = "http://purl.org/rss/1.0/modules/taxonomy/"
  static let wiki = "http://purl.org/rss/1.0/modules/wiki/"
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let rss090 = "http://my.netscape.com/rdf/simple/0.9/"
  /// As Netscape's own documents had it at first.
  static let formerRSS090 = "http://channel.netscape.com/rdf/simple/0.9/"
  static let gml = "http://www.opengis.net/gml"
  static let access = "http://www.bloglines.com/about/specs/fac-1.0"
  static let publishing = "http://www.w3.org/2007/app"
  static let rss1 = "http://purl.org/rss/1.0/"
  static let sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9"
  static let image = "http://www.google.com/schemas/sitemap-image/1.1"
  static let news = "http://www.google.com/schemas/sitemap-news/0.9"
  static let video = "http://www.google.com/schemas/sitemap-video/1.1"

  /// The namespace that people know by a prefix.
  static func named(_ prefix: String) -> String? {
    if prefix == "atom" { return atom }
    return prefixes.first { $0.value == prefix }?.key
  }

  /// The prefixes that people know them by.
  static let prefixes: [String: String] = [
    media: "media", xhtml: "xhtml", content: "content", dublinCore: "dc", dublinCoreTerms: "dcterms",
    threading: "thr", history: "fh", tombstones: "at", syndication: "sy", slash: "slash", wellFormedWeb: "wfw",
    trackback: "trackback", geo: "geo", icbm: "icbm", creativeCommons: "creativeCommons", admin: "admin",
    itunes: "itunes", podcast: "podcast", rdf: "rdf", event: "ev", geoRSS: "georss", feedBurner: "feedburner",
    openSearch: "opensearch", openSearchRSS: "openSearch",
    gml: "gml", access: "access", publishing: "app", aggregation: "ag", rights: "cc", blogChannel: "blogChannel",
    pingback: "pingback", simpleList: "cf", sharing: "sx", googlePlay: "googleplay", googleBase: "g", taxonomy: "taxo",
    wiki: "wiki", image: "image", news: "news",
    video: "video",
  ]
}
