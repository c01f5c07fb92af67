public import TidingsCore

/// Rules on how a document is served.
public enum ResponseRules {
  private static let http = "RFC 9110"

  static let reachable = Rule(
    "http.reachable", .error, "An address answers",
    reason: "Readers and crawlers get nothing, and give up after a while.",
    reference: http + ", section 15", remedy: "Look at the server, its name and its certificate.")
  static let status = Rule(
    "http.status", .error, "A document is served with status 200",
    reason: "Readers take nothing from another answer; at 404 and 410 many unsubscribe.",
    reference: http + ", section 15.3.1", remedy: "Serve the document, or redirect to where it is now.",
    w3c: "HttpError")
  static let loop = Rule(
    "http.redirect.loop", .error, "Redirects end", reason: "Readers give up after a few.",
    reference: http + ", section 15.4", remedy: "Redirect straight to the last address.")
  static let scheme = Rule(
    "http.redirect.scheme", .error, "Redirects lead to web addresses", reason: "Clients do not follow others.",
    reference: http + ", section 15.4", remedy: "Redirect to an address with https.")
  static let permanent = Rule(
    "http.redirect.permanent", .warning, "What is published names addresses that have not moved",
    reason:
      "Each visit costs two requests, and readers that do not store the new address lose the feed when the redirect ends.",
    reference: http + ", sections 15.4.2 and 15.4.9",
    remedy: "Name the new address; leave the redirect where it is for those who subscribed before.")
  static let temporary = Rule(
    "http.redirect.temporary", .info, "A document is served where it is asked for",
    reason: "Readers ask here again each time, and are sent on each time.",
    reference: http + ", sections 15.4.3 and 15.4.8", remedy: "Use 301 or 308 where the move is for good.",
    w3c: "TempRedirect")
  static let insecure = Rule(
    "http.redirect.insecure", .warning, "No redirect leads from https to http",
    reason: "What comes by http can be changed on its way.", reference: http + ", section 17.1",
    remedy: "Redirect to the address with https.")
  static let host = Rule(
    "http.redirect.host", .warning, "A document is served by the host that is asked",
    reason: "The owner of the other host decides what subscribers read.", reference: http + ", section 15.4",
    remedy: "Name the other host's address yourself, if it is yours.")
  static let privateHost = Rule(
    "http.private", .error, "What is published names no host of a private network",
    reason: "It cannot be reached from outside, so it was not fetched.", reference: "RFC 6890, section 2.2.2",
    remedy: "Name the public address. Name it on the command line to validate it anyway.")
  static let type = Rule(
    "http.type", .warning, "A document is served with its media type",
    reason: "Browsers offer it as a download or show its source, and some readers refuse it.",
    reference: "RFC 4287, section 7; RSS Advisory Board, RSS MIME type; JSON Feed 1.1, MIME types",
    remedy: "Set the Content-Type in the server's configuration.", w3c: "UnexpectedContentType")
  static let empty = Rule(
    "http.empty", .error, "An answer has a body", reason: "Readers take the feed for broken.",
    reference: http + ", section 15.3.1", remedy: "Look at what makes the document: it wrote nothing.")
  static let coding = Rule(
    "http.coding", .error, "An answer is compressed as it says", reason: "Clients drop what they cannot unpack.",
    reference: http + ", section 8.4", remedy: "Check the server's compression, and any proxy in between.")
  static let size = Rule(
    "http.size", .warning, "A feed has less than 5 MB",
    reason: "Readers with a limit drop larger ones, and every visit costs as much.", reference: "RFC 5005, section 1",
    remedy: "Keep fewer entries in it, and name the older ones by pages of history.")
  static let cut = Rule(
    "http.limit", .error, "A document is no larger than clients read", reason: "Clients do not read it to its end.",
    remedy: "Split it: a sitemap has at most 50 MiB.")
  static let slow = Rule(
    "http.slow", .warning, "An answer takes less than ten seconds", reason: "Readers that wait no longer take nothing.",
    remedy: "Serve the document as a file, or keep it in a cache.")
  static let validators = Rule(
    "http.validators", .warning, "A feed is served with ETag or Last-Modified",
    reason: "Without them every visit of every subscriber takes the whole document.",
    reference: http + ", section 8.8", remedy: "Let the server send ETag or Last-Modified.")
  static let conditional = Rule(
    "http.conditional", .warning, "A request with If-None-Match or If-Modified-Since is answered 304",
    reason: "Every visit of every subscriber takes the whole document though nothing has changed.",
    reference: http + ", section 13.1", remedy: "Let the server compare them; often a cache in front takes them away.")
  static let compression = Rule(
    "http.compression", .info, "A document of more than 10 KB is compressed",
    reason: "XML shrinks to a fifth: subscribers wait less, and you pay less.", reference: http + ", section 8.4.1",
    remedy: "Switch on gzip for application/rss+xml, application/atom+xml, application/feed+json and text/xml.",
    w3c: "Uncompressed")
  static let caching = Rule(
    "http.caching", .warning, "A feed may be kept for minutes, not for days",
    reason: "A feed that may not be kept is fetched at every visit; one that is kept too long is read late.",
    reference: "RFC 9111, section 5.2.2", remedy: "Write Cache-Control: max-age=900, or leave it out.")
  static let cors = Rule(
    "http.cors", .warning, "Pages of other sites may read a JSON Feed",
    reason: "Programs in a browser cannot read it otherwise.",
    reference: "JSON Feed 1.1, Suggestions for Publishers; Fetch Standard, section 3.2",
    remedy: "Send Access-Control-Allow-Origin: *.")
  static let linkHeader = Rule(
    "http.link", .warning, "A Link header says what the document says",
    reason: "Hubs and readers believe the one or the other.", reference: "WebSub, section 4; RFC 8288, section 3",
    remedy: "Name the same addresses in both.")
  static let found = Rule(
    "site.feed.found", .warning, "A page names its feeds",
    reason: "A reader that is given the page's address finds nothing to subscribe to.",
    reference: "HTML Living Standard, section 4.6.7.1; RSS Advisory Board, RSS Autodiscovery",
    remedy: "Put <link rel=\"alternate\" type=\"application/atom+xml\" href=\"…\"> into the head of the page.")
  static let limit = Rule(
    "site.limit", .warning, "All documents of a site are looked at", reason: "What was not looked at may be wrong.",
    remedy: "Raise --max-documents, --max-bytes or --max-time, or validate a part of the site.")
  static let forbidden = Rule(
    "site.robots", .warning, "robots.txt allows what is published for crawlers and readers",
    reason: "Crawlers that obey it never read the document, and it is not read here, either.", reference: "RFC 9309",
    remedy: "Allow the address in robots.txt.")
  static let dead = Rule(
    "link.dead", .error, "The page of every entry and sitemap is there",
    reason: "Readers and search engines lead people to an error.", reference: http + ", section 15.5",
    remedy: "Correct the address, or redirect to where the page is now.")
  static let moved = Rule(
    "link.redirect", .warning, "Entries and sitemaps name pages where they are",
    reason: "Search engines want the last address in a sitemap, and readers lose a moment each time.",
    reference: "Google Search Central, Build and submit a sitemap", remedy: "Name the address that it leads to.")
  static let hidden = Rule(
    "link.noindex", .warning, "A page in a sitemap may be indexed",
    reason: "The sitemap says yes and the page no: search engines report it as an error.",
    reference: "Google Search Central, Block Search indexing with noindex",
    remedy: "Take the page out of the sitemap, or noindex out of the page.")
  static let canonical = Rule(
    "link.canonical", .warning, "A page in a sitemap is its own canonical",
    reason: "Search engines index the other address.",
    reference: "Google Search Central, Specify a canonical", remedy: "Name the canonical address in the sitemap.")

  public static let all = [
    reachable, status, loop, scheme, permanent, temporary, insecure, host, privateHost, type, empty, coding, size, cut,
    slow, validators, conditional, compression, caching, cors, linkHeader, found, limit, forbidden, dead, moved, hidden,
    canonical,
  ]
}
