import LocalFiles
import Markup
public import TidingsCore

/// What is remembered of a published item whose file cannot be read any more: enough for it to stay where it is.
public struct PublishedItem: Sendable, Hashable {
  public var key: String
  /// Its first publication; `Timestamp.unknown` of a page that is no entry.
  public var published: Timestamp
  /// The last change as its file claimed it; `nil` where it said nothing.
  public var claimed: Timestamp?
  public var modified: Timestamp
  /// The path of its page below the site's address.
  public var permalink: String
  /// Whether that has no slash at its end.
  public var isBare: Bool
  /// The paths of its topics.
  public var topics: [String]

  /// - Parameters:
  ///   - key: of the item.
  ///   - published: its first publication; `Timestamp.unknown` of a page that is no entry.
  ///   - claimed: the last change as its file claimed it.
  ///   - modified: its last change.
  ///   - address: of its page.
  ///   - site: the site's address, below which that lies.
  ///   - topics: the paths of its topics.
  public init?(
    key: String, published: Timestamp, claimed: Timestamp?, modified: Timestamp, address: String, below site: String,
    topics: [String]
  ) {
    guard address.hasPrefix(site) else { return nil }
    self.key = key
    (self.published, self.claimed, self.modified) = (published, claimed, modified)
    permalink = URIReference("/" + address.dropFirst(site.count)).decodedNames.trimmingSlashes
    isBare = !permalink.isEmpty && !address.hasSuffix("/")
    self.topics = topics
  }
}

extension ItemRecord {
  /// An item of which there is only what is remembered.
  init(_ former: PublishedItem, path: String) {
    let name = former.permalink.isEmpty ? String(path.lastSegment) : String(former.permalink.lastSegment)
    self.init(
      Fields(
        path: path, kind: former.published == .unknown ? .page : .entry,
        stamp: .none, permalinkLine: 0, permalinkColumn: 0,
        published: former.published, modified: former.claimed ?? former.modified, digest: .none, pageDigest: .none,
        meaning: .none, isModifiedClaimed: former.claimed != nil, isIndexable: true, isCurated: false,
        isBare: former.isBare, isTranslated: false, feeds: .all, page: nil,
        texts: ItemStrings(key: former.key, title: name, permalink: former.permalink, picture: nil, aliases: [])),
      publication: .published)
    isKept = true
  }
}
