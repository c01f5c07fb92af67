import Documents
import LocalFiles

/// What an earlier reading knows of the files that are there now.
struct KnownFiles: Sendable {
  private let snapshot: CorpusSnapshot?
  /// Positions in the snapshot by position of the path; -1 for a new file.
  private let positions: [Int32]
  private let now: Int64
  private let trustsStamps: Bool

  /// - Parameter files: in the order of their paths.
  init(_ snapshot: CorpusSnapshot?, files: [CorpusListing.File], now: Timestamp, trustsStamps: Bool) {
    self.snapshot = snapshot
    self.now = now.microseconds
    self.trustsStamps = trustsStamps
    positions = snapshot.map { KnownFiles.positions(of: files, in: $0.files) } ?? []
  }

  func reading(at index: Int) -> FileReading? {
    guard let snapshot, positions[index] >= 0 else { return nil }
    return snapshot.files[Int(positions[index])]
  }

  /// What is known of a file, if it still holds; what it says of the file's bytes may be out of date.
  func valid(at index: Int) -> FileReading? {
    reading(at: index).flatMap { $0.stamp != nil && $0.validity.contains(now) ? $0 : nil }
  }

  /// Whether a stamp is enough to know a file by.
  func trusts(_ stamp: FileStamp, of known: FileReading) -> Bool {
    guard trustsStamps, let epoch = snapshot?.epoch else { return false }
    return known.stamp == stamp && stamp.isSettled(before: epoch)
  }

  /// Both lists are in the same order, so one walk over both finds all.
  private static func positions(of listed: [CorpusListing.File], in files: [FileReading]) -> [Int32] {
    var positions = [Int32](repeating: -1, count: listed.count)
    var other = 0
    for index in listed.indices {
      let path = listed[index].path
      while other < files.count, FileTree.precedes(files[other].path, path) { other += 1 }
      if other < files.count, files[other].path == path {
        positions[index] = Int32(other)
        other += 1
      }
    }
    return positions
  }
}

/// How a file became known.
enum ReadingStep: Sendable {
  /// By its stamp: nothing was read.
  case known
  /// By its bytes.
  case same(FileReading)
  case read(FileReading)
}

extension ItemReader {
  func reading(
    of file: CorpusListing.File, in folder: String, known: KnownFiles, at index: Int
  ) -> ReadingStep {
    let path = file.path
    let former = known.valid(at: index)
    if let former, known.trusts(file.stamp, of: former) { return .known }
    do {
      let (bytes, stamp) = try LocalFile.read(folder + "/" + path)
      let digest = ContentDigest(bytes)
      if let former, former.digest == digest {
        var outcome = former.outcome
        outcome.record = outcome.record?.with(stamp)
        return .same(FileReading(path: path, stamp: stamp, digest: digest, validity: former.validity, outcome: outcome))
      }
      let outcome = outcome(path: path, bytes: bytes, stamp: stamp, digest: digest)
      return .read(
        FileReading(path: path, stamp: stamp, digest: digest, validity: outcome.validity, outcome: outcome))
    } catch {
      return .read(FileReading(unreadable: path, error))
    }
  }
}

extension FileReading {
  convenience init(unreadable path: String, _ error: any Error) {
    self.init(
      path: path, stamp: nil, digest: ContentDigest(high: 0, low: 0), validity: Validity(),
      outcome: ItemReader.Outcome(findings: [ItemReader.unreadable(path, error)]))
  }

  /// A file of which nothing is known.
  convenience init(unknown path: String) {
    self.init(
      path: path, stamp: nil, digest: ContentDigest(high: 0, low: 0), validity: Validity(),
      outcome: ItemReader.Outcome())
  }
}
