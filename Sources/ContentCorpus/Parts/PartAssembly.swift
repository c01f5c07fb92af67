import LocalFiles
package import TidingsCore

/// What only shows when items of several parts meet, decided by the code that decides it for a whole corpus.
package enum PartAssembly {
  /// An item that may share its path, its address or its key with another.
  package struct Claimant: Sendable {
    package let record: ItemRecord
    /// Sorts by where it came first: by the file, and the place in it.
    package let origin: String

    package init(_ record: ItemRecord, origin: String) { (self.record, self.origin) = (record, origin) }
  }

  package struct Settlement: Sendable {
    /// The first of each path, with what becomes of it.
    package var corpus: Corpus
    /// Positions of those whose path an earlier one has.
    package var dropped: [Int] = []
    package var findings: [Finding]
  }

  /// Holds items against each other: all that share something with any of them have to be among them.
  ///
  /// - Throws: nothing but what reading a memory may, and there is none.
  package static func settled(_ claimants: [Claimant], by reader: CorpusReader) throws -> Settlement {
    let order = claimants.indices.sorted { left, right in
      let (first, second) = (claimants[left], claimants[right])
      return first.record.path == second.record.path
        ? first.origin < second.origin : FileTree.precedes(first.record.path, second.record.path)
    }
    var assembly = CorpusAssembly(capacity: claimants.count, settings: reader.settings)
    var (dropped, findings): ([Int], [Finding]) = ([], [])
    var last: Claimant?
    for position in order {
      let claimant = claimants[position]
      if let last, last.record.path == claimant.record.path {
        dropped.append(position)
        findings.append(
          RecordFindings.path.finding(
            at: SourceLocation(path: claimant.record.path),
            "The path '\(claimant.record.path)' is already that of another record (\(last.origin), then \(claimant.origin))"
          ))
        continue
      }
      last = claimant
      let reading = FileReading(
        path: claimant.record.path, stamp: claimant.record.stamp, digest: .none,
        outcome: ItemReader.Outcome(record: claimant.record))
      try assembly.add(reading, reading.hashes)
    }
    let corpus = assembly.corpus(folder: reader.folder, fileCount: claimants.count, settings: reader.settings)
    return Settlement(corpus: corpus, dropped: dropped, findings: findings + corpus.findings)
  }

  /// A term with where the corpus mentions it first.
  package struct Term: Sendable {
    package let id: String
    package let packed: [UInt8]
    /// Of the item.
    package let path: String
    /// Among the terms of the item.
    package let place: Int
    package let line: Int
    package let column: Int

    package init(id: String, packed: [UInt8], path: String, place: Int, line: Int, column: Int) {
      (self.id, self.packed, self.path, self.place) = (id, packed, path, place)
      (self.line, self.column) = (line, column)
    }
  }

  package struct Topics: Sendable {
    /// In the order of their paths.
    package var topics: [Topic] = []
    /// The path of each term's topic, by its id; none for a term that does not count.
    package var paths: [String: String] = [:]
    /// What is to be remembered of paths.
    package var remembered: [String: String] = [:]
    package var findings: [Finding] = []
  }

  /// Puts topics together from all terms of a corpus.
  ///
  /// - Throws: `PackedReader.Damaged`.
  package static func topics(of terms: [Term], settings: CorpusSettings) throws -> Topics {
    let sorted = terms.sorted { left, right in
      left.path == right.path ? left.place < right.place : FileTree.precedes(left.path, right.path)
    }
    var assembly = TopicAssembly(memory: settings.topicMemory, usesOwnRule: false)
    var made: [(id: String, term: TopicTerm)] = []
    for term in sorted {
      var packed = PackedReader(term.packed)
      let read = try TopicTerm(reading: &packed)
      made.append((term.id, read))
      assembly.add(TopicMention(term: read, line: Int32(term.line), column: Int32(term.column)), in: term.path)
    }
    var result = Topics()
    let outcome = assembly.topics(&result.findings)
    result.topics = outcome.topics.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    result.remembered = outcome.remembered
    let known = Set(result.topics.map(\.path))
    let drops = assembly.dropsFallback
    for (id, term) in made where !drops || !term.isFallback {
      let path = outcome.paths[term.number] ?? term.topic.path
      if known.contains(path) { result.paths[id] = path }
    }
    return result
  }
}

extension Corpus {
  /// An item of a part, with what the whole corpus has decided on it.
  package struct PartItem: Sendable {
    package var record: ItemRecord
    /// Paths of its topics.
    package var topics: [String]

    package init(_ record: ItemRecord, topics: [String], isWithheld: Bool = false) {
      (self.record, self.topics) = (record, topics)
      if isWithheld { self.record.publication = .withheld }
    }
  }

  /// A part of a corpus, with all of its topics.
  ///
  /// - Parameters:
  ///   - part: its items, no path twice.
  ///   - topics: of the whole corpus, in the order of their paths.
  ///   - folder: the corpus folder.
  ///   - settings: by which it was read.
  package init(part: [PartItem], topics: [Topic], folder: String, settings: CorpusSettings) {
    let positions = Dictionary(topics.enumerated().map { ($1.path, $0) }) { first, _ in first }
    let sorted = part.sorted { FileTree.precedes($0.record.path, $1.record.path) }
    let records = sorted.map { item in
      var record = item.record
      record.topics = item.topics.compactMap { positions[$0] }
      return record
    }
    let published = CorpusAssembly.newestFirst(records)
    var byTopic = [[Int]](repeating: [], count: topics.count)
    for index in published where records[index].feeds == .all {
      for topic in records[index].topics { byTopic[topic].append(index) }
    }
    var owners = StringTable(capacity: records.count)
    var lists: (groups: [Int32], owners: [Int]) = ([], [])
    var groups: [[String]: Int32] = [:]
    for index in records.indices {
      if records[index].publication.isPublished {
        owners.insert(TextHash(Array(records[index].permalink.utf8)[...]), at: index)
      }
      let own = records[index].lists
      guard !own.isEmpty else {
        lists.groups.append(-1)
        continue
      }
      if groups[own] == nil {
        groups[own] = Int32(lists.owners.count)
        lists.owners.append(index)
      }
      lists.groups.append(groups[own] ?? -1)
    }
    self.init(
      folder: folder, items: records, topics: topics, itemsByTopic: byTopic, published: published,
      pages: records.indices.filter { records[$0].publication.isPublished && records[$0].kind != .entry },
      listGroups: lists.groups, listGroupOwners: lists.owners, owners: owners, fileCount: part.count, refused: [],
      findings: [], settings: settings)
  }
}
