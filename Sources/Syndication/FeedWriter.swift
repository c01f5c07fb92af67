public import TidingsCore

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
    var isFirst = true
    for placed in entries where placed.entry.isThere(in: format) {
      if let own = placed.entry.published?.bytes[format] {
        if format == .json { out.append(isFirst ? "\n" : ",\n") }
        out += own
        isFirst = false
        continue
      }
      switch format {
      case .rss: RSSItem.append(placed, in: language, to: &out)
      case .atom: AtomEntry.append(placed, in: language, to: &out)
      default: JSONItem.append(placed, in: language, isFirst: isFirst, to: &out)
      }
      isFirst = false
    }
    out += end
    return out
  }
}
