import ContentCorpus
import Documents
import Syndication

/// The rendered entries of a plan: each read and rendered once, however many feeds it stands in.
struct EntryStore: Sendable {
  private let rendered: [Int: RenderedEntry]

  /// - Throws: `CorpusChanged` where a file is not the one that the corpus was read from.
  init(_ plan: Plan, corpus: Corpus, configuration: Configuration, jobs: Int) async throws {
    let reader = CorpusReader(folder: corpus.folder, settings: corpus.settings)
    let mapping = EntryMapping(configuration: configuration, topics: corpus.topics)
    let entries = plan.entries
    let results = try await Parallel.map(entries.count, jobs: jobs, stride: 8) { position in
      let record = corpus.items[entries[position]]
      return RenderedEntry(mapping.entry(try reader.item(record)))
    }
    rendered = Dictionary(uniqueKeysWithValues: zip(entries, results))
  }

  subscript(item: Int) -> RenderedEntry? { rendered[item] }
}
