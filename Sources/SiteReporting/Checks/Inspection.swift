public import ContentCorpus
public import Markup
public import PublishingLedger
import SitePlanning
public import SitePublishing
import SiteRendering
public import SiteSettings
public import TidingsCore

/// How one content file is read, and what becomes of it.
public struct Inspection: Sendable {
  /// Relative to the corpus folder.
  public let path: String
  /// `nil` where the file gives no item.
  public let item: Item?
  public let topics: [Topic]
  /// As decided among all items of the corpus.
  public let publication: Publication?
  /// The address of its page.
  public let address: String?
  /// The id of its entry.
  public let id: String?
  /// Paths of the documents that it stands in.
  public let documents: [String]
  /// Which fields of the front matter its values came from.
  public let origins: [FieldMap.Meaning: FieldOrigin]
  public let findings: [Finding]
  /// What was taken of its built page; `nil` where there is none.
  public let post: PagePost?
  /// Its content before and after cleaning; `nil` where it is no entry.
  public let content: ContentComparison?
  /// Whether the site's convention has it for content that may be an item.
  public let isContent: Bool

  /// - Parameters:
  ///   - path: relative to the corpus folder.
  ///   - corpus: that the file belongs to.
  ///   - configuration: by which the corpus was read.
  ///   - isContent: whether it is one of the corpus' content files.
  ///   - row: what the ledger knows of the item with a key.
  public init(
    _ path: String, in corpus: Corpus, configuration: Configuration, isContent: Bool = true,
    row: (String) -> LedgerRow? = { _ in nil }
  ) {
    self.path = path
    self.isContent = isContent
    guard isContent else {
      (item, topics, origins, publication, address, id, documents, findings) = (nil, [], [:], nil, nil, nil, [], [])
      (post, content) = (nil, nil)
      return
    }
    let reading = CorpusReader(folder: corpus.folder, settings: corpus.settings).inspect(path)
    item = reading.item
    topics = reading.topics
    post = reading.post
    content = reading.item.flatMap { item in
      guard item.record.kind == .entry else { return nil }
      let mapping = EntryMapping(configuration: configuration, topics: corpus.topics)
      return ContentComparison(item.body, clean: mapping.cleanHTML(item))
    }
    origins = reading.origins
    let index = corpus.items.firstIndex { $0.path == path }
    publication = index.map { corpus.items[$0].publication }
    address = reading.item.map { SiteAddresses(configuration).page(of: $0.record) }
    id = reading.item.flatMap { item in
      guard item.record.kind == .entry else { return nil }
      return row(item.record.key)?.id
        ?? configuration.site.tagAuthority.entry(key: item.record.key, published: item.record.published)
    }
    let plan = Plan(corpus, configuration: configuration)
    documents = index.map { plan.documents(with: $0, formats: configuration.feeds.formats) } ?? []
    let others = corpus.findings.filter { finding in
      corpus.settings.isAbout(finding, path) && !reading.findings.contains(finding)
    }
    findings = (reading.findings + others).sorted()
  }
}

extension Plan {
  /// Feeds by their paths, sitemaps by their names, in which an item stands. A sitemap of many parts is named once.
  func documents(with item: Int, formats: [DocumentFormat]) -> [String] {
    let inFeeds = feeds.filter { $0.items.contains(item) }.flatMap { feed in
      formats.flatMap { [feed.scope.path($0)] + (feed.scope.copies[$0] ?? []) }
    }
    return inFeeds
      + sitemaps.filter { $0.items.contains(item) || $0.lists.contains { $0.item == item } }.map { $0.name + ".xml" }
  }
}
