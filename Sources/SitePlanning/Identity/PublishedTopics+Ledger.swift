public import ContentCorpus
public import PublishingLedger

extension PublishedTopics {
  /// What a ledger remembers of topics.
  ///
  /// - Throws: ``LedgerError``.
  public init(_ ledger: any LedgerStore) throws {
    let paths = try ledger.topics()
    // Ledgers of former versions know the paths, and not whose they are.
    self.init(paths: paths, published: paths.isEmpty ? try ledger.publishedTopics() : [])
  }
}
