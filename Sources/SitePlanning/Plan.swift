public import ContentCorpus
public import PublishingLedger
import SiteConfiguration
public import SiteSettings
public import TidingsCore

/// Which documents a corpus becomes: pure, without bytes and without a clock.
public struct Plan: Sendable {
  /// A feed, to be written in every format.
  public struct PlannedFeed: Sendable, Hashable {
    public internal(set) var scope: FeedScope
    /// Positions of its items, newest first.
    public package(set) var items: [Int]
    /// Items that it would have if it had room for all.
    public package(set) var total: Int
    /// What is known of its items where they are not at hand; `nil` where they are.
    var summary: Summary?
    /// The name of the newest page of its history.
    public internal(set) var newestArchive: String?
    /// Whether every item that it ever had is in it.
    public internal(set) var isComplete = false

    package init(
      scope: FeedScope, items: [Int], total: Int, summary: Summary? = nil, newestArchive: String? = nil,
      isComplete: Bool = false
    ) {
      self.scope = scope
      self.items = items
      self.total = total
      self.summary = summary
      self.newestArchive = newestArchive
      self.isComplete = isComplete
    }

    public var topic: Int? { scope.topic }
    public var folder: String { scope.folder }

    /// A feed whose items are elsewhere: another process has made its documents.
    package struct Summary: Sendable, Hashable {
      /// Items that it has.
      package var entries: Int
      /// The last change of them.
      package var newest: Timestamp?
      /// When the newest of them was published.
      package var published: Timestamp?

      package init(entries: Int, newest: Timestamp? = nil, published: Timestamp? = nil) {
        (self.entries, self.newest, self.published) = (entries, newest, published)
      }
    }

    /// Items that it has.
    package var entryCount: Int { summary?.entries ?? items.count }

    /// The last change of its items; `nil` where it has none.
    package func newest(_ corpus: Corpus) -> Timestamp? {
      if let summary { return summary.newest }
      return items.map { corpus.items[$0].modified }.max()
    }

    /// When its newest item was published; `nil` where it has none.
    package func published(_ corpus: Corpus) -> Timestamp? {
      if let summary { return summary.published }
      return items.map { corpus.items[$0].published }.max()
    }

    /// All items that it could have, newest first, where its topic names them; else those that it has.
    package func candidates(_ corpus: Corpus) -> [Int] {
      if let topic { return corpus.itemsByTopic[topic] }
      guard scope.isSite, total == corpus.published.count else { return items }
      return corpus.published
    }
  }

  /// A closed page of a feed's history, to be written in every format.
  public struct PlannedArchive: Sendable, Hashable {
    public let scope: FeedScope
    public let page: ArchivePage
    /// Positions of its items, as far as they are published still.
    public let items: [Int]
    /// The ids of their entries.
    public let ids: [String]
    /// The names of the pages before and after it.
    public let previous: String?
    public let next: String?
    /// Whether it was closed by an earlier build.
    public let isRemembered: Bool

    public var topic: Int? { scope.topic }
  }

  /// The pages of one topic, or of no topic, to be written as one sitemap or several.
  public struct PlannedSitemap: Sendable, Hashable {
    public let topic: Int?
    /// Without the ending `.xml`.
    public let name: String
    /// Lists of others, that of the topic first.
    public internal(set) var lists: [ListPage]
    /// Positions of its items: entries, newest first, then pages.
    public let items: [Int]
    /// Files that are no pages, by their paths on the site.
    public var files: [String] = []

    package init(topic: Int?, name: String, lists: [ListPage], items: [Int], files: [String] = []) {
      self.topic = topic
      self.name = name
      self.lists = lists
      self.items = items
      self.files = files
    }

    /// Addresses in it.
    public var count: Int { lists.count + items.count + files.count }
  }

  public private(set) var feeds: [PlannedFeed]
  public let archives: [PlannedArchive]
  public private(set) var sitemaps: [PlannedSitemap]
  /// Pages that list others, as sitemaps name them.
  public private(set) var lists: [ListPage]
  /// Positions of the items of the news sitemap.
  public let news: [Int]
  /// What is wrong with what the configuration wishes of this corpus.
  public let findings: [Finding]

