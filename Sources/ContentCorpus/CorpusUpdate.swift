import LocalFiles
import TidingsCore

/// A corpus as it was read, which can be brought up to date when a few of its files change.
public struct ReadCorpus: Sendable {
  public private(set) var corpus: Corpus
  public private(set) var snapshot: CorpusSnapshot

  public init(_ corpus: Corpus, _ snapshot: CorpusSnapshot) {
    self.corpus = corpus
    self.snapshot = snapshot
  }

  /// Reads changed files again, where nothing but the words of their items has changed: no address, date, topic or state,
  /// which others depend on.
  ///
  /// - Parameters:
  ///   - paths: of files that may have changed, relative to the corpus folder.
  ///   - reader: of the same corpus, with the instant of now.
  ///   - epoch: as in `CorpusReader/read(_:jobs:reusing:trustsStamps:epoch:)`.
  /// - Returns: `nil` where the corpus has to be rebuilt.
  public func updated(_ paths: Set<String>, by reader: CorpusReader, epoch: Int64?) -> ReadCorpus? {
    // Which lines have changed is found by looking at all.
    if let records = reader.settings.records, records.areLines { return nil }
    let now = reader.settings.now.microseconds
    guard now >= corpus.settings.now.microseconds, snapshot.files.allSatisfy({ $0.validity.contains(now) }) else {
      return nil
    }
    var copy = self
    copy.corpus.settings = reader.settings
    if let template = corpus.settings.builtSite?.template { copy.corpus.settings.builtSite?.template = template }
    copy.snapshot.epoch = epoch
    copy.snapshot.readCount = 0
    copy.snapshot.isChanged = false
    // A file that is no page comes or goes with a look at all folders only.
    let listed = reader.settings.listedFiles
    guard
      listed.isEmpty || !paths.contains(where: { path in listed.contains { path.lowercased().hasSuffix("." + $0) } })
    else {
      return nil
    }
    for path in paths where reader.settings.convention.isContent(path) {
      let files = snapshot.files
      guard let position = PathOrder.position(of: path, of: files.count, { files[$0].path }),
        let item = corpus.position(of: path),
        let fresh = reader.reading(of: path), fresh.isAlike(files[position]), now < fresh.validity.until
      else { return nil }
      copy.snapshot.files[position] = fresh
      copy.snapshot.readCount += 1
      copy.snapshot.isChanged = true
      copy.corpus.replace(item, by: fresh)
    }
    return copy
  }
}

extension CorpusReader {
  /// What a file gives; `nil` where no regular file can be read.
  fileprivate func reading(of path: String) -> FileReading? {
    guard (try? LocalFile.isFile(folder + "/" + path)) == true,
      let (bytes, stamp) = try? items.bytes(of: path, in: folder)
    else {
      return nil
    }
    return items.reading(path: path, bytes: bytes, stamp: stamp, digest: ContentDigest(bytes))
  }
}

extension FileReading {
  /// Whether two readings of a file differ in nothing that other items, topics or the order of anything depend on.
  fileprivate func isAlike(_ other: FileReading) -> Bool {
    guard let record = outcome.record, let former = other.outcome.record else { return false }
    return record.kind == former.kind && record.lists == former.lists && record.permalink == former.permalink
      && record.permalinkLocation == former.permalinkLocation
      && record.key == former.key && record.published == former.published && record.publication == former.publication
      && record.isIndexable == former.isIndexable && record.isCurated == former.isCurated
      && record.isBare == former.isBare && record.feeds == former.feeds
      && record.aliases == former.aliases && record.picture == former.picture
      && outcome.findings == other.outcome.findings && outcome.links.isEmpty && other.outcome.links.isEmpty
      && outcome.mentions.elementsEqual(other.outcome.mentions) {
        $0.term == $1.term && $0.line == $1.line && $0.column == $1.column
      }
  }
}

extension Corpus {
  /// Puts another record in the place of one that it is alike.
  fileprivate mutating func replace(_ position: Int, by reading: FileReading) {
    guard var record = reading.outcome.record else { return }
    record.topics = items[position].topics
    record.publication = items[position].publication
    items[position] = record
  }
}
