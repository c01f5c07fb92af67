import ContentCorpus
package import SitePlanning
package import SiteSettings
import Syndication
import TidingsCore

/// Makes `topics.json`: every feed with all its addresses, for programs.
package struct CatalogBuilder: Sendable {
  package let feeds: FeedBuilder
  package let addresses: SiteAddresses

  package init(feeds: FeedBuilder, addresses: SiteAddresses) {
    self.feeds = feeds
    self.addresses = addresses
  }

  /// `nil` where there is no feed.
  package func document(_ plan: Plan) -> BuiltDocument? {
    guard !plan.feeds.isEmpty else { return nil }
    let configuration = feeds.configuration
    var out = JSONWriter(capacity: 512 * plan.feeds.count)
    out.raw("{\n  \"version\": 1,\n  \"title\": ")
    out.string(configuration.site.title)
    out.raw(",\n  \"home\": ")
    out.string(addresses.home)
    out.raw(",\n  \"feeds\": [")
    let sitemaps = Dictionary(plan.sitemaps.map { ($0.topic, $0.name) }) { first, _ in first }
    for (index, feed) in plan.feeds.enumerated() {
      out.raw(index == 0 ? "\n    " : ",\n    ")
      write(feed, sitemap: feed.topic.flatMap { sitemaps[$0] }, to: &out)
    }
    out.raw("\n  ]\n}\n")
    let newest = plan.feeds.compactMap { $0.newest(feeds.corpus) }.max()
    return BuiltDocument(
      document: Document(path: DocumentFormat.catalogue.fileName, format: .catalogue, bytes: out.bytes),
      entries: plan.feeds.count, topic: nil, newest: newest)
  }

  private func write(_ feed: Plan.PlannedFeed, sitemap: String?, to out: inout JSONWriter) {
    let (corpus, configuration, scope) = (feeds.corpus, feeds.configuration, feed.scope)
    let topic = scope.topic.map { corpus.topics[$0] }
    out.raw("{\"path\": ")
    out.string(String(scope.folder.dropLast()))
    out.raw(", \"kind\": \"\(scope.kind(in: corpus, configuration).rawValue)\", \"label\": ")
    out.string(scope.title ?? topic?.label ?? configuration.site.title)
    out.raw(", \"taxonomy\": ")
    if let taxonomy = topic?.taxonomy { out.string(taxonomy) } else { out.raw("null") }
    out.raw(", \"language\": ")
    if let language = scope.language ?? configuration.site.language { out.string(language) } else { out.raw("null") }
    out.raw(", \"items\": \(feed.total), \"entries\": \(feed.entryCount), \"newest\": ")
    let newest = feed.newest(corpus)
    if let newest { out.string(newest.rfc3339) } else { out.raw("null") }
    out.raw(", \"page\": ")
    out.string(feeds.names.home(of: scope))
    if configuration.pages.isEnabled {
      out.raw(", \"subscribe\": ")
      out.string(addresses.document(PageNames.page(scope.folder)))
    }
    out.raw(", \"feeds\": ")
    out.object(
      configuration.feeds.formats.map { ($0.rawValue, addresses.document(scope.path($0))) })
    // One that is split is found through the index alone.
    if let sitemap, feed.total <= URLSet.countLimit {
      out.raw(", \"sitemap\": ")
      out.string(addresses.document(sitemap + ".xml"))
    }
    out.raw("}")
  }
}
