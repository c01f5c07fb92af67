import DataFormats
import LocalFiles
import Platform
import TidingsCore

/// Looks a file of records over: where each record lies, and what it is called. Pieces of the file are independent of each other, so
/// that several can be looked at at a time.
struct LineScan: Sendable {
  let source: RecordSource
  let content: PlacedFile
  let stamp: FileStamp
  let naming: RecordNaming
  private let size: Int

  static let pieceSize = 1 << 22
  /// Bytes that a line may have.
  static let lineLimit = FileLimit.content

  init(_ source: RecordSource, _ naming: RecordNaming) throws {
    (self.source, self.naming) = (source, naming)
    (content, stamp) = try source.opened()
    size = try content.size()
  }

  var pieceCount: Int { (size + LineScan.pieceSize - 1) / LineScan.pieceSize }

  /// What the lines that begin in one piece of the file are.
  struct Piece: Sendable {
    var lineCount = 0
    /// Lines are counted from the piece's first one.
    var records: [RecordPlace] = []
    var findings: [Finding] = []
    /// Records that are called by their bytes.
    var unnamed: [Int] = []
  }

  /// - Throws: ``CorpusUnreadableError`` where the file is none of records, or cut off; `SystemError`.
  func piece(_ number: Int) throws -> Piece {
    let start = number * LineScan.pieceSize
    let stop = min(start + LineScan.pieceSize, size)
    // One byte more in front: a line begins behind a line feed.
    let base = max(start - 1, 0)
    var bytes = try content.read(at: base, count: stop - base)
    var piece = Piece()
    var place = 0
    if number == 0 {
      try check(start: bytes)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    } else {
      place = LineScan.feed(bytes, from: 0).map { $0 + 1 } ?? bytes.count
    }
    while base + place < stop {
      var end = LineScan.feed(bytes, from: place)
      if end == nil, stop < size {
        try extend(&bytes, from: base, line: place)
        end = LineScan.feed(bytes, from: place)
      }
      let isLast = end == nil
      let line = place..<(end ?? bytes.count)
      piece.lineCount += 1
      if line.count > LineScan.lineLimit {
        piece.findings.append(
          RecordFindings.length.finding(
            at: SourceLocation(path: source.name, line: piece.lineCount), "The record is longer than 64 MiB"))
      } else {
        try take(bytes, line, from: base, isLast: isLast, &piece)
      }
      place = line.upperBound + 1
    }
    return piece
  }

  /// What the first bytes show of a file that is something else.
  private func check(start bytes: [UInt8]) throws {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw source.unreadable("The file is UTF-16")
    }
    let text = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    let line = text.prefix { $0 != 0x0A }.filter { $0 > 0x20 }
    if line.first == UInt8(ascii: "[") {
      throw source.unreadable("The file is one JSON list; make lines of it: jq -c '.[]'")
    }
    if line == [UInt8(ascii: "{")] {
      throw source.unreadable("The first record is on several lines; make one of them: jq -c .")
    }
  }

  /// Reads on to the end of a line, as far as lines may reach.
  private func extend(_ bytes: inout [UInt8], from base: Int, line: Int) throws {
    while base + bytes.count < size, bytes.count - line <= LineScan.lineLimit {
      let known = bytes.count
      let more = try content.read(at: base + known, count: 1 << 20)
      if more.isEmpty { return }
      bytes += more
      if LineScan.feed(bytes, from: known) != nil { return }
    }
  }

  private static func feed(_ bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count,
        let found = unsafe memchr(base + start, 0x0A, buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  private func take(_ bytes: [UInt8], _ line: Range<Int>, from base: Int, isLast: Bool, _ piece: inout Piece) throws {
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, LineScan.isSpace(bytes[start]) { start += 1 }
    while start < end, LineScan.isSpace(bytes[end - 1]) { end -= 1 }
    guard start < end else { return }
    func add(_ path: String) {
      piece.records.append(
        RecordPlace(name: path, range: (base + line.lowerBound)..<(base + end), line: piece.lineCount))
    }
    // Nothing but the path is wanted, and it mostly comes first. Only the last line may be cut off.
    if !isLast, let path = LineScan.firstPath(bytes, start..<end), naming.isPlace(path) { return add(path) }
    let record = Array(bytes[line.lowerBound..<end])
    let outcome = JSONReader.read(record, taking: ContentRecord.ownFields)
    if let problem = outcome.problem, problem.kind == .cutOff, isLast {
      throw source.unreadable("The file ends within a record", line: piece.lineCount)
    }
    switch naming.name(record, outcome) {
    case .given(let path):
      guard naming.isPlace(path) else {
        return piece.findings.append(
          RecordFindings.place.finding(
            at: SourceLocation(path: source.name, line: piece.lineCount), "There is no content at the path '\(path)'"))
      }
      add(path)
    case .made(let path): add(path)
    case .ofBytes(let path):
      piece.unnamed.append(piece.lineCount)
      add(path)
    case .unsafe(let text, let column):
      piece.findings.append(
        RecordFindings.path.finding(
          at: SourceLocation(path: source.name, line: piece.lineCount, column: column),
          "The path '\(text.prefix(200))' is not safe"))
    case .none:
      guard let problem = outcome.problem else { return }
      piece.findings.append(
        ContentRecord.finding(problem, path: source.name, in: record, line: piece.lineCount))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// The path of a record that begins with it, written without escapes.
  private static func firstPath(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    var place = range.lowerBound
    func skip(_ expected: [UInt8]) -> Bool {
      while place < range.upperBound, isSpace(bytes[place]) { place += 1 }
      guard range.upperBound - place > expected.count else { return false }
      for (number, byte) in expected.enumerated() where bytes[place + number] != byte { return false }
      place += expected.count
      return true
    }
    guard skip([0x7B]), skip(Array("\"path\"".utf8)), skip([0x3A]), skip([0x22]) else { return nil }
    let start = place
    while place < range.upperBound, bytes[place] != 0x22 {
      guard bytes[place] != UInt8(ascii: "\\"), bytes[place] < 0x80 else { return nil }
      place += 1
    }
    guard place < range.upperBound else { return nil }
    return SitePath.safe(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  /// Puts the pieces together.
  func index(_ pieces: [Piece]) -> RecordIndex {
    var index = RecordIndex(content: content, stamp: stamp)
    index.records.reserveCapacity(pieces.reduce(0) { $0 + $1.records.count })
    var line = 0
    var unnamed: [Int] = []
    for piece in pieces {
      for record in piece.records {
        index.records.append(RecordPlace(name: record.name, range: record.range, line: line + record.line))
      }
      index.findings += piece.findings.map { finding in
        var finding = finding
        finding.location.line += line
        return finding
      }
      unnamed += piece.unnamed.map { line + $0 }
      line += piece.lineCount
    }
    if let first = unnamed.first {
      let others = unnamed.count > 1 ? ", and so have \(unnamed.count - 1) more" : ""
      index.findings.append(
        RecordFindings.name.finding(
          at: SourceLocation(path: source.name, line: first),
          "The record has neither path nor id, address or slug\(others)"))
    }
    return index
  }
}
