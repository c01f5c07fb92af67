public import ContentCorpus
import Documents

/// Which documents a corpus becomes: pure, without bytes and without a clock.
public struct Plan: Sendable {
  /// A feed, to be written in every format.
  public struct PlannedFeed: Sendable, Hashable {
    /// The position of its topic in the corpus; `nil` for the feed of the whole site.
    public let topic: Int?
    /// The folder of its documents, with a slash at its end unless it is the root.
    public let folder: String
    /// Positions of its items, newest first.
    public let items: [Int]
  }

  /// The pages of one topic, or of no topic, to be written as one sitemap or several.
  public struct PlannedSitemap: Sendable, Hashable {
    public let topic: Int?
    /// Without the ending `.xml`.
    public let name: String
    /// Positions of its items, newest first.
    public let items: [Int]
  }

  public let feeds: [PlannedFeed]
  public let sitemaps: [PlannedSitemap]
  /// Positions of the items of the news sitemap.
  public let news: [Int]

  public init(_ corpus: Corpus, configuration: Configuration) {
    let minimum = configuration.topics.minimumEntries
    let topics = corpus.topics.indices.filter { corpus.itemsByTopic[$0].count >= minimum }
    let limit = configuration.feeds.entries
    var feeds = [PlannedFeed(topic: nil, folder: "", items: Array(corpus.published.prefix(limit)))]
    feeds += topics.map { topic in
      PlannedFeed(
        topic: topic, folder: corpus.topics[topic].path + "/", items: Array(corpus.itemsByTopic[topic].prefix(limit)))
    }
    self.feeds = corpus.published.isEmpty || configuration.feeds.formats.isEmpty ? [] : feeds
    sitemaps = configuration.sitemaps.enabled ? Plan.sitemaps(corpus, topics: topics) : []
    news = Plan.news(corpus, settings: configuration.sitemaps.news)
  }

  private static func sitemaps(_ corpus: Corpus, topics: [Int]) -> [PlannedSitemap] {
    let planned = Set(topics)
    var sitemaps = topics.map { topic in
      PlannedSitemap(
        topic: topic, name: "sitemap-" + fileName(corpus.topics[topic].path),
        items: corpus.itemsByTopic[topic].filter { corpus.items[$0].isIndexable })
    }
    let others = corpus.published.filter { index in
      corpus.items[index].isIndexable && !corpus.items[index].topics.contains(where: planned.contains)
    }
    sitemaps.append(PlannedSitemap(topic: nil, name: "other-sitemap", items: others))
    return sitemaps.filter { !$0.items.isEmpty }
  }

  /// A topic's path as one file name. No two paths give the same: a slash becomes a dot, a dot two, and no segment begins
  /// with a dot; the mark of a sitemap's parts is doubled.
  static func fileName(_ path: String) -> String {
    var name = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "/": name.unicodeScalars.append(".")
      case ".", "~": name.unicodeScalars.append(contentsOf: [scalar, scalar])
      default: name.unicodeScalars.append(scalar)
      }
    }
    return name
  }

  /// Articles of the last two days, at most 1,000 (Google Search Central, News sitemaps).
  private static func news(_ corpus: Corpus, settings: SitemapSettings.News?) -> [Int] {
    guard let settings else { return [] }
    let since = corpus.settings.now.advanced(bySeconds: -2 * 86400)
    let recent = corpus.published.lazy.filter { index in
      let item = corpus.items[index]
      return item.published >= since && item.isIndexable && (settings.curated || !item.isCurated)
    }
    return Array(recent.prefix(1000))
  }
}
