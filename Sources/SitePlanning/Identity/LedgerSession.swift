package import ContentCorpus
import LocalFiles
package import PublishingLedger
package import SiteSettings
package import TidingsCore

/// Asks the ledger about a corpus: about all of it, or, where an earlier build left a view of the same ledger, about what
/// has changed since.
package struct LedgerSession {
  package let configuration: Configuration
  package let store: any LedgerStore

  package init(configuration: Configuration, store: any LedgerStore) {
    self.configuration = configuration
    self.store = store
  }

  /// What is remembered of a corpus, and what is to be.
  package struct Reconciled {
    /// With what is remembered of its items.
    package var corpus: Corpus
    package let feeds: FeedState
    package var changes: LedgerChanges
    /// Whether nothing has ever been remembered. The journal begins with what comes after that.
    package let isFirst: Bool
    /// But for the number, which the ledger has when the changes are in it.
    package var view: LedgerView
    package var reannounced: [ReannouncementError.Entry]
    /// What is reported in this build alone.
    let reported: [Finding]
    package let new: NewItems
    package let moves: [RelocationError.Move]
    /// What this build would withdraw.
    package let lost: [LedgerRow]
    package let ahead: Timestamp?

    /// Paths are relative to the corpus folder.
    package var findings: [Finding] {
      view.findings + reported
        + reannounced.map { entry in
          PublishRules.reannounced.finding(
            at: SourceLocation(path: entry.path),
            "\(entry.address) was published as \(entry.formerID), now as \(entry.id)")
        }
    }
  }

  /// - Parameters:
  ///   - snapshot: that the corpus was put together from.
  ///   - former: the one before, and the view that belongs to it.
  ///   - feeds: the folders of all feeds.
  package func reconciled(
    _ corpus: Corpus, _ snapshot: CorpusSnapshot, since former: (snapshot: CorpusSnapshot, view: LedgerView)?,
    feeds: [String]
  ) throws -> Reconciled {
    let generation = try store.generation()
    if let former, former.view.generation == generation {
      if former.view.stamp != store.stamp() { try store.verify() }
      let delta = corpus.delta(snapshot, since: former.snapshot, withheld: former.view.withheld)
      if delta.paths.count < LedgerSession.limit, !delta.isPartial {
        return try reconciled(corpus, delta, former.view, feeds)
      }
    }
    if generation == 0, let first = try first(corpus, feeds) { return first }
    var known = try store.loadPublished()
    let formerKeys = known.rows.keys.sorted()
    let keys = Set(corpus.items.map(\.key))
    // Of what has been withdrawn only that counts which may come back.
    let hasWithdrawn = try generation != 0 && store.hasWithdrawn()
    if hasWithdrawn {
      let unknown = (corpus.published + corpus.pages).filter { known.rows[corpus.items[$0].key] == nil }
      let back =
        try store.rows(keys: Set(unknown.map { corpus.items[$0].key }).sorted())
        + store.rows(meanings: Array(Set(unknown.map { corpus.items[$0].meaning })))
      for row in back where known.rows[row.key] == nil { known.rows[row.key] = row }
    }
    let before = known
    let outcome = try LedgerReconciler(
      configuration: configuration, corpus: corpus, isPresent: keys.contains,
      isTaken: { id in try hasWithdrawn && store.rows(ids: [id]).contains { before.rows[$0.key] == nil } }
    ).outcome(of: corpus.published + corpus.pages, formerKeys: formerKeys, feeds: feeds, before: known)
    return try reconciled(corpus, outcome, known, LedgerView(generation: generation))
  }

  /// - Returns: `nil` where anything is remembered, or where two items would have one id.
  private func first(_ corpus: Corpus, _ feeds: [String]) throws -> Reconciled? {
    guard try store.loadPublished().rows.isEmpty, try store.feeds().isEmpty,
      let rows = FirstLedgerReconciler(configuration: configuration, corpus: corpus).rows()
    else { return nil }
    var changes = LedgerChanges(
      feeds: Dictionary(feeds.map { ($0, configuration.feedID(in: $0)) }) { first, _ in first })
    changes.firstRows = rows
    changes.topics = corpus.newTopicPaths
    changes.instant = corpus.settings.now
    var view = LedgerView(generation: 0)
    view.withheld = corpus.withheld
    return Reconciled(
      corpus: corpus, feeds: try memory(changes.feeds, changes, Ledger(), corpus.settings.now), changes: changes,
      isFirst: true, view: view, reannounced: [], reported: [], new: .all, moves: [], lost: [], ahead: nil)
  }

  /// More changes than this are not asked for one by one.
  private static let limit = 2000

  private func reconciled(
    _ corpus: Corpus, _ delta: CorpusDelta, _ view: LedgerView, _ feeds: [String]
  ) throws -> Reconciled {
    let published = delta.items.filter { corpus.items[$0].publication.isPublished }
    var rows = try store.rows(keys: Array(Set(published.map { corpus.items[$0].key } + delta.formerKeys)).sorted())
    let known = Set(rows.map(\.key))
    let unknown = published.filter { !known.contains(corpus.items[$0].key) }
    if !unknown.isEmpty {
      rows += try store.rows(meanings: Array(Set(unknown.map { corpus.items[$0].meaning })))
    }
    let before = Ledger(rows: rows, feeds: try store.feeds())
    let keys = unknown.isEmpty ? [] : Set(corpus.items.map(\.key))
    let outcome = try LedgerReconciler(
      configuration: configuration, corpus: corpus, isPresent: keys.contains,
      isTaken: { id in try store.rows(ids: [id]).contains { before.rows[$0.key] == nil } }
    ).outcome(
      of: published, formerKeys: delta.formerKeys, feeds: feeds, before: before)
    var others = view
    others.remembered = view.remembered.filter { !delta.paths.contains($0.key) }
    others.findings = view.findings.filter { !delta.paths.contains($0.location.path) }
    return try reconciled(corpus, outcome, before, others)
  }

  private func reconciled(
    _ corpus: Corpus, _ outcome: LedgerReconciler.Outcome, _ before: Ledger, _ others: LedgerView
  ) throws -> Reconciled {
    var corpus = corpus
    var view = others
    view.withheld = corpus.withheld
    for (path, remembered) in others.remembered {
      if let index = corpus.position(of: path) { corpus.remember(remembered, at: index) }
    }
    for (index, remembered) in outcome.remembered {
      corpus.remember(remembered, at: index)
      view.remembered[corpus.items[index].path] = remembered
    }
    // What is reported once is not for the next build.
    let passing = [PublishRules.dateMoved.id, PublishRules.templateChanged.id]
    view.findings = (others.findings + outcome.findings.filter { !passing.contains($0.rule) }).sorted()
    var changes = outcome.ledger.changes(since: before)
    changes.topics = corpus.newTopicPaths
    changes.instant = corpus.settings.now
    let isFirst = view.generation == 0
    if !isFirst {
      let former = Dictionary(before.rows.values.map { ($0.id, $0) }) { first, _ in first }
      changes.journal = changes.pages(before: former)
    }
    return Reconciled(
      corpus: corpus,
      feeds: try memory(outcome.ledger.feeds, changes, before, corpus.settings.now),
      changes: changes, isFirst: isFirst, view: view, reannounced: outcome.reannounced,
      reported: outcome.findings.filter { passing.contains($0.rule) }, new: .keys(outcome.new), moves: outcome.moves,
      lost: outcome.lost, ahead: outcome.ahead)
  }
}

