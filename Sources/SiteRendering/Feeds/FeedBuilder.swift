package import ContentCorpus
import SiteOutput
package import SitePlanning
package import SiteSettings
import Syndication
package import TidingsCore

/// Makes the documents of one planned feed from its rendered entries.
package struct FeedBuilder: Sendable {
  package let corpus: Corpus
  package let configuration: Configuration
  package let addresses: SiteAddresses
  package let store: EntryStore
  package var memory = FeedState()

  package init(
    corpus: Corpus, configuration: Configuration, addresses: SiteAddresses, store: EntryStore,
    memory: FeedState = FeedState()
  ) {
    self.corpus = corpus
    self.configuration = configuration
    self.addresses = addresses
    self.store = store
    self.memory = memory
  }

  var names: FeedNames { FeedNames(corpus: corpus, configuration: configuration, addresses: addresses) }

  /// What was built, with findings on items, whose paths are relative to the corpus, and on documents.
  package struct Built {
    package let documents: [BuiltDocument]
    package let contentFindings: [Finding]
    package let documentFindings: [Finding]
  }

  /// - Throws: `CorpusChangedError`.
  package func documents(_ feed: Plan.PlannedFeed) throws -> Built {
    let built =
      if let terms = feed.scope.terms {
        Built(
          documents: TermFeedBuilder(feeds: self).documents(feed, terms: terms), contentFindings: [],
          documentFindings: [])
      } else {
        try documents(
          feed.items, head: head(feed), lines: feed.scope.lines, topic: feed.topic, name: feed.folder
        ) { feed.scope.path($0) }
      }
    let copies = built.documents.flatMap { $0.copies(at: feed.scope.copies[$0.document.format] ?? []) }
    return Built(
      documents: built.documents + copies, contentFindings: built.contentFindings,
      documentFindings: built.documentFindings)
  }

  /// - Parameters:
  ///   - items: positions, newest first.
  ///   - lines: around entries.
  ///   - name: what findings call the feed.
  ///   - keepsAll: whether every entry stays, however large that makes it.
  ///   - path: where the document of a format lies.
  func documents(
    _ items: [Int], head: FeedHead, lines: EntryLines, topic: Int?, name: String, keepsAll: Bool = false,
    path: (DocumentFormat) -> String
  ) throws -> Built {
    var writers = writers(head)
    let headSize = writers.map(\.writer.headSize).max() ?? 0
    let selection = try select(
      items, lines, name.isEmpty ? "of the site" : name, headSize: headSize, keepsAll: keepsAll)
    if head.history == .complete, selection.placed.count < items.count {
      var incomplete = head
      incomplete.history = .unreported
      writers = self.writers(incomplete)
    }
    let documents = writers.map { format, writer in
      BuiltDocument(
        document: Document(path: path(format), format: format, bytes: writer.document(selection.placed)),
        entries: selection.placed.count, topic: topic.map { corpus.topics[$0].path }, newest: head.updated)
    }
    return Built(
      documents: documents, contentFindings: selection.findings, documentFindings: sizeFindings(documents))
  }

  func writers(_ head: FeedHead) -> [(format: DocumentFormat, writer: FeedWriter)] {
    configuration.feeds.formats.compactMap { format in FeedWriter(head: head, format: format).map { (format, $0) } }
  }

  func head(_ feed: Plan.PlannedFeed) -> FeedHead {
    let site = configuration.site
    let scope = feed.scope
    let language = site.language(scope.language)
    let items = feed.items.map { corpus.items[$0] }
    // A feed without entries is as old as the site.
    let newest =
      items.isEmpty
      ? corpus.published.map { corpus.items[$0].modified }.max() ?? Timestamp(microseconds: 0)
      : Timestamp(microseconds: 0)
    var head = FeedHead(
      id: memory.ids[feed.folder] ?? configuration.feedID(in: feed.folder), title: names.title(scope),
      subtitle: scope.description ?? language?.description ?? site.description, home: names.home(of: scope),
      addresses: Dictionary(
        configuration.feeds.formats.map { ($0, addresses.document(scope.path($0))) },
        uniquingKeysWith: { first, _ in first }),
      language: scope.language ?? site.language, authors: [language?.author ?? site.defaultAuthor],
      rights: language?.copyright ?? site.copyright,
      icon: scope.picture.flatMap(addresses.asset) ?? site.icon.flatMap(addresses.onSite), hubs: configuration.hubs,
      updated: max(
        items.map(\.modified).max() ?? newest,
        memory.lastWithdrawal(of: scope.sources) ?? Timestamp(microseconds: 0)),
      published: items.map(\.published).max() ?? newest,
      deleted: memory.tombstones(of: scope.sources, limit: configuration.feeds.entries))
    // A topic's own picture stands alone.
    head.logo = scope.picture == nil ? site.logo.flatMap(addresses.onSite) : nil
    (head.minutesToLive, head.cloud) = (configuration.feeds.timeToLive, configuration.feeds.cloud)
    if let own = configuration.feeds.styleSheet.flatMap(addresses.onSite) {
      head.styleSheet = own
    } else if configuration.pages.isEnabled {
      // From elsewhere than its folder, the way there is another.
      let isUsual = scope.files.isEmpty && scope.copies.isEmpty
      head.styleSheet = isUsual ? scope.root + PageNames.feedStyle : addresses.document(PageNames.feedStyle)
    }
    if let name = feed.newestArchive {
      head.history = .archived(previous: addresses(ofPage: name, in: feed.folder))
    } else if feed.isComplete {
      head.history = .complete
    }
    return head
  }

  /// Where the documents of a page of a feed's history are.
  func addresses(ofPage name: String, in folder: String) -> FeedHistory.Addresses {
    let pairs = configuration.feeds.formats.map { format in
      (format, addresses.document(ArchivePages.path(name, in: folder, format)))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Every format of a feed carries the same entries in the same form: what does not fit into the largest of them is
  /// shortened in all. Content is given up before entries are.
  private func select(
    _ items: [Int], _ lines: EntryLines, _ name: String, headSize: Int, keepsAll: Bool
  ) throws -> (placed: [PlacedEntry], findings: [Finding]) {
    let limit = configuration.feeds.limitBytes
    let entries = try store.entries(items, lines)
    var reserved = entries.reduce(0) { $0 + $1.entry.size(.summary) }
    var used = headSize
    var placed: [PlacedEntry] = []
    var findings: [Finding] = []
    for (item, entry) in entries {
      reserved -= entry.size(.summary)
      // Room that all later entries need at least; none is kept where even summaries are too many.
      let later = used + entry.size(.summary) + reserved <= limit ? reserved : 0
      if used + entry.size(.full) + later <= limit {
        placed.append(PlacedEntry(entry, form: .full))
        used += entry.size(.full)
      } else if keepsAll || used + entry.size(.summary) <= limit {
        placed.append(PlacedEntry(entry, form: .summary))
        used += entry.size(.summary)
        let message = "The content (\(entry.size(.full)) bytes) does not fit into the feed \(name)"
        findings.append(PublishRules.entryShortened.finding(at: place(item), message))
      } else if headSize + entry.size(.summary) > limit {
        let message = "The entry alone (\(entry.size(.summary)) bytes) is too large for the feed \(name)"
        findings.append(PublishRules.feedShortened.finding(at: place(item), message))
      } else {
        let message = "The feed \(name) has room for \(placed.count) of \(entries.count) entries"
        findings.append(PublishRules.feedShortened.finding(at: place(item), message))
        break
      }
    }
    return (placed, findings)
  }

  private func sizeFindings(_ documents: [BuiltDocument]) -> [Finding] {
    guard let largest = documents.max(by: { $0.document.bytes.count < $1.document.bytes.count })?.document,
      largest.bytes.count > configuration.feeds.warnBytes
    else { return [] }
    return [
      PublishRules.feedLarge.finding(
        at: SourceLocation(path: largest.path), "The feed has \(largest.bytes.count) bytes")
    ]
  }

  private func place(_ item: Int) -> SourceLocation { SourceLocation(path: corpus.items[item].path) }
}
