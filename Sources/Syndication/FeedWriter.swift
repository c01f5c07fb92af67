public import Documents

/// Puts a feed's document together from its head and its rendered entries.
public struct FeedWriter: Sendable {
  let start: [UInt8]
  private let end: [UInt8]
  private let language: String?
  let format: DocumentFormat

  /// `nil` for a format that is no feed.
  public init?(head: FeedHead, format: DocumentFormat) {
    self.format = format
    language = head.language
    switch format {
    case .rss: (start, end) = (RSSChannel.start(of: head), RSSChannel.end)
    case .atom: (start, end) = (AtomFeed.start(of: head), AtomFeed.end)
    case .json: (start, end) = (JSONFeed.start(of: head), JSONFeed.end)
    default: return nil
    }
  }

  /// The bytes of the document without entries.
  public var headSize: Int { start.count + end.count }

  public func document(_ entries: [PlacedEntry]) -> [UInt8] {
    var out = start
    out.reserveCapacity(entries.reduce(headSize) { $0 + $1.entry.size($1.form) })
    for (index, placed) in entries.enumerated() {
      switch format {
      case .rss: RSSItem.append(placed, in: language, to: &out)
      case .atom: AtomEntry.append(placed, in: language, to: &out)
      default: JSONItem.append(placed, in: language, isFirst: index == 0, to: &out)
      }
    }
    out += end
    return out
  }
}