extension LedgerSession {
  /// What is to be said of items that are not published any more. A feed changes when an entry leaves it, and Atom names those
  /// that did so not long ago: the last first, and no more than a feed has entries.
  package func memory(
    _ feeds: [String: String], _ changes: LedgerChanges, _ before: Ledger, _ now: Timestamp
  ) throws -> FeedState {
    let days = Int64(configuration.feeds.tombstoneDays)
    let since = now.advanced(bySeconds: -days * 86400)
    // There may be many that were withdrawn long ago: of those only the last instants count, unless one has come back.
    let isBack =
      changes.rows.contains { $0.withdrawn == nil && before.rows[$0.key]?.withdrawn != nil }
      || changes.removed.contains { before.rows[$0]?.withdrawn != nil }
    let oldest = isBack ? Timestamp(microseconds: 0) : since
    var rows = Ledger(rows: try store.rows(withdrawnSince: oldest), feeds: [:]).rows
    for key in changes.removed { rows[key] = nil }
    for row in changes.rows where row.withdrawn != nil || rows[row.key] != nil { rows[row.key] = row }
    var memory = FeedState(ids: feeds)
    memory.since = configuration.feeds.reachesBack ? [:] : try store.since()
    memory.places = try store.places()
    let settings = try store.settings()
    memory.keepsPaths = settings[Ledger.keptPaths] != nil
    memory.leftOut = configuration.feeds.reachesBack ? [:] : Ledger.leftOut(settings)
    if !configuration.feeds.files.isEmpty {
      let base = SiteAddresses(configuration).home
      memory.documents = Set(
        try store.documents().keys.filter { $0.hasPrefix(base) }.map { String($0.dropFirst(base.count)) })
    }
    if !isBack { memory.withdrawals = try store.lastWithdrawals().filter { $0.value <= now } }
    for row in rows.values {
      guard let instant = row.withdrawn, row.isEntry, instant <= now else { continue }
      for topic in [""] + row.topics { memory.withdrawals[topic] = max(instant, memory.withdrawals[topic] ?? instant) }
    }
    let recent = rows.values.filter { row in row.isEntry && row.withdrawn.map { $0 >= since && $0 <= now } ?? false }
    memory.withdrawn =
      days == 0
      ? []
      : recent.sorted { left, right in
        let (first, second) = (left.withdrawn ?? now, right.withdrawn ?? now)
        return first == second ? left.id < right.id : first > second
      }
    return memory
  }
}
