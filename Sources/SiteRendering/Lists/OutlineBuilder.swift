import ContentCorpus
package import SitePlanning
package import SiteSettings
import Syndication
import TidingsCore

/// Makes `topics.opml`: every topic's feed, under the name of its vocabulary.
package struct OutlineBuilder: Sendable {
  package let feeds: FeedBuilder
  package let addresses: SiteAddresses

  package init(feeds: FeedBuilder, addresses: SiteAddresses) {
    self.feeds = feeds
    self.addresses = addresses
  }

  /// What feeds of a kind stand under.
  private func name(of scope: FeedScope) -> String? {
    guard let topic = scope.topic.map({ feeds.corpus.topics[$0] }) else { return nil }
    return topic.isAuthor ? "Authors" : topic.taxonomy
  }

  /// `nil` where there is no topic: an outline must not be empty.
  package func document(_ plan: Plan) -> BuiltDocument? {
    let corpus = feeds.corpus
    let configuration = feeds.configuration
    let planned = plan.feeds.filter { $0.topic != nil || $0.scope.title != nil }
    guard !planned.isEmpty, let format = configuration.feeds.formats.first else { return nil }
    let groups = Dictionary(grouping: planned) { name(of: $0.scope) }
    let named = groups.keys.compactMap { $0 }.sorted().map { Optional($0) } + (groups[nil] == nil ? [] : [nil])
    let outlineGroups = named.map { name in
      Outline.Group(
        name: name,
        subscriptions: (groups[name] ?? []).map { feed in
          Outline.Subscription(
            title: feeds.names.title(feed.scope),
            address: addresses.document(feed.scope.path(format)),
            home: feeds.names.home(of: feed.scope))
        })
    }
    let newest = planned.compactMap { $0.newest(corpus) }.max() ?? Timestamp(microseconds: 0)
    let outline = Outline(
      title: configuration.site.title, modified: newest, owner: configuration.site.author?.name, groups: outlineGroups)
    return BuiltDocument(
      document: Document(path: DocumentFormat.opml.fileName, format: .opml, bytes: outline.bytes),
      entries: planned.count, topic: nil, newest: newest)
  }
}
