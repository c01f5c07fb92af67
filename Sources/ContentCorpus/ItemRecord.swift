public import Documents
public import LocalFiles

/// What a plan needs to know of an item, and no more: no text but its title, no body.
public struct ItemRecord: Sendable, Hashable {
  /// A former address.
  public struct Alias: Sendable, Hashable {
    /// As it stands in the front matter.
    public let text: String
    /// Percent-encoded, below the site's base address; empty for an address of another site.
    public let path: String
    public let location: SourceLocation
  }

  /// The content file, relative to the corpus folder.
  public let path: String
  /// The file as it was when this was read from it.
  public let stamp: FileStamp
  /// The stable key of the item (`id`, else `mdName`, else the path); an entry's id is made from it.
  public let key: String
  /// Plain text; never blank in an item that is published.
  public let title: String
  /// The address of its page: a path below the site's base address, without a slash in front.
  public let permalink: String
  /// Where the front matter gives the address.
  public let permalinkLocation: SourceLocation
  /// First availability.
  public let published: Timestamp
  /// Last significant change, never before `published`.
  public let modified: Timestamp
  /// Positions in the corpus' list of topics, in the order of the front matter.
  public internal(set) var topics: [Int] = []
  public internal(set) var publication: Publication
  /// `false` where the page asks search engines to pass it over, or names another page as the canonical one.
  public let isIndexable: Bool
  /// Whether it is about an external article.
  public let isCurated: Bool
  /// Former addresses.
  public let aliases: [Alias]
  /// The picture's reference, as it stands in the front matter, if it is valid.
  public let picture: String?
}
