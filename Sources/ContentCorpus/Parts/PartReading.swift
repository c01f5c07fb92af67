package import LocalFiles
package import TidingsCore

/// What one record of a part of the corpus gives by itself, without a look at any other.
package enum PartReading: Sendable {
  /// An item.
  ///
  /// - Parameters:
  ///   - terms: what it is filed under, by ``PartTerm/id``, in the order of its front matter.
  ///   - line: of the part, from 1.
  case item(ItemRecord, terms: [String], line: Int)
  /// A term, where the part mentions it first.
  case term(PartTerm)
  /// The path of a record that gives no item, since something is wrong with it.
  case refused(path: String)
  /// Places are those within the record; ones that only the file knows are lines of the part.
  case finding(Finding, line: Int)
  /// A record with a link that names a content file: where that leads only the whole corpus knows.
  case link(path: String)
}

/// A term as some item calls it, by itself.
package struct PartTerm: Sendable {
  /// The same for what is the same, in any part.
  package let id: String
  package let packed: [UInt8]
  /// Where it stands in the record.
  package let line: Int
  package let column: Int

  fileprivate init(_ mention: TopicMention) {
    var out = PackedWriter()
    mention.term.write(to: &out)
    packed = out.bytes
    let digest = ContentDigest(out.bytes)
    id = String(digest.high, radix: 36) + "-" + String(digest.low, radix: 36)
    (line, column) = (Int(mention.line), Int(mention.column))
  }
}

extension CorpusReader {
  /// Reads the records of a part of the corpus, each by itself.
  ///
  /// - Parameters:
  ///   - jobs: records read at a time.
  ///   - take: is given what they give, in the order of their paths.
  /// - Throws: ``CorpusUnreadableError``, `SystemError`, and what `take` throws.
  package func readPart(jobs: Int, _ take: (PartReading) throws -> Void) async throws {
    let listing = try await list(jobs: jobs, stamps: false)
    for finding in settings.records?.findings ?? [] { try take(.finding(finding, line: finding.location.line)) }
    var known: [Int: String] = [:]
    let (items, folder) = (items, folder)
    for start in stride(from: 0, to: listing.files.count, by: 1024) {
      let files = Array(listing.files[start..<min(start + 1024, listing.files.count)])
      let outcomes = try await Parallel.map(files.count, jobs: jobs, stride: 64) { index in
        let (bytes, stamp) = try items.bytes(of: files[index].path, in: folder)
        return items.outcome(path: files[index].path, bytes: bytes, stamp: stamp, digest: .none)
      }
      for (file, outcome) in zip(files, outcomes) {
        let line = settings.records?.place(of: file.path)?.line ?? 0
        for finding in outcome.findings { try take(.finding(finding, line: line)) }
        guard let record = outcome.record, record.fields.texts.hashes != nil else {
          if outcome.findings.hasErrors { try take(.refused(path: file.path)) }
          continue
        }
        if !outcome.links.isEmpty { try take(.link(path: file.path)) }
        let terms = try outcome.mentions.map { mention in
          if let id = known[mention.term.number] { return id }
          let term = PartTerm(mention)
          known[mention.term.number] = term.id
          try take(.term(term))
          return term.id
        }
        try take(.item(record, terms: terms, line: line))
      }
    }
  }

  /// The same reader, whose records lie in a spool.
  ///
  /// - Parameters:
  ///   - spool: that holds the records, one behind the other.
  ///   - places: where each lies, by its path.
  package func reading(_ spool: PlacedFile, _ places: [(path: String, range: Range<Int>)]) -> CorpusReader {
    var settings = settings
    settings.records = RecordFiles(spool: spool, places, settings: settings)
    return CorpusReader(folder: folder, settings: settings)
  }

  /// The record of an item that was read before.
  ///
  /// - Throws: ``CorpusChangedError`` where it gives no item now.
  package func record(at path: String) throws -> ItemRecord {
    let (bytes, stamp) = try items.bytes(of: path, in: folder)
    guard let record = items.outcome(path: path, bytes: bytes, stamp: stamp, digest: .none).record else {
      throw CorpusChangedError(path: path)
    }
    return record
  }
}
