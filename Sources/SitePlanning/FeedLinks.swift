public import ContentCorpus
import Markup
public import SiteSettings

/// The `link` elements by which the pages of a site name the feeds that go with them.
public struct FeedLinks: Sendable {
  private let corpus: Corpus
  private let names: FeedNames
  private let plan: Plan

  public init(_ corpus: Corpus, configuration: Configuration) {
    self.corpus = corpus
    names = FeedNames(corpus: corpus, configuration: configuration, addresses: SiteAddresses(configuration))
    plan = Plan(corpus, configuration: configuration)
  }

  /// What is known of a page.
  public struct Page: Sendable, Hashable {
    /// HTML for the page's head, a line for each feed.
    public let html: String
    /// Whether it is the home page, that of an item or of a topic; any other page gets the feeds of the site.
    public let isKnown: Bool
  }

  /// - Parameter address: of the page, or its path on the site.
  public func page(_ address: String) -> Page {
    let base = URIReference(names.addresses.home)
    let wanted = URIReference(address).resolved(against: base)
    func isWanted(_ other: String) -> Bool {
      let other = URIReference(other)
      return wanted.domain == other.domain
        && wanted.decodedPath.trimmingSlashes == other.decodedPath.trimmingSlashes
    }
    let first = plan.feeds.prefix(1).map(\.scope)
    if isWanted(names.addresses.home) { return Page(html: names.links(of: first), isKnown: true) }
    let own = plan.feeds.map(\.scope).filter { !$0.folder.isEmpty && isWanted(names.addresses.document($0.folder)) }
    if !own.isEmpty { return Page(html: names.links(of: own + first), isKnown: true) }
    let items = corpus.published + corpus.pages
    if let list = plan.lists.first(where: { isWanted(names.addresses.page(of: $0)) }) {
      let own = plan.feeds.map(\.scope).filter { list.topic != nil && $0.topic == list.topic }
      return Page(html: names.links(of: own + main(list.language)), isKnown: true)
    }
    guard let item = items.first(where: { isWanted(names.addresses.page(of: corpus.items[$0])) }) else {
      return Page(html: names.links(of: first), isKnown: false)
    }
    let topics = corpus.items[item].topics
    let scopes = plan.feeds.map(\.scope).filter { scope in scope.topic.map(topics.contains) ?? false }
    return Page(html: names.links(of: main(corpus.items[item].language) + scopes), isKnown: true)
  }

  /// The feed of a language, where it has one of its own, else that of the site.
  private func main(_ language: String?) -> [FeedScope] {
    let own = language.flatMap { language in
      plan.feeds.first { $0.topic == nil && $0.folder == language.lowercased() + "/" }
    }
    return [own ?? plan.feeds.first].compactMap { $0?.scope }
  }
}
