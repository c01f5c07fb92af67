public import TidingsCore

/// What a feed says of one item.
///
/// All text is plain text but `content`; all addresses are absolute.
public struct Entry: Sendable, Hashable {
  /// Which address a reader opens first.
  public enum Opens: Sendable, Hashable {
    /// The page on the own site.
    case page
    /// The external article, where there is one.
    case original
  }

  /// "The `atom:id` element conveys a permanent, universally unique identifier" (RFC 4287, section 4.2.6).
  public var id: String
  /// The id in Atom where the other is no IRI, which Atom demands: a guid of RSS may be any text. `nil` where one does for all.
  public var atomID: String?
  public var title: String
  /// The permalink on the own site.
  public var page: String
  /// First availability (RFC 4287, section 4.2.9).
  public var published: Timestamp
  /// "The most recent instant in time when an entry was modified in a way the publisher considers significant"
  /// (RFC 4287, section 4.2.15).
  public var updated: Timestamp
  /// Plain text; it also takes the place of the content where there is no room for that.
  public var summary: String
  /// Clean HTML with absolute addresses, as UTF-8.
  public var content: [UInt8]
  public var authors: [Person]
  public var categories: [Category]
  /// The external article that the entry is about.
  public var original: Link?
  /// Where it was found.
  public var via: Link?
  public var opens: Opens
  public var picture: Picture?
  public var enclosures: [Enclosure]
  /// Other pages that go with it. They stand in JSON Feed's extension only: readers take a first `related` link for the
  /// article.
  public var related: [Link]
  /// The feed that it was taken over from, as it is.
  public var source: FeedSource?
  /// Of its words (BCP 47), where that is known to be another than the site's.
  public var language: String?

  public init(
    id: String, atomID: String? = nil, title: String, page: String, published: Timestamp, updated: Timestamp,
    summary: String,
    content: [UInt8] = [], authors: [Person] = [], categories: [Category] = [], original: Link? = nil,
    via: Link? = nil, opens: Opens = .page, picture: Picture? = nil, enclosures: [Enclosure] = [], related: [Link] = [],
    source: FeedSource? = nil, language: String? = nil
  ) {
    self.id = id
    self.atomID = atomID
    self.title = title
    self.page = page
    self.published = published
    self.updated = updated
    self.summary = summary
    self.content = content
    self.authors = authors
    self.categories = categories
    self.original = original
    self.via = via
    self.opens = opens
    self.picture = picture
    self.enclosures = enclosures
    self.related = related
    self.source = source
    self.language = language
  }

  /// The address that a reader opens: RSS `link`, Atom `alternate`.
  var primaryAddress: String {
    opens == .original ? original?.address ?? page : page
  }

  /// The other one: Atom and RSS `related`.
  var relatedLink: Link? {
    guard let original else { return nil }
    return opens == .original ? Link(page) : original
  }
}
