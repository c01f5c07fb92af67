import ContentCorpus
import Documents
import Syndication

/// A document with what the manifest says of it.
struct BuiltDocument: Sendable {
  let document: Document
  /// Entries of a feed, addresses of a sitemap, sitemaps of an index, feeds of an outline.
  let entries: Int
  let topic: String?
  /// The newest change of what is in it.
  let newest: Timestamp?
}

/// Makes the documents of one planned feed from its rendered entries.
struct FeedBuilder: Sendable {
  let corpus: Corpus
  let configuration: Configuration
  let addresses: SiteAddresses
  let store: EntryStore
  var memory = FeedMemory()

  /// What was built, with findings on items, whose paths are relative to the corpus, and on documents.
  struct Built {
    let documents: [BuiltDocument]
    let contentFindings: [Finding]
    let documentFindings: [Finding]
  }

  /// - Throws: `CorpusChanged`.
  func documents(_ feed: Plan.PlannedFeed) throws -> Built {
    let head = head(feed)
    let writers = configuration.feeds.formats.compactMap { format in
      FeedWriter(head: head, format: format).map { (format: format, writer: $0) }
    }
    let headSize = writers.map(\.writer.headSize).max() ?? 0
    let selection = try select(feed, headSize: headSize)
    let documents = writers.map { format, writer in
      BuiltDocument(
        document: Document(
          path: feed.folder + format.fileName, format: format, bytes: writer.document(selection.placed)),
        entries: selection.placed.count, topic: feed.topic.map { corpus.topics[$0].path }, newest: head.updated)
    }
    return Built(
      documents: documents, contentFindings: selection.findings, documentFindings: sizeFindings(documents))
  }

  func head(_ feed: Plan.PlannedFeed) -> FeedHead {
    let site = configuration.site
    let topic = feed.topic.map { corpus.topics[$0] }
    let items = feed.items.map { corpus.items[$0] }
    return FeedHead(
      id: memory.ids[feed.folder] ?? FeedBuilder.id(ofFeedIn: feed.folder, configuration), title: title(topic),
      subtitle: site.description,
      home: topic.map { addresses.page($0.path) } ?? addresses.home,
      addresses: Dictionary(
        configuration.feeds.formats.map { ($0, addresses.document(feed.folder + $0.fileName)) },
        uniquingKeysWith: { first, _ in first }),
      language: site.language, authors: [site.defaultAuthor], rights: site.copyright,
      icon: site.icon.flatMap(addresses.onSite), hubs: configuration.hubs,
      updated: items.map(\.modified).max() ?? Timestamp(microseconds: 0),
      published: items.map(\.published).max() ?? Timestamp(microseconds: 0),
      deleted: memory.tombstones(of: topic?.path, limit: configuration.feeds.entries))
  }

  /// The id of a feed that has had none.
  static func id(ofFeedIn folder: String, _ configuration: Configuration) -> String {
    configuration.site.tagAuthority.thing(folder.isEmpty ? "feed" : "feed/" + folder.dropLast())
  }

  /// Two vocabularies may use one label, so a topic's title names its vocabulary.
  func title(_ topic: Topic?) -> String {
    guard let topic else { return configuration.site.title }
    return topic.name + " – " + configuration.site.title
  }

  /// Every format of a feed carries the same entries in the same form: what does not fit into the largest of them is
  /// shortened in all. Content is given up before entries are.
  private func select(
    _ feed: Plan.PlannedFeed, headSize: Int
  ) throws -> (placed: [PlacedEntry], findings: [Finding]) {
    let limit = configuration.feeds.limitBytes
    let entries = try feed.items.map { (item: $0, entry: try store.entry($0)) }
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
      } else if used + entry.size(.summary) <= limit {
        placed.append(PlacedEntry(entry, form: .summary))
        used += entry.size(.summary)
        let message = "The content (\(entry.size(.full)) bytes) does not fit into the feed \(name(feed))"
        findings.append(PublishRules.entryShortened.finding(at: place(item), message))
      } else if headSize + entry.size(.summary) > limit {
        let message = "The entry alone (\(entry.size(.summary)) bytes) is too large for the feed \(name(feed))"
        findings.append(PublishRules.feedShortened.finding(at: place(item), message))
      } else {
        let message = "The feed \(name(feed)) has room for \(placed.count) of \(entries.count) entries"
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

  private func name(_ feed: Plan.PlannedFeed) -> String { feed.folder.isEmpty ? "of the site" : feed.folder }

  private func place(_ item: Int) -> SourceLocation { SourceLocation(path: corpus.items[item].path) }
}
