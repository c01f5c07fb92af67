package import ContentCorpus
package import SiteSettings

/// Which sitemap names which pages.
extension Plan {
  /// Lists that sitemaps name: none at the address of an entry, of which both cannot be, or of a page that asks to be passed over.
  package static func lists(_ lists: [ListPage], _ corpus: Corpus, _ settings: SitemapSettings) -> [ListPage] {
    guard settings.enabled, settings.lists != .none, !lists.isEmpty else { return [] }
    return lists.compactMap { list in
      guard let index = corpus.position(ofPermalink: list.permalink) else { return list }
      let item = corpus.items[index]
      // A trail of breadcrumbs may end at the item itself, which is a page and no list.
      guard item.kind != .entry, item.isIndexable else { return nil }
      var list = list
      list.item = index
      list.modified = [list.modified, item.lastModified].compactMap { $0 }.max()
      return list
    }
  }

  static let otherSitemap = "other-sitemap"

  package static func sitemaps(_ corpus: Corpus, topics: [Int], lists: [ListPage]) -> [PlannedSitemap] {
    // An author's pages have a topic, or are among the others.
    let topics = topics.filter { !corpus.topics[$0].isAuthor }
    let planned = Set(topics)
    let asLists = Set(lists.compactMap(\.item))
    let pages = corpus.pages.filter { index in
      let item = corpus.items[index]
      return item.kind == .page && item.isIndexable && !asLists.contains(index)
    }
    var pagesByTopic: [Int: [Int]] = [:]
    for index in pages {
      for topic in corpus.items[index].topics where planned.contains(topic) {
        pagesByTopic[topic, default: []].append(index)
      }
    }
    let ownLists = Dictionary(grouping: lists.filter { $0.topic.map(planned.contains) ?? false }) { $0.topic ?? 0 }
    var sitemaps = topics.map { topic in
      PlannedSitemap(
        topic: topic, name: "sitemap-" + fileName(corpus.topics[topic].path), lists: ownLists[topic] ?? [],
        items: corpus.itemsByTopic[topic].filter { corpus.items[$0].isIndexable } + (pagesByTopic[topic] ?? []))
    }
    func isAlone(_ index: Int) -> Bool { !corpus.items[index].topics.contains(where: planned.contains) }
    sitemaps.append(
      PlannedSitemap(
        topic: nil, name: otherSitemap, lists: lists.filter { !($0.topic.map(planned.contains) ?? false) },
        items: corpus.published.filter { corpus.items[$0].isIndexable && isAlone($0) } + pages.filter(isAlone),
        files: corpus.files))
    return sitemaps.filter { $0.count > 0 }
  }
}
