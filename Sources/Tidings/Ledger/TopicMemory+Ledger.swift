public import ContentCorpus
public import LedgerKeeping

extension TopicMemory {
  /// What a ledger remembers of topics.
  ///
  /// - Throws: ``LedgerProblem``.
  public init(_ ledger: any LedgerStore) throws {
    let paths = try ledger.topics()
    // Ledgers of former versions know the paths, and not whose they are.
    self.init(paths: paths, published: paths.isEmpty ? try ledger.publishedTopics() : [])
  }
}
