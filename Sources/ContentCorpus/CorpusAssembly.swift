import LocalFiles
import Markup
import TidingsCore

/// Puts the items of a corpus together, in the order of their paths, and finds what only shows when they meet: addresses
/// and ids that two items claim, topics that share a path.
struct CorpusAssembly {
  var findings: [Finding] = []
  private var records: [ItemRecord] = []
  private var refused: [String] = []
  private var emptyFiles: [String] = []
  private var mentions: [[TopicMention]] = []
  private var hashes: [FileReading.Hashes] = []
  /// Content files that links name, by the position of the item that names them; few items do.
  private var links: [Int: [LinkMention]] = [:]
  private var topics: TopicAssembly
  /// The paths of the topics of items that are only remembered, by their positions.
  private var formerTopics: [Int: [String]] = [:]
  /// The same of built pages, as long as neither these nor the site's own feeds name the topics.
  private var rememberedTopics: [Int: [String]] = [:]
  /// `nil` where pages are not the content.
  private let feedFacts: FeedFacts?
  /// What is remembered of an item whose file gives none.
  private let formerItem: CorpusReader.PublishedItems?
  /// Terms that have been seen, by their numbers.
  private var known: [Bool] = []
  /// Positions of published items by their address.
  private var owners: StringTable

  /// - Parameters:
  ///   - capacity: the number of files.
  ///   - settings: by which they were read.
  ///   - formerItem: what is remembered of items by the paths of their files.
  init(capacity: Int, settings: CorpusSettings, formerItem: CorpusReader.PublishedItems? = nil) {
    self.formerItem = formerItem
    let generator = settings.convention.generator
    topics = TopicAssembly(
      memory: generator == .hugo ? PublishedTopics() : settings.topicMemory,
      usesOwnRule: generator == .hugo || generator == .zola)
    feedFacts = FeedFacts(settings.convention)
    owners = StringTable(capacity: capacity)
    records.reserveCapacity(capacity)
    mentions.reserveCapacity(capacity)
    hashes.reserveCapacity(capacity)
  }

  /// - Parameters:
  ///   - file: what was read of it.
  ///   - ownHashes: of its item.
  /// - Throws: what a memory throws that is asked for an item.
  mutating func add(_ file: FileReading, _ ownHashes: FileReading.Hashes?) throws {
    // An empty file in the place of one that was published is what is left of it.
    if file.stamp?.size == 0, try keep(file.path) {
      findings.append(ContentRules.zeros.finding(at: SourceLocation(path: file.path), "The file is empty"))
      return
    }
    if file.stamp?.size == 0 { emptyFiles.append(file.path) }
    if !file.outcome.findings.isEmpty { findings += file.outcome.findings }
    guard let record = file.outcome.record, let ownHashes else {
      // What is only worth knowing, such as that a page has no date, is meant so.
      guard file.outcome.findings.contains(where: { $0.severity == .error }) else { return }
      if try !keep(file.path) { refused.append(file.path) }
      return
    }
    if !file.outcome.links.isEmpty { links[records.count] = file.outcome.links }
    if let feedFacts {
      let (completed, topics) = try feedFacts.completed(record, file, formerItem)
      if let topics { rememberedTopics[records.count] = topics }
      records.append(completed)
    } else {
      records.append(record)
    }
    hashes.append(ownHashes)
    mentions.append(file.outcome.mentions)
    // What a term says of its topic is looked at where it first stands.
    for mention in file.outcome.mentions where !isKnown(mention.term.number) {
      topics.add(mention, in: record.path)
    }
  }

  /// Keeps what was published of a file that cannot be read, or in whose place there is something else.
  ///
  /// - Returns: whether anything was.
  /// - Throws: what a memory throws that is asked for an item.
  mutating func keep(_ path: String) throws -> Bool {
    guard let former = try formerItem?(path) else { return false }
    let record = ItemRecord(former, path: path)
    guard let ownHashes = record.fields.texts.hashes else { return false }
    refused.append(path)
    formerTopics[records.count] = former.topics
    records.append(record)
    hashes.append(ownHashes)
    mentions.append([])
    return true
  }