  /// - Parameters:
  ///   - corpus: with all its items.
  ///   - configuration: that says which feeds and sitemaps there are to be.
  ///   - pages: of the feeds' histories, as they are remembered: of each feed the oldest first.
  public init(_ corpus: Corpus, configuration: Configuration, pages: [ArchivePage] = []) {
    let topics = Plan.topics(corpus, configuration)
    let limit = configuration.feeds.entries
    let allLists = corpus.lists(allTopics: configuration.sitemaps.lists == .all)
    let words = TopicWords(corpus, details: configuration.topicDetails, lists: allLists)
    var (choices, findings) = Plan.choices(corpus, configuration, topics, words, lists: allLists)
    findings += Plan.place(&choices, corpus, configuration)
    self.findings = findings + Plan.unknownDetails(corpus, configuration)
    (feeds, archives) = Plan.divided(choices, limit: limit, corpus, configuration, pages)
    lists = Plan.lists(allLists, corpus, configuration.sitemaps)
    sitemaps = configuration.sitemaps.enabled ? Plan.sitemaps(corpus, topics: topics, lists: lists) : []
    news = Plan.news(corpus, settings: configuration.sitemaps.news)
  }

  /// The feeds alone, of a part of a corpus.
  ///
  /// - Parameters:
  ///   - corpus: with the newest items of some feeds, and all topics. Feeds whose items are not all in it come out wrong: the caller
  ///     knows which these are.
  ///   - topics: positions of topics that get documents.
  ///   - lists: all that the whole corpus has.
  ///   - configuration: that says which feeds there are to be.
  package init(feedsOf corpus: Corpus, topics: [Int], lists: [ListPage], configuration: Configuration) {
    let words = TopicWords(corpus, details: configuration.topicDetails, lists: lists)
    var (choices, findings) = Plan.choices(corpus, configuration, topics, words, lists: lists)
    findings += Plan.place(&choices, corpus, configuration)
    self.findings = findings + Plan.unknownDetails(corpus, configuration)
    (feeds, archives) = Plan.divided(choices, limit: configuration.feeds.entries, corpus, configuration, [])
    (self.lists, sitemaps, news) = ([], [], [])
  }

  /// All feeds of a corpus whose items are elsewhere.
  ///
  /// - Parameters:
  ///   - known: the feeds that there are, by their folders.
  ///   - corpus: with all topics; no item is asked for.
  ///   - topics: positions of topics that get documents.
  ///   - lists: all that the whole corpus has.
  ///   - sitemaps: that were made of the items.
  ///   - configuration: that says what the feeds are called, and where they lie.
  package init(
    summarising known: [String: (total: Int, summary: PlannedFeed.Summary)], of corpus: Corpus, topics: [Int],
    lists: [ListPage], sitemaps: [PlannedSitemap] = [], configuration: Configuration
  ) {
    let words = TopicWords(corpus, details: configuration.topicDetails, lists: lists)
    var (choices, findings) = Plan.choices(
      corpus, configuration, topics, words, lists: lists, isLivingElsewhere: { known[$0] != nil })
    findings += Plan.place(&choices, corpus, configuration)
    self.findings = findings + Plan.unknownDetails(corpus, configuration)
    feeds = choices.compactMap { choice in
      known[choice.scope.folder].map { facts in
        PlannedFeed(scope: choice.scope, items: [], total: facts.total, summary: facts.summary)
      }
    }
    (self.lists, self.sitemaps, archives, news) = ([], sitemaps, [], [])
  }

  /// Gives a feed the items that it has, where the plan was made without them.
  ///
  /// - Returns: the position of the feed; `nil` where there is none in that folder.
  package mutating func fill(_ folder: String, _ items: [Int], total: Int) -> Int? {
    guard let index = feeds.firstIndex(where: { $0.folder == folder }) else { return nil }
    (feeds[index].items, feeds[index].total, feeds[index].summary) = (items, total, nil)
    return index
  }

  /// The same, where lists change with what leaves them, too.
  ///
  /// - Parameter lastWithdrawal: from the topics at some paths; from anywhere where they are `nil`.
  package func noting(_ lastWithdrawal: (Set<String>?) -> Timestamp?, _ corpus: Corpus) -> Plan {
    func noted(_ list: ListPage) -> ListPage { Plan.noted(list, lastWithdrawal, corpus) }
    var plan = self
    plan.lists = lists.map(noted)
    for index in sitemaps.indices { plan.sitemaps[index].lists = sitemaps[index].lists.map(noted) }
    return plan
  }

  /// A list with what has left it.
  package static func noted(_ list: ListPage, _ lastWithdrawal: (Set<String>?) -> Timestamp?, _ corpus: Corpus)
    -> ListPage
  {
    let isHome = list.permalink.isEmpty && list.language == nil
    guard isHome || list.topic != nil else { return list }
    var list = list
    let left = lastWithdrawal(list.topic.map { [corpus.topics[$0].path] })
    list.modified = [list.modified, left].compactMap { $0 }.max()
    return list
  }

