import LocalFiles

/// What each file of a corpus gave when it was read: what a later reading need not do again.
///
/// It holds nothing that cannot be read again from the files.
public struct CorpusSnapshot: Sendable {
  /// In the order of their paths.
  var files: [FileReading]
  /// The file system's time before the first file was read, in nanoseconds since 1970; `nil` where it is not known, and
  /// no stamp can be trusted.
  var epoch: Int64?
  /// Files that were read, not only looked at.
  public internal(set) var readCount = 0
  /// Whether it differs from the one that it was made from.
  public internal(set) var isChanged = true

  /// Of a corpus of which nothing is known.
  public init() { self.init(files: []) }

  init(files: [FileReading], epoch: Int64? = nil, isChanged: Bool = true) {
    self.files = files
    self.epoch = epoch
    self.isChanged = isChanged
  }
}

/// What one file gave.
///
/// A class, since a corpus has many and they are handed on unchanged.
final class FileReading: Sendable {
  let outcome: ItemReader.Outcome
  /// What a record would say, where the file gave none.
  private let bare: Bare?

  private final class Bare: Sendable {
    let path: String
    let stamp: FileStamp?
    let digest: ContentDigest

    init(path: String, stamp: FileStamp?, digest: ContentDigest) {
      self.path = path
      self.stamp = stamp
      self.digest = digest
    }
  }

  var path: String { outcome.record?.path ?? bare?.path ?? "" }
  /// `nil` where the file could not be read.
  var stamp: FileStamp? { outcome.record?.stamp ?? bare?.stamp }
  var digest: ContentDigest { outcome.record?.digest ?? bare?.digest ?? .none }
  var validity: Validity { outcome.validity }
  /// Of the texts by which items are held against each other.
  var hashes: Hashes? { outcome.record?.fields.texts.hashes }

  struct Hashes: Sendable {
    let permalink: TextHash
    let key: TextHash
    /// Of the permalinks that former addresses would be; `nil` for one that is no page's.
    let aliases: [TextHash?]
    /// Of the lists around the item, together; `nil` where it names none.
    let lists: TextHash?
  }

  /// - Parameters:
  ///   - path: of the file, as its record has it, if there is one; so are the stamp and the digest.
  init(path: String, stamp: FileStamp?, digest: ContentDigest, outcome: ItemReader.Outcome) {
    self.outcome = outcome
    bare = outcome.record == nil ? Bare(path: path, stamp: stamp, digest: digest) : nil
  }
}

/// For which instants of "now" an outcome is what it is: dates come, and dates pass.
struct Validity: Sendable, Hashable {
  /// Microseconds since 1970.
  var from = Int64.min
  /// The first instant at which it is another.
  var until = Int64.max

  func contains(_ now: Int64) -> Bool { from <= now && now < until }

  /// Takes note of an instant from which on the outcome is another.
  mutating func add(_ instant: Int64, now: Int64) {
    if instant <= now { from = max(from, instant) } else { until = min(until, instant) }
  }
}
