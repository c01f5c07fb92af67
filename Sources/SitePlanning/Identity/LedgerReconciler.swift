package import ContentCorpus
import LocalFiles
package import PublishingLedger
package import SiteSettings
package import TidingsCore

/// Holds a corpus against what is remembered of it: which item is which, and what of it has really changed.
///
/// - An item is the one with the same key (`id`, `mdName`, else its path). Where no file has that key any more, it is the
///   one that means the same to a reader: so an id survives a file that is renamed or moved.
/// - An item has changed when what a reader sees of it has. The front matter's `lastMod` gives the instant where it has moved
///   with the content; where it has not, the build's does. A date that moves alone is passed over.
package struct LedgerReconciler {
  let configuration: Configuration
  let corpus: Corpus
  /// Whether an item of the corpus, published or not, has a key.
  let isPresent: (String) -> Bool
  /// Whether an item that is not looked at has an id.
  let isTaken: (String) throws -> Bool

  /// What came of it.
  package struct Outcome {
    /// What is remembered from now on, of the items that were looked at.
    package var ledger: Ledger
    /// What the items' files do not say, by positions in the corpus.
    package var remembered: [Int: ItemRecord.Remembered] = [:]
    /// Paths are relative to the corpus folder.
    package var findings: [Finding] = []
    /// Entries that were published already, and would be new to those who have them.
    package var reannounced: [ReannouncementError.Entry] = []
    /// Keys of items that nothing was remembered of.
    package var new: Set<String> = []
    /// Pages that have another address, though nothing of them has changed.
    package var moves: [RelocationError.Move] = []
    /// What is withdrawn now, but for what has come to its end.
    package var lost: [LedgerRow] = []
    /// The date of an entry that is published, and lies ahead now: not the date has moved, but the clock.
    package var ahead: Timestamp?
  }

  /// Items that were published until now, and still are, at the address that they had: those that are looked at elsewhere.
  package var staysElsewhere = 0

  private var now: Timestamp { corpus.settings.now }
  private let refused: Set<String>

  package init(
    configuration: Configuration, corpus: Corpus, isPresent: @escaping (String) -> Bool,
    isTaken: @escaping (String) throws -> Bool = { _ in false }
  ) {
    (self.configuration, self.corpus, self.isPresent, self.isTaken) = (configuration, corpus, isPresent, isTaken)
    refused = Set(corpus.refused)
  }

  /// - Parameters:
  ///   - items: positions of the items to look at. Of others nothing has changed.
  ///   - formerKeys: keys of items that were published, and may not be any more.
  ///   - feeds: the folders of all feeds.
  ///   - ledger: what is remembered of all these.
  package func outcome(of items: [Int], formerKeys: [String], feeds: [String], before ledger: Ledger) throws -> Outcome
  {
    var outcome = Outcome(ledger: ledger)
    let published = items.filter { corpus.items[$0].publication.isPublished }
    var keys = Dictionary(uniqueKeysWithValues: published.map { ($0, corpus.items[$0].key) })
    let unknown = published.filter { ledger.rows[keys[$0] ?? ""] == nil }
    // The entries that addresses led to until now.
    let owners = Dictionary(
      ledger.rows.values.lazy.filter { $0.withdrawn == nil && $0.isEntry }.map { ($0.addresses.last ?? "", $0) }
    ) { first, _ in first }
    rememberRenamed(unknown, keys, &outcome.ledger)
    let lost = unknown.isEmpty ? [:] : lostAddresses(formerKeys, outcome.ledger)
    var ids: Set<String>?
    let isTemplates = isChangeOfTemplate(published, keys, outcome.ledger, &outcome.findings)
    // Items that were published until now, and still are.
    var stays = 0
    for index in published {
      guard let key = keys[index] else { continue }
      let record = corpus.items[index]
      let page = SiteAddresses.page(of: record, configuration)
      let minted = configuration.site.tagAuthority.entry(key: key, published: record.published)
      var row: LedgerRow
      if let known = outcome.ledger.rows[key] {
        row = known
        if record.isKept {
          // Nothing is known of the file that could change what is remembered.
          if row.id != minted || row.modified != record.modified {
            outcome.remembered[index] = .init(id: row.id, modified: row.modified)
          }
          continue
        }
        // What is kept out of feeds from now on is withdrawn from them.
        if record.feeds == .none, known.isEntry {
          keys[index] = nil
          continue
        }
        guard record.kind == .entry || !known.isEntry || known.withdrawn != nil else {
          outcome.findings.append(lostDate(record, known))
          continue
        }
        if record.kind == .entry, !known.isEntry {
          // A page becomes an entry, which has been reported to nobody.
          if ids == nil { ids = Set(outcome.ledger.rows.values.lazy.map(\.id)) }
          if row.id != minted { row.id = try unused(minted, &ids) }
          (row.first, row.modified, row.meaning) = (record.published, record.modified, record.meaning)
          row.reading = record.reading
        }
        update(&row, by: record, isTemplates: isTemplates, &outcome.findings)
      } else {
        if ids == nil { ids = Set(outcome.ledger.rows.values.lazy.map(\.id)) }
        row = LedgerRow(
          key: key, id: try unused(minted, &ids), path: record.path, first: record.published, meaning: record.meaning,
          modified: record.modified, claimed: record.claimed, addresses: [page], reading: record.reading)
        if record.kind == .entry { outcome.new.insert(key) }
      }
      // The same words at the same address with another id, or an address whose item is gone.
      let former = owners[page].flatMap { $0.id != row.id && $0.meaning == record.meaning ? $0.id : nil }
      let gone = outcome.new.contains(key) ? lost[page] ?? lost[IDAdoption.place(page)] : nil
      if let former = former ?? gone {
        outcome.reannounced.append(.init(path: record.path, address: page, formerID: former, id: row.id))
      }
      if outcome.ledger.rows[key].map({ $0.withdrawn == nil }) == true { stays += 1 }
      if let former = outcome.ledger.rows[key], isMove(former, record, to: page) {
        outcome.moves.append(.init(path: record.path, former: former.addresses.last ?? "", address: page))
      }
      row.path = record.path
      row.topics = record.topics.map { corpus.topics[$0].path }
      row.withdrawn = nil
      if row.addresses.last != page { row.addresses = row.addresses.filter { $0 != page } + [page] }
      if outcome.ledger.rows[key] != row { outcome.ledger.rows[key] = row }
      if row.id != minted || row.modified != record.modified {
        outcome.remembered[index] = .init(id: row.id, modified: row.modified)
      }
    }
    if isMoveOfSite(outcome.moves, of: stays + staysElsewhere) { outcome.moves = [] }
    withdraw(formerKeys, published: Set(keys.values), &outcome)
    for folder in feeds where outcome.ledger.feeds[folder] == nil {
      outcome.ledger.feeds[folder] = configuration.feedID(in: folder)
    }
    return outcome
  }

  /// Whether a page has another address though nobody has touched its file: another base address of the whole site does not count.
  private func isMove(_ former: LedgerRow, _ record: ItemRecord, to page: String) -> Bool {
    guard former.withdrawn == nil, former.path == record.path, former.reading == record.reading,
      former.meaning == record.meaning, let address = former.addresses.last, address != page
    else { return false }
    return address.hasPrefix(configuration.site.baseURL)
  }

  /// Whether all pages of the site have another base address, and nothing else of them has changed: somebody has moved it.
  private func isMoveOfSite(_ moves: [RelocationError.Move], of count: Int) -> Bool {
    guard moves.count == count, let first = moves.first else { return false }
    let base = configuration.site.baseURL
    func formerBase(_ move: RelocationError.Move) -> String? {
      let own = move.address.dropFirst(base.count)
      return move.former.hasSuffix(own) ? String(move.former.dropLast(own.count)) : nil
    }
    guard let common = formerBase(first), common.hasSuffix("/") else { return false }
    return moves.allSatisfy { formerBase($0) == common }
  }

  /// An entry without its date is none any more. Nobody is notified that it is gone: somebody is about to mend that.
  private func lostDate(_ record: ItemRecord, _ row: LedgerRow) -> Finding {
    PublishRules.dateLost.finding(
      at: SourceLocation(path: record.path), "There is no date, but the item was published at \(row.first)")
  }

  /// Whether what changes is the template of pages that have no source: more than a fifth of all have other words at once, and no other
  /// date of their own.
  private func isChangeOfTemplate(
    _ items: [Int], _ keys: [Int: String], _ ledger: Ledger, _ findings: inout [Finding]
  ) -> Bool {
    guard corpus.settings.convention.generator == .html else { return false }
    let changed = items.count { index in
      guard let row = ledger.rows[keys[index] ?? ""], row.reading == corpus.items[index].reading else { return false }
      return row.meaning != corpus.items[index].meaning && row.claimed == corpus.items[index].claimed
    }
    let all = corpus.published.count + corpus.pages.count
    guard changed >= 3, 5 * changed > all else { return false }
    findings.append(
      PublishRules.templateChanged.finding(
        at: SourceLocation(path: "."), "\(changed) of \(all) pages have other words than before, all at once"))
    return true
  }

  /// The instant of the last significant change.
  private func update(
    _ row: inout LedgerRow, by record: ItemRecord, isTemplates: Bool, _ findings: inout [Finding]
  ) {
    let place = SourceLocation(path: record.path)
    let hasMoved = record.claimed != row.claimed
    // As long as the page shows a former state, so does the entry.
    let isUnreported = record.isPageStale
    let isOfNow = row.reading == record.reading && !isTemplates
    if record.meaning != row.meaning, !isUnreported {
      if !isOfNow {
        // Another version read it otherwise, so nothing but the file itself shows a change.
        if let claimed = record.claimed, hasMoved, claimed > row.modified { row.modified = claimed }
      } else if let claimed = record.claimed, hasMoved, claimed > row.modified {
        row.modified = claimed
      } else {
        // Never the same instant twice: it distinguishes one state of an entry from another.
        row.modified = max(now, Timestamp(microseconds: row.modified.microseconds + 1))
      }
      row.meaning = record.meaning
    }
    if !isUnreported { row.reading = record.reading }
    if record.published > row.modified {
      findings.append(
        PublishRules.dateMoved.finding(
          at: place, "The date is \(record.published), but the item was published at \(row.first)"))
      row.modified = record.published
    }
    row.claimed = record.claimed
    // Who commits does not say that a reader will see anything of it.
    guard let claimed = record.claimed, configuration.corpus.gitUse == nil else { return }
    if claimed > row.modified {
      findings.append(
        PublishRules.modifiedAlone.finding(
          at: place, "lastMod says \(claimed), but nothing a reader sees has changed since \(row.modified)"))
    } else if claimed < row.modified {
      findings.append(
        PublishRules.modifiedBehind.finding(
          at: place, "lastMod says \(claimed), but what a reader sees has changed at \(row.modified)"))
    }
  }

  /// Gives the rows of items whose keys are gone to items that mean the same and are not known yet.
  private func rememberRenamed(_ unknown: [Int], _ keys: [Int: String], _ ledger: inout Ledger) {
    guard !ledger.rows.isEmpty, !unknown.isEmpty else { return }
    let meanings = Set(unknown.map { corpus.items[$0].meaning })
    var orphans: [ContentDigest: [LedgerRow]] = [:]
    for row in ledger.rows.values
    where row.isEntry && meanings.contains(row.meaning) && !isPresent(row.key) && !refused.contains(row.path) {
      orphans[row.meaning, default: []].append(row)
    }
    // In the order of their paths, so that several of one meaning always find the same rows.
    for index in unknown.sorted() {
      let record = corpus.items[index]
      guard record.kind == .entry, let key = keys[index], var candidates = orphans[record.meaning], !candidates.isEmpty
      else { continue }
      let page = SiteAddresses.page(of: record, configuration)
      candidates.sort { ($0.addresses.last == page ? 0 : 1, $0.key) < ($1.addresses.last == page ? 0 : 1, $1.key) }
      var row = candidates.removeFirst()
      orphans[record.meaning] = candidates
      ledger.rows[row.key] = nil
      row.key = key
      ledger.rows[key] = row
    }
  }

  /// The ids of items that were published until now and whose keys are gone, by the addresses that they had.
  private func lostAddresses(_ formerKeys: [String], _ ledger: Ledger) -> [String: String] {
    var lost: [String: String] = [:]
    for key in formerKeys where !isPresent(key) {
      guard let row = ledger.rows[key], row.withdrawn == nil, row.isEntry, !refused.contains(row.path) else { continue }
      for address in row.addresses {
        lost[address] = row.id
        // The site may have moved in the same build.
        lost[IDAdoption.place(address)] = row.id
      }
    }
    return lost
  }

  /// Notes what is published no more. A file that is there and cannot be read withdraws nothing: somebody is about to mend it,
  /// and until then nobody is notified that its page is gone.
  private func withdraw(_ formerKeys: [String], published: Set<String>, _ outcome: inout Outcome) {
    var records: [String: ItemRecord] = [:]
    var isIndexed = false
    for key in formerKeys where !published.contains(key) {
      guard let row = outcome.ledger.rows[key], row.withdrawn == nil, !refused.contains(row.path) else { continue }
      outcome.ledger.rows[key]?.withdrawn = max(now, row.modified)
      if !isIndexed {
        records = Dictionary(corpus.items.map { ($0.key, $0) }) { first, _ in first }
        isIndexed = true
      }
      switch records[key]?.publication {
      case .expired: break
      case .scheduled(let instant) where row.isEntry && row.first > now && instant == row.first:
        outcome.ahead = max(outcome.ahead ?? row.first, row.first)
      default: outcome.lost.append(row)
      }
    }
  }

  /// An id that no other item has: a file may take the name that another had.
  private func unused(_ id: String, _ ids: inout Set<String>?) throws -> String {
    var candidate = id
    var number = 2
    while try ids?.insert(candidate).inserted == false || isTaken(candidate) {
      candidate = "\(id)-\(number)"
      number += 1
    }
    return candidate
  }
}

