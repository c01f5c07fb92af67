import ContentCorpus
import DataFormats
import PublishingLedger
import SitePlanning
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

extension Parts {
  /// Holds items against what is remembered of them, and says where each stands: in which feeds, sitemaps and lists. Of each feed only as
  /// many entries come out as a feed has.
  ///
  /// Items whose key, address and meaning concern no other item may come in any groups. All others have to come together, with the rows
  /// of the ledger that they may be about.
  ///
  /// - Parameter lines: items with the rows of their keys, rows without items, and rows of items that are settled elsewhere (`context`).
  /// - Throws: ``PartLine/Damaged``, `LedgerLines.Fault`.
  package func settle(_ lines: [[UInt8]], to out: inout PartOutput) throws {
    var items: [Corpus.PartItem] = []
    var (rows, contexts): ([UInt8], [UInt8]) = ([], [])
    var others = 0
    var translations: [String: [PartTranslation]] = [:]
    for bytes in lines {
      let line = try PartLine(bytes)
      if let packed = line.bytes("item") {
        let topics = line.texts("terms").compactMap { facts.paths[$0] }
        let record = try ItemRecord(packed: packed)
        items.append(.init(record, topics: topics, isWithheld: line.text("state") == "withheld"))
        let pages = try line.texts("pages").map(PartTranslation.init)
        if !pages.isEmpty { translations[record.path] = PartTranslation.group(pages) }
      }
      others += line.number("others") ?? 0
      guard let row = line.text("row") else { continue }
      if line.flag("context") { contexts += row.utf8 + [0x0A] } else { rows += row.utf8 + [0x0A] }
    }
    var corpus = corpus(items)
    if hasLedger { try reconcile(&corpus, rows, contexts, others: others, to: &out) }
    write(feedsOf: corpus, to: &out)
    if configuration.sitemaps.enabled { write(sitemapsOf: corpus, translations, to: &out) }
    for list in corpus.lists(allTopics: configuration.sitemaps.lists == .all) {
      out.line("list") { out in
        out.text("list", list.permalink)
        out.instant("modified", list.modified)
        out.text("topic", list.topic.map { corpus.topics[$0].path })
      }
    }
    for index in corpus.pages {
      out.line("page") { write(corpus.items[index], of: corpus, to: &$0) }
    }
    for index in Plan.news(corpus, settings: configuration.sitemaps.news) {
      let item = corpus.items[index]
      out.line("news") { out in
        out.bytes("item", item.packed)
        write(item, of: corpus, to: &out)
      }
    }
    let addresses = SiteAddresses(configuration)
    for item in corpus.items where !item.isIndexable {
      out.line("unlisted") { $0.text("address", addresses.page(of: item)) }
    }
    out.line("count") { $0.number("published", corpus.published.count + corpus.pages.count) }
    guard configuration.site.assetBaseURL == nil else { return }
    for index in corpus.published {
      let item = corpus.items[index]
      guard let picture = item.picture, addresses.asset(picture) == nil else { continue }
      out.line("unplaced") { $0.text("path", item.path) }
    }
  }

  private func write(_ item: ItemRecord, of corpus: Corpus, to out: inout PartObject) {
    out.text("path", item.path)
    out.text("key", item.key)
    out.text("id", configuration.entryID(of: item))
    out.instant("published", item.published)
    out.instant("modified", item.modified)
    out.texts("topics", item.topics.map { corpus.topics[$0].path })
  }

  private func write(feedsOf corpus: Corpus, to out: inout PartOutput) {
    let plan = Plan(feedsOf: corpus, topics: facts.planned.sorted(), lists: [], configuration: configuration)
    // The site's own feed is there also where all entries are in other languages.
    for feed in plan.feeds where feed.total > 0 || feed.scope.isSite {
      out.line("feed") { out in
        out.text("feed", feed.folder)
        out.number("total", feed.total)
      }
      for index in feed.items {
        out.line("entry") { out in
          out.text("feed", feed.folder)
          write(corpus.items[index], of: corpus, to: &out)
        }
      }
    }
  }

