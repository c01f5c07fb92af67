import Codecs
import HTMLParsing
import LocalFiles
import Markup
import TidingsCore

/// Looks an export over: where its posts lie, and what it says beside them.
enum ExportScan {
  private static let blockSize = 1 << 17
  /// Bytes that a compressed export may stand for: a few bytes can stand for all of a disk.
  private static let inflatedLimit = 16_000_000_000

  /// - Parameters:
  ///   - path: of the file.
  ///   - name: what it is called in findings.
  ///   - rules: what is taken of it.
  /// - Throws: ``CorpusUnreadableError`` where it is cut off, or no export; `SystemError`.
  static func index(_ path: String, named name: String, _ rules: WordPressRules) throws -> RecordIndex {
    let file = try PlacedFile(path)
    let content = try inflated(file, name)
    var index = RecordIndex(content: content, stamp: file.stamp)
    var left: [String: (count: Int, line: Int)] = [:]
    try pieces(of: content, name) { piece in
      switch piece {
      case .head(let bytes): index.facts = try facts(bytes, name, &index.findings)
      case .item(let bytes, let range, let line):
        let item = ExportReader.read(bytes).first("item") ?? ExportElement(name: "item")
        let type = item.text("wp:post_type")
        if type == "attachment" { index.facts.add(attachment: item) }
        if rules.postTypes.contains(type), item.text("wp:status") != "auto-draft" {
          let id = item.text("wp:post_id")
          index.records.append(RecordPlace(name: id.isEmpty ? "line-\(line)" : id, range: range, line: line))
        } else if !WordPressRules.ownTypes.contains(type), !rules.postTypes.contains(type) {
          left[type, default: (0, line)].count += 1
        }
      }
    }
    if let first = left.values.map(\.line).min() {
      let types = left.sorted { $0.key < $1.key }.map { "\($0.key.isEmpty ? "(none)" : $0.key) (\($0.value.count))" }
      index.findings.append(
        WordPressFindings.typesLeftOut.finding(
          at: SourceLocation(path: name, line: first),
          "Items of other types are left out: \(types.joined(separator: ", "))"))
    }
    return index
  }

  /// What an export says in front of its first item; nothing of what is behind is read.
  ///
  /// - Throws: as ``index(_:named:_:)``.
  static func facts(_ path: String, named name: String) throws -> ExportFacts {
    struct Enough: Error {}
    var facts = ExportFacts()
    var findings: [Finding] = []
    do {
      let file = try PlacedFile(path)
      try pieces(of: file, name, inflates: true) { piece in
        guard case .head(let bytes) = piece else { throw Enough() }
        facts = try self.facts(bytes, name, &findings)
        throw Enough()
      }
    } catch is Enough {}
    return facts
  }

  private static func facts(_ head: [UInt8], _ name: String, _ findings: inout [Finding]) throws -> ExportFacts {
    let place = SourceLocation(path: name)
    guard UTF8Text.firstInvalid(in: head) == nil else {
      throw CorpusUnreadableError(WordPressFindings.export.finding(at: place, "The export is not UTF-8"))
    }
    let facts = ExportFacts(head: ExportReader.read(head))
    guard !facts.version.isEmpty else {
      throw CorpusUnreadableError(
        WordPressFindings.export.finding(at: place, "The file names no wxr_version, so it is not a WordPress export"))
    }
    let parts = facts.version.split(separator: ".")
    guard parts.first == "1" else {
      throw CorpusUnreadableError(
        WordPressFindings.version.finding(
          at: line(of: "wp:wxr_version", in: head, name),
          "The export is of version \(facts.version), which is not known"))
    }
    if !["1.0", "1.1", "1.2"].contains(facts.version) {
      findings.append(
        WordPressFindings.versionNew.finding(
          at: line(of: "wp:wxr_version", in: head, name),
          "The export is of version \(facts.version); it was read as 1.2"))
    }
    return facts
  }

  private static func line(of element: String, in head: [UInt8], _ name: String) -> SourceLocation {
    let found = head.byteRange(of: Array("<\(element)".utf8))?.lowerBound ?? 0
    return SourceLocation(path: name, offset: found, in: head)
  }

  /// The file's content; of a compressed file a copy that nobody else sees.
  private static func inflated(_ file: PlacedFile, _ name: String) throws -> PlacedFile {
    guard Gzip.isGzip(try file.read(at: 0, count: 4)) else { return file }
    let copy = try PlacedFile()
    var size = 0
    try blocks(of: file, name, inflates: true) { block in
      size += block.count
      guard size <= inflatedLimit else {
        throw CorpusUnreadableError(
          WordPressFindings.export.finding(at: SourceLocation(path: name), "The export expands to more than 16 GB"))
      }
      try copy.append(block)
    }
    return copy
  }

  /// Hands on the content of a file, a block at a time.
  private static func blocks(
    of file: PlacedFile, _ name: String, inflates: Bool, take: ([UInt8]) throws -> Void
  ) throws {
    let isCompressed = try inflates && Gzip.isGzip(file.read(at: 0, count: 4))
    let stream = isCompressed ? try GzipStream() : nil
    var offset = 0
    do {
      while true {
        let block = try file.read(at: offset, count: blockSize)
        if block.isEmpty { break }
        offset += block.count
        if let stream { try stream.read(block, take: take) } else { try take(block) }
      }
      if let stream, stream.isAtEnd == false { throw Gzip.Failure.damaged }
    } catch let failure as Gzip.Failure {
      throw CorpusUnreadableError(
        WordPressFindings.export.finding(at: SourceLocation(path: name), "\(failure)"))
    }
  }

  private static func pieces(
    of file: PlacedFile, _ name: String, inflates: Bool = false, found: (ExportCutter.Piece) throws -> Void
  ) throws {
    var cutter = ExportCutter()
    do {
      try blocks(of: file, name, inflates: inflates) { try cutter.take($0, found: found) }
      try cutter.end(found: found)
    } catch let damage as ExportCutter.Damage {
      throw CorpusUnreadableError(
        WordPressFindings.export.finding(at: SourceLocation(path: name, line: damage.line), damage.message))
    }
  }
}