/// A build that would announce again what subscribers have had: it was stopped before anything was written.
public struct ReannouncementError: Error, Sendable, CustomStringConvertible {
  public struct Entry: Sendable, Hashable {
    public let path: String
    /// Where an entry is published already.
    public let address: String
    public let formerID: String
    public let id: String

    package init(path: String, address: String, formerID: String, id: String) {
      self.path = path
      self.address = address
      self.formerID = formerID
      self.id = id
    }
  }

  public let entries: [Entry]
  public let limit: Int

  package init(entries: [Entry], limit: Int) {
    self.entries = entries
    self.limit = limit
  }

  public var description: String {
    let shown = entries.prefix(10).map { "  \($0.address): \($0.formerID) would become \($0.id) (\($0.path))" }
    let more = entries.count > 10 ? ["  and \(entries.count - 10) more"] : []
    return
      "\(entries.count) published entries would look new to every subscriber (the limit is \(limit)), so nothing was written:\n"
      + (shown + more).joined(separator: "\n")
      + "\n  Give the items back the 'id' that they had, take the ids of the published feeds over with 'tidings ids adopt', or run again with --allow-reannounce."
  }
}

extension ItemRecord {
  /// Which way of reading gave its meaning: those of different ways say nothing of each other.
  var reading: Int { ContentReading.version + (isUnknownToFeeds ? 1000 : 0) }
}
