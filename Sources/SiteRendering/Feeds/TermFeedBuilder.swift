import ContentCorpus
import SitePlanning
import SiteSettings
import Syndication
import TidingsCore

/// Makes the feed of a vocabulary, whose entries are its terms: a generator makes one where it makes feeds of lists.
struct TermFeedBuilder {
  let feeds: FeedBuilder

  func documents(_ feed: Plan.PlannedFeed, terms: [Int]) -> [BuiltDocument] {
    let corpus = feeds.corpus
    let placed = terms.map { topic in
      let page =
        feed.scope.termPages[topic].map(feeds.addresses.page(of:))
        ?? feeds.addresses.page(corpus.topics[topic].path)
      let items = corpus.itemsByTopic[topic].map { corpus.items[$0] }
      let published = items.map(\.published).max() ?? Timestamp(microseconds: 0)
      return PlacedEntry(
        RenderedEntry(
          Entry(
            id: page, title: feed.scope.termTitle(topic, corpus), page: page, published: published,
            updated: max(published, items.map(\.modified).max() ?? published), summary: corpus.topics[topic].label)),
        form: .summary)
    }
    var head = feeds.head(feed)
    let changes = terms.flatMap { corpus.itemsByTopic[$0] }.map { corpus.items[$0].modified }
    head.updated = changes.max() ?? head.updated
    head.published = head.updated
    return feeds.writers(head).map { format, writer in
      BuiltDocument(
        document: Document(path: feed.scope.path(format), format: format, bytes: writer.document(placed)),
        entries: placed.count, topic: nil, newest: head.updated)
    }
  }
}
