import ContentCorpus
import SiteSettings

/// What is said of the topics of a corpus: by the configuration, else by the pages that the site's generator makes of them.
struct TopicWords {
  private let corpus: Corpus
  private let details: [TopicDetails]
  /// The records of the topics' own pages, by the position of the topic.
  private let pages: [Int: Int]

  /// - Parameters:
  ///   - corpus: with all its topics.
  ///   - details: of the configuration.
  ///   - lists: all that the site has.
  init(_ corpus: Corpus, details: [TopicDetails], lists: [ListPage]) {
    self.corpus = corpus
    self.details = details
    var pages: [Int: Int] = [:]
    for list in lists { if let topic = list.topic, let item = list.item { pages[topic] = item } }
    self.pages = pages
  }

  func add(to scope: inout FeedScope, of topic: Int) {
    let own = corpus.topics[topic]
    if let page = pages[topic] {
      let record = corpus.items[page]
      // A list without a title is called after its folder, or its file.
      let names: [String] = [own.label, String(own.path.lastSegment), "_index"]
      if !names.contains(record.title) { scope.title = record.title }
      (scope.description, scope.picture) = (record.about, record.picture)
    }
    // Hugo makes a title of a term that has no page of its own.
    let convention = corpus.settings.convention
    if convention.generator == .hugo, let taxonomy = own.taxonomy, convention.hugo.taxonomies.contains(taxonomy),
      pages[topic] == nil
    {
      let title = convention.hugo.titles.term(own.label)
      if title != own.label { scope.title = title }
    }
    for detail in details where detail.names(own) {
      scope.title = detail.title ?? scope.title
      scope.feedTitle = detail.feedTitle ?? scope.feedTitle
      scope.description = detail.description ?? scope.description
      scope.picture = detail.picture ?? scope.picture
    }
  }
}

extension TopicDetails {
  func names(_ topic: Topic) -> Bool {
    topic.path == self.topic || topic.name == self.topic || topic.label == self.topic
  }
}