  private func write(
    sitemapsOf corpus: Corpus, _ translations: [String: [PartTranslation]], to out: inout PartOutput
  ) {
    let addresses = SiteAddresses(configuration)
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: addresses, translations: Translations(corpus, lists: []))
    var elements: [Int: String] = [:]
    for sitemap in Plan.sitemaps(corpus, topics: facts.planned.sorted(), lists: []) {
      for index in sitemap.items {
        let item = corpus.items[index]
        let element =
          elements[index]
          ?? String(
            decoding: SitemapURL(
              address: addresses.page(of: item), modified: item.lastModified, images: builder.images(item),
              alternates: builder.alternates((translations[item.path] ?? []).map { ($0.language, $0.address) })
            ).bytes, as: UTF8.self)
        elements[index] = element
        out.line("url") { out in
          out.text("sitemap", sitemap.name)
          out.text("topic", sitemap.topic.map { corpus.topics[$0].path })
          out.number("rank", item.kind == .entry ? 1 : 2)
          // The order of a sitemap: entries, newest first, then pages by their paths.
          out.instant("published", item.published)
          out.text("name", item.kind == .entry ? item.key : item.path)
          out.text("day", SitemapShards.day(item.published))
          out.text("digits", SitemapShards.digits(item.permalink))
          out.instant("modified", item.lastModified)
          out.text("url", element)
        }
      }
    }
  }

  private func reconcile(
    _ corpus: inout Corpus, _ rows: [UInt8], _ contexts: [UInt8], others: Int, to out: inout PartOutput
  ) throws {
    let own = try LedgerLines.read(rows)
    let context = try LedgerLines.read(contexts)
    var before = own
    before.rows.merge(context.rows) { own, _ in own }
    let former = own.rows.values.filter { $0.withdrawn == nil }.map(\.key).sorted()
    let keys = Set(corpus.items.map(\.key))
    var reconciler = LedgerReconciler(
      configuration: configuration, corpus: corpus, isPresent: { keys.contains($0) || context.rows[$0] != nil })
    reconciler.staysElsewhere = others
    let outcome = try reconciler.outcome(
      of: corpus.published + corpus.pages, formerKeys: former, feeds: [], before: before)
    for (index, remembered) in outcome.remembered { corpus.remember(remembered, at: index) }
    for finding in outcome.findings { out.finding(finding) }
    let changes = outcome.ledger.changes(since: before)
    for row in changes.rows { out.row(row) }
    for key in changes.removed { out.line("removed") { $0.text("key", key) } }
    if facts.knowsItems {
      let rows = Dictionary(before.rows.values.map { ($0.id, $0) }) { first, _ in first }
      for change in changes.pages(before: rows) {
        out.line("change") { out in
          out.text("change", change.kind.rawValue)
          out.text("address", change.address)
        }
      }
    }
    for row in outcome.lost { out.line("lost") { $0.text("path", row.path) } }
    if let ahead = outcome.ahead { out.line("ahead") { $0.instant("published", ahead) } }
    for key in outcome.new { out.line("new") { $0.text("key", key) } }
    for move in outcome.moves {
      out.line("moved") { out in
        out.text("path", move.path)
        out.text("former", move.former)
        out.text("address", move.address)
      }
    }
    for entry in outcome.reannounced {
      out.line("reannounced") { out in
        out.text("path", entry.path)
        out.text("address", entry.address)
        out.text("former", entry.formerID)
        out.text("id", entry.id)
      }
    }
  }
}

extension PartOutput {
  /// A row of the ledger, with what an engine has to know of it.
  mutating func row(_ row: LedgerRow) {
    line("row") { out in
      out.text("key", row.key)
      out.text("id", row.id)
      out.text("path", row.path)
      out.text("address", row.addresses.last)
      out.text("meaning", row.meaning.hexadecimal)
      out.flag("entry", row.isEntry)
      out.texts("topics", row.topics)
      out.instant("withdrawn", row.withdrawn)
      out.text("row", String(decoding: LedgerLines.line(row).dropLast(), as: UTF8.self))
    }
  }
}
