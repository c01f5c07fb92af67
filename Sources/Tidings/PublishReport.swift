public import ContentCorpus
public import Documents

/// What a build did, or would do.
public struct PublishReport: Sendable {
  public struct Row: Sendable, Hashable {
    public let path: String
    public let change: DocumentChange
    public let format: DocumentFormat
    public let bytes: Int
    public let entries: Int
  }

  public let corpus: Corpus.Counts
  public let topics: Int
  /// Every document, in the order of their paths.
  public let documents: [Row]
  /// Paths in findings begin with the corpus or the output folder as it was given.
  public let report: Report
  public let isDryRun: Bool

  public func count(_ change: DocumentChange) -> Int { documents.count { $0.change == change } }
}
