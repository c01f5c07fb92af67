public import LocalFiles
public import TidingsCore

/// What a plan needs to know of an item, and no more: no text but its title, no body.
public struct ItemRecord: Sendable, Hashable {
  /// A former address.
  public struct Alias: Sendable, Hashable {
    /// As it stands in the front matter.
    public let text: String
    /// The permalink that a page at this address would have, if there can be one.
    public let permalink: String?
    let line: Int32
    let column: Int32

    func location(in path: String) -> SourceLocation {
      SourceLocation(path: path, line: Int(line), column: Int(column))
    }
  }

  /// What a record is of.
  public enum Kind: UInt8, Sendable, Hashable {
    /// An entry of feeds: a page with a date.
    case entry
    /// A page that no feed names.
    case page
    /// A page that lists others.
    case list
  }

  /// What is read from the file itself.
  struct Fields: Sendable {
    var path: String
    var kind: Kind
    var stamp: FileStamp
    var permalinkLine: Int32
    var permalinkColumn: Int32
    var published: Timestamp
    var modified: Timestamp
    var digest: ContentDigest
    /// Of all that a sitemap says of it.
    var pageDigest: ContentDigest
    /// Of what a reader sees of it; none where that was not asked for.
    var meaning: ContentDigest
    /// Whether the file itself claims the last change.
    var isModifiedClaimed: Bool
    var isIndexable: Bool
    var isCurated: Bool
    /// Whether its address has no slash at the end.
    var isBare: Bool
    /// Whether its language, or what its translations share, is known.
    var isTranslated: Bool
    /// In which feeds it stands.
    var feeds: Feeds
    /// Whether the generator is told to make no page of it and to list it all the same.
    var isListedOnly = false
    /// The built page that its content is from.
    var page: PageStamp?
    var texts: ItemStrings
  }

  /// Behind one reference, since records are handed around a lot and a corpus has many.
  private final class Storage: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private let storage: Storage
  /// What is remembered of it, where that differs from what its file says.
  public var remembered: Remembered?
  /// Positions in the corpus' list of topics, in the order of the front matter.
  public internal(set) var topics: [Int] = []
  public internal(set) var publication: Publication
  /// Where its links lead that name content files; `nil` where it has none.
  var linkTargets: LinkTargets?
  /// Whether its file cannot be read, and it stays as it was published.
  public internal(set) var isKept = false
  /// Whether it is a built page of which the site's own feeds say nothing: what it is to a reader is then the page's word alone, which
  /// says nothing of a change since they did.
  public internal(set) var isUnknownToFeeds = false

  init(_ fields: Fields, publication: Publication) {
    storage = Storage(fields)
    self.publication = publication
  }

  var fields: Fields { storage.fields }

  /// The same record, of a file that is the same but for its stamp.
  func with(_ stamp: FileStamp) -> ItemRecord {
    var fields = storage.fields
    fields.stamp = stamp
    return ItemRecord(fields, publication: publication)
  }

  /// The same of a page that was an entry as long as a feed named it.
  func asEntry(_ former: PublishedItem) -> ItemRecord {
    var fields = storage.fields
    (fields.kind, fields.published) = (.entry, former.published)
    fields.modified = max(fields.modified, former.published)
    return ItemRecord(fields, publication: publication)
  }

  public var kind: Kind { storage.fields.kind }
  /// The content file, relative to the corpus folder.
  public var path: String { storage.fields.path }
  /// The file as it was when this was read from it.
  public var stamp: FileStamp { storage.fields.stamp }
  /// The stable key of the item (`id`, else `mdName`, else the path); an entry's id is made from it.
  public var key: String { storage.fields.texts.key }
  /// Plain text; never blank in an item that is published.
  public var title: String { storage.fields.texts.title }
  /// The address of its page: a path below the site's base address, without a slash in front.
  public var permalink: String { storage.fields.texts.permalink }
  /// Where the front matter gives the address.
  public var permalinkLocation: SourceLocation {
    SourceLocation(
      path: path, line: Int(storage.fields.permalinkLine), column: Int(storage.fields.permalinkColumn))
  }
  /// First availability; `Timestamp.unknown` of what is no entry.
  public var published: Timestamp { storage.fields.published }
  /// Last significant change, never before `published`; `Timestamp.unknown` where nobody knows of one.
  public var modified: Timestamp { remembered?.modified ?? storage.fields.modified }
  /// Last significant change; `nil` where nobody knows of one.
  public var lastModified: Timestamp? { modified.known }
  /// In which feeds it stands, if it is an entry.
  public var feeds: Feeds { storage.fields.feeds }
  /// The last change as the file claims it; `nil` where it says nothing, or what cannot be.
  public var claimed: Timestamp? { storage.fields.isModifiedClaimed ? storage.fields.modified : nil }
  /// Of what a reader sees of it: title, summary, content, links, topics, picture.
  public var meaning: ContentDigest { storage.fields.meaning }
  /// Of the file's bytes.
  public var digest: ContentDigest { storage.fields.digest }
  /// The built page that its content is from, if there is one.
  public var page: PageStamp? { storage.fields.page }
  /// Whether the generator lists it and makes no page of it.
  package var isListedOnly: Bool { storage.fields.isListedOnly }
  /// Of all that a sitemap says of it, and where: an edit that leaves this as it is leaves sitemaps alone.
  public var pageDigest: ContentDigest { storage.fields.pageDigest }
  /// `false` where the page asks search engines to pass it over, or names another page as the canonical one.
  public var isIndexable: Bool { storage.fields.isIndexable }
  /// Whether it is about an external article.
  public var isCurated: Bool { storage.fields.isCurated }
  /// Whether the address of its page ends as it is, without a slash.
  public var isBare: Bool { storage.fields.isBare }
  /// The language (BCP 47), where it is another than the site's.
  public var language: String? { storage.fields.isTranslated ? storage.fields.texts.translation.language : nil }
  /// What the translations of one item share; `nil` where it has none that are known.
  public var translationKey: String? { storage.fields.isTranslated ? storage.fields.texts.translation.key : nil }
  /// Where its links lead that name content files, as a text that distinguishes states; `nil` where it has none.
  package var linkText: String? { linkTargets?.text }
  /// Former addresses.
  public var aliases: [Alias] { storage.fields.texts.aliases }
  /// Addresses of lists that the front matter names around the item, as they stand there.
  public var lists: [String] { storage.fields.texts.lists }
  /// The picture's reference, as it stands in the front matter, if it is valid.
  public var picture: String? { storage.fields.texts.picture }
  /// What a list says that it is about, as plain text; `nil` in all else.
  public var about: String? { storage.fields.texts.about }

  public static func == (left: ItemRecord, right: ItemRecord) -> Bool {
    left.path == right.path && left.remembered == right.remembered && left.stamp == right.stamp
      && left.digest == right.digest && left.page == right.page && left.topics == right.topics
      && left.publication == right.publication
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(path)
  }
}

extension ItemRecord {
  /// What only a memory can say of an item.
  public final class Remembered: Sendable, Hashable {
    /// The entry's id.
    public let id: String
    /// The last significant change.
    public let modified: Timestamp

    public init(id: String, modified: Timestamp) {
      self.id = id
      self.modified = modified
    }

    public static func == (left: Remembered, right: Remembered) -> Bool {
      left.id == right.id && left.modified == right.modified
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
  }
}