  /// Gives a feed all items that it could have, as far as they are known.
  package mutating func fill(_ feed: Int, _ corpus: Corpus) { feeds[feed].items = feeds[feed].candidates(corpus) }

  /// Cuts a feed at its limit.
  mutating func limit(_ feed: Int, _ count: Int) {
    if archives.isEmpty { feeds[feed].items = Array(feeds[feed].items.prefix(count)) }
  }

  /// Leaves items out of a feed.
  mutating func cut(_ feed: Int, where isKept: (Int) -> Bool) { feeds[feed].items.removeAll { !isKept($0) } }

  /// Has the document of a feed lie at a further path.
  mutating func keep(_ path: String, _ format: DocumentFormat, of feed: Int) {
    feeds[feed].scope.copies[format, default: []].append(path)
  }

  /// The same with further pages in the sitemap of what is in no topic.
  package func adding(_ pages: [ListPage]) -> Plan {
    guard !pages.isEmpty, !sitemaps.isEmpty else { return self }
    var plan = self
    plan.lists += pages
    if let index = plan.sitemaps.firstIndex(where: { $0.topic == nil }) {
      plan.sitemaps[index].lists += pages
    } else {
      plan.sitemaps.append(PlannedSitemap(topic: nil, name: Plan.otherSitemap, lists: pages, items: []))
    }
    return plan
  }

  /// The same without some lists, by their permalinks.
  package func without(_ hidden: Set<String>) -> Plan {
    guard !hidden.isEmpty else { return self }
    var plan = self
    plan.lists.removeAll { hidden.contains($0.permalink) }
    for index in plan.sitemaps.indices { plan.sitemaps[index].lists.removeAll { hidden.contains($0.permalink) } }
    plan.sitemaps.removeAll { $0.count == 0 }
    return plan
  }

  /// Positions of the topics that get documents.
  private static func topics(_ corpus: Corpus, _ configuration: Configuration) -> [Int] {
    corpus.topics.indices.filter { hasDocuments(entries: corpus.itemsByTopic[$0].count, configuration) }
  }

  /// Whether a topic with so many entries gets documents.
  package static func hasDocuments(entries: Int, _ configuration: Configuration) -> Bool {
    entries >= configuration.topics.minimumEntries
  }

  /// All feeds with all their items: the site's first, then those of other languages, of topics, and those put together.
  ///
  /// - Parameter isLivingElsewhere: whether the feed in a folder has items that are not in this corpus.
  private static func choices(
    _ corpus: Corpus, _ configuration: Configuration, _ topics: [Int], _ words: TopicWords? = nil,
    lists: [ListPage]? = nil, isLivingElsewhere: (String) -> Bool = { _ in false }
  ) -> (choices: [CombinedFeeds.Choice], findings: [Finding]) {
    guard hasFeeds(corpus, configuration) || !configuration.feeds.formats.isEmpty && isLivingElsewhere("") else {
      return ([], [])
    }
    var choices = languages(corpus, configuration, isLivingElsewhere)
    if let home = lists?.first(where: { $0.translationKey == "list:" && $0.language == nil }), !home.permalink.isEmpty,
      choices.first?.scope.isSite == true
    {
      choices[0].scope.name(home)
    }
    let pages = Dictionary((lists ?? []).compactMap { list in list.topic.map { ($0, list) } }) { first, _ in first }
    choices += topics.map { topic in
      var scope = scope(of: topic, corpus, configuration)
      words?.add(to: &scope, of: topic)
      if let page = pages[topic] { scope.name(page) }
      return .init(scope: scope, items: corpus.itemsByTopic[topic])
    }
    if configuration.topics.hasSections { choices += sections(corpus, configuration, lists ?? corpus.lists(), choices) }
    if configuration.topics.hasSections { choices += vocabularies(corpus, configuration, lists ?? corpus.lists()) }
    let combined = CombinedFeeds(corpus: corpus, topics: topics)
    if let folder = configuration.feeds.taxonomies { choices += combined.taxonomies(basePath: folder) }
    let wished =
      configuration.feeds.combined.isEmpty
      ? ([], []) : combined.choices(configuration.feeds.combined, isLivingElsewhere)
    let without = configuration.feeds.without
    if !without.isEmpty { choices.removeAll { without.contains(String($0.scope.folder.dropLast())) } }
    return (choices + wished.0, wished.1)
  }

