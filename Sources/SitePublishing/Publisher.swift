public import ContentCorpus
import PublishingLedger
import SiteConventions
import SiteOutput
public import SitePlanning
import SiteRendering
public import SiteSettings
import Syndication
import TidingsCore

/// Turns a plan into published documents: rendered, validated, staged, moved to their place.
public struct Publisher: Sendable {
  public struct Options: Sendable, Hashable {
    /// Tasks at a time.
    public var jobs = 1
    /// Says what would change, and changes nothing.
    public var isDryRun = false
    /// Replaces files that Tidings did not write.
    public var overwrites = false
    /// Whether documents are validated before they are published. Without it nothing is known of what is wrong with them:
    /// for a look at work in progress.
    public var validates = true
    /// Whether much of what is published may be taken away, however much.
    public var allowsWithdrawal = false
    /// A folder with the documents of today, where that is not the output folder: entries whose files cannot be read stay as they are
    /// there.
    public var published: String?
    /// Whether a ledger has said already what would be taken away.
    var isRemembered = false
    /// Whether the ledger knew items before this build, and so knows what would be lost.
    var knowsItems = false

    public init() {}
  }

  /// What a build is busy with.
  public enum Stage: Sendable, Hashable {
    case reading(files: Int)
    case rendering(entries: Int)
    case writing(documents: Int)
    /// The ledger takes in what was published, and then the cache what is known.
    case remembering
  }

  private let configuration: Configuration
  private let options: Options

  public init(configuration: Configuration, options: Options = Options()) {
    self.configuration = configuration
    self.options = options
  }

  /// - Parameters:
  ///   - plan: of the corpus.
  ///   - corpus: that was planned.
  ///   - output: the folder to publish in; made if it is missing.
  ///   - progress: called with what is being worked on.
  /// - Throws: `CorpusChangedError` where a content file changed since the corpus was read, `SystemError` where the folder
  ///   cannot be written, ``OutputInUseError``, ``Manifest/Unreadable``.
  public func publish(
    _ plan: Plan, of corpus: Corpus, to output: String, progress: @Sendable (Stage) -> Void = { _ in }
  ) async throws -> PublishReport {
    try await publish(
      plan, of: corpus, to: output, known: CachedDocuments(), trustsStamps: true, keeps: false,
      memory: FeedState(), progress: progress
    )
    .report
  }

  /// What was published, and what the next build may know of it.
  struct Result: Sendable {
    /// Where documents of feeds lie, but for the usual places.
    var places: Set<FeedPlace> = []
    var report: PublishReport
    var documents = CachedDocuments()
    /// All documents that are published.
    var rows: [Manifest.Row] = []
    /// Documents that were made.
    var made = 0
    /// Whether there is more to know than before.
    var isChanged = false
    /// Whether nothing was published, since there is nothing to publish.
    var isRefused = false
  }

