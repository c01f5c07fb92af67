import ContentCorpus
import Syndication
import TidingsCore

/// The rendered entries of feeds. One that stands in several feeds is rendered once and kept; most stand in one, and are
/// rendered when it is their turn, so that their memory is free again when the feed is written.
struct EntryStore: Sendable {
  private let corpus: Corpus
  private let reader: CorpusReader
  private let mapping: EntryMapping
  private let shared: [Int: RenderedEntry]
  private let kept: LastGoodEntries

  /// - Parameters:
  ///   - feeds: positions of the items of each feed that is to be made.
  ///   - keepsPaths: whether ids that are paths stay so in Atom.
  ///   - kept: the entries of items whose files cannot be read.
  /// - Throws: `CorpusChangedError` where a file is not the one that the corpus was read from.
  init(
    feeds: [[Int]], corpus: Corpus, configuration: Configuration, keepsPaths: Bool, kept: LastGoodEntries, jobs: Int
  ) async throws {
    let reader = CorpusReader(folder: corpus.folder, settings: corpus.settings)
    let mapping = EntryMapping(configuration: configuration, topics: corpus.topics, keepsPaths: keepsPaths)
    (self.corpus, self.reader, self.mapping, self.kept) = (corpus, reader, mapping, kept)
    let items = EntryStore.repeated(in: feeds)
    let rendered = try await Parallel.map(items.count, jobs: jobs, stride: 8) { position in
      try EntryStore.rendered(corpus.items[items[position]], reader, mapping, kept)
    }
    shared = Dictionary(uniqueKeysWithValues: zip(items, rendered))
  }

  private init(empty corpus: Corpus, _ configuration: Configuration, _ directory: OutputDirectory) {
    self.corpus = corpus
    reader = CorpusReader(folder: corpus.folder, settings: corpus.settings)
    mapping = EntryMapping(configuration: configuration, topics: corpus.topics, keepsPaths: false)
    kept = LastGoodEntries(corpus, configuration, directory, keepsPaths: false)
    shared = [:]
  }

  /// A store for those who make no feed.
  static func empty(_ corpus: Corpus, _ configuration: Configuration, _ directory: OutputDirectory) -> EntryStore {
    EntryStore(empty: corpus, configuration, directory)
  }

  /// - Throws: `CorpusChangedError`.
  func entry(_ item: Int) throws -> RenderedEntry {
    if let entry = shared[item] { return entry }
    return try EntryStore.rendered(corpus.items[item], reader, mapping, kept)
  }

  private static func rendered(
    _ record: ItemRecord, _ reader: CorpusReader, _ mapping: EntryMapping, _ kept: LastGoodEntries
  ) throws -> RenderedEntry {
    if record.isKept { return RenderedEntry(try kept.entry(record)) }
    let entry = RenderedEntry(mapping.entry(try reader.item(record)))
    try mapping.check()
    return entry
  }

  /// Items that stand in more than one feed, in their order.
  private static func repeated(in feeds: [[Int]]) -> [Int] {
    let all = feeds.flatMap { $0 }.sorted()
    return Set(zip(all, all.dropFirst()).lazy.filter { $0 == $1 }.map(\.0)).sorted()
  }
}