  /// The feed of the site, and one for each other language that has items, where languages are kept apart.
  private static func languages(
    _ corpus: Corpus, _ configuration: Configuration, _ isLivingElsewhere: (String) -> Bool
  ) -> [CombinedFeeds.Choice] {
    let all = corpus.published.filter { corpus.items[$0].feeds == .all }
    guard !configuration.site.languages.isEmpty else {
      return all.isEmpty && !isLivingElsewhere("") ? [] : [.init(scope: .site, items: all)]
    }
    let groups = Dictionary(grouping: all) { corpus.items[$0].language?.lowercased() ?? "" }
    // What is in no language of the site's is shown in its own feed rather than in none.
    let known = Set(configuration.site.languages.map(\.folder))
    let own = all.filter { !known.contains(corpus.items[$0].language?.lowercased() ?? "") }
    let others = configuration.site.languages.compactMap { language -> CombinedFeeds.Choice? in
      let items = groups[language.folder] ?? []
      guard !items.isEmpty || isLivingElsewhere(language.folder + "/") else { return nil }
      let title = language.title ?? configuration.site.title
      return .init(scope: FeedScope(folder: language.folder + "/", title: title, language: language.tag), items: items)
    }
    return [.init(scope: .site, items: own)] + others
  }

  private static func scope(of topic: Int, _ corpus: Corpus, _ configuration: Configuration) -> FeedScope {
    let folder = corpus.topics[topic].language?.lowercased()
    let language = configuration.site.languages.first { $0.folder == folder }
    let path = corpus.topics[topic].path
    return FeedScope(topic: topic, folder: path + "/", language: language?.tag, sources: [path])
  }

  /// Feeds of sections, but for those whose folder is another feed's.
  private static func sections(
    _ corpus: Corpus, _ configuration: Configuration, _ lists: [ListPage], _ others: [CombinedFeeds.Choice]
  ) -> [CombinedFeeds.Choice] {
    let taken = Set(others.map(\.scope.folder))
    return corpus.sections(lists).compactMap { section in
      guard let path = SitePath.safe(section.path), TopicSettings.isFree(path), !taken.contains(path + "/") else {
        return nil
      }
      let language = configuration.site.languages.first { $0.folder == section.language?.lowercased() }
      var scope = FeedScope(
        folder: path + "/", title: section.title ?? path.split(separator: "/").last.map(String.init),
        description: section.description, picture: section.picture, language: language?.tag)
      scope.isSection = true
      scope.page = section.hasPage ? section.path : nil
      scope.isBare = section.isBare
      return .init(scope: scope, items: section.items)
    }
  }

  /// Feeds of Hugo's vocabularies, whose entries are the terms, newest first; also of those that have none.
  private static func vocabularies(
    _ corpus: Corpus, _ configuration: Configuration, _ lists: [ListPage]
  ) -> [CombinedFeeds.Choice] {
    let convention = corpus.settings.convention
    guard convention.generator == .hugo, !convention.hugo.disabledKinds.contains("taxonomy") else { return [] }
    return convention.hugo.taxonomies.flatMap { vocabulary in
      let key = "list:" + convention.hugo.pathStyle.name(vocabulary)
      return lists.filter { $0.translationKey == key && $0.topic == nil }.compactMap { list -> CombinedFeeds.Choice? in
        guard let path = SitePath.safe(list.permalink), TopicSettings.isFree(path) else { return nil }
        let known = corpus.topics.indices.filter { index in
          corpus.topics[index].taxonomy == vocabulary && !corpus.itemsByTopic[index].isEmpty
            && corpus.topics[index].language?.lowercased() == list.language?.lowercased()
        }
        func newest(_ term: Int) -> Timestamp {
          corpus.itemsByTopic[term].first.map { corpus.items[$0].published } ?? .unknown
        }
        let sorted = known.sorted { newest($0) != newest($1) ? newest($0) > newest($1) : $0 < $1 }
        let language = configuration.site.languages.first { $0.folder == list.language?.lowercased() }
        let name =
          list.item.map { corpus.items[$0].title } ?? convention.hugo.titles.taxonomy(vocabulary)
        var scope = FeedScope(folder: path + "/", title: name, language: language?.tag)
        let terms = Array(sorted.prefix(configuration.feeds.entries))
        scope.terms = terms
        for list in lists { if let term = list.topic, terms.contains(term) { scope.termPages[term] = list } }
        scope.name(list)
        return .init(scope: scope, items: [])
      }
    }
  }

