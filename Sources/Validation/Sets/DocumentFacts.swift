public import TidingsCore

/// What of a document matters to the others of its set: what it names, what it carries, where that stands.
public struct DocumentFacts: Sendable {
  /// Where something stands; its line is only counted when there is something to say.
  struct Place: Sendable {
    let path: String
    let offset: Int
  }

  struct Reference: Sendable {
    enum Kind: String, Sendable {
      /// The document's own address.
      case own = "self"
      /// A further page or an archive of the same feed: nobody subscribes to it.
      case page = "page"
      /// A page before this one, which may be the one that is subscribed to.
      case front
      case hub
      case subscription
      case sitemap
      /// A document that a manifest lists, by its path.
      case listed
    }

    let kind: Kind
    let address: String
    let place: Place
  }

  struct Entry: Sendable {
    let id: String
    /// The addresses that it can be opened at, the first in front.
    let links: [String]
    let published: Timestamp?
    let updated: Timestamp?
    let place: Place
    var words = EntryWords()
  }

  struct Page: Sendable {
    let address: String
    /// As it is written.
    let modified: String?
    let place: Place
  }

  /// As findings name it.
  public let path: String
  public let format: DocumentFormat
  var references: [Reference] = []
  var entries: [Entry] = []
  var pages: [Page] = []
  /// Pages that a manifest says are in no sitemap on purpose.
  var unlisted: [String] = []
  /// What entries say of themselves, as numbers: each knows its own.
  var words: [UInt64] = []
  /// The translations that the pages of a sitemap name.
  var alternates = AlternateLinks()
  /// What a robots.txt says to all crawlers, and what to Google's.
  var crawlers: (all: RobotsFile, google: RobotsFile)?

  init(_ subject: DocumentContext) {
    path = subject.path
    format = subject.format
    func place(_ offset: Int) -> Place { Place(path: subject.path, offset: offset) }
    switch format {
    case .rss, .atom: readFeed(subject, place)
    case .json: readJSONFeed(subject, place)
    case .sitemap: readPages(subject, "url", place)
    case .sitemapIndex: readPages(subject, "sitemap", place)
    case .opml:
      for outline in subject.xml.elements(named: "outline") {
        guard let address = subject.xml.attribute(outline, "xmlUrl") else { continue }
        references.append(
          .init(kind: .subscription, address: address, place: place(subject.xml.nodes[outline].offset)))
      }
    case .robots:
      for (address, offset) in RobotsRules.sitemaps(subject) {
        references.append(.init(kind: .sitemap, address: address, place: place(offset)))
      }
      crawlers = (RobotsFile(subject.utf8, agent: "*"), RobotsFile(subject.utf8, agent: "googlebot"))
    case .manifest:
      for row in (subject.object?["documents"]).elements {
        // What is not validated is not looked for.
        guard let path = row["path"]?.string,
          row["format"]?.string.flatMap(DocumentFormat.init(rawValue:))?.isValidated ?? true
        else {
          continue
        }
        references.append(.init(kind: .listed, address: path, place: place(row.offset)))
      }
      unlisted = (subject.object?["unlisted"]).elements.compactMap(\.string)
    default: break
    }
  }

  private static let pageRelations: Set<String> = ["last", "next", "prev-archive", "next-archive"]
  private static let frontRelations: Set<String> = ["first", "previous", "current"]

