import ContentCorpus
import HTMLPages
import LocalFiles
import PublishingLedger
import SitePlanning
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

/// Digests of all that a planned document is made from.
struct DocumentInputs: Sendable {
  private let fingerprint: ContentDigest
  /// What is known of a document that was not validated is not enough for a build that validates.
  private let validates: Bool
  private let topics: [ContentDigest]
  /// By position in the corpus.
  private let items: [ContentDigest]
  private let corpus: Corpus

  /// Whether anybody asks what documents are made from: not where nothing is known, nor to be known again.
  private let isAsked: Bool
  private let translations: Translations
  private let memory: FeedState
  /// That a feed has at most.
  private let entries: Int

  init(
    _ corpus: Corpus, configuration: Configuration, addresses: SiteAddresses, options: Publisher.Options,
    memory: FeedState, translations: Translations, isAsked: Bool
  ) async throws {
    self.isAsked = isAsked
    self.translations = translations
    self.memory = memory
    entries = configuration.feeds.entries
    self.corpus = corpus
    validates = options.validates
    fingerprint = CacheKey.digest(configuration, corpus.settings)
    topics = corpus.topics.map { topic in
      var digester = Digester()
      digester.add(topic.path)
      digester.add(topic.label)
      digester.add(topic.taxonomy ?? "\n")
      digester.add(topic.isAuthor ? 1 : 0)
      digester.add(topic.language ?? "\n")
      return digester.digest
    }
    let readsAssets = configuration.corpus.assets != nil
    let topics = topics
    items = try await Parallel.map(isAsked ? corpus.items.count : 0, jobs: options.jobs, stride: 4096) { index in
      let item = corpus.items[index]
      var digester = Digester()
      digester.add(item.digest)
      if let page = item.page { digester.add(page.digest) }
      digester.add(item.path)
      // A date that lies ahead is passed over until it comes.
      digester.add(item.modified.microseconds)
      if let remembered = item.remembered { digester.add(remembered.id) }
      if let links = item.linkText { digester.add(links) }
      for topic in item.topics { digester.add(topics[topic]) }
      if readsAssets, let picture = item.picture { digester.add(Int64(addresses.assetLength(picture) ?? -1)) }
      return digester.digest
    }
  }

  func inputs(of feed: Plan.PlannedFeed) -> ContentDigest {
    guard isAsked else { return .none }
    var remembered = Digester()
    remembered.add(memory.ids[feed.folder] ?? "")
    remembered.add(memory.keepsPaths ? 1 : 0)
    remembered.add(memory.lastWithdrawal(of: feed.scope.sources)?.microseconds ?? 0)
    for tombstone in memory.tombstones(of: feed.scope.sources, limit: entries) {
      remembered.add(tombstone.id)
      remembered.add(tombstone.deleted.microseconds)
    }
    for text in feed.scope.words { remembered.add(text) }
    for term in feed.scope.terms ?? [] {
      remembered.add(corpus.topics[term].path)
      remembered.add(corpus.topics[term].label)
      remembered.add(feed.scope.termTitle(term, corpus))
      remembered.add(feed.scope.termPages[term]?.permalink ?? "\n")
      remembered.add(feed.scope.termPages[term]?.isBare == true ? 1 : 0)
      for item in corpus.itemsByTopic[term] {
        remembered.add(max(corpus.items[item].published, corpus.items[item].modified).microseconds)
      }
    }
    remembered.add(feed.newestArchive ?? "")
    remembered.add(feed.isComplete ? 1 : 0)
    return digest("feed", feed.folder, feed.topic, [remembered.digest] + feed.items.map { items[$0] })
  }

  func inputs(ofPage feed: Plan.PlannedFeed, _ neighbours: [SubscribePage.Neighbour]) -> ContentDigest {
    guard isAsked else { return .none }
    var parts = Digester()
    parts.add(Int64(feed.total))
    for neighbour in neighbours {
      parts.add(neighbour.label)
      parts.add(neighbour.address)
      parts.add(Int64(neighbour.count))
    }
    return digest("page", feed.folder, feed.topic, [inputs(of: feed), parts.digest])
  }

  func inputs(ofDirectory feeds: [Plan.PlannedFeed]) -> ContentDigest {
    guard isAsked else { return .none }
    var parts = Digester()
    for feed in feeds {
      parts.add(feed.folder)
      parts.add(Int64(feed.total))
      parts.add(feed.scope.title ?? "\n")
      parts.add(feed.items.map { corpus.items[$0].published.microseconds }.max() ?? 0)
    }
    return digest("directory", "", nil, [parts.digest] + feeds.compactMap { $0.topic.map { topics[$0] } })
  }

  /// A page that was published does not change with its items.
  func inputs(of archive: Plan.PlannedArchive) -> ContentDigest {
    var parts = Digester()
    for text in archive.scope.words { parts.add(text) }
    parts.add(memory.ids[archive.page.folder] ?? "")
    parts.add(archive.previous ?? "")
    parts.add(archive.next ?? "")
    for id in archive.ids { parts.add(id) }
    for entry in archive.page.entries { parts.add(entry.modified.microseconds) }
    // One that nobody remembers is made of the items as they are.
    let made = archive.isRemembered || !isAsked ? [] : archive.items.map { items[$0] }
    return digest("archive", archive.name, archive.topic, [parts.digest] + made)
  }

  func inputs(of sitemap: Plan.PlannedSitemap) -> ContentDigest {
    var lists = Digester()
    for list in sitemap.lists.flatMap({ [$0] + translations.lists(of: $0) }) {
      lists.add(list.permalink)
      lists.add(list.isBare ? 1 : 0)
      lists.add(list.modified?.microseconds ?? 0)
      lists.add(list.language ?? "\n")
    }
    for file in sitemap.files { lists.add(file) }
    return digest(
      "sitemap", sitemap.name, sitemap.topic,
      [lists.digest]
        + sitemap.items.lazy.map { index in
          let item = corpus.items[index]
          let translations = translations.pages(of: index)
          guard item.remembered != nil || !translations.isEmpty else { return item.pageDigest }
          var digester = Digester()
          digester.add(item.pageDigest)
          digester.add(item.modified.microseconds)
          for page in translations {
            digester.add(page.language ?? "")
            digester.add(corpus.items[page.item].permalink)
          }
          return digester.digest
        })
  }

  private func digest(
    _ kind: String, _ name: String, _ topic: Int?, _ parts: some Sequence<ContentDigest>
  ) -> ContentDigest {
    guard isAsked else { return .none }
    var digester = Digester()
    digester.add(fingerprint)
    digester.add(validates ? 1 : 0)
    digester.add(kind)
    digester.add(name)
    if let topic { digester.add(topics[topic]) }
    for part in parts { digester.add(part) }
    return digester.digest
  }
}