  func publish(
    _ plan: Plan, of corpus: Corpus, to output: String, known: CachedDocuments, trustsStamps: Bool, keeps: Bool,
    memory: FeedState, progress: @Sendable (Stage) -> Void
  ) async throws -> Result {
    var findings = configuration.findings
    findings += (corpus.settings.findings + corpus.findings).map { $0.relocated(under: corpus.folder) }
    func refused() -> Result {
      let nothing = PublishRules.nothingPublished.finding(at: SourceLocation(path: corpus.folder))
      return Result(report: report(corpus, documents: [], findings + [nothing]), isRefused: true)
    }
    guard !corpus.published.isEmpty || !corpus.pages.isEmpty else { return refused() }
    let directory = try OutputDirectory(
      output, isDryRun: options.isDryRun, overwrites: options.overwrites,
      remembered: memory.digests)
    var isDone = false
    // What stops the build leaves nothing behind.
    defer { if !isDone { directory.abandon() } }
    // Pages alone have sitemaps, but feeds that were there are not to be lost with their last entry.
    guard !corpus.published.isEmpty || !directory.hasFeeds else { return refused() }
    let losses = LossCheck(corpus, configuration, directory, options)
    try losses.checkPages()
    findings += directory.oddLines.map { line in
      PublishRules.manifestOdd.finding(
        at: SourceLocation(path: Manifest.fileName, line: line).relocated(under: output),
        "The manifest lists a file that no build writes")
    }
    findings += try assetFindings(corpus) + plan.findings + RobotsCheck.findings(configuration, isOwn: directory.isOwn)
    let (hidden, reported) =
      try configuration.corpus.builtSite?.hiddenLists(plan.lists, on: configuration.site.baseURL) ?? ([], [])
    findings += reported
    let others = try await pagesWithoutItem(corpus, plan, directory)
    if let site = configuration.corpus.builtSite, !others.isEmpty {
      findings.append(site.finding(onPagesWithoutItem: others))
    }
    let former = FormerFeedPaths(
      configuration.feeds.keepsFormer ? directory.rows : [], configuration.feeds.keepsFormer ? memory : FeedState(),
      kept: configuration.feeds.files.kept)
    let (plan, moved) = former.keeping(
      plan.without(hidden).adding(others).reaching(memory, corpus, configuration).noting(memory.lastWithdrawal, corpus),
      topics: corpus.topics,
      formats: configuration.feeds.formats)
    findings += moved
    try losses.check(plan)
    let translations = Translations(corpus, lists: plan.lists)
    let addresses = SiteAddresses(configuration)
    let stager = DocumentStager(
      directory: directory, addresses: addresses, overwrites: options.overwrites, policy: configuration.validation,
      validates: options.validates, hosting: configuration.hosting, keepsPaths: memory.keepsPaths)
    let digests = try await DocumentInputs(
      corpus, configuration: configuration, addresses: addresses, options: options,
      memory: memory, translations: translations, isAsked: keeps || !known.groups.isEmpty)
    let makers = DocumentGroupBuilder(stager: stager, known: known, trustsStamps: trustsStamps, jobs: options.jobs)

    let cached = try await makers.cached(plan.feeds.map { ("feed:" + $0.folder, digests.inputs(of: $0)) })
    let stale = plan.feeds.indices.filter { cached[$0].documents == nil }
    // What stands is this site's.
    if !stale.isEmpty || plan.feeds.isEmpty || known.groups.isEmpty { try losses.checkSite(output) }
    let feedItems = stale.map { (items: plan.feeds[$0].items, lines: plan.feeds[$0].scope.lines) }
    progress(.rendering(entries: feedItems.reduce(0) { $0 + $1.items.count }))
    // Where the documents of today lie elsewhere, they say what cannot be read.
    let today = try options.published.map { try OutputDirectory($0, isDryRun: true, overwrites: true) } ?? directory
    let keptEntries = LastGoodEntries(corpus, configuration, today, keepsPaths: memory.keepsPaths)
    let store = try await EntryStore(
      feeds: feedItems, corpus: corpus, configuration: configuration, keepsPaths: memory.keepsPaths,
      kept: keptEntries, jobs: options.jobs)
    progress(.writing(documents: stale.count * configuration.feeds.formats.count + plan.sitemaps.count))

    let feeds = FeedBuilder(
      corpus: corpus, configuration: configuration, addresses: addresses, store: store, memory: memory)
    let archives = ArchiveBuilder(feeds: feeds, directory: directory)
    let cachedPages = try await makers.cached(
      plan.archives.map { ("archive:" + $0.name, digests.inputs(of: $0)) })
    // Pages of history before the feeds that name them.
    var groups = try await makers.outcomes(cachedPages) { try archives.documents(plan.archives[$0]) }
    let unlisted =
      corpus.items.filter { !$0.isIndexable }.map { addresses.page(of: $0) }
      + today.unlisted(among: corpus, addresses)
    groups += try await makers.outcomes(cached) { index in
      let built = try feeds.documents(plan.feeds[index])
      return .init(
        documents: built.documents, contentFindings: built.contentFindings, documentFindings: built.documentFindings)
    }
    groups += try await sitemaps(plan, corpus, digests, makers, translations, keptEntries)
    findings += groups.flatMap { group in
      group.contentFindings.map { $0.relocated(under: corpus.folder) }
        + group.documentFindings.map { $0.relocated(under: output) }
    }
    if configuration.pages.isEnabled { groups += try await pages(plan, feeds, digests, makers, keptEntries) }
    var printed = groups.flatMap(\.outcomes)
    printed += try indexes(of: groups.filter(\.isSitemap).flatMap(\.outcomes), corpus, stager, translations)
    let foreign = try GeneratorOwnFeeds(configuration, corpus, output)?.outcomes(stager) ?? (outcomes: [], findings: [])
    printed += foreign.outcomes
    findings += foreign.findings
    printed += try listsAndHeaders(plan, feeds, stager, beside: printed)
    findings += printed.flatMap(\.findings)
    let manifest = Manifest(
      printed.compactMap(\.row), unlisted: unlisted, isRemembered: options.isRemembered, isRendered: losses.isRendered)
    let removed = try directory.commit(printed.filter(\.isStaged).map(\.path), manifest: manifest)
    isDone = true
    var result = Result(
      report: report(corpus, documents: rows(printed, removed: removed, directory), findings))
    result.rows = manifest.rows
    result.places = plan.places(configuration.feeds.formats)
    for group in groups where group.known != nil { result.documents.groups[group.name] = group.known }
    result.made = printed.count - groups.filter(\.isCached).reduce(0) { $0 + $1.outcomes.count }
    result.isChanged =
      groups.contains { !$0.isCached } || result.documents.groups.count != known.groups.count
    return result
  }

