import ContentCorpus
import Syndication
import TidingsCore

/// How much one sitemap may hold.
struct SitemapLimits: Sendable, Hashable {
  var count = URLSet.countLimit
  var bytes = URLSet.byteLimit
}

/// Splits a sitemap that is too large by something that never changes of a page: the date of its first publication, at
/// last a hash of its address. One page more changes one shard; the others keep their bytes, and so their `lastmod`.
enum SitemapShards {
  struct Page: Sendable {
    /// First publication; `Timestamp.unknown` of what is no entry.
    let published: Timestamp
    let permalink: String
    let modified: Timestamp?
    /// Of its bytes, among those of all pages.
    let place: Range<Int>
  }

  struct Shard: Sendable {
    /// What its pages have in common: `2021`, `2021-02`, `2021-02-22`, `2021-02-22-a`, `pages`; empty where there is one shard.
    let name: String
    let pages: [Page]
  }

  /// - Parameter pages: in the order that they shall have in each shard.
  static func split(_ pages: [Page], limits: SitemapLimits) -> [Shard] {
    split(pages, name: "", level: 0, limits)
  }

  private static func split(_ pages: [Page], name: String, level: Int, _ limits: SitemapLimits) -> [Shard] {
    let bytes = pages.reduce(URLSet.largestOverhead) { $0 + $1.place.count }
    guard pages.count > 1, pages.count > limits.count || bytes > limits.bytes, level < deepest else {
      return [Shard(name: name, pages: pages)]
    }
    let groups = Dictionary(grouping: pages) { key($0, level: level) }
    return groups.keys.sorted().flatMap { key in
      split(
        groups[key] ?? [], name: level > 3 ? name + key : level == 3 ? "\(name)-\(key)" : key, level: level + 1, limits)
    }
  }

  /// Year, month, day, then sixteen hexadecimal digits.
  private static let deepest = 3 + 16

  private static func key(_ item: Page, level: Int) -> String {
    if item.published == .unknown, level < 3 { return "pages" }
    return switch level {
    case 0: String(item.published.rfc3339.prefix(4))
    case 1: String(item.published.rfc3339.prefix(7))
    case 2: String(item.published.rfc3339.prefix(10))
    default: String(hash(item.permalink) >> (4 * UInt64(level - 3)) & 15, radix: 16)
    }
  }

  /// FNV-1a: the same on every machine, unlike Swift's own hash.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
