import ContentCorpus
import Documents
import Syndication

/// The rendered entries of a plan: each read and rendered once, however many feeds it stands in.
struct EntryStore: Sendable {
  private let rendered: [RenderedEntry]
  /// Positions in the above by item; -1 for an item that stands in no feed.
  private let positions: [Int32]

  /// - Parameter entries: positions of items, in their order.
  /// - Throws: `CorpusChanged` where a file is not the one that the corpus was read from.
  init(_ entries: [Int], corpus: Corpus, configuration: Configuration, jobs: Int) async throws {
    let reader = CorpusReader(folder: corpus.folder, settings: corpus.settings)
    let mapping = EntryMapping(configuration: configuration, topics: corpus.topics)
    rendered = try await Parallel.map(entries.count, jobs: jobs, stride: 8) { position in
      let record = corpus.items[entries[position]]
      return RenderedEntry(mapping.entry(try reader.item(record)))
    }
    var positions = [Int32](repeating: -1, count: corpus.items.count)
    for (position, item) in entries.enumerated() { positions[item] = Int32(position) }
    self.positions = positions
  }

  subscript(item: Int) -> RenderedEntry? { positions[item] < 0 ? nil : rendered[Int(positions[item])] }
}