  /// Pages that only the generator knows.
  private func pagesWithoutItem(
    _ corpus: Corpus, _ plan: Plan, _ directory: OutputDirectory
  ) async throws -> [ListPage] {
    guard let site = configuration.corpus.builtSite else { return [] }
    return try await site.pagesWithoutItem(
      corpus, lists: plan.lists, withTopics: configuration.sitemaps.lists != .none, jobs: options.jobs,
      isOwn: { directory.isOwn(site.folder + "/" + $0) },
      named: { try ListedPages.files(site.folder, base: configuration.site.baseURL) })
  }

  /// Lists of all feeds, and what others ask for by name: a search engine its key, servers their headers.
  private func listsAndHeaders(
    _ plan: Plan, _ feeds: FeedBuilder, _ stager: DocumentStager, beside others: [DocumentStager.Outcome]
  ) throws -> [DocumentStager.Outcome] {
    let lists = [
      OutlineBuilder(feeds: feeds, addresses: stager.addresses).document(plan),
      CatalogBuilder(feeds: feeds, addresses: stager.addresses).document(plan),
      configuration.indexNow.map { .key($0.key) },
    ]
    var outcomes = try lists.compactMap { $0 }.flatMap(stager.outcomes)
    for file in configuration.hosting.headers where !outcomes.contains(where: { $0.path == file.path }) {
      outcomes += try stager.outcomes(.headers(file, configuration, rows(others + outcomes)))
    }
    return outcomes
  }

