import ContentCorpus
package import HTMLPages
package import SitePlanning
package import SiteSettings
import Syndication
import TidingsCore

/// Makes the pages that show feeds to people.
package struct PageBuilder: Sendable {
  let feeds: FeedBuilder
  let addresses: SiteAddresses
  private let plan: Plan
  private let templates: PageTemplates
  private let strings: [String?: PageStrings]
  /// Positions of planned feeds by kind and vocabulary, in the order in which people look for them.
  private let groups: [(name: String?, feeds: [Int])]
  private let groupOf: [Int: Int]
  private let kept: LastGoodEntries

  /// - Throws: where a template of the site cannot be read, which the configuration's reader has reported before.
  package init(feeds: FeedBuilder, addresses: SiteAddresses, plan: Plan, kept: LastGoodEntries) throws {
    (self.feeds, self.addresses, self.plan, self.kept) = (feeds, addresses, plan, kept)
    let settings = feeds.configuration.pages
    templates = try PageTemplates(replacing: settings.templateTexts)
    var strings: [String?: PageStrings] = [:]
    for language in Set(plan.feeds.map(\.scope.language) + [nil]) {
      strings[language] = try PageStrings(
        language ?? settings.language ?? feeds.configuration.site.language, replacing: settings.stringTexts)
    }
    self.strings = strings
    groups = PageBuilder.groups(plan, feeds)
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.enumerated() {
      for feed in group.feeds { groupOf[feed] = number }
    }
    self.groupOf = groupOf
  }

  private static func groups(_ plan: Plan, _ feeds: FeedBuilder) -> [(name: String?, feeds: [Int])] {
    let others = plan.feeds.indices.filter { !plan.feeds[$0].scope.isSite }
    func name(_ index: Int) -> String? {
      let topic = plan.feeds[index].topic.map { feeds.corpus.topics[$0] }
      return topic.flatMap { $0.isAuthor ? "\u{FFFF}author" : $0.taxonomy }
    }
    let named = Dictionary(grouping: others, by: name)
    let names = named.keys.compactMap { $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return ([nil] + names.map { Optional($0) }).compactMap { key in named[key].map { (key, $0) } }
  }

  /// The page of one feed, with the snippet that names the feed to browsers.
  ///
  /// - Throws: `SystemError` where a published document cannot be read.
  package func documents(_ index: Int) throws -> [BuiltDocument] {
    let feed = plan.feeds[index]
    let scope = feed.scope
    let topic = scope.topic.map { feeds.corpus.topics[$0] }
    let site = feeds.configuration.site
    var page = SubscribePage(
      site: siteWords, title: feeds.names.title(scope), label: label(feed), address: address(feed),
      formats: formats(feed),
      root: scope.root)
    page.taxonomy = topic?.taxonomy
    page.description = scope.description ?? (scope.isSite ? site.description : nil)
    page.isTopic = !scope.isSite
    page.count = feed.total
    let newest = feed.items.map { feeds.corpus.items[$0].modified }.max()
    page.updated = newest.map(day)
    page.entries = try feed.items.prefix(feeds.configuration.pages.entries).map { index in
      let item = feeds.corpus.items[index]
      let title = item.isKept ? try kept.entry(item).title : nil
      return .init(title: title ?? item.title, address: addresses.page(of: item), date: day(item.published))
    }
    page.neighbours = neighbours(of: index)
    page.directory = plan.feeds.count > 1 ? addresses.document(PageNames.directory) : nil
    page.outline = plan.feeds.count > 1 ? addresses.document(DocumentFormat.opml.fileName) : nil
    let topicPath = topic?.path
    func built(_ name: String, _ format: DocumentFormat, _ bytes: [UInt8]) -> BuiltDocument {
      BuiltDocument(
        document: Document(path: scope.folder + name, format: format, bytes: bytes), entries: feed.items.count,
        topic: topicPath, newest: newest)
    }
    return [
      built(DocumentFormat.page.fileName, .page, page.document(templates, words(scope))),
      built(DocumentFormat.links.fileName, .links, Array(feeds.names.links(of: [scope]).utf8)),
    ]
  }

  /// What all pages share: their look, and the directory.
  package func sharedDocuments() -> [BuiltDocument] {
    let common = words(.site)
    func built(_ path: String, _ format: DocumentFormat, _ bytes: [UInt8]) -> BuiltDocument {
      BuiltDocument(document: Document(path: path, format: format, bytes: bytes), entries: 0, topic: nil, newest: nil)
    }
    let replaced = feeds.configuration.pages.fileTexts
    func bytes(_ file: PageFiles.File) -> [UInt8] { replaced[file.name].map { Array($0.utf8) } ?? file.bytes }
    var documents = [
      built(PageFiles.style.name, .styleSheet, bytes(PageFiles.style)),
      built(PageFiles.script.name, .script, bytes(PageFiles.script)),
      built(PageNames.feedStyle, .styleSheet, PageFiles.feedStyle(templates, common)),
    ]
    guard plan.feeds.count > 1, let siteFeed = plan.feeds.first else { return documents }
    let page = DirectoryPage(
      site: siteWords, address: addresses.document(PageNames.directory),
      siteFeed: .init(feeds.names.title(siteFeed.scope), address(siteFeed)),
      groups: groups.map { group in
        .init(
          name: group.name.map { $0 == "\u{FFFF}author" ? common.text("authors") : $0 },
          topics: group.feeds.map(entry))
      }, outline: addresses.document(DocumentFormat.opml.fileName))
    documents.append(built(PageNames.directory, .page, page.document(templates, common)))
    return documents
  }

  private var siteWords: SiteWords {
    let site = feeds.configuration.site
    return SiteWords(title: site.title, address: addresses.home, description: site.description)
  }

  private func words(_ scope: FeedScope) -> PageStrings {
    guard let words = strings[scope.language] ?? strings[nil] else { preconditionFailure("every language has words") }
    return words
  }

  private func label(_ feed: Plan.PlannedFeed) -> String {
    feed.scope.title ?? feed.topic.map { feeds.corpus.topics[$0].label } ?? feeds.configuration.site.title
  }

  private func address(_ feed: Plan.PlannedFeed) -> String { addresses.document(PageNames.page(feed.folder)) }

  /// Atom first where there is a choice: it says most, and every reader takes it.
  private func formats(_ feed: Plan.PlannedFeed) -> [SubscribePage.Format] {
    let known = feeds.configuration.feeds.formats
    return [DocumentFormat.atom, .rss, .json].filter(known.contains).map { format in
      .init(
        name: format.shownName, address: addresses.document(feed.scope.path(format)), mediaType: format.mediaType)
    }
  }

  private func entry(_ index: Int) -> DirectoryPage.Topic {
    let feed = plan.feeds[index]
    return .init(
      label: label(feed), address: address(feed), feed: formats(feed).first?.address ?? "", count: feed.total,
      newest: feed.published(feeds.corpus).map(day))
  }

  /// Feeds of the same kind that stand around one, as far as a page has room.
  package func neighbours(of index: Int) -> [SubscribePage.Neighbour] {
    guard let number = groupOf[index], let place = groups[number].feeds.firstIndex(of: index) else {
      return largest.map(neighbour)
    }
    let group = groups[number].feeds
    let start = max(0, min(place - PageBuilder.reach, group.count - 2 * PageBuilder.reach - 1))
    let around = group[start..<min(start + 2 * PageBuilder.reach + 1, group.count)]
    return around.filter { $0 != index }.map(neighbour)
  }

  private static let reach = 4

  /// What the site's own page shows: the feeds with the most items.
  private var largest: [Int] {
    let others = plan.feeds.indices.filter { !plan.feeds[$0].scope.isSite }
    let sorted = others.sorted { (-plan.feeds[$0].total, $0) < (-plan.feeds[$1].total, $1) }
    return Array(sorted.prefix(2 * PageBuilder.reach))
  }

  private func neighbour(_ index: Int) -> SubscribePage.Neighbour {
    let feed = plan.feeds[index]
    return .init(label: label(feed), address: address(feed), count: feed.total)
  }

  /// The day on which something was, where the site is.
  private func day(_ instant: Timestamp) -> SubscribePage.Day {
    let zone = feeds.configuration.site.timeZone
    let local = instant.advanced(bySeconds: zone.offset(at: instant)).components
    return .init(year: local.year, month: local.month, day: local.day, machine: instant.rfc3339)
  }
}
