package import ContentCorpus
import PublishingLedger
import SiteSettings
import TidingsCore

/// What is to be remembered of a corpus of which nothing is: each item as its file gives it. The same as of ``LedgerReconciler``, without
/// holding a row of each.
struct FirstLedgerReconciler {
  let configuration: Configuration
  let corpus: Corpus

  /// - Returns: `nil` where two items would have one id, so that one of them has to get another.
  func rows() -> LedgerRowSource? {
    let (corpus, configuration) = (corpus, configuration)
    let positions = corpus.published + corpus.pages
    // Hashes stand for the ids: where two of them are equal by chance, the other way gives the same result.
    var hashes = Set<Int>(minimumCapacity: positions.count)
    for index in positions
    where !hashes.insert(FirstLedgerReconciler.id(corpus.items[index], configuration).hashValue).inserted {
      return nil
    }
    let keys = positions.map { corpus.items[$0].key }
    let order = positions.indices.sorted { keys[$0].utf8.lexicographicallyPrecedes(keys[$1].utf8) }
      .map { Int32(positions[$0]) }
    return LedgerRowSource(count: order.count) { number in
      let record = corpus.items[Int(order[number])]
      return LedgerRow(
        key: record.key, id: FirstLedgerReconciler.id(record, configuration), path: record.path,
        first: record.published,
        meaning: record.meaning, modified: record.modified, claimed: record.claimed,
        addresses: [SiteAddresses.page(of: record, configuration)],
        topics: record.topics.map { corpus.topics[$0].path }, reading: record.reading)
    }
  }

  private static func id(_ record: ItemRecord, _ configuration: Configuration) -> String {
    configuration.site.tagAuthority.entry(key: record.key, published: record.published)
  }
}

/// Items of which nothing was remembered.
package enum NewItems {
  /// All entries.
  case all
  /// Those with these keys.
  case keys(Set<String>)

  package func contains(_ record: ItemRecord) -> Bool {
    switch self {
    case .all: record.kind == .entry && record.publication.isPublished
    case .keys(let keys): keys.contains(record.key)
    }
  }

  func contains(key: String) -> Bool {
    switch self {
    case .all: true
    case .keys(let keys): keys.contains(key)
    }
  }

  /// Whether they are more than a number.
  package func isMore(than limit: Int) -> Bool {
    switch self {
    case .all: true
    case .keys(let keys): keys.count > limit
    }
  }
}
