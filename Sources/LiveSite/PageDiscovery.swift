import ChangeNotifications
import HTMLParsing
import Markup

/// What a web page names: feeds, lists of feeds, sitemaps, and what it says to crawlers of itself.
struct PageDiscovery {
  private(set) var feeds: [String] = []
  private(set) var outlines: [String] = []
  private(set) var sitemaps: [String] = []
  private(set) var canonical: String?
  private(set) var isHidden = false

  private static let feedTypes: Set = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]

  /// A page names them in its head, which ends long before this many bytes.
  private static let headBytes = 1 << 20

  init(_ exchange: Exchange) {
    let base = URIReference(exchange.address)
    read(LinkHeader.links(exchange.answer.headers["link"] ?? ""), base)
    if PageDiscovery.hides(exchange.answer.headers["x-robots-tag"]) { isHidden = true }
    read(HTMLReader.document(Array(exchange.body.prefix(PageDiscovery.headBytes))), base)
  }

  private static func hides(_ words: String?) -> Bool {
    (words ?? "").lowercased().split { $0 == "," || $0 == ":" || $0 == " " }.contains {
      $0 == "noindex" || $0 == "none"
    }
  }

  private mutating func read(_ links: [LinkHeader], _ base: URIReference) {
    for link in links { take(link.relations, link.type, URIReference(link.target).resolved(against: base).description) }
  }

  private mutating func read(_ page: HTMLTree, _ base: URIReference) {
    var base = base
    var node = page.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      if page.isElement(node), page.namespace(node) == .html {
        switch page.name(node) {
        case "base": if let href = page.attribute(node, "href") { base = URIReference(href).resolved(against: base) }
        case "link":
          guard let href = page.attribute(node, "href"), let rel = page.attribute(node, "rel") else { break }
          let relations = rel.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
          let target = URIReference(href).resolved(against: base).description
          take(relations, page.attribute(node, "type")?.lowercased(), target)
        case "meta" where ["robots", "googlebot"].contains(page.attribute(node, "name")?.lowercased()):
          if PageDiscovery.hides(page.attribute(node, "content")) { isHidden = true }
        default: break
        }
      }
      node = page.following(node, below: HTMLTree.root)
    }
  }

  private mutating func take(_ relations: [String], _ type: String?, _ target: String) {
    guard URIReference(target).isWeb else { return }
    let type = type?.prefix { $0 != ";" }.trimmed
    if relations.contains("canonical"), canonical == nil { canonical = target }
    if relations.contains("sitemap") { sitemaps.append(target) }
    let isOther = relations.contains("alternate") || relations.contains("feed")
    if isOther, let type, PageDiscovery.feedTypes.contains(type) { feeds.append(target) }
    if relations.contains("outline") || type == "text/x-opml" { outlines.append(target) }
  }
}
