import LocalFiles
public import Markup
public import TidingsCore

/// Reads a corpus folder: every `.md`, `.markdown` and `.html` file with front matter is an item.
public struct CorpusReader: Sendable {
  public let folder: String
  public private(set) var settings: CorpusSettings
  let items: ItemReader
  private var formerItem: PublishedItems?

  /// What is remembered of a published item, by the path of its file; `nil` where nothing is.
  public typealias PublishedItems = @Sendable (_ path: String) throws -> PublishedItem?

  public init(folder: String, settings: CorpusSettings) {
    self.folder = folder
    self.settings = settings
    let convention = settings.convention
    if convention.generator == .wordpress, settings.records == nil {
      self.settings.records = RecordFiles(exports: folder, convention.wordpress)
    }
    items = ItemReader(settings: self.settings)
  }

  /// The same reader, for topics that have had paths.
  public func remembering(_ topics: PublishedTopics) -> CorpusReader {
    var reader = self
    reader.settings.topicMemory = topics
    return reader
  }

  /// The same reader, which keeps items whose files cannot be read any more.
  ///
  /// - Parameter items: what is remembered of them.
  public func remembering(items: @escaping PublishedItems) -> CorpusReader {
    var reader = self
    reader.formerItem = items
    return reader
  }

  /// Reads all files.
  ///
  /// - Parameters:
  ///   - jobs: files read at a time.
  ///   - progress: receives the number of files once that is known.
  /// - Throws: `SystemError` where the folder cannot be listed. A file that cannot be read is a finding.
  public func read(jobs: Int, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Corpus {
    let listing = try await list(jobs: jobs, stamps: false)
    progress(listing.files.count)
    return try await read(listing, jobs: jobs, keeps: false).corpus
  }

  /// Reads the files of a listing that are not known yet.
  ///
  /// - Parameters:
  ///   - snapshot: of an earlier reading with the same settings, but for the instant.
  ///   - trustsStamps: whether a file whose stamp has not changed is taken for the one that was read; else the bytes
  ///     decide.
  ///   - keeps: whether the snapshot is for a later reading; else the files' digests are not made.
  ///   - epoch: the file system's time before the listing, in nanoseconds since 1970, as a new file's stamp shows it.
  /// - Throws: ``CorpusChangedError`` where a file has gone in the meantime, `SystemError` where the system fails to read one, and what a
  ///   cancelled task throws. A file that nobody may read is a finding.
  public func read(
    _ listing: consuming CorpusListing, jobs: Int, reusing snapshot: CorpusSnapshot? = nil, trustsStamps: Bool = true,
    keeps: Bool = true, epoch: Int64? = nil
  ) async throws -> (corpus: Corpus, snapshot: CorpusSnapshot) {
    let digests = keeps || snapshot?.files.isEmpty == false
    let (readings, readCount) = try await readings(
      of: listing.files, snapshot, trustsStamps: trustsStamps, digests: digests, jobs: jobs)
    try items.pages?.trouble.check()
    let template = settings.builtSite == nil ? nil : try items.template(listing.files, in: folder)
    // What has been read has its path, and a corpus has many files.
    listing.files = []
    var result = CorpusSnapshot(files: readings, epoch: epoch)
    result.readCount = readCount
    result.isChanged = readCount > 0 || snapshot?.files.count != result.files.count
    let hashes = try await Parallel.map(readings.count, jobs: jobs, stride: 1024) { readings[$0].hashes }
    var corpus = try assemble(result, hashes, listing)
    if let template { corpus.settings.builtSite?.template = template }
    corpus.files = listing.others
    return (corpus, result)
  }

  private func readings(
    of files: [CorpusListing.File], _ snapshot: CorpusSnapshot?, trustsStamps: Bool, digests: Bool, jobs: Int
  ) async throws -> ([FileReading], readCount: Int) {
    let known = try await CachedFiles(snapshot, files: files, now: settings.now, trustsStamps: trustsStamps, jobs: jobs)
    let readings = try await Parallel.map(files.count, jobs: jobs, stride: 64) { index in
      try items.reading(of: files[index], in: folder, known: known, at: index, digests: digests)
    }
    return (readings, readings.indices.count { readings[$0] !== known.reading(at: $0) })
  }

  private func assemble(
    _ snapshot: CorpusSnapshot, _ hashes: [FileReading.Hashes?], _ listing: CorpusListing
  ) throws -> Corpus {
    var assembly = CorpusAssembly(capacity: snapshot.files.count, settings: settings, formerItem: formerItem)
    for path in listing.unnamed {
      assembly.findings.append(
        ContentRules.nameEncoding.finding(
          at: SourceLocation(path: path),
          "The name '\(FileNameText.shown(String(path.lastSegment)))' is not UTF-8"))
    }
    for link in listing.links {
      assembly.findings.append(
        ContentRules.linkSkipped.finding(at: SourceLocation(path: link), "A link was not followed"))
    }
    // What stands in the place of a file is not that the file is gone.
    let convention = settings.convention
    let occupied = listing.links + listing.folders.filter { convention.isContent(String($0.lastSegment)) }
    for path in occupied where try assembly.keep(path) {
      assembly.findings.append(
        ContentRules.unreadable.finding(
          at: SourceLocation(path: path), "There is a link or a folder where a file was published"))
    }
    for (file, hashes) in zip(snapshot.files, hashes) { try assembly.add(file, hashes) }
    assembly.findings += settings.records?.findings ?? []
    if let finding = settings.git?.obstacle.flatMap(history) { assembly.findings.append(finding) }
    return (consume assembly).corpus(folder: folder, fileCount: snapshot.files.count, settings: settings)
  }

  private func history(_ obstacle: GitHistory.Obstacle) -> Finding? {
    let place = SourceLocation(path: ".")
    switch obstacle {
    case .none: return nil
    case .shallow: return ContentRules.historyShallow.finding(at: place, "The clone is shallow")
    case .failed(let words): return ContentRules.historyUnreadable.finding(at: place, "Git says: \(words)")
    }
  }

  /// An item in full, read again from its file.
  ///
  /// - Throws: ``CorpusChangedError`` where the file is not the one that the record was read from.
  public func item(_ record: ItemRecord) throws -> Item {
    do {
      let (bytes, stamp) = try items.bytes(of: record.path, in: folder)
      if stamp == record.stamp, let item = items.item(record, bytes: bytes) { return item }
    } catch let error as SystemError where !error.isNotFound {
      throw error
    } catch is FileChangingError {
    } catch let error as SystemError where error.isNotFound {}
    try items.pages?.trouble.check()
    throw CorpusChangedError(path: record.path)
  }

  /// What one file gives by itself.
  public struct Look: Sendable {
    /// `nil` where it gives none.
    public var item: Item?
    public var topics: [Topic] = []
    /// Which fields of its front matter mean what.
    public var origins: [FieldMap.Meaning: FieldOrigin] = [:]
    /// What was taken of its built page; `nil` where there is none.
    public var post: PagePost?
    /// What is wrong with it.
    public var findings: [Finding] = []
  }

  /// Looks at one file.
  /// What the generator calls an item in the ids of its feeds, where its address does not say: Jekyll's `slug`, else the file's name.
  ///
  /// - Parameter path: relative to the corpus folder.
  public func generatorName(_ path: String) -> String? {
    guard settings.convention.generator == .jekyll, let place = ContentLocation(path, settings.convention),
      let (bytes, stamp) = try? items.bytes(of: path, in: folder),
      let front = try? items.parsed(path, bytes, stamp).front
    else { return nil }
    return front.text("slug") ?? place.name
  }

  public func inspect(_ path: String) -> Look {
    do {
      let (bytes, stamp) = try items.bytes(of: path, in: folder)
      let (outcome, item, post) = items.item(path: path, bytes: bytes, stamp: stamp)
      let front = try? items.parsed(path, bytes, stamp).front
      var origins = front?.origins ?? [:]
      if let front, origins[.date] == nil, item?.record.kind == .entry,
        let derived = DerivedDate(front, path, settings), derived.date == item?.record.published
      {
        origins[.date] = FieldOrigin(field: derived.origin, line: 0)
      }
      var findings = outcome.findings
      if let records = settings.records, records.areLines, let place = records.place(of: path) {
        origins = origins.mapValues { FieldOrigin(field: $0.field, line: $0.line == 0 ? 0 : place.line) }
        findings = findings.map { records.shown($0, title: item?.record.title) }
      }
      return Look(
        item: item, topics: outcome.mentions.map(\.term.topic), origins: origins, post: post, findings: findings)
    } catch {
      return Look(findings: [ItemReader.unreadable(path, error)])
    }
  }
}

/// A content file changed between two looks at it. Nothing is wrong with it: the work has to begin again.
public struct CorpusChangedError: Error, Sendable, CustomStringConvertible {
  public let path: String

  public var description: String { "\(path) changed while it was being read; run again" }
}

extension ItemReader {
  static func unreadable(_ path: String, _ error: any Error) -> Finding {
    ContentRules.unreadable.finding(at: SourceLocation(path: path), "\(error)")
  }
}
