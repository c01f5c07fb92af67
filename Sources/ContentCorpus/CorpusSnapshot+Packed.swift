public import LocalFiles
import TidingsCore

extension CorpusSnapshot {
  /// Files in one block, so that blocks can be read side by side.
  private static let blockSize = 4096

  public func write(to out: inout PackedWriter) { pack { out.add($0) } }

  /// What ``write(to:)`` writes, piece by piece: it is too much to be there at once.
  ///
  /// - Parameter take: is given each piece: what is known of all, then two for each block of files.
  package func pack(_ take: ([UInt8]) throws -> Void) rethrows {
    var terms = TermTable()
    for file in files {
      for mention in file.outcome.mentions { terms.add(mention.term) }
    }
    var head = PackedWriter()
    let starts = Array(stride(from: 0, to: files.count, by: CorpusSnapshot.blockSize))
    head.add(UInt32(clamping: starts.count))
    head.add(epoch ?? 0)
    head.add(list: terms.list) { $0.write(to: &$1) }
    try take(head.bytes)
    var (block, texts) = (PackedWriter(capacity: 1_000_000), PackedWriter(capacity: 1_500_000))
    for start in starts {
      block.add(list: Array(files[start..<min(start + CorpusSnapshot.blockSize, files.count)])) { file, block in
        file.write(to: &block, texts: &texts, terms)
      }
      try take(block.bytes)
      try take(texts.bytes)
      block.clear()
      texts.clear()
    }
  }

  /// - Throws: `PackedReader.Damaged`.
  public init(reading packed: inout PackedReader, jobs: Int) async throws {
    var pieces = packed
    self = try await CorpusSnapshot(jobs: jobs) { try pieces.block() }
    packed = pieces
  }

  /// - Parameters:
  ///   - jobs: threads to read with.
  ///   - next: gives the pieces in the order in which ``pack(_:)`` made them.
  /// - Throws: `PackedReader.Damaged`, and what `next` throws.
  package init(jobs: Int, next: () throws -> PackedReader) async throws {
    var head = try next()
    let count = Int(try head.uint32())
    let epoch = try head.int64()
    let terms = try head.list { try TopicTerm(reading: &$0) }
    var files: [FileReading] = []
    // A few blocks at a time: what has been read of them is not needed any more, but for the texts.
    var done = 0
    while done < count {
      let blocks = try (done..<min(done + 2 * jobs, count)).map { _ in (try next(), try next()) }
      let read = try await Parallel.map(blocks.count, jobs: jobs) { index in
        var (block, texts) = blocks[index]
        return try block.list { try FileReading(reading: &$0, texts: &texts, terms) }
      }
      for part in read { files += part }
      done += blocks.count
    }
    self.init(files: files, epoch: epoch == 0 ? nil : epoch, isChanged: false)
  }
}

extension TopicTerm {
  func write(to out: inout PackedWriter) {
    out.add(topic.path)
    out.add(topic.label)
    out.add(topic.taxonomy)
    out.add(topic.isAuthor)
    out.add(topic.hasPage)
    out.add(topic.language)
    out.add(name)
    out.add(isRenamed)
    out.add(isFallback)
    out.add(exactPath)
    out.add(isDerived)
  }

  convenience init(reading packed: inout PackedReader) throws {
    self.init(
      topic: Topic(
        path: try packed.text(), label: try packed.text(), taxonomy: try packed.optionalText(),
        isAuthor: try packed.flag(), hasPage: try packed.flag(), language: try packed.optionalText()),
      name: try packed.text(), isRenamed: try packed.flag(), isFallback: try packed.flag(),
      exactPath: try packed.optionalText(), isDerived: try packed.flag())
  }
}

/// The terms that files mention, by number.
private struct TermTable {
  var list: [TopicTerm] = []
  private var numbers: [ObjectIdentifier: UInt32] = [:]

  mutating func add(_ term: TopicTerm) {
    guard numbers[ObjectIdentifier(term)] == nil else { return }
    numbers[ObjectIdentifier(term)] = UInt32(list.count)
    list.append(term)
  }

  /// The number of a term that was added.
  func number(of term: TopicTerm) -> UInt32 { numbers[ObjectIdentifier(term)] ?? .max }
}

extension FileReading {
  fileprivate func write(to out: inout PackedWriter, texts: inout PackedWriter, _ terms: TermTable) {
    out.add(path)
    out.add(stamp != nil)
    if let stamp { out.add(stamp) }
    out.add(digest)
    out.add(validity.from)
    out.add(validity.until)
    out.add(outcome.asksGit)
    out.add(outcome.git != nil)
    if let git = outcome.git {
      out.add(git.first)
      out.add(git.last)
    }
    out.add(outcome.record != nil)
    if let record = outcome.record {
      record.fields.write(to: &out, texts: &texts)
      record.publication.write(to: &out)
    }
    out.add(list: outcome.mentions) { mention, out in
      out.add(terms.number(of: mention.term))
      out.add(mention.line)
      out.add(mention.column)
    }
    out.add(list: outcome.findings) { $0.write(to: &$1) }
    out.add(list: outcome.links) { link, out in
      out.add(link.reference.kind.rawValue)
      out.add(link.reference.path)
      out.add(link.line)
      out.add(link.column)
    }
  }

