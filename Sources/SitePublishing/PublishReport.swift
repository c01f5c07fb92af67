public import ContentCorpus
public import PublishingLedger
public import SiteOutput
public import TidingsCore

/// What a build did, or would do.
public struct PublishReport: Sendable {
  public struct Row: Sendable, Hashable {
    public let path: String
    public let change: DocumentChange
    public let format: DocumentFormat
    public let bytes: Int
    public let entries: Int

    package init(path: String, change: DocumentChange, format: DocumentFormat, bytes: Int, entries: Int) {
      self.path = path
      self.change = change
      self.format = format
      self.bytes = bytes
      self.entries = entries
    }
  }

  public let corpus: Corpus.Counts
  public let topics: Int
  /// Every document, in the order of their paths.
  public let documents: [Row]
  /// Paths in findings begin with the corpus or the output folder as it was given.
  public private(set) var report: Report
  public let isDryRun: Bool
  /// What was known before, if the build had a cache.
  public internal(set) var reuse: Reuse?
  /// Pages of the site that this build has found new, changed or gone; none where nothing is remembered.
  public internal(set) var pages: [JournalEntry.Change] = []
  /// Whether somebody wants to be notified of changes.
  public internal(set) var hasServices = false

  package init(
    corpus: Corpus.Counts, topics: Int, documents: [Row], report: Report, isDryRun: Bool, reuse: Reuse? = nil,
    pages: [JournalEntry.Change] = [], hasServices: Bool = false
  ) {
    self.corpus = corpus
    self.topics = topics
    self.documents = documents
    self.report = report
    self.isDryRun = isDryRun
    self.reuse = reuse
    self.pages = pages
    self.hasServices = hasServices
  }

  /// How much of the work an earlier build had done.
  public struct Reuse: Sendable, Hashable {
    public let cache: CacheFolder.State
    /// Content files that were read, not only looked at.
    public let filesRead: Int
    /// Documents that were made, whether or not they turned out to be another than before.
    public let documentsMade: Int
  }

  mutating func note(_ finding: Finding) { note([finding]) }

  mutating func note(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    report = Report(report.findings + findings)
  }

  public func count(_ change: DocumentChange) -> Int { documents.count { $0.change == change } }
}
