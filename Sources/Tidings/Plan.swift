public import ContentCorpus
import Documents
public import LedgerKeeping
import LocalFiles

/// Which documents a corpus becomes: pure, without bytes and without a clock.
public struct Plan: Sendable {
  /// A feed, to be written in every format.
  public struct PlannedFeed: Sendable, Hashable {
    /// The position of its topic in the corpus; `nil` for the feed of the whole site.
    public let topic: Int?
    /// The folder of its documents, with a slash at its end unless it is the root.
    public let folder: String
    /// Positions of its items, newest first.
    public internal(set) var items: [Int]
    /// The name of the newest page of its history.
    public internal(set) var newestArchive: String?
    /// Whether every item that it ever had is in it.
    public internal(set) var isComplete = false
  }

  /// A closed page of a feed's history, to be written in every format.
  public struct PlannedArchive: Sendable, Hashable {
    public let topic: Int?
    public let page: ArchivePage
    /// Positions of its items, as far as they are published still.
    public let items: [Int]
    /// The names of the pages before and after it.
    public let previous: String?
    public let next: String?
    /// Whether it was closed by an earlier build, and has the same entries still.
    public let isRemembered: Bool
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
  public let archives: [PlannedArchive]
  public let sitemaps: [PlannedSitemap]
  /// Positions of the items of the news sitemap.
  public let news: [Int]

  /// - Parameter pages: of the feeds' histories, as they are remembered: of each feed the oldest first.
  public init(_ corpus: Corpus, configuration: Configuration, pages: [ArchivePage] = []) {
    let minimum = configuration.topics.minimumEntries
    let topics = corpus.topics.indices.filter { corpus.itemsByTopic[$0].count >= minimum }
    let limit = configuration.feeds.entries
    var feeds = [PlannedFeed(topic: nil, folder: "", items: Array(corpus.published.prefix(limit)))]
    feeds += topics.map { topic in
      PlannedFeed(
        topic: topic, folder: corpus.topics[topic].path + "/", items: Array(corpus.itemsByTopic[topic].prefix(limit)))
    }
    if corpus.published.isEmpty || configuration.feeds.formats.isEmpty { feeds = [] }
    (self.feeds, archives) = Plan.divided(feeds, corpus, configuration, pages)
    sitemaps = configuration.sitemaps.enabled ? Plan.sitemaps(corpus, topics: topics) : []
    news = Plan.news(corpus, settings: configuration.sitemaps.news)
  }

  /// What feeds keep, and what goes into pages of their histories.
  private static func divided(
    _ feeds: [PlannedFeed], _ corpus: Corpus, _ configuration: Configuration, _ pages: [ArchivePage]
  ) -> ([PlannedFeed], [PlannedArchive]) {
    guard configuration.feeds.archives != .none, !feeds.isEmpty else { return (feeds, []) }
    let ids = corpus.items.map { $0.publication.isPublished ? configuration.entryID(of: $0) : "" }
    let history = HistoryPlan(
      period: configuration.feeds.archives, limit: configuration.feeds.entries, now: corpus.settings.now, ids: ids,
      items: corpus.items)
    let positions = Dictionary(zip(ids, ids.indices)) { first, _ in first }
    let closed = Dictionary(grouping: pages, by: \.folder)
    var planned: [PlannedFeed] = []
    var archives: [PlannedArchive] = []
    for var feed in feeds {
      let all = feed.topic.map { corpus.itemsByTopic[$0] } ?? corpus.published
      let division = history.division(of: all, folder: feed.folder, closed: closed[feed.folder] ?? [])
      // A page stays in the chain though all its entries are withdrawn: others link to it.
      for (index, former) in division.pages.enumerated() {
        let entries = former.entries.filter { positions[$0.id] != nil }
        var page = former
        page.living = ArchivePage.digest(of: entries)
        archives.append(
          PlannedArchive(
            topic: feed.topic, page: page, items: entries.compactMap { positions[$0.id] },
            previous: index > 0 ? division.pages[index - 1].name : nil,
            next: index + 1 < division.pages.count ? division.pages[index + 1].name : nil,
            isRemembered: former == page))
      }
      feed.items = division.live
      feed.newestArchive = division.pages.last?.name
      feed.isComplete = division.isComplete
      planned.append(feed)
    }
    return (planned, archives)
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