  private mutating func readFeed(_ subject: DocumentContext, _ place: (Int) -> Place) {
    guard let view = FeedView(subject) else { return }
    let tree = view.tree
    for link in tree.children(view.feed, tree.id("link", Namespaces.atom)) {
      guard let rel = tree.attribute(link, "rel"), let href = tree.attribute(link, "href") else { continue }
      let kind: Reference.Kind? =
        switch rel {
        case "self": .own
        case "hub": .hub
        default:
          DocumentFacts.pageRelations.contains(rel)
            ? .page : DocumentFacts.frontRelations.contains(rel) ? .front : nil
        }
      if let kind { references.append(.init(kind: kind, address: href, place: place(view.offset(link)))) }
    }
    let isAtom = format == .atom
    let namespace = isAtom ? Namespaces.atom : ""
    let (id, published) = (
      tree.id(isAtom ? "id" : "guid", namespace), tree.id(isAtom ? "published" : "pubDate", namespace)
    )
    let (link, updated) = (tree.id("link"), tree.id("updated", Namespaces.atom))
    let reader = WordReader(view, isAtom: isAtom)
    for entry in view.entries where entry != view.feed {
      let links =
        isAtom
        ? view.links(entry, rel: "alternate").compactMap { tree.attribute($0, "href") }
        : [tree.first(entry, link)].compactMap { $0 }.map(tree.string)
      let date = tree.first(entry, published).map(tree.bytes)
      entries.append(
        Entry(
          id: tree.first(entry, id).map(tree.string) ?? "", links: links,
          published: date.flatMap { isAtom ? DateFormats.rfc3339($0) : LooseRFC822.parse($0)?.instant },
          updated: tree.first(entry, updated).flatMap { DateFormats.rfc3339(tree.bytes($0)) },
          place: place(view.offset(entry)), words: reader.words(of: entry, in: &self)))
    }
  }

  private mutating func readJSONFeed(_ subject: DocumentContext, _ place: (Int) -> Place) {
    guard let feed = subject.object else { return }
    for (value, kind) in [(feed["feed_url"], Reference.Kind.own), (feed["next_url"], .page)] {
      guard let value, let text = value.string else { continue }
      references.append(.init(kind: kind, address: text, place: place(value.offset)))
    }
    for hub in feed["hubs"].elements {
      guard let value = hub["url"], let text = value.string else { continue }
      references.append(.init(kind: .hub, address: text, place: place(value.offset)))
    }
    let authors = DocumentFacts.authors(of: feed)
    for item in feed["items"].elements {
      entries.append(
        Entry(
          id: item["id"]?.string ?? "", links: [item["url"], item["external_url"]].compactMap { $0?.string },
          published: item["date_published"]?.bytes.flatMap { DateFormats.rfc3339($0) },
          updated: item["date_modified"]?.bytes.flatMap { DateFormats.rfc3339($0) }, place: place(item.offset),
          words: words(of: item, inherited: authors)))
    }
  }

  private mutating func readPages(_ subject: DocumentContext, _ element: String, _ place: (Int) -> Place) {
    let tree = subject.xml
    let (loc, lastmod) = (tree.id("loc", Namespaces.sitemap), tree.id("lastmod", Namespaces.sitemap))
    if format == .sitemap { alternates = AlternateLinks(tree) }
    for entry in tree.elements(named: element, in: Namespaces.sitemap) {
      guard let location = tree.first(entry, loc) else { continue }
      let position = place(tree.nodes[location].offset)
      if format == .sitemap {
        pages.append(
          Page(
            address: tree.string(location), modified: tree.first(entry, lastmod).map(tree.string), place: position))
      } else {
        references.append(.init(kind: .sitemap, address: tree.string(location), place: position))
      }
    }
  }
}

extension DocumentFacts {
  private func addresses(_ kinds: Set<Reference.Kind>) -> [String] {
    references.filter { kinds.contains($0.kind) }.map(\.address)
  }

  /// Where it says that it lies.
  public var ownAddresses: [String] { addresses([.own]) }
  public var hubs: [String] { addresses([.hub]) }
  /// The sitemaps that an index or a robots.txt names.
  public var sitemaps: [String] { addresses([.sitemap]) }
  /// The feeds that a subscription list names.
  public var subscriptions: [String] { addresses([.subscription]) }
  /// Further pages of the same feed.
  public var feedPages: [String] { addresses([.page, .front]) }
  /// The pages that its entries lead to, or that a sitemap lists.
  public var namedPages: [String] { pages.map(\.address) + entries.compactMap(\.links.first) }
}
