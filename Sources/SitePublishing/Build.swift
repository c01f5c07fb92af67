public import ContentCorpus
import LocalFiles
import Markup
public import PublishingLedger
import SiteOutput
import SitePlanning
public import SiteSettings
package import TidingsCore

/// A whole build, from the content files to the published documents, which does only what an earlier one has not done.
public struct Build: Sendable {
  public struct Options: Sendable, Hashable {
    public var publishing = Publisher.Options()
    /// Where what is known is kept from build to build; `nil` for a build that knows nothing and leaves nothing.
    public var cache: CacheFolder?
    /// Recognises files and documents by their bytes only.
    public var verifiesCache = false
    /// Whether the state behind the build is for another one in the same process.
    public var keepsState = true
    /// Whether entries that were published already may be announced again, however many.
    public var allowsReannouncement = false
    /// Where exports of the ledger are kept; `nil` for none.
    public var backup: LedgerBackup?

    public init() {}
  }

  private let configuration: Configuration
  private var reader: CorpusReader
  private var options: Options
  private let ledger: (any LedgerStore)?

  /// - Parameters:
  ///   - configuration: by which documents are made.
  ///   - reader: of the corpus, with the configuration's settings.
  ///   - options: how much is known from earlier builds, and how the work is done.
  ///   - ledger: what is remembered from build to build; `nil` for a build without memory.
  public init(
    configuration: Configuration, reader: CorpusReader, options: Options = Options(), ledger: (any LedgerStore)? = nil
  ) {
    self.configuration = configuration
    var settings = reader.settings
    settings.readsMeaning = ledger != nil
    self.reader = CorpusReader(folder: reader.folder, settings: settings)
    self.options = options
    self.ledger = ledger
  }

  /// - Parameters:
  ///   - output: the folder to publish in; made if it is missing.
  ///   - progress: called with what is being worked on.
  /// - Throws: as `CorpusReader/read(jobs:progress:)` and ``Publisher/publish(_:of:to:progress:)``. A cache that cannot
  ///   be read or written is no error, only a loss of time.
  public func run(
    to output: String, progress: @Sendable (Publisher.Stage) -> Void = { _ in }
  ) async throws -> PublishReport {
    var build = self
    build.options.keepsState = false
    return try await build.run(to: output, after: nil, progress: progress).report
  }

  /// What is known behind a build: what the next one in the same process starts from.
  public struct State: Sendable {
    public let report: PublishReport
    let cache: BuildCache
    package let corpus: ReadCorpus
    let view: LedgerView?
    /// The folders of the corpus, relative to it; those of the last build that looked.
    public let folders: [String]
    let fingerprint: ContentDigest
  }

  /// - Parameters:
  ///   - output: the folder to publish in; made if it is missing.
  ///   - former: the state behind an earlier build of the same corpus with the same configuration; without one, the cache
  ///     is read.
  ///   - changed: paths of all files that may have changed since, relative to the corpus folder; `nil` where that is not
  ///     known.
  ///   - progress: called with what is being worked on.
  public func run(
    to output: String, after former: State?, changed: Set<String>? = nil,
    progress: @Sendable (Publisher.Stage) -> Void = { _ in }
  ) async throws -> State {
    var build = self
    if let ledger {
      let former = PublishedItems(ledger, configuration)
      build.reader = reader.remembering(try PublishedTopics(ledger)).remembering { try former.item(of: $0) }
    }
    return try await build.perform(to: output, after: former, changed: changed, progress: progress)
  }

