public import Markup
public import TidingsCore

/// An item with everything that an entry may say of it.
public struct Item: Sendable, Hashable {
  /// Who made something.
  public struct Author: Sendable, Hashable {
    public let name: String
    public let email: String?
    public let address: String?

    public init(name: String, email: String? = nil, address: String? = nil) {
      (self.name, self.email, self.address) = (name, email, address)
    }
  }

  /// The external article that a curated item is about.
  public struct Original: Sendable, Hashable {
    public let address: String
    /// Whose it is: `medusind.com`.
    public let brand: String
  }

  /// Where an item was found.
  public struct Via: Sendable, Hashable {
    public let label: String?
    public let address: String?
  }

  public struct Picture: Sendable, Hashable {
    /// A file name, a path on the site, or an address.
    public let reference: String
    public let alternative: String?
    /// `JPEG`, `PNG`, … as the exporter says.
    public let format: String?
    /// In pixels.
    public let width: Int?
    public let height: Int?
  }

  /// A related page of the site.
  public struct Related: Sendable, Hashable {
    public let label: String
    public let permalink: String
  }

  /// The feed that an item was taken over from.
  public struct SourceFeed: Sendable, Hashable {
    public let address: String
    public let title: String
    public let id: String?
    public let updated: Timestamp?
  }

  public internal(set) var record: ItemRecord
  /// Plain text, if the front matter has one.
  public let summary: String?
  /// What the author has marked as the beginning that stands for the whole; plain text.
  public let excerpt: String?
  public let authors: [Author]
  public let original: Original?
  public let via: Via?
  public let picture: Picture?
  /// A document that goes with it: a file name, a path on the site, or an address.
  public let attachment: String?
  /// In bytes, as the front matter gives it.
  public let attachmentLength: Int?
  /// A media type (RFC 6838), as the front matter gives it.
  public let attachmentType: String?
  public let related: [Related]
  public let keywords: [String]
  public let sourceFeed: SourceFeed?
  /// Whether feeds are to have the summary only, by the item's own wish (jekyll-feed: `feed.excerpt_only`).
  public let isExcerptOnly: Bool
  public let body: Body
  /// What relative addresses in the body are relative to, where that is not the item's page.
  public let base: String?
  /// Where links lead that name content files.
  public let links: ContentLinks?
  /// The place where the body begins.
  public let bodyLocation: SourceLocation
}
