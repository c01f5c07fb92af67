package import ContentCorpus

/// Which pages are the same in other languages (developers.google.com/search/docs/specialty/international/localized-versions).
package struct Translations: Sendable {
  private let corpus: Corpus
  /// Positions of pages that belong together, by the position of each.
  private let groups: [Int: [Int]]
  /// Lists by what their translations share.
  private let lists: [String: [ListPage]]

  package init(_ corpus: Corpus, lists: [ListPage]) {
    self.corpus = corpus
    self.lists = Dictionary(grouping: lists.filter { $0.translationKey != nil }) { $0.translationKey ?? "" }
      .filter { group in Set(group.value.map { $0.language?.lowercased() }).count == group.value.count }
      .mapValues { $0.sorted { ($0.language ?? "", $0.permalink) < ($1.language ?? "", $1.permalink) } }
    var byKey: [String: [Int]] = [:]
    for index in corpus.published + corpus.pages where Translations.isMember(corpus.items[index]) {
      if let key = corpus.items[index].translationKey { byKey[key, default: []].append(index) }
    }
    var groups: [Int: [Int]] = [:]
    for members in byKey.values where members.count > 1 {
      let sorted = Translations.group(members) { (corpus.items[$0].language, corpus.items[$0].path) }
      for member in sorted { groups[member] = sorted }
    }
    self.groups = groups
  }

  /// Whether a page may be one of several that are the same in other languages.
  package static func isMember(_ item: ItemRecord) -> Bool {
    item.kind != .list && item.isIndexable && item.translationKey != nil
  }

  /// Pages that share a key, in the order in which they are named; none where they do not belong together.
  package static func group<Page>(_ pages: [Page], by place: (Page) -> (language: String?, path: String)) -> [Page] {
    let sorted = pages.sorted { left, right in
      let (first, second) = (place(left), place(right))
      return (first.language ?? "", first.path) < (second.language ?? "", second.path)
    }
    // A language that two pages claim is nobody's, and the rest is not worth a guess.
    return Set(sorted.map { place($0).language?.lowercased() }).count == sorted.count ? sorted : []
  }

  /// The pages of an item in all languages, itself among them; none where there is only one.
  package func pages(of item: Int) -> [(language: String?, item: Int)] {
    (groups[item] ?? []).map { (corpus.items[$0].language, $0) }
  }

  /// A list in all languages, itself among them; none where there is only one.
  package func lists(of list: ListPage) -> [ListPage] {
    let group = list.translationKey.flatMap { lists[$0] } ?? []
    return group.count > 1 ? group : []
  }
}