  private func perform(
    to output: String, after former: State?, changed: Set<String>?, progress: @Sendable (Publisher.Stage) -> Void
  ) async throws -> State {
    let fingerprint = CacheKey.digest(configuration, reader.settings)
    // What folders say of their content may have changed with them.
    let former = former?.fingerprint == fingerprint ? former : nil
    let (epoch, obstacle) = begin()
    let opened: Opened
    if let former, let changed, let updated = former.corpus.updated(changed, by: reader, epoch: epoch) {
      opened = Opened(corpus: updated, cache: former.cache, state: .usable, folders: former.folders)
    } else {
      opened = try await open(former, fingerprint, epoch, progress)
    }
    let snapshot = opened.corpus.snapshot
    var reconciled = try reconciled(opened, former, output)
    let corpus = reconciled?.corpus ?? opened.corpus.corpus
    let pages = configuration.feeds.archives == .none ? [] : try ledger?.archivePages() ?? []
    let plan = Plan(corpus, configuration: configuration, pages: pages)
    reconciled?.changes.pages = plan.archives.filter { !$0.isRemembered }.map(\.page)
    // What cannot be remembered is not to be published.
    if !options.publishing.isDryRun { try ledger?.reserve() }
    defer { ledger?.release() }
    let remembered = try ledger?.documents() ?? [:]
    var memory = reconciled?.feeds ?? FeedState()
    memory.digests = try digests(remembered, without: output)
    var publishing = options.publishing
    publishing.isRemembered = ledger != nil
    publishing.knowsItems = reconciled.map { !$0.isFirst } ?? false
    let publisher = Publisher(configuration: configuration, options: publishing)
    var result = try await publisher.publish(
      plan, of: corpus, to: output, known: opened.cache.documents,
      trustsStamps: !options.verifiesCache, keeps: keeps,
      memory: memory, progress: progress)
    progress(.remembering)
    var view = reconciled?.view
    if let ledger, var known = reconciled {
      result.report.note(known.findings.map { corpus.settings.shown($0).relocated(under: corpus.folder) })
      if !options.publishing.isDryRun, !result.isRefused {
        let documents = DocumentChanges(
          SiteAddresses(configuration), result.rows.filter { !$0.format.isCompressedVariant }, result.report,
          known: remembered)
        known.changes.places = result.places.subtracting(known.feeds.places).sorted()
        let changes = known.changes.with(documents, isFirst: known.isFirst)
        let generation = options.backup == nil ? 0 : try ledger.generation()
        view?.generation = try ledger.commit(changes)
        view?.stamp = ledger.stamp()
        if let backup = options.backup, let finding = try save(backup, ledger, after: generation, changes) {
          result.report.note(finding)
        }
      } else {
        view = nil
      }
    }
    // The ledger has them, and the cache, which comes now, needs room.
    reconciled?.changes.rows = []
    reconciled?.changes.firstRows = nil
    progress(.remembering)
    // The files are known from now on, but the ledger does not know of them yet: it has to be asked for everything.
    if ledger != nil, view == nil, !options.publishing.isDryRun { options.cache?.removeView() }
    var next = BuildCache(corpus: snapshot, documents: result.documents, base: opened.cache.base)
    if let cache = options.cache, epoch != nil, snapshot.isChanged || result.isChanged {
      do {
        next.base = try cache.save(next, fingerprint)
      } catch {
        result.report.note(PublishRules.cacheUnwritable.finding(at: SourceLocation(path: cache.path), "\(error)"))
      }
    }
    if let cache = options.cache, epoch != nil, let view, view != opened.view { cache.save(view, fingerprint) }
    if let obstacle { result.report.note(obstacle) }
    if opened.state == .damaged, let cache = options.cache {
      result.report.note(PublishRules.cacheDamaged.finding(at: SourceLocation(path: cache.path)))
    }
    result.report.pages = reconciled?.changes.journal.filter { $0.subject == .page } ?? []
    result.report.hasServices = Announcement.hasServices(configuration)
    result.report.reuse = PublishReport.Reuse(
      cache: opened.state, filesRead: snapshot.readCount, documentsMade: result.made)
    return State(
      report: result.report, cache: next, corpus: opened.corpus, view: view, folders: opened.folders,
      fingerprint: fingerprint)
  }

  /// Writes an export of the ledger, where it has changed or there is none.
  ///
  /// - Returns: why it could not be written: the ledger itself is well.
  private func save(
    _ backup: LedgerBackup, _ ledger: any LedgerStore, after generation: Int64, _ changes: LedgerChanges
  ) throws -> Finding? {
    do {
      let known = options.cache?.backupParts()
      // One that could not be written is made up for by the next build, whatever that changes.
      let now = try ledger.generation()
      let isBehind = changes.isEmpty && known.map { $0.generation != now } ?? false
      guard try !changes.isEmpty || isBehind || !backup.exists() else { return nil }
      let parts = try backup.write(
        ledger, after: generation, touched: changes.rows.map(\.key) + changes.removed,
        known: isBehind ? nil : known)
      options.cache?.save(parts)
      return nil
    } catch let error as SystemError {
      return PublishRules.backupUnwritable.finding(at: SourceLocation(path: backup.path), error.description)
    } catch let error as LedgerError {
      // No build reads this part otherwise, such as what was reported to services: all that was published is remembered.
      return PublishRules.backupUnwritable.finding(at: SourceLocation(path: backup.path), error.description)
    }
  }

  /// What the ledger remembers of documents, by their paths: asked for where no manifest says whose they are.
  private func digests(_ remembered: [String: String], without output: String) throws -> [String: String] {
    guard !remembered.isEmpty, try LocalFile.kind(output + "/" + Manifest.fileName) == nil else { return [:] }
    let home = SiteAddresses(configuration).home
    var digests: [String: String] = [:]
    for (address, digest) in remembered where address.hasPrefix(home) {
      let path = URIReference("/" + address.dropFirst(home.count)).decodedPath.dropFirst()
      digests[String(path)] = digest
    }
    return digests
  }

  /// - Throws: ``ClockBehindError``, ``ClockAhead``.
  private func checkClock(_ reconciled: LedgerSession.Reconciled, _ ledger: any LedgerStore) throws {
    let written = reconciled.isFirst ? nil : ledger.stamp().map { Timestamp(microseconds: $0.modified / 1000) }
    try Build.checkClock(
      reconciled.corpus.settings.now, ahead: reconciled.ahead, last: try ledger.lastInstant(), written: written)
  }

