public import TidingsCore

/// All items of a corpus folder, with their topics.
public struct Corpus: Sendable {
  /// The folder, as it was given.
  public let folder: String
  /// In the order of their paths.
  public internal(set) var items: [ItemRecord]
  /// In the order of their paths.
  public let topics: [Topic]
  /// Positions of published items by topic, newest first.
  public let itemsByTopic: [[Int]]
  /// Positions of published entries, newest first.
  public let published: [Int]
  /// Positions of published items that are no entries: pages and lists, in the order of their paths.
  public let pages: [Int]
  /// Which lists each item is in, as the position of a group; -1 for none. Most items share theirs with many.
  var listGroups: [Int32] = []
  /// For each group the position of its first item.
  var listGroupOwners: [Int] = []
  /// Positions of published items by address.
  let owners: StringTable
  /// Paths of topics that nobody has remembered yet, by what they are remembered by.
  public internal(set) var newTopicPaths: [String: String] = [:]
  /// Content files that hold nothing, and of which nothing is remembered.
  public internal(set) var emptyFiles: [String] = []
  /// Files of the site that are no pages, as far as they are asked for, by their paths on the site, in order.
  public internal(set) var files: [String] = []
  /// Content files, readable or not.
  public let fileCount: Int
  /// Paths of those that gave no item since something is wrong with them, in their order.
  public let refused: [String]
  /// What is wrong with the content; paths are relative to the folder.
  public let findings: [Finding]
  /// How it was read.
  public internal(set) var settings: CorpusSettings
}

extension Corpus {
  /// The position of the published item at a permalink.
  public func position(ofPermalink permalink: String) -> Int? {
    owners.find(TextHash(Array(permalink.utf8)[...])) { items[$0].permalink == permalink }
  }

  /// Notes what is remembered of an item.
  public mutating func remember(_ remembered: ItemRecord.Remembered, at index: Int) {
    items[index].remembered = remembered
  }
}

extension Corpus {
  /// How many items are in which state.
  public struct Counts: Sendable, Hashable {
    /// Entries.
    public var published = 0
    /// Published pages that are no entries, lists among them.
    public var pages = 0
    public var drafts = 0
    public var unpublished = 0
    public var scheduled = 0
    public var expired = 0
    /// Files that gave no item since something is wrong with them, and items that a finding keeps back.
    public var withheld = 0
    /// Content files, readable or not.
    public var files = 0

    package init() {}
  }

  public var counts: Counts {
    var counts = Counts()
    counts.files = fileCount
    counts.withheld = refused.count
    for item in items {
      switch item.publication {
      case .published where item.kind == .entry: counts.published += 1
      case .published: counts.pages += 1
      case .draft: counts.drafts += 1
      case .unpublished: counts.unpublished += 1
      case .scheduled: counts.scheduled += 1
      case .expired: counts.expired += 1
      case .withheld: counts.withheld += 1
      }
    }
    return counts
  }
}
