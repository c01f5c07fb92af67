public import LocalFiles

/// What is known of an export that was written: where in its file the lines of which items lie.
public struct BackupParts: Sendable, Hashable {
  /// Members of the file, one behind the other, of items whose keys follow each other. The lines of all else lie in front of them, and
  /// behind them the last one.
  public struct Part: Sendable, Hashable {
    /// The key of its first item.
    public let first: String
    /// Where it begins, and how many bytes it has.
    public let offset: Int
    public let length: Int
    public let sum: LineSum
    /// Of its bytes in the file.
    public let digest: ContentDigest

    public init(first: String, offset: Int, length: Int, sum: LineSum, digest: ContentDigest) {
      self.first = first
      self.offset = offset
      self.length = length
      self.sum = sum
      self.digest = digest
    }
  }

  /// The number of the ledger whose items they are.
  public let generation: Int64
  /// Of the file.
  public let stamp: FileStamp?
  public let length: Int
  public let parts: [Part]
  /// Members of the journal's lines, behind those of items.
  public let journal: [JournalPart]

  /// A member of builds that follow each other.
  public struct JournalPart: Sendable, Hashable {
    /// The number of its last build, if that ends with it.
    public let through: Int64?
    public let offset: Int
    public let length: Int
    public let sum: LineSum
    public let digest: ContentDigest

    public init(through: Int64?, offset: Int, length: Int, sum: LineSum, digest: ContentDigest) {
      self.through = through
      self.offset = offset
      self.length = length
      self.sum = sum
      self.digest = digest
    }
  }

  public init(generation: Int64, stamp: FileStamp?, length: Int, parts: [Part], journal: [JournalPart] = []) {
    self.generation = generation
    self.stamp = stamp
    self.length = length
    self.parts = parts
    self.journal = journal
  }
}