  /// - Parameters:
  ///   - now: the instant of the build.
  ///   - ahead: the date of an entry that is published and lies ahead.
  ///   - last: the instant of the last build that is remembered.
  ///   - written: when the ledger's file was, which says it as long as the journal has not begun: with the build after the first.
  /// - Throws: ``ClockBehindError``, ``ClockAhead``.
  package static func checkClock(_ now: Timestamp, ahead: Timestamp?, last: Timestamp?, written: Timestamp? = nil)
    throws
  {
    if let newest = [ahead, last].compactMap({ $0 }).max(), newest > now {
      throw ClockBehindError(now: now, newest: newest)
    }
    if let newest = last ?? written, let ahead = ClockAhead(now: now, newest: newest) { throw ahead }
  }

  /// - Throws: ``WithdrawalError``.
  private func checkLosses(_ reconciled: LedgerSession.Reconciled) throws {
    guard !options.publishing.allowsWithdrawal else { return }
    let published = reconciled.corpus.published.count + reconciled.corpus.pages.count
    let error = WithdrawalError(
      withdrawing: reconciled.lost.map(\.path), beside: published, configuration.withdrawLimit)
    if let error { throw error }
  }

  /// - Throws: ``ReannouncementError``, ``RelocationError``, ``WithdrawalError``, ``ClockBehindError``, ``ClockAhead``.
  private func reconciled(_ opened: Opened, _ former: State?, _ output: String) throws -> LedgerSession
    .Reconciled?
  {
    guard let ledger else { return nil }
    let view = former?.view ?? opened.view
    var reconciled = try LedgerSession(configuration: configuration, store: ledger).reconciled(
      opened.corpus.corpus, opened.corpus.snapshot, since: view.map { (opened.cache.corpus, $0) },
      feeds: Plan.feedFolders(opened.corpus.corpus, configuration))
    // Much that is new may be old: the ledger may be new itself, or know a part only.
    if reconciled.isFirst || reconciled.new.isMore(than: configuration.reannounceLimit) {
      let known = Set(reconciled.reannounced.map(\.path))
      let corpus = reconciled.corpus
      let topics = corpus.items.lazy.filter { reconciled.new.contains($0) }.flatMap(\.topics).map {
        corpus.topics[$0].path
      }
      reconciled.reannounced += try PublishedIDs(in: output, topics: Set(topics))
        .reannounced(corpus, reconciled.new, configuration).filter { !known.contains($0.path) }
    }
    if reconciled.reannounced.count > configuration.reannounceLimit, !options.allowsReannouncement {
      throw ReannouncementError(entries: reconciled.reannounced, limit: configuration.reannounceLimit)
    }
    if reconciled.moves.count > configuration.reannounceLimit, !options.allowsReannouncement {
      throw RelocationError(moves: reconciled.moves)
    }
    try checkClock(reconciled, ledger)
    try checkLosses(reconciled)
    return reconciled
  }

  /// Whether what becomes known is for a later build.
  private var keeps: Bool { options.keepsState || options.cache != nil }

  private struct Opened {
    let corpus: ReadCorpus
    let cache: BuildCache
    let state: CacheFolder.State
    /// Of the ledger, by the build that left the cache.
    var view: LedgerView?
    let folders: [String]
  }

  /// Looks at all files, and reads those that are not known from before.
  private func open(
    _ former: State?, _ fingerprint: ContentDigest, _ epoch: Int64?, _ progress: @Sendable (Publisher.Stage) -> Void
  ) async throws -> Opened {
    let jobs = options.publishing.jobs
    let mayKnow = former != nil || options.cache?.exists == true
    async let loaded =
      if let former { (former.cache, CacheFolder.State.usable) } else {
        await options.cache?.load(fingerprint, jobs: jobs) ?? (BuildCache(), .missing)
      }
    // Not the listing to wait for: what a task has given stays for as long as this function does, and it is long.
    let listing = try await reader.list(jobs: jobs, stamps: mayKnow)
    let folders = listing.folders
    let (cache, state) = await loaded
    progress(.reading(files: listing.count))
    let (corpus, snapshot) = try await reader.read(
      consume listing, jobs: jobs, reusing: cache.corpus, trustsStamps: !options.verifiesCache,
      keeps: keeps, epoch: epoch)
    let view = ledger != nil && state == .usable && former == nil ? options.cache?.view(fingerprint) : nil
    return Opened(
      corpus: ReadCorpus(corpus, snapshot), cache: cache, state: state, view: view, folders: folders)
  }

  /// Makes the cache ready: the file system's time, and what keeps the cache from being kept.
  private func begin() -> (epoch: Int64?, obstacle: Finding?) {
    guard let cache = options.cache, !options.publishing.isDryRun else { return (nil, nil) }
    do {
      return (try cache.begin(), nil)
    } catch {
      return (nil, PublishRules.cacheUnwritable.finding(at: SourceLocation(path: cache.path), "\(error)"))
    }
  }
}
