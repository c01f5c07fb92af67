import Documents
import Markup

/// Puts the items of a corpus together, in the order of their paths, and finds what only shows when they meet: addresses
/// and ids that two items claim, topics that share a path.
struct CorpusAssembly {
  var findings: [Finding] = []
  private var records: [ItemRecord] = []
  private var mentions: [[TopicMention]] = []
  private var topics: [String: TopicMention] = [:]
  private var reported: Set<String> = []

  mutating func add(_ outcome: ItemReader.Outcome) {
    findings += outcome.findings
    guard let record = outcome.record else { return }
    records.append(record)
    mentions.append(outcome.mentions)
    for mention in outcome.mentions { note(mention) }
  }

  private mutating func note(_ mention: TopicMention) {
    guard let first = topics[mention.topic.path] else {
      topics[mention.topic.path] = mention
      return
    }
    guard first.name.lowercased() != mention.name.lowercased(), !first.isRenamed, !mention.isRenamed else { return }
    guard reported.insert(mention.topic.path + "\n" + mention.name).inserted else { return }
    findings.append(
      ContentRules.topicShared.finding(
        at: mention.location, "The topics '\(first.name)' and '\(mention.name)' share the path '\(mention.topic.path)'",
        related: [first.location]))
  }

  consuming func corpus(folder: String, fileCount: Int, settings: CorpusSettings) -> Corpus {
    withholdDuplicates()
    reportAliases()
    let sorted = topics.values.map(\.topic).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.path, $0) })
    for index in records.indices {
      records[index].topics = mentions[index].compactMap { positions[$0.topic.path] }
    }
    let items = records
    let published = items.indices.filter { items[$0].publication.isPublished }.sorted { isNewer(items[$0], items[$1]) }
    var byTopic = [[Int]](repeating: [], count: sorted.count)
    for index in published {
      for topic in items[index].topics { byTopic[topic].append(index) }
    }
    return Corpus(
      folder: folder, items: items, topics: sorted, itemsByTopic: byTopic, published: published, fileCount: fileCount,
      findings: findings.sorted(), settings: settings)
  }

  /// The first published item by path keeps an address or id; others are withheld.
  private mutating func withholdDuplicates() {
    var owners: [String: Int] = [:]
    var keys: [String: Int] = [:]
    for index in records.indices where records[index].publication.isPublished {
      let record = records[index]
      if let owner = owners[record.permalink] {
        withhold(index, ContentRules.permalinkTaken, "The address '/\(record.permalink)/'", owner)
      } else if let owner = keys[record.key] {
        withhold(index, ContentRules.idTaken, "The id '\(record.key)'", owner)
      } else {
        owners[record.permalink] = index
        keys[record.key] = index
      }
    }
    for index in records.indices where !records[index].publication.isPublished {
      guard let owner = owners[records[index].permalink], records[index].publication != .withheld else { continue }
      let message = "The address '/\(records[index].permalink)/' is that of \(records[owner].path)"
      findings.append(
        ContentRules.permalinkTakenUnpublished.finding(
          at: records[index].permalinkLocation, message, related: [records[owner].permalinkLocation]))
    }
  }

  private mutating func withhold(_ index: Int, _ rule: Rule, _ what: String, _ owner: Int) {
    records[index].publication = .withheld
    findings.append(
      rule.finding(
        at: records[index].permalinkLocation, "\(what) is already that of \(records[owner].path)",
        related: [records[owner].permalinkLocation]))
  }

  private mutating func reportAliases() {
    let live = records.filter(\.publication.isPublished)
    let owners = Dictionary(
      live.map { (URIReference.encodedPath($0.permalink), $0) }, uniquingKeysWith: { first, _ in first })
    for record in live {
      for alias in record.aliases {
        guard let owner = owners[alias.path] else { continue }
        findings.append(
          ContentRules.aliasLive.finding(
            at: alias.location, "The alias '\(alias.text)' is the address of \(owner.path)",
            related: [owner.permalinkLocation]))
      }
    }
  }

  /// Newest first; of one instant, by key, so that the order depends on nothing else.
  private func isNewer(_ left: ItemRecord, _ right: ItemRecord) -> Bool {
    if left.published != right.published { return left.published > right.published }
    return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
}
