import DataFormats

/// What front matter keeps out of feeds or sitemaps, as people write it for many generators and themes.
enum FeedExclusions {
  /// Whether an item is in no feed.
  static func ofFeeds(_ front: FrontMatter) -> Bool {
    speaks(front, of: feedWords) && isWished(front, off: feedsOff, on: feedsOn)
  }

  /// Whether a page is in no sitemap.
  static func ofSitemaps(_ front: FrontMatter) -> Bool {
    speaks(front, of: sitemapWords) && isWished(front, off: sitemapsOff, on: sitemapsOn)
  }

  /// Whether any of the fields may be there: one look at all keys costs less than one for each of the many names.
  private static func speaks(_ front: FrontMatter, of words: [[UInt8]]) -> Bool {
    !front.defaults.isEmpty
      || front.root.hasKey { key in key == extra || key == params || words.contains { key.holds($0) } }
  }

  private static let feedWords = ["feed", "rss"].map { Array($0.utf8) }
  private static let sitemapWords = ["sitemap"].map { Array($0.utf8) }
  private static let extra = ArraySlice("extra".utf8)
  private static let params = ArraySlice("params".utf8)

  private static func isWished(_ front: FrontMatter, off: [FieldPath], on: [FieldPath]) -> Bool {
    off.contains { front.node($0)?.bool == false } || on.contains { front.node($0)?.bool == true }
  }

  /// The same fields below `extra`, where Zola has all that is the author's own.
  private static func withExtra(_ fields: [FieldPath]) -> [FieldPath] {
    fields + fields.map { FieldPath("extra." + $0.name) }
  }

  /// Fields that say so by `false`.
  private static let feedsOff = withExtra([
    "feeds", "feed", "rss", "include_in_feeds", "include_in_feed", "include_in_rss", "includeInFeed", "in_feed",
    "inFeed",
    "in_rss", "show_in_feed", "showInFeed", "feed.include", "rss.include",
  ])
  /// Fields that say so by `true`.
  private static let feedsOn = withExtra([
    "hiddenInRss", "hidden_in_rss", "hideFromFeed", "hide_from_feed", "hideFromRSS", "hide_from_rss", "hiddenFromFeed",
    "excludeFromFeed", "exclude_from_feed", "excludeFromFeeds", "exclude_from_feeds", "excludeFromRSS",
    "exclude_from_rss", "feed_exclude", "rss_exclude", "noFeed", "nofeed", "no_feed", "noRSS", "norss", "no_rss",
    "skip_feed", "skip_rss", "rss_ignore", "rssIgnore", "feed.exclude", "rss.exclude", "feed.disable", "rss.disable",
  ])
  private static let sitemapsOff = withExtra([
    "sitemap", "sitemaps", "sitemap.include", "in_sitemap", "inSitemap", "include_in_sitemap", "includeInSitemap",
  ])
  private static let sitemapsOn = withExtra([
    "sitemap.disable", "sitemap.exclude", "sitemap.ignore", "sitemap_exclude", "sitemapExclude", "sitemap_ignore",
    "excludeFromSitemap", "exclude_from_sitemap", "excludeSitemap", "hideFromSitemap", "hide_from_sitemap",
    "noSitemap", "nositemap", "no_sitemap",
  ])
}

extension ArraySlice<UInt8> {
  /// Whether a few bytes stand in these, in capitals or not.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    var start = startIndex
    while start + word.count <= endIndex {
      var length = 0
      while length < word.count, self[start + length] | 0x20 == word[length] { length += 1 }
      if length == word.count { return true }
      start += 1
    }
    return false
  }
}

extension ItemRecord {
  /// In which feeds an entry stands.
  public enum Feeds: UInt8, Sendable, Hashable {
    /// In all that are about it.
    case all
    /// In that of its section only, as documents of Jekyll's collections are.
    case section
    /// In none, by its own wish.
    case none
  }
}