  /// Items whose files cannot be read give way to all others, without a word: their files' own faults are reported.
  private mutating func settleKept(_ keys: inout StringTable) {
    for index in formerTopics.keys.sorted() {
      let isTaken =
        owner(of: hashes[index].permalink, records[index].permalink) != nil
        || keys.find(hashes[index].key, isSame: { records[$0].key == records[index].key }) != nil
      if isTaken {
        records[index].publication = .withheld
        continue
      }
      owners.insert(hashes[index].permalink, at: index)
      keys.insert(hashes[index].key, at: index)
      findings.append(
        ContentRules.itemKept.finding(
          at: SourceLocation(path: records[index].path), "The published version of this file was kept"))
    }
  }

  private mutating func isKnown(_ number: Int) -> Bool {
    while known.count <= number { known.append(false) }
    defer { known[number] = true }
    return known[number]
  }

  consuming func corpus(folder: String, fileCount: Int, settings: CorpusSettings) -> Corpus {
    if let built = settings.builtSite { holdAgainst(built, settings.convention) }
    if let limit = settings.convention.postLimit { withholdPosts(behind: limit) }
    withholdDuplicates(settings.convention)
    reportAliases()
    resolveLinks(settings)
    let outcome = topics.topics(&findings)
    let reported = outcome.topics + keptTopics(beside: outcome.topics, settings)
    let paths = outcome.paths
    if topics.dropsFallback {
      for index in mentions.indices where mentions[index].contains(where: \.term.isFallback) {
        mentions[index].removeAll(where: \.term.isFallback)
      }
    }
    let sorted = reported.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.path, $0) })
    var byTerm = [Int](repeating: -1, count: known.count)
    // Most lists of topics are those of many items, which share one in memory.
    var shared: Set<[Int]> = []
    for index in records.indices where !mentions[index].isEmpty {
      var own: [Int] = []
      own.reserveCapacity(mentions[index].count)
      for mention in mentions[index] {
        if byTerm[mention.term.number] < 0 {
          byTerm[mention.term.number] = positions[paths[mention.term.number] ?? mention.term.topic.path] ?? -1
        }
        own.append(byTerm[mention.term.number])
      }
      records[index].topics = shared.insert(own).memberAfterInsert
    }
    for (index, paths) in heldTopics {
      let held = paths.compactMap { positions[$0] }
      records[index].topics += held.filter { !records[index].topics.contains($0) }
    }
    let published = newestFirst()
    var byTopic = [[Int]](repeating: [], count: sorted.count)
    var counts = [Int](repeating: 0, count: sorted.count)
    for index in published where records[index].feeds == .all {
      for topic in records[index].topics { counts[topic] += 1 }
    }
    for topic in byTopic.indices { byTopic[topic].reserveCapacity(counts[topic]) }
    for index in published where records[index].feeds == .all {
      for topic in records[index].topics { byTopic[topic].append(index) }
    }
    let (groups, groupOwners) = listGroups()
    let pages = records.indices.filter { records[$0].publication.isPublished && records[$0].kind != .entry }
    var corpus = Corpus(
      folder: folder, items: records, topics: sorted, itemsByTopic: byTopic, published: published, pages: pages,
      listGroups: groups, listGroupOwners: groupOwners, owners: owners,
      fileCount: fileCount, refused: refused, findings: shown(settings).sorted(), settings: settings)
    corpus.newTopicPaths = outcome.remembered
    corpus.emptyFiles = emptyFiles
    return corpus
  }

  /// The paths of topics that only memory knows, by the positions of items.
  private var heldTopics: [Int: [String]] { formerTopics.merging(rememberedTopics) { $1 } }

  /// Topics of which nothing is left but items that are only remembered.
  private func keptTopics(beside others: [Topic], _ settings: CorpusSettings) -> [Topic] {
    let former = heldTopics
    guard !former.isEmpty else { return [] }
    let known = Set(others.map(\.path))
    let paths = former.filter { records[$0.key].publication.isPublished }.flatMap(\.value)
    return Set(paths).subtracting(known).sorted().map { path in
      let name = settings.topicMemory.name(of: path)
      let isAuthor = settings.topics.authors.map { path.hasPrefix($0 + "/") } ?? false
      return Topic(
        path: path, label: name?.name ?? String(path.lastSegment), taxonomy: name?.taxonomy, isAuthor: isAuthor,
        hasPage: others.first { !$0.isAuthor }?.hasPage ?? false, language: name?.language)
    }
  }

  /// The findings as people can open them.
  private func shown(_ settings: CorpusSettings) -> [Finding] {
    guard let records = settings.records, !findings.isEmpty else { return findings }
    let reported = Set(findings.map(\.location.path))
    let titles = Dictionary(
      self.records.lazy.filter { reported.contains($0.path) }.map { ($0.path, $0.title) }
    ) { first, _ in first }
    return findings.map { records.shown($0, title: titles[$0.location.path]) }
  }

  /// Keeps back what the generator made no page of, unless what it made is not of this content.
  private mutating func holdAgainst(_ site: RenderedSite, _ convention: Convention) {
    // What is kept has no page to be held against: it stays as it was published.
    let published = records.indices.filter { records[$0].publication.isPublished && !records[$0].isKept }
    let missing = published.filter { records[$0].page == nil && !records[$0].isListedOnly } + takenPages(published)
    gatherElsewhere()
    let newest = published.compactMap { records[$0].page?.stamp.modified }.max() ?? 0
    let stale = published.filter { records[$0].isPageStale }
    let newer = published.first { records[$0].stamp.modified > newest + 2_000_000_000 }
    let place = SourceLocation(path: RenderedSite.shown(site.folder))
    if !missing.isEmpty, newer != nil || 2 * missing.count > published.count {
      let reason =
        newer.map { "The built site is older than \(records[$0].path), and has no page of \(missing.count) items" }
        ?? "The built site has pages of \(published.count - missing.count) items, of \(published.count) that are published"
      findings.append(ContentRules.builtSitePartial.finding(at: place, reason))
    } else {
      let name = convention.generator.name
      for index in missing {
        records[index].publication = .unpublished(status: "no page")
        findings.append(
          ContentRules.pageMissing.finding(
            at: records[index].permalinkLocation,
            "\(name) made no page of it: there is none at '/\(records[index].permalink)'"))
      }
    }
    guard let first = stale.first else { return }
    let others = stale.count > 1 ? ", and so are \(stale.count - 1) others" : ""
    findings.append(
      ContentRules.pageStale.finding(
        at: SourceLocation(path: records[first].path), "The built page is older than the content file\(others)"))
  }

  /// One rule for addresses that is wrong, is wrong for many pages.
  private mutating func gatherElsewhere() {
    let reported = findings.filter { $0.rule == ContentRules.pageElsewhere.id }.sorted()
    guard reported.count > 1, let first = reported.first else { return }
    findings.removeAll { $0.rule == ContentRules.pageElsewhere.id }
    findings.append(
      ContentRules.pageElsewhere.finding(
        at: first.location, "\(first.message); so do those of \(reported.count - 1) more items",
        related: reported.dropFirst().prefix(10).map(\.location)))
  }

  /// Items whose page was searched for, and found to be another item's.
  private func takenPages(_ published: [Int]) -> [Int] {
    guard published.contains(where: { records[$0].page?.place != nil }) else { return [] }
    var taken = Set(published.filter { records[$0].page?.place == nil }.map { records[$0].permalink })
    return published.filter { records[$0].page?.place != nil && !taken.insert(records[$0].permalink).inserted }
  }

  /// Finds the pages that links name by their files.
  private mutating func resolveLinks(_ settings: CorpusSettings) {
    guard !links.isEmpty else { return }
    let pages = LinkIndex(records, settings)
    for (index, mentions) in links.sorted(by: { $0.key < $1.key }) {
      var addresses: [ContentReference: String?] = [:]
      for mention in mentions {
        let (address, reason) = pages.address(of: mention.reference, in: records[index])
        addresses[mention.reference] = .some(address)
        if address == nil, records[index].publication.isPublished {
          findings.append(
            ContentRules.linkTarget.finding(
              at: SourceLocation(path: records[index].path, line: Int(mention.line), column: Int(mention.column)),
              reason))
        }
      }
      records[index].linkTargets = LinkTargets(addresses)
    }
  }

  /// Items that name the same lists, together.
  private func listGroups() -> (groups: [Int32], owners: [Int]) {
    guard hashes.contains(where: { $0.lists != nil }) else { return ([], []) }
    var owners: [Int] = []
    var known: [UInt32: [Int32]] = [:]
    let groups = records.indices.map { index -> Int32 in
      guard let hash = hashes[index].lists else { return -1 }
      let bytes = records[index].fields.texts.listBytes
      if let same = known[hash.value]?.first(where: { records[owners[Int($0)]].fields.texts.listBytes == bytes }) {
        return same
      }
      owners.append(index)
      known[hash.value, default: []].append(Int32(owners.count - 1))
      return Int32(owners.count - 1)
    }
    return (groups, owners)
  }

  private func newestFirst() -> [Int] { CorpusAssembly.newestFirst(records) }

  /// Positions of published items, newest first; of one instant, by key, so that the order depends on nothing else.
  static func newestFirst(_ records: [ItemRecord]) -> [Int] {
    var dated: [(published: Int64, index: Int)] = []
    dated.reserveCapacity(records.count)
    for index in records.indices where records[index].publication.isPublished && records[index].kind == .entry {
      dated.append((records[index].published.microseconds, index))
    }
    dated.sort { $0.published > $1.published }
    // Few share an instant: their keys are only looked at here, and the sort itself compares numbers.
    var start = 0
    while start < dated.count {
      var end = start + 1
      while end < dated.count, dated[end].published == dated[start].published { end += 1 }
      if end - start > 1 {
        let keyed = dated[start..<end].map { (key: records[$0.index].key, entry: $0) }
        let sorted = keyed.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        dated.replaceSubrange(start..<end, with: sorted.map(\.entry))
      }
      start = end
    }
    return dated.map(\.index)
  }

  /// Keeps the newest entries only.
  private mutating func withholdPosts(behind limit: Int) {
    for index in newestFirst().dropFirst(limit) { records[index].publication = .unpublished(status: "limit_posts") }
  }

  /// The first published item by path keeps an address or id, an entry before any other page; others are withheld. Jekyll writes
  /// the newest post last, over all others, and ends as if nothing were wrong.
  private mutating func withholdDuplicates(_ convention: Convention) {
    let isJekyll = convention.generator == .jekyll
    var keys = StringTable(capacity: records.count)
    let published = records.indices.filter { records[$0].publication.isPublished && !records[$0].isKept }
    let others = published.filter { records[$0].kind != .entry }
    let entries =
      isJekyll ? newestFirst().filter { !records[$0].isKept } : published.filter { records[$0].kind == .entry }
    for index in entries + others {
      if let owner = owner(of: hashes[index].permalink, records[index].permalink) {
        let rule = records[index].kind == .entry && !isJekyll ? ContentRules.permalinkTaken : ContentRules.pageTaken
        withhold(index, rule, "The address '/\(records[index].permalink)/'", owner)
      } else if let owner = keys.find(hashes[index].key, isSame: { records[$0].key == records[index].key }) {
        withhold(index, ContentRules.idTaken, "The id '\(records[index].key)'", owner)
      } else {
        owners.insert(hashes[index].permalink, at: index)
        keys.insert(hashes[index].key, at: index)
      }
    }
    settleKept(&keys)
    for index in records.indices where !records[index].publication.isPublished {
      guard records[index].publication != .withheld,
        let owner = owner(of: hashes[index].permalink, records[index].permalink)
      else { continue }
      let message = "The address '/\(records[index].permalink)/' is that of \(records[owner].path)"
      findings.append(
        ContentRules.permalinkTakenUnpublished.finding(
          at: records[index].permalinkLocation, message, related: [records[owner].permalinkLocation]))
    }
  }

  /// The position of the published item with an address.
  private func owner(of hash: TextHash, _ permalink: @autoclosure () -> String) -> Int? {
    owners.find(hash) { records[$0].permalink == permalink() }
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
      for (number, hash) in hashes[index].aliases.enumerated() {
        guard let hash, let owner = owner(of: hash, records[index].aliases[number].permalink ?? "") else { continue }
        let alias = records[index].aliases[number]
        findings.append(
          ContentRules.aliasLive.finding(
            at: alias.location(in: records[index].path),
            "The alias '\(alias.text)' is the address of \(records[owner].path)",
            related: [records[owner].permalinkLocation]))
      }
    }
  }
}
