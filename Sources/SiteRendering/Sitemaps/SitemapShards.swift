import ContentCorpus
import Syndication
package import TidingsCore

/// How much one sitemap may hold.
package struct SitemapLimits: Sendable, Hashable {
  package var count = URLSet.countLimit
  package var bytes = URLSet.byteLimit

  package init(count: Int = URLSet.countLimit, bytes: Int = URLSet.byteLimit) {
    self.count = count
    self.bytes = bytes
  }
}

/// Splits a sitemap that is too large by something that never changes of a page: the date of its first publication, at
/// last a hash of its address. One page more changes one shard; the others keep their bytes, and so their `lastmod`.
package enum SitemapShards {
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

  /// Pages that are counted together.
  package protocol Weighed {
    var count: Int { get }
    /// Of all of them.
    var bytes: Int { get }
    /// What distinguishes them from others at a level; `nil` where they are not alike there.
    func key(level: Int) -> String?
  }

  /// - Parameter pages: in the order that they shall have in each shard.
  static func split(_ pages: [Page], limits: SitemapLimits) -> [Shard] {
    split(parts: pages, limits: limits).map { Shard(name: $0.name, pages: $0.parts) }
  }

  /// The same of pages that are counted together.
  package static func split<Part: Weighed>(parts: [Part], limits: SitemapLimits) -> [(name: String, parts: [Part])] {
    split(parts, name: "", level: 0, limits)
  }

  private static func split<Part: Weighed>(
    _ parts: [Part], name: String, level: Int, _ limits: SitemapLimits
  ) -> [(name: String, parts: [Part])] {
    let bytes = parts.reduce(URLSet.largestOverhead) { $0 + $1.bytes }
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 1, count > limits.count || bytes > limits.bytes, level < deepest,
      parts.allSatisfy({ $0.key(level: level) != nil })
    else { return [(name, parts)] }
    let groups = Dictionary(grouping: parts) { $0.key(level: level) ?? "" }
    return groups.keys.sorted().flatMap { key in
      split(
        groups[key] ?? [], name: level > 3 ? name + key : level == 3 ? "\(name)-\(key)" : key, level: level + 1, limits)
    }
  }

  /// Year, month, day, then sixteen hexadecimal digits.
  private static let deepest = 3 + 16

  /// The day of a first publication, by whose parts pages are distinguished first.
  package static func day(_ published: Timestamp) -> String {
    published == .unknown ? "pages" : String(published.rfc3339.prefix(10))
  }

  /// What distinguishes the pages of one day, a sign for each level.
  package static func digits(_ permalink: String) -> String {
    let hash = hash(permalink)
    return (0..<16).map { String(hash >> (4 * UInt64($0)) & 15, radix: 16) }.joined()
  }

  package static func key(day: String, level: Int) -> String {
    if day == "pages" { return day }
    return switch level {
    case 0: String(day.prefix(4))
    case 1: String(day.prefix(7))
    default: day
    }
  }

  fileprivate static func key(_ item: Page, level: Int) -> String {
    level < 3
      ? key(day: day(item.published), level: level)
      : String(hash(item.permalink) >> (4 * UInt64(level - 3)) & 15, radix: 16)
  }

  /// FNV-1a: the same on every machine, unlike Swift's own hash.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension SitemapShards.Page: SitemapShards.Weighed {
  var count: Int { 1 }
  var bytes: Int { place.count }
  func key(level: Int) -> String? { SitemapShards.key(self, level: level) }
}
