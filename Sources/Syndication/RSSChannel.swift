import TidingsCore

/// RSS 2.0 `rss` and `channel` (rssboard.org/rss-specification), with the metadata before all items.
enum RSSChannel {
  static func start(of head: FeedHead) -> [UInt8] {
    var out = XMLWriter()
    out.declaration()
    if let sheet = head.styleSheet { out.styleSheet(sheet) }
    out.open("rss", depth: 0)
    out.attribute("version", "2.0")
    out.attribute("xmlns:atom", "http://www.w3.org/2005/Atom")
    out.attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/")
    out.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    out.attribute("xmlns:media", "http://search.yahoo.com/mrss/")
    if head.history.hasMark { out.attribute("xmlns:fh", FeedHistory.namespace) }
    out.content()
    out.line()
    out.start("channel", depth: 1)
    out.rssPlain("title", head.title, depth: 2)
    out.element("link", head.home, depth: 2)
    out.rssPlain("description", head.subtitle ?? head.title, depth: 2)
    if let language = head.language { out.element("language", language, depth: 2) }
    if let rights = head.rights { out.rssPlain("copyright", rights, depth: 2) }
    out.element("pubDate", raw: RSSDate.bytes(head.published), depth: 2)
    out.element("lastBuildDate", raw: RSSDate.bytes(head.updated), depth: 2)
    out.element("generator", "Tidings", depth: 2)
    out.element("docs", DocumentFormat.rss.specification, depth: 2)
    if let cloud = head.cloud {
      out.open("cloud", depth: 2)
      out.attribute("domain", cloud.domain)
      out.attribute("port", String(cloud.port))
      out.attribute("path", cloud.path)
      out.attribute("registerProcedure", cloud.registerProcedure)
      out.attribute("protocol", cloud.transport)
      out.empty()
    }
    if let minutes = head.minutesToLive { out.element("ttl", String(minutes), depth: 2) }
    write(linksOf: head, to: &out)
    write(imageOf: head, to: &out)
    return out.bytes
  }

  static let end = Array("  </channel>\n</rss>\n".utf8)

  private static func write(linksOf head: FeedHead, to out: inout XMLWriter) {
    if let address = head.addresses[.rss] {
      AtomLink.write(
        "atom:link", rel: "self", href: address, type: DocumentFormat.rss.mediaType, depth: 2, to: &out)
    }
    head.history.writeLinks("atom:link", .rss, depth: 2, to: &out)
    head.history.writeMark(depth: 2, to: &out)
    for hub in head.hubs { AtomLink.write("atom:link", rel: "hub", href: hub, depth: 2, to: &out) }
  }

  /// RSS knows GIF, JPEG and PNG only.
  private static func write(imageOf head: FeedHead, to out: inout XMLWriter) {
    guard let icon = head.logo ?? head.icon,
      [".gif", ".jpg", ".jpeg", ".png"].contains(where: icon.lowercased().hasSuffix)
    else {
      return
    }
    out.start("image", depth: 2)
    out.element("url", icon, depth: 3)
    out.rssPlain("title", head.title, depth: 3)
    out.element("link", head.home, depth: 3)
    out.end("image", depth: 2)
  }
}
