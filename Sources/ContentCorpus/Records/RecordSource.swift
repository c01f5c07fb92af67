import Codecs
import LocalFiles
import TidingsCore

/// One file of records: by where it lies, or what came over standard input.
struct RecordSource: Sendable {
  /// What it is called in findings: relative to the corpus folder, or from the root.
  let name: String
  /// Where it lies; `nil` for standard input.
  let path: String?
  /// What came over standard input.
  let spool: PlacedFile?

  private static let blockSize = 1 << 18
  /// Bytes that a compressed file may stand for: a few bytes can stand for all of a disk.
  private static let inflatedLimit = 1 << 40

  /// What standard input is called.
  static let standardInputName = "/dev/stdin"

  init(path: String, name: String) { (self.path, self.name, spool) = (path, name, nil) }

  init(spool: PlacedFile) { (path, name, self.spool) = (nil, RecordSource.standardInputName, spool) }

  /// Keeps what comes over standard input in a file that nobody else sees, not compressed.
  ///
  /// - Throws: ``CorpusUnreadableError`` where it is cut off, `SystemError`.
  init(standardInput: Void) throws {
    (path, name) = (nil, RecordSource.standardInputName)
    let file = try PlacedFile()
    var stream: GzipStream?
    var isFirst = true
    try RecordSource.explaining(name) {
      try LocalFile.readStandardInput(pieces: RecordSource.blockSize) { block in
        if isFirst, Gzip.isGzip(block) { stream = try GzipStream() }
        isFirst = false
        if let stream { try stream.read(block, take: file.append) } else { try file.append(block) }
      }
      if let stream, !stream.isAtEnd { throw Gzip.Failure.damaged }
    }
    spool = file
  }

  /// The stamp of the file as it is now.
  func stamp() throws -> FileStamp? { try path.map { try LocalFile.stamp($0) } ?? spool?.stamp }

  /// The file's content, not compressed, and its stamp.
  ///
  /// - Throws: ``CorpusUnreadableError`` where it is no file, or cut off; `SystemError`.
  func opened() throws -> (content: PlacedFile, stamp: FileStamp) {
    guard let path else {
      guard let spool else { throw unreadable("Standard input was not read") }
      return (spool, spool.stamp)
    }
    switch try LocalFile.kind(path) {
    case .file: break
    case nil: throw unreadable("There is no such file")
    case .folder: throw unreadable("It is a folder; name the files in it")
    default: throw unreadable("It is a pipe or a device; pass it to standard input, with --records -")
    }
    let file = try PlacedFile(path)
    guard Gzip.isGzip(try file.read(at: 0, count: 4)) else { return (file, file.stamp) }
    let copy = try PlacedFile()
    let stream = try GzipStream()
    var (offset, size) = (0, 0)
    try RecordSource.explaining(name) {
      while true {
        let block = try file.read(at: offset, count: RecordSource.blockSize)
        if block.isEmpty { break }
        offset += block.count
        try stream.read(block) { piece in
          size += piece.count
          guard size <= RecordSource.inflatedLimit else {
            throw Gzip.Failure.tooLarge(limit: RecordSource.inflatedLimit)
          }
          try copy.append(piece)
        }
      }
      guard stream.isAtEnd else { throw Gzip.Failure.damaged }
    }
    return (copy, file.stamp)
  }

  private static func explaining(_ name: String, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let failure as Gzip.Failure {
      throw CorpusUnreadableError(RecordFindings.file.finding(at: SourceLocation(path: name), "\(failure)"))
    }
  }

  func unreadable(_ message: String, line: Int = 1) -> CorpusUnreadableError {
    CorpusUnreadableError(RecordFindings.file.finding(at: SourceLocation(path: name, line: line), message))
  }
}