  /// Gives feeds what the configuration says by their names: places of their documents, and lines around entries.
  private static func place(
    _ choices: inout [CombinedFeeds.Choice], _ corpus: Corpus, _ configuration: Configuration
  ) -> [Finding] {
    let settings = configuration.feeds
    guard !settings.files.isEmpty || !settings.before.isEmpty || !settings.after.isEmpty else { return [] }
    var scopes = choices.map(\.scope)
    let names = scopes.map { $0.names(in: corpus, configuration) }
    for index in scopes.indices { scopes[index].lines = EntryLines(settings, of: names[index]) }
    let labels = scopes.map { scope in scope.topic.map { corpus.topics[$0].label } }
    let findings = settings.files.place(
      &scopes, names: zip(names, labels).map { (names: $0, label: $1) }, formats: settings.formats)
    for index in choices.indices { choices[index].scope = scopes[index] }
    return findings
  }

  private static func unknownDetails(_ corpus: Corpus, _ configuration: Configuration) -> [Finding] {
    configuration.topicDetails.filter { detail in !corpus.topics.contains(where: detail.names) }.map { detail in
      PublishRules.detailsUnknown.finding(
        at: SourceLocation(path: ConfigurationReader.fileName, line: detail.line),
        "'topics.details' names the topic '\(detail.topic)', which no item has")
    }
  }

  private static func hasFeeds(_ corpus: Corpus, _ configuration: Configuration) -> Bool {
    !corpus.published.isEmpty && !configuration.feeds.formats.isEmpty
  }

  /// The folders of all feeds: that of the site, which is empty, first.
  package static func feedFolders(_ corpus: Corpus, _ configuration: Configuration) -> [String] {
    choices(corpus, configuration, topics(corpus, configuration)).choices.map(\.scope.folder)
  }

  /// What feeds keep, and what goes into pages of their histories.
  private static func divided(
    _ choices: [CombinedFeeds.Choice], limit: Int, _ corpus: Corpus, _ configuration: Configuration,
    _ pages: [ArchivePage]
  ) -> ([PlannedFeed], [PlannedArchive]) {
    guard configuration.feeds.archives != .none, !choices.isEmpty else {
      return (
        choices.map { PlannedFeed(scope: $0.scope, items: Array($0.items.prefix(limit)), total: $0.items.count) }, []
      )
    }
    let ids = corpus.items.map { $0.publication.isPublished ? configuration.entryID(of: $0) : "" }
    let history = HistoryPlan(
      period: configuration.feeds.archives, limit: configuration.feeds.entries, now: corpus.settings.now, ids: ids,
      items: corpus.items)
    let positions = Dictionary(zip(ids, ids.indices)) { first, _ in first }
    let closed = Dictionary(grouping: pages, by: \.folder)
    var planned: [PlannedFeed] = []
    var archives: [PlannedArchive] = []
    for choice in choices {
      var feed = PlannedFeed(scope: choice.scope, items: [], total: choice.items.count)
      let division = history.division(of: choice.items, folder: feed.folder, closed: closed[feed.folder] ?? [])
      // A page stays in the chain though all its entries are withdrawn: others link to it.
      let known = closed[feed.folder]?.count ?? 0
      for (index, page) in division.pages.enumerated() {
        let living = page.entries.lazy.map(\.id).filter { positions[$0] != nil }
        archives.append(
          PlannedArchive(
            scope: feed.scope, page: page, items: living.compactMap { positions[$0] }, ids: Array(living),
            previous: index > 0 ? division.pages[index - 1].name : nil,
            next: index + 1 < division.pages.count ? division.pages[index + 1].name : nil,
            isRemembered: index < known))
      }
      feed.items = division.live
      feed.newestArchive = division.pages.last?.name
      feed.isComplete = division.isComplete
      planned.append(feed)
    }
    return (planned, archives)
  }

  /// A topic's path as one file name. No two paths give the same: a slash becomes a dot, a dot two, and no segment begins
  /// with a dot; the mark of a sitemap's parts is doubled.
  package static func fileName(_ path: String) -> String {
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

  /// Articles of the last two days (Google Search Central, News sitemaps).
  package static func news(_ corpus: Corpus, settings: SitemapSettings.News?) -> [Int] {
    guard let settings else { return [] }
    let since = corpus.settings.now.advanced(bySeconds: -2 * 86400)
    let recent = corpus.published.lazy.filter { index in
      let item = corpus.items[index]
      return item.published >= since && item.isIndexable && (settings.curated || !item.isCurated)
    }
    return Array(recent)
  }
}
