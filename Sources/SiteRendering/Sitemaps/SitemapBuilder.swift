package import ContentCorpus
package import SitePlanning
package import SiteSettings
package import Syndication
import TidingsCore

/// Makes the sitemaps of a plan, and the index that names them.
package struct SitemapBuilder: Sendable {
  package let corpus: Corpus
  package let configuration: Configuration
  package let addresses: SiteAddresses
  package let translations: Translations
  var limits = SitemapLimits()
  /// What was published of items whose files cannot be read.
  package var kept: LastGoodEntries?

  package init(
    corpus: Corpus, configuration: Configuration, addresses: SiteAddresses, translations: Translations,
    limits: SitemapLimits = SitemapLimits(), kept: LastGoodEntries? = nil
  ) {
    self.corpus = corpus
    self.configuration = configuration
    self.addresses = addresses
    self.translations = translations
    self.limits = limits
    self.kept = kept
  }

  /// The sitemap of one planned scope, in as many documents as the limits demand.
  ///
  /// - Throws: `SystemError` where a published sitemap cannot be read.
  package func documents(_ sitemap: Plan.PlannedSitemap) throws -> [BuiltDocument] {
    var urls = SitemapURLs(count: sitemap.count)
    var pages: [SitemapShards.Page] = []
    pages.reserveCapacity(sitemap.count)
    for list in sitemap.lists {
      let address = addresses.page(of: list)
      let modified = [list.modified, try kept?.modified(ofList: address)].compactMap { $0 }.max()
      let place = urls.add(address, modified: modified, alternates: alternates(list))
      pages.append(.init(published: .unknown, permalink: list.permalink, modified: modified, place: place))
    }
    for file in sitemap.files {
      let place = urls.add(addresses.file(file), modified: nil)
      pages.append(.init(published: .unknown, permalink: file, modified: nil, place: place))
    }
    for index in sitemap.items {
      let item = corpus.items[index]
      let listing = item.isKept ? try kept?.listing(item, in: sitemap.name) : nil
      if listing == .unlisted { continue }
      if case .listed(let element) = listing {
        let place = urls.add(published: element)
        pages.append(
          .init(published: item.published, permalink: item.permalink, modified: item.lastModified, place: place))
        continue
      }
      let place = urls.add(
        addresses.page(of: item), modified: item.lastModified, images: images(item), alternates: alternates(index))
      pages.append(
        .init(published: item.published, permalink: item.permalink, modified: item.lastModified, place: place))
    }
    return SitemapShards.split(pages, limits: limits).map { shard in
      let name = sitemap.name + (shard.name.isEmpty ? "" : "~" + shard.name) + ".xml"
      return BuiltDocument(
        document: Document(path: name, format: .sitemap, bytes: urls.document(shard.pages.map(\.place))),
        entries: shard.pages.count, topic: sitemap.topic.map { corpus.topics[$0].path },
        newest: shard.pages.compactMap(\.modified).max())
    }
  }

  /// As many as there are: one names no more than 1,000 articles.
  package func news(_ items: [Int]) -> [BuiltDocument] {
    stride(from: 0, to: items.count, by: 1000).compactMap { start in
      let number = start / 1000 + 1
      return news(
        Array(items[start..<min(start + 1000, items.count)]),
        name: number == 1 ? "news-sitemap" : "news-sitemap~\(number)")
    }
  }

  private func news(_ items: [Int], name: String) -> BuiltDocument? {
    guard let settings = configuration.sitemaps.news else { return nil }
    let records = items.map { corpus.items[$0] }
    let tag = configuration.site.language?.lowercased() ?? "en"
    // Google asks for ISO 639, and for the two ways of writing Chinese by name.
    let language = ["zh-cn", "zh-tw"].contains(tag) ? tag : tag.split(separator: "-").first.map(String.init) ?? tag
    let urls = records.map { record in
      SitemapURL(
        address: addresses.page(of: record), modified: record.modified, images: images(record),
        news: SitemapURL.News(
          publication: settings.publication, language: language, published: record.published, title: record.title))
    }
    return BuiltDocument(
      document: Document(path: name + ".xml", format: .sitemap, bytes: URLSet.document(urls)),
      entries: urls.count, topic: nil, newest: records.map(\.modified).max())
  }

  /// The index of all sitemaps; several where there are more than one may name.
  package func index(of parts: [SitemapIndex.Part]) -> [BuiltDocument] {
    stride(from: 0, to: parts.count, by: limits.count).map { start in
      let slice = parts[start..<min(start + limits.count, parts.count)]
      let path = start == 0 ? "sitemap.xml" : "sitemap-index~\(start / limits.count + 1).xml"
      return BuiltDocument(
        document: Document(path: path, format: .sitemapIndex, bytes: SitemapIndex.document(slice)),
        entries: slice.count, topic: nil, newest: slice.compactMap(\.modified).max())
    }
  }

  private func alternates(_ index: Int) -> [SitemapURL.Alternate] {
    alternates(
      translations.pages(of: index).map { page in
        (page.language, addresses.page(of: corpus.items[page.item]))
      })
  }

  private func alternates(_ list: ListPage) -> [SitemapURL.Alternate] {
    alternates(translations.lists(of: list).map { ($0.language, addresses.page(of: $0)) })
  }

  /// Each page names all of its group, itself too; who speaks none of these languages gets the site's own.
  package func alternates(_ pages: [(language: String?, address: String)]) -> [SitemapURL.Alternate] {
    guard pages.count > 1 else { return [] }
    let site = configuration.site
    let own = site.language ?? corpus.settings.convention.defaultLanguage
    var alternates: [SitemapURL.Alternate] = []
    var common: String?
    for page in pages {
      let address = page.address
      let language = page.language.map { name in site.languages.first { $0.folder == name.lowercased() }?.tag ?? name }
      if page.language == nil { common = address }
      if let language = language ?? own { alternates.append(.init(language: language, address: address)) }
    }
    guard alternates.count > 1 else { return [] }
    if let common { alternates.append(.init(language: "x-default", address: common)) }
    return alternates
  }

  package func images(_ record: ItemRecord) -> [String] {
    guard configuration.sitemaps.images else { return [] }
    return record.picture.flatMap(addresses.asset).map { [$0] } ?? []
  }
}