  /// In the order of their paths, whichever of them was made now.
  private func rows(_ outcomes: [DocumentStager.Outcome]) -> [Manifest.Row] {
    outcomes.compactMap(\.row).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Pages for people.
  private func pages(
    _ plan: Plan, _ feeds: FeedBuilder, _ digests: DocumentInputs, _ makers: DocumentGroupBuilder,
    _ kept: LastGoodEntries
  ) async throws -> [DocumentGroupBuilder.Outcome] {
    let builder = try PageBuilder(feeds: feeds, addresses: makers.stager.addresses, plan: plan, kept: kept)
    let cached = try await makers.cached(
      plan.feeds.indices.map { index in
        ("page:" + plan.feeds[index].folder, digests.inputs(ofPage: plan.feeds[index], builder.neighbours(of: index)))
      } + [("page:/shared", digests.inputs(ofDirectory: plan.feeds))])
    return try await makers.outcomes(cached) { index in
      .init(documents: index < plan.feeds.count ? try builder.documents(index) : builder.sharedDocuments())
    }
  }

  /// All sitemaps but the news sitemap, which the instant decides on and which is always made.
  private func sitemaps(
    _ plan: Plan, _ corpus: Corpus, _ digests: DocumentInputs, _ makers: DocumentGroupBuilder,
    _ translations: Translations,
    _ kept: LastGoodEntries
  ) async throws -> [DocumentGroupBuilder.Outcome] {
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: makers.stager.addresses,
      translations: translations, kept: kept)
    let cached = try await makers.cached(plan.sitemaps.map { ("sitemap:" + $0.name, digests.inputs(of: $0)) })
    var groups = try await makers.outcomes(cached) { .init(documents: try builder.documents(plan.sitemaps[$0])) }
    let news = try builder.news(plan.news).flatMap(makers.stager.outcomes)
    if !news.isEmpty { groups.append(DocumentGroupBuilder.Outcome(name: "sitemap:news", outcomes: news)) }
    return groups
  }

  /// The index that names the sitemaps, then robots.txt that names the index.
  private func indexes(
    of parts: [DocumentStager.Outcome], _ corpus: Corpus, _ stager: DocumentStager, _ translations: Translations
  ) throws -> [DocumentStager.Outcome] {
    let addresses = stager.addresses
    let builder = SitemapBuilder(
      corpus: corpus, configuration: configuration, addresses: addresses, translations: translations)
    // One that is withheld is named where the last good one is still there, whose newest change is not known here.
    let named = parts.filter { $0.row?.format == .sitemap }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      .map { SitemapIndex.Part(address: addresses.document($0.path), modified: $0.newest) }
    let indexes = try builder.index(of: named).flatMap(stager.outcomes)
    guard configuration.robots else { return indexes }
    let text = RobotsFile.document(
      sitemaps: indexes.compactMap(\.row).filter { $0.format == .sitemapIndex }.map { addresses.document($0.path) })
    let robots = Document(path: DocumentFormat.robots.fileName, format: .robots, bytes: text)
    return try indexes
      + stager.outcomes(
        BuiltDocument(
          document: robots, entries: indexes.count { $0.row?.format == .sitemapIndex }, topic: nil, newest: nil))
  }

  /// One word for all pictures that have no address.
  private func assetFindings(_ corpus: Corpus) -> [Finding] {
    guard configuration.site.assetBaseURL == nil else { return [] }
    let addresses = SiteAddresses(configuration)
    // A list of them would be as long as the corpus, where nobody has said where pictures lie.
    var count = 0
    var first: String?
    for index in corpus.published {
      guard let picture = corpus.items[index].picture, addresses.asset(picture) == nil else { continue }
      count += 1
      first = first.map { min($0, corpus.items[index].path) } ?? corpus.items[index].path
    }
    guard let first else { return [] }
    let message = "\(count == 1 ? "A picture" : "\(count) pictures") without an address, the first of \(first)"
    return [
      PublishRules.assetsUnknown.finding(at: SourceLocation(path: first).relocated(under: corpus.folder), message)
    ]
  }

  private func rows(
    _ printed: [DocumentStager.Outcome], removed: [String], _ directory: OutputDirectory
  ) -> [PublishReport.Row] {
    let gone = removed.map { path in
      let row = directory.row(path)
      return PublishReport.Row(
        path: path, change: .removed, format: row?.format ?? .manifest, bytes: row?.bytes ?? 0,
        entries: row?.entries ?? 0)
    }
    return (printed.map(\.reportRow) + gone).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func report(_ corpus: Corpus, documents: [PublishReport.Row], _ findings: [Finding]) -> PublishReport {
    PublishReport(
      corpus: corpus.counts,
      topics: corpus.topics.indices.count { !corpus.itemsByTopic[$0].isEmpty && !corpus.topics[$0].isAuthor },
      documents: documents,
      report: Report(findings), isDryRun: options.isDryRun)
  }
}
