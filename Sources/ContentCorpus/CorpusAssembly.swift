import Documents
import Markup

/// Puts the items of a corpus together, in the order of their paths, and finds what only shows when they meet: addresses
/// and ids that two items claim, topics that share a path.
struct CorpusAssembly {
  var findings: [Finding] = []
  private var records: [ItemRecord] = []
  private var mentions: [[TopicMention]] = []
  /// The first mention of each topic, by its path.
  private var topics: [String: (mention: TopicMention, path: String)] = [:]
  private var known: Set<ObjectIdentifier> = []
  private var reported: Set<String> = []
  /// Positions of published items by their address.
  private var owners: TextTable

  init(capacity: Int) {
    owners = TextTable(capacity: capacity)
    records.reserveCapacity(capacity)
    mentions.reserveCapacity(capacity)
  }

  mutating func add(_ outcome: ItemReader.Outcome) {
    findings += outcome.findings
    guard let record = outcome.record else { return }
    records.append(record)
    mentions.append(outcome.mentions)
    // What a term says of its topic is looked at where it first stands.
    for mention in outcome.mentions where known.insert(ObjectIdentifier(mention.term)).inserted {
      note(mention, in: record.path)
    }
  }

  private mutating func note(_ mention: TopicMention, in path: String) {
    let term = mention.term
    guard let (first, firstPath) = topics[term.topic.path] else {
      topics[term.topic.path] = (mention, path)
      return
    }
    guard first.term.name.lowercased() != term.name.lowercased(), !first.term.isRenamed, !term.isRenamed else { return }
    guard reported.insert(term.topic.path + "\n" + term.name).inserted else { return }
    findings.append(
      ContentRules.topicShared.finding(
        at: mention.location(in: path),
        "The topics '\(first.term.name)' and '\(term.name)' share the path '\(term.topic.path)'",
        related: [first.location(in: firstPath)]))
  }

  consuming func corpus(folder: String, fileCount: Int, settings: CorpusSettings) -> Corpus {
    withholdDuplicates()
    reportAliases()
    let sorted = topics.values.map(\.mention.term.topic).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.path, $0) })
    var byTerm: [ObjectIdentifier: Int] = [:]
    for index in records.indices {
      records[index].topics = mentions[index].compactMap { mention in
        let term = ObjectIdentifier(mention.term)
        if let position = byTerm[term] { return position }
        byTerm[term] = positions[mention.term.topic.path]
        return byTerm[term]
      }
    }
    let published = newestFirst()
    var byTopic = [[Int]](repeating: [], count: sorted.count)
    for index in published {
      for topic in records[index].topics { byTopic[topic].append(index) }
    }
    return Corpus(
      folder: folder, items: records, topics: sorted, itemsByTopic: byTopic, published: published,
      fileCount: fileCount, findings: findings.sorted(), settings: settings)
  }

  /// Positions of published items, newest first; of one instant, by key, so that the order depends on nothing else.
  private func newestFirst() -> [Int] {
    var dated: [(published: Int64, index: Int)] = []
    dated.reserveCapacity(records.count)
    for index in records.indices where records[index].publication.isPublished {
      dated.append((records[index].published.microseconds, index))
    }
    dated.sort { left, right in
      if left.published != right.published { return left.published > right.published }
      return records[left.index].key.utf8.lexicographicallyPrecedes(records[right.index].key.utf8)
    }
    return dated.map(\.index)
  }

  /// The first published item by path keeps an address or id; others are withheld.
  private mutating func withholdDuplicates() {
    var keys = TextTable(capacity: records.count)
    for index in records.indices where records[index].publication.isPublished {
      var (permalink, key) = (records[index].permalink, records[index].key)
      if let owner = owner(of: permalink) {
        withhold(index, ContentRules.permalinkTaken, "The address '/\(permalink)/'", owner)
      } else if let owner = find(key, in: keys) {
        withhold(index, ContentRules.idTaken, "The id '\(key)'", owner)
      } else {
        permalink.withUTF8 { unsafe owners.insert($0, at: index) }
        key.withUTF8 { unsafe keys.insert($0, at: index) }
      }
    }
    for index in records.indices where !records[index].publication.isPublished {
      guard records[index].publication != .withheld, let owner = owner(of: records[index].permalink) else { continue }
      let message = "The address '/\(records[index].permalink)/' is that of \(records[owner].path)"
      findings.append(
        ContentRules.permalinkTakenUnpublished.finding(
          at: records[index].permalinkLocation, message, related: [records[owner].permalinkLocation]))
    }
  }

  /// The position of the item with a key.
  private func find(_ key: String, in keys: TextTable) -> Int? {
    var copy = key
    return copy.withUTF8 { unsafe keys.find($0) { records[$0].key == key } }
  }

  /// The position of the published item with an address.
  private func owner(of permalink: String) -> Int? {
    var copy = permalink
    return copy.withUTF8 { unsafe owners.find($0) { records[$0].permalink == permalink } }
  }

  private mutating func withhold(_ index: Int, _ rule: Rule, _ what: String, _ owner: Int) {
    records[index].publication = .withheld
    findings.append(
      rule.finding(
        at: records[index].permalinkLocation, "\(what) is already that of \(records[owner].path)",
        related: [records[owner].permalinkLocation]))
  }

  private mutating func reportAliases() {
    for index in records.indices where records[index].publication.isPublished {
      for alias in records[index].aliases {
        guard let path = alias.permalink, let owner = owner(of: path) else { continue }
        findings.append(
          ContentRules.aliasLive.finding(
            at: alias.location(in: records[index].path),
            "The alias '\(alias.text)' is the address of \(records[owner].path)",
            related: [records[owner].permalinkLocation]))
      }
    }
  }
}
