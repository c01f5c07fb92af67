import TidingsCore

/// What the site's own feeds say of built pages. It stays true when an entry has left its feed, as all do in time.
struct FeedFacts {
  /// The pages' files.
  private let paths: Set<String>
  /// The dates of the oldest entries of feeds that are topics, by the paths of these.
  private let listStarts: [String: Timestamp]

  /// - Returns: `nil` where pages are not the content.
  init?(_ convention: Convention) {
    guard convention.generator == .html else { return nil }
    paths = Set(convention.defaults.map(\.path))
    listStarts = convention.listStarts
  }

  /// A record with what feeds once said of it, and the paths of topics that only memory knows; `nil` where there are none.
  ///
  /// - Parameters:
  ///   - record: of a page.
  ///   - file: what was read of it.
  ///   - former: what is remembered of it.
  /// - Throws: what a memory throws that is asked for an item.
  func completed(
    _ record: ItemRecord, _ file: FileReading, _ former: CorpusReader.PublishedItems?
  ) throws -> (record: ItemRecord, topics: [String]?) {
    let isUnreported = !paths.contains(file.path)
    let hasTopics = !file.outcome.mentions.isEmpty
    let asks =
      !listStarts.isEmpty || isUnreported && (record.kind == .page || record.kind == .entry && !hasTopics)
    var (record, topics) = (record, nil as [String]?)
    if asks, record.publication.isPublished, let former = try former?(file.path), former.published != .unknown {
      if isUnreported, record.kind == .page { record = record.asEntry(former) }
      if isUnreported, !hasTopics, record.kind == .entry {
        topics = former.topics
      } else if record.kind == .entry {
        topics = stillListed(former.topics, record, file)
      }
    }
    if isUnreported { record.isUnknownToFeeds = true }
    return (record, topics)
  }

  /// Topics that list their newest entries only, of which this one was, and which it is too old for.
  private func stillListed(_ topics: [String], _ record: ItemRecord, _ file: FileReading) -> [String]? {
    let own = file.outcome.mentions.map(\.term)
    let kept = topics.filter { path in
      guard let start = listStarts[path], record.published < start else { return false }
      return !own.contains { $0.topic.path == path || $0.exactPath == path }
    }
    return kept.isEmpty ? nil : kept
  }
}
