import Documents
public import LocalFiles

extension CorpusSnapshot {
  /// Files in one block, so that blocks can be read side by side.
  private static let blockSize = 4096

  public func write(to out: inout PackedWriter) {
    for piece in packed() { out.add(bytes: piece) }
  }

  /// What ``write(to:)`` writes, in pieces: it is too much to be copied.
  public func packed() -> [[UInt8]] {
    var terms = TermTable()
    var block = PackedWriter(capacity: 2_000_000)
    let blocks = stride(from: 0, to: files.count, by: CorpusSnapshot.blockSize).map { start in
      block.add(list: Array(files[start..<min(start + CorpusSnapshot.blockSize, files.count)])) { file, block in
        file.write(to: &block, &terms)
      }
      return block.take()
    }
    var out = PackedWriter()
    out.add(epoch ?? 0)
    out.add(list: terms.list) { term, out in
      out.add(term.topic.path)
      out.add(term.topic.label)
      out.add(term.topic.taxonomy)
      out.add(term.topic.isAuthor)
      out.add(term.topic.hasPage)
      out.add(term.topic.language)
      out.add(term.name)
      out.add(term.isRenamed)
      out.add(term.isFallback)
      out.add(term.exactPath)
      out.add(term.isDerived)
    }
    out.add(count: blocks.count)
    return blocks.reduce(into: []) { pieces, block in
      out.add(UInt64(block.count))
      pieces += [out.take(), block]
    } + [out.take()]
  }

  /// - Throws: `PackedReader.Damaged`.
  public init(reading packed: inout PackedReader, jobs: Int) async throws {
    let epoch = try packed.int64()
    let terms = try packed.list { packed in
      TopicTerm(
        topic: Topic(
          path: try packed.text(), label: try packed.text(), taxonomy: try packed.optionalText(),
          isAuthor: try packed.flag(), hasPage: try packed.flag(), language: try packed.optionalText()),
        name: try packed.text(), isRenamed: try packed.flag(), isFallback: try packed.flag(),
        exactPath: try packed.optionalText(), isDerived: try packed.flag())
    }
    let blocks = try packed.list { try $0.block() }
    let files = try await Parallel.map(blocks.count, jobs: jobs) { index in
      var block = blocks[index]
      return try block.list { try FileReading(reading: &$0, terms) }
    }
    self.init(files: files.flatMap { $0 }, epoch: epoch == 0 ? nil : epoch, isChanged: false)
  }
}

/// The terms that files mention, by number.
private struct TermTable {
  var list: [TopicTerm] = []
  private var numbers: [ObjectIdentifier: UInt32] = [:]

  mutating func number(of term: TopicTerm) -> UInt32 {
    if let number = numbers[ObjectIdentifier(term)] { return number }
    numbers[ObjectIdentifier(term)] = UInt32(list.count)
    list.append(term)
    return UInt32(list.count - 1)
  }
}

extension FileReading {
  fileprivate func write(to out: inout PackedWriter, _ terms: inout TermTable) {
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
      record.fields.write(to: &out)
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

  fileprivate convenience init(reading packed: inout PackedReader, _ terms: [TopicTerm]) throws {
    let path = try packed.text()
    let stamp = try packed.flag() ? packed.stamp() : nil
    let digest = try packed.digest()
    let validity = Validity(from: try packed.int64(), until: try packed.int64())
    let asksGit = try packed.flag()
    let git = try packed.flag() ? GitHistory.Dates(first: try packed.int64(), last: try packed.int64()) : nil
    var record: ItemRecord?
    if try packed.flag(), let stamp {
      let fields = try ItemRecord.Fields(reading: &packed, path: path, stamp: stamp, digest: digest)
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
      record: record, mentions: mentions, findings: findings, links: links, git: git, asksGit: asksGit)
    self.init(path: path, stamp: stamp, digest: digest, validity: validity, outcome: outcome)
  }
}

extension ItemRecord.Fields {
  fileprivate func write(to out: inout PackedWriter) {
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
    out.add(page != nil)
    if let page {
      out.add(page.stamp)
      out.add(page.digest)
      out.add(page.place)
    }
    texts.write(to: &out)
  }

  fileprivate init(
    reading packed: inout PackedReader, path: String, stamp: FileStamp, digest: ContentDigest
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
    page =
      try packed.flag()
      ? PageStamp(stamp: try packed.stamp(), digest: try packed.digest(), place: try packed.optionalText()) : nil
    texts = try RecordTexts(reading: &packed)
  }
}

extension Publication {
  fileprivate func write(to out: inout PackedWriter) {
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

  fileprivate init(reading packed: inout PackedReader) throws {
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
