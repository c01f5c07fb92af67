public import TidingsCore

/// A feed without its entries: RSS `channel`, Atom `feed`, the top of a JSON Feed.
public struct FeedHead: Sendable, Hashable {
  /// A permanent identifier of the feed itself.
  public var id: String
  public var title: String
  public var subtitle: String?
  /// The web page that the feed belongs to.
  public var home: String
  /// Where the document of each format is served: its `self` link.
  public var addresses: [DocumentFormat: String]
  /// BCP 47.
  public var language: String?
  public var authors: [Person]
  public var rights: String?
  /// A small square picture.
  public var icon: String?
  /// A larger one, twice as wide as it is high. JSON Feed knows none, and has it only where there is no other.
  public var logo: String?
  /// WebSub hubs that report changes.
  public var hubs: [String]
  /// The newest change of all entries. There is no other clock.
  public var updated: Timestamp
  /// The newest first publication of all entries.
  public var published: Timestamp
  /// Entries that were withdrawn. Of the formats only Atom can name them.
  public var deleted: [Tombstone]
  /// Where its older entries are.
  public var history = FeedHistory.unreported
  /// Minutes for which a copy may be kept before it is asked for again. Of the formats only RSS can say so.
  public var minutesToLive: Int?
  /// Where programs may ask for reports of changes. Of the formats only RSS can name it.
  public var cloud: Cloud?
  /// The address of a style sheet for browsers, as it stands in RSS and Atom.
  public var styleSheet: String?

  public init(
    id: String, title: String, subtitle: String? = nil, home: String, addresses: [DocumentFormat: String],
    language: String? = nil, authors: [Person] = [], rights: String? = nil, icon: String? = nil, hubs: [String] = [],
    updated: Timestamp, published: Timestamp, deleted: [Tombstone] = []
  ) {
    self.id = id
    self.title = title
    self.subtitle = subtitle
    self.home = home
    self.addresses = addresses
    self.language = language
    self.authors = authors
    self.rights = rights
    self.icon = icon
    self.hubs = hubs
    self.updated = updated
    self.published = published
    self.deleted = deleted
  }
}

/// A web service that reports a feed's changes: RSS `cloud` (rssboard.org/rsscloud-interface).
public struct Cloud: Sendable, Hashable {
  public var domain: String
  public var port: Int
  public var path: String
  /// Empty where the protocol needs none.
  public var registerProcedure: String
  /// `http-post`, `xml-rpc` or `soap`.
  public var transport: String

  public init(domain: String, port: Int, path: String, registerProcedure: String, transport: String) {
    self.domain = domain
    self.port = port
    self.path = path
    self.registerProcedure = registerProcedure
    self.transport = transport
  }
}

/// An entry that is gone for good: `at:deleted-entry` (RFC 6721, section 3).
public struct Tombstone: Sendable, Hashable {
  public var id: String
  public var deleted: Timestamp

  public init(id: String, deleted: Timestamp) {
    self.id = id
    self.deleted = deleted
  }
}

/// A feed with its entries, newest first.
public struct Feed: Sendable, Hashable {
  public var head: FeedHead
  public var entries: [Entry]

  public init(head: FeedHead, entries: [Entry]) {
    self.head = head
    self.entries = entries
  }

  /// The feed's bytes in one format; `nil` for a format that is no feed.
  public func bytes(as format: DocumentFormat) -> [UInt8]? {
    FeedWriter(head: head, format: format)?.document(entries.map { PlacedEntry(RenderedEntry($0), form: .full) })
  }

  /// Content as it stands in XML. For measuring.
  package static func escaped(_ content: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    unsafe content.withUnsafeBufferPointer { unsafe XMLEscape.append($0, isAttribute: false, to: &out) }
    return out
  }
}
