import LocalFiles
import TidingsCore

/// What an earlier reading knows of the files that are there now.
struct CachedFiles: Sendable {
  private let snapshot: CorpusSnapshot?
  /// Positions in the snapshot by position of the path; -1 for a new file.
  private let positions: [Int32]
  private let now: Int64
  private let trustsStamps: Bool

  /// - Parameter files: in the order of their paths.
  init(
    _ snapshot: CorpusSnapshot?, files: [CorpusListing.File], now: Timestamp, trustsStamps: Bool, jobs: Int
  ) async throws {
    self.snapshot = snapshot
    self.now = now.microseconds
    self.trustsStamps = trustsStamps
    positions =
      if let snapshot { try await CachedFiles.positions(of: files, in: snapshot.files, jobs: jobs) } else { [] }
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
  func trusts(_ stamp: FileStamp?, of known: FileReading) -> Bool {
    guard let stamp else { return false }
    return known.stamp == stamp && trusts(stamp)
  }

  /// Whether what has this stamp, and had it then, is known by it.
  func trusts(_ stamp: FileStamp) -> Bool {
    guard trustsStamps, let epoch = snapshot?.epoch else { return false }
    return stamp.isSettled(before: epoch)
  }

  /// Both lists are in the same order, so that one walk over both finds all; several pieces are walked over at a time.
  private static func positions(
    of listed: [CorpusListing.File], in files: [FileReading], jobs: Int
  ) async throws -> [Int32] {
    let size = 8192
    let pieces = try await Parallel.map((listed.count + size - 1) / size, jobs: jobs) { piece in
      let start = piece * size
      return positions(of: listed[start..<min(start + size, listed.count)], in: files)
    }
    return pieces.flatMap { $0 }
  }

  private static func positions(of listed: ArraySlice<CorpusListing.File>, in files: [FileReading]) -> [Int32] {
    guard let first = listed.first else { return [] }
    var other = PathOrder.firstPosition(notBefore: first.path, of: files.count) { files[$0].path }
    return listed.map { file in
      while other < files.count, files[other].path != file.path, FileTree.precedes(files[other].path, file.path) {
        other += 1
      }
      guard other < files.count, files[other].path == file.path else { return -1 }
      other += 1
      return Int32(other - 1)
    }
  }
}

extension ItemReader {
  /// What a file gives; what is known of it, the very object, where that holds.
  func reading(of file: CorpusListing.File, in folder: String, known: CachedFiles, at index: Int, digests: Bool) throws
    -> FileReading
  {
    // A commit changes what is said of a file whose bytes are the same.
    let former = known.valid(at: index).flatMap { former in
      !former.outcome.asksGit || settings.git?.dates(of: file.path) == former.outcome.git ? former : nil
    }
    let isPageKnown = former.map { hasPage(of: $0, known) } ?? false
    if let former, isPageKnown, known.trusts(file.stamp, of: former) { return former }
    do {
      let (bytes, stamp) = try bytes(of: file.path, in: folder)
      let digest = digests ? settings.records?.digest(bytes, of: file.path) ?? ContentDigest(bytes) : .none
      guard let former, isPageKnown, former.digest == digest else {
        return reading(path: file.path, bytes: bytes, stamp: stamp, digest: digest)
      }
      var outcome = former.outcome
      outcome.record = outcome.record?.with(stamp)
      return FileReading(path: file.path, stamp: stamp, digest: digest, outcome: outcome)
    } catch let error as SystemError where error.isOfFile {
      return FileReading(unreadable: file.path, error)
    } catch let error as SystemError where error.isNotFound {
      // It was listed a moment ago.
      throw CorpusChangedError(path: file.path)
    } catch let busy as FileChangingError {
      return FileReading(unreadable: file.path, busy)
    }
  }

  /// What an item is read from: its file, or its part of one.
  ///
  /// - Throws: as `LocalFile/readWhole(_:limit:)`, and ``CorpusChangedError``.
  func bytes(of path: String, in folder: String) throws -> (bytes: [UInt8], stamp: FileStamp) {
    try settings.records?.read(path) ?? LocalFile.readWhole(folder + "/" + path, limit: FileLimit.content)
  }

  /// Whether the built page of what is known of a file is still the same.
  private func hasPage(of former: FileReading, _ known: CachedFiles) -> Bool {
    guard let pages, let record = former.outcome.record else { return true }
    return pages.holds(record, known.trusts)
  }

  func reading(path: String, bytes: [UInt8], stamp: FileStamp, digest: ContentDigest) -> FileReading {
    let outcome = outcome(path: path, bytes: bytes, stamp: stamp, digest: digest)
    return FileReading(path: path, stamp: stamp, digest: digest, outcome: outcome)
  }
}

extension FileReading {
  convenience init(unreadable path: String, _ error: any Error) {
    self.init(
      path: path, stamp: nil, digest: .none,
      outcome: ItemReader.Outcome(findings: [ItemReader.unreadable(path, error)]))
  }
}