  fileprivate convenience init(
    reading packed: inout PackedReader, texts: inout PackedReader, _ terms: [TopicTerm]
  ) throws {
    let path = try packed.text()
    let stamp = try packed.flag() ? packed.stamp() : nil
    let digest = try packed.digest()
    let validity = Validity(from: try packed.int64(), until: try packed.int64())
    let asksGit = try packed.flag()
    let git = try packed.flag() ? GitHistory.Dates(first: try packed.int64(), last: try packed.int64()) : nil
    var record: ItemRecord?
    if try packed.flag(), let stamp {
      let fields = try ItemRecord.Fields(
        reading: &packed, texts: &texts, path: path, stamp: stamp, digest: digest)
      record = ItemRecord(fields, publication: try Publication(reading: &packed))
    }
    let mentions = try packed.list { packed in
      let number = Int(try packed.uint32())
      guard number < terms.count else { throw PackedReader.Damaged() }
      return TopicMention(term: terms[number], line: try packed.int32(), column: try packed.int32())
    }
    let findings = try packed.list { try Finding(reading: &$0) }
    let links = try packed.list { packed in
      guard let kind = ContentReference.Kind(rawValue: try packed.text()) else { throw PackedReader.Damaged() }
      return LinkMention(
        reference: ContentReference(kind, try packed.text()), line: try packed.int32(), column: try packed.int32())
    }
    let outcome = ItemReader.Outcome(
      record: record, mentions: mentions, findings: findings, links: links, validity: validity, git: git,
      asksGit: asksGit)
    self.init(path: path, stamp: stamp, digest: digest, outcome: outcome)
  }
}

extension ItemRecord.Fields {
  /// Texts lie apart: they stay where they are read to, and all else does not.
  func write(to out: inout PackedWriter, texts textsOut: inout PackedWriter) {
    out.add(kind.rawValue)
    out.add(permalinkLine)
    out.add(permalinkColumn)
    out.add(published.microseconds)
    out.add(modified.microseconds)
    out.add(pageDigest)
    out.add(meaning)
    out.add(isModifiedClaimed)
    out.add(isIndexable)
    out.add(isCurated)
    out.add(isBare)
    out.add(isTranslated)
    out.add(feeds.rawValue)
    out.add(isListedOnly)
    out.add(page != nil)
    if let page {
      out.add(page.stamp)
      out.add(page.digest)
      out.add(page.place)
    }
    texts.write(to: &textsOut)
  }

  init(
    reading packed: inout PackedReader, texts: inout PackedReader, path: String, stamp: FileStamp, digest: ContentDigest
  ) throws {
    self.path = path
    self.stamp = stamp
    self.digest = digest
    guard let kind = ItemRecord.Kind(rawValue: try packed.uint8()) else { throw PackedReader.Damaged() }
    self.kind = kind
    permalinkLine = try packed.int32()
    permalinkColumn = try packed.int32()
    published = Timestamp(microseconds: try packed.int64())
    modified = Timestamp(microseconds: try packed.int64())
    pageDigest = try packed.digest()
    meaning = try packed.digest()
    isModifiedClaimed = try packed.flag()
    isIndexable = try packed.flag()
    isCurated = try packed.flag()
    isBare = try packed.flag()
    isTranslated = try packed.flag()
    guard let feeds = ItemRecord.Feeds(rawValue: try packed.uint8()) else { throw PackedReader.Damaged() }
    self.feeds = feeds
    isListedOnly = try packed.flag()
    page =
      try packed.flag()
      ? PageStamp(stamp: try packed.stamp(), digest: try packed.digest(), place: try packed.optionalText()) : nil
    self.texts = try ItemStrings(reading: &texts)
  }
}

extension Publication {
  func write(to out: inout PackedWriter) {
    switch self {
    case .published: out.add(UInt8(0))
    case .draft: out.add(UInt8(1))
    case .unpublished(let status):
      out.add(UInt8(2))
      out.add(status)
    case .scheduled(let instant):
      out.add(UInt8(3))
      out.add(instant.microseconds)
    case .expired(let instant):
      out.add(UInt8(4))
      out.add(instant.microseconds)
    case .withheld: out.add(UInt8(5))
    }
  }

  init(reading packed: inout PackedReader) throws {
    switch try packed.uint8() {
    case 0: self = .published
    case 1: self = .draft
    case 2: self = .unpublished(status: try packed.text())
    case 3: self = .scheduled(Timestamp(microseconds: try packed.int64()))
    case 4: self = .expired(Timestamp(microseconds: try packed.int64()))
    case 5: self = .withheld
    default: throw PackedReader.Damaged()
    }
  }
}

extension Finding {
  package func write(to out: inout PackedWriter) {
    out.add(rule)
    out.add(severity.rawValue)
    out.add(message)
    out.add(remedy)
    location.write(to: &out)
    out.add(list: related) { $0.write(to: &$1) }
    out.add(w3c)
  }

  package init(reading packed: inout PackedReader) throws {
    let rule = try packed.text()
    guard let severity = Severity(rawValue: try packed.text()) else { throw PackedReader.Damaged() }
    self.init(
      rule: rule, severity: severity, message: try packed.text(), remedy: try packed.text(),
      location: try SourceLocation(reading: &packed), related: try packed.list { try SourceLocation(reading: &$0) },
      w3c: try packed.optionalText())
  }
}

extension SourceLocation {
  fileprivate func write(to out: inout PackedWriter) {
    out.add(path)
    out.add(Int64(line))
    out.add(Int64(column))
  }

  fileprivate init(reading packed: inout PackedReader) throws {
    self.init(
      path: try packed.text(), line: Int(try packed.int64()), column: Int(try packed.int64()))
  }
}
