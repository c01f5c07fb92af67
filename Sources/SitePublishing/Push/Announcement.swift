public import ChangeNotifications
import Codecs
import LiveSite
import LocalFiles
import Markup
public import PublishingLedger
import SiteOutput
public import SiteSettings
public import TidingsCore

/// What is to be reported to services: what builds have changed since the last report.
///
/// Search engines that take part in IndexNow hear of pages, WebSub hubs of feeds. Both hear of a thing once for all its changes,
/// when its new state is served, and what they have taken is noted before they hear of more.
public struct Announcement: Sendable {
  private let configuration: Configuration
  private let output: String
  private let receipts: any ReceiptStore
  private let manifest: Manifest

  /// - Parameters:
  ///   - configuration: of the build that made the documents.
  ///   - output: the folder of the published documents.
  ///   - receipts: where it is noted what has been reported to whom.
  /// - Throws: `SystemError`, ``Manifest/Unreadable``.
  public init(configuration: Configuration, output: String, receipts: any ReceiptStore) throws {
    self.configuration = configuration
    self.output = output
    self.receipts = receipts
    manifest = try Manifest(reading: LocalFile.read(output + "/" + Manifest.fileName).bytes)
  }

  /// Whether the configuration names anybody to report to.
  public static func hasServices(_ configuration: Configuration) -> Bool {
    configuration.indexNow != nil || !configuration.hubs.isEmpty
  }

  /// What is to be reported, by service. A service that knows everything is left out.
  ///
  /// - Throws: `LedgerError`.
  public func notices() throws -> [PendingNotification] {
    try services.compactMap { service in
      let receipts = try self.receipts.receipts(service.name)
      let journal = try self.receipts.journal(after: start(of: service))
      guard let last = journal.last?.number else { return nil }
      let concerns = concerns(service)
      var items: [String: PendingNotification.Item] = [:]
      for entry in journal {
        for change in entry.changes where concerns(change) {
          items[change.address] = PendingNotification.Item(
            address: change.address, build: entry.number, isRemoved: change.kind == .removed)
        }
      }
      let open = items.values.filter { item in receipts[item.address].map { $0 < item.build } ?? true }
      return PendingNotification(service, items: open.sorted { $0.address < $1.address }, build: last)
    }
  }

  private var services: [PendingNotification.Service] {
    let engines = configuration.indexNow.map { settings in
      PendingNotification.Service.indexNow(
        IndexNow(endpoint: settings.endpoint, key: settings.key, keyAddress: keyAddress(settings)))
    }
    return [engines].compactMap { $0 } + configuration.hubs.map { .hub(WebSubHub($0)) }
  }

  private func keyAddress(_ settings: IndexNowSettings) -> String {
    SiteAddresses(configuration).document(settings.key + ".txt")
  }

  /// The build after which a service has to be notified. Search engines want to know what changed since they can be notified, which
  /// is since there is a key; a new hub changes all feeds, and so is notified of all.
  private func start(of service: PendingNotification.Service) throws -> Int64 {
    if let settled = try receipts.settled(service.name) { return settled }
    guard case .indexNow(let settings) = service else { return 0 }
    let first = try receipts.journal(after: 0).first { entry in
      entry.changes.contains { $0.address == settings.keyAddress && $0.kind == .added }
    }
    return first.map { $0.number - 1 } ?? 0
  }

  /// Whether a change is for a service.
  private func concerns(_ service: PendingNotification.Service) -> (JournalEntry.Change) -> Bool {
    switch service {
    case .indexNow:
      let (base, unlisted) = (configuration.site.baseURL, Set(manifest.unlisted))
      // An address before the site moved is not under the key's folder. A page that asks search engines to pass it over is
      // reported to them only when it is gone.
      return { change in
        change.subject == .page && change.address.hasPrefix(base)
          && (change.kind == .removed || !unlisted.contains(change.address))
      }
    case .hub:
      let feeds = feeds
      return { change in change.subject == .document && change.kind != .removed && feeds.contains(change.address) }
    }
  }

  private var feeds: Set<String> {
    let addresses = SiteAddresses(configuration)
    return Set(
      manifest.rows.lazy.filter { $0.format.isFeed && !ArchivePages.isPage($0.path) && $0.copyOf == nil }.map {
        addresses.document($0.path)
      })
  }
}

extension Announcement {
  /// What became of one notice.
  public struct Outcome: Sendable, Hashable {
    public let service: PendingNotification.Service
    /// What the service has taken.
    public var reported: [PendingNotification.Item] = []
    /// Why addresses have to wait: what they should serve is not there.
    public var unserved: [String: String] = [:]
    public var refusals: [Notifier.Refusal] = []
    /// How the documents are served of which it hears, or that lead to its pages: warnings and errors.
    public var findings: [Finding] = []

    /// Whether another run may do better, without anything being mended.
    public var isUnfinished: Bool { !unserved.isEmpty || refusals.contains { !$0.isFinal } }
    public var isRefused: Bool { refusals.contains(where: \.isFinal) }
  }

  /// Pages that are looked at before they are reported to search engines, the rest being taken on trust.
  public static let pageChecks = 100

  /// Reports what is to be reported, as far as it is served.
  ///
  /// - Parameters:
  ///   - client: that speaks to the services.
  ///   - retryPolicy: how often, and after what time, a service that fails is asked again.
  ///   - seconds: to wait for what is not served yet.
  ///   - isChecked: whether it is looked at all.
  /// - Throws: `LedgerError`, `SystemError`, `CancellationError`.
  public func send(
    by client: any HTTPTransport, retryPolicy: RetryPolicy, waiting seconds: Int = 0, isChecked: Bool = true
  ) async throws -> [Outcome] {
    let notices = try notices()
    let wanted = isChecked ? try notices.map(expectations) : []
    var missing: [String: String] = [:]
    var findings: [String: [Finding]] = [:]
    if isChecked {
      let check = DeploymentCheck(client: client, retryPolicy: retryPolicy)
      let (documents, unbuilt) = expected(Set(wanted.flatMap(\.documents)))
      let served = try await check.result(
        documents, pages: Set(wanted.flatMap(\.pages)).sorted(), waiting: seconds)
      missing = served.missing.merging(unbuilt) { $1 }
      findings = served.findings
    }
    let notifier = Notifier(client: client, retryPolicy: retryPolicy)
    var outcomes: [Outcome] = []
    for (index, notice) in notices.enumerated() {
      var outcome = Outcome(service: notice.service)
      if isChecked { outcome.findings = wanted[index].documents.sorted().flatMap { findings[$0] ?? [] } }
      let name = notice.service.name
      var ready = notice
      ready.items = sendable(
        notice, &outcome, isChecked ? wanted[index].documents.filter { missing[$0] != nil } : [], missing)
      outcome.refusals = try await notifier.report(ready, host: URIReference(configuration.site.baseURL).host) {
        items in
        try receipts.note(Dictionary(uniqueKeysWithValues: items.map { ($0.address, $0.build) }), of: name)
        outcome.reported += items
      }
      if outcome.unserved.isEmpty, outcome.refusals.isEmpty { try receipts.settle(name, through: notice.build) }
      if !notice.items.isEmpty { outcomes.append(outcome) }
    }
    return outcomes
  }

  /// What must be served before a service is notified: addresses of documents, and of pages.
  private func expectations(_ notice: PendingNotification) throws -> (documents: [String], pages: [String]) {
    guard !notice.items.isEmpty else { return ([], []) }
    switch notice.service {
    case .hub: return (notice.items.map(\.address), [])
    case .indexNow(let service):
      let live = notice.items.filter { !$0.isRemoved }.sorted { $0.build > $1.build }
      return (try foundations(of: service), live.prefix(Announcement.pageChecks).map(\.address))
    }
  }

  /// Addresses of the documents without which nothing is reported to search engines: the key's file, and what has changed of that
  /// which leads to pages: sitemaps, or feeds where there are none.
  private func foundations(of service: IndexNow) throws -> [String] {
    let addresses = SiteAddresses(configuration)
    let sitemaps = manifest.rows.filter { $0.format == .sitemap || $0.format == .sitemapIndex }
    let leading = sitemaps.isEmpty ? manifest.rows.filter(\.format.isFeed) : sitemaps
    let changed = Set(
      try receipts.journal(after: start(of: .indexNow(service))).flatMap(\.changes).lazy
        .filter { $0.subject == .document }.map(\.address))
    return [service.keyAddress] + leading.map { addresses.document($0.path) }.filter(changed.contains)
  }

  /// Documents as they lie in the output folder, and why there are none.
  private func expected(_ wanted: Set<String>) -> ([DeploymentCheck.Expected], [String: String]) {
    let addresses = SiteAddresses(configuration)
    let rows = Dictionary(manifest.rows.map { (addresses.document($0.path), $0) }) { first, _ in first }
    var unbuilt: [String: String] = [:]
    let folder = output
    let documents = wanted.sorted().compactMap { address -> DeploymentCheck.Expected? in
      guard let row = rows[address] else {
        unbuilt[address] = "it is not among the documents; run 'tidings build'"
        return nil
      }
      return DeploymentCheck.Expected(
        address: address, format: row.format, content: { try LocalFile.read(folder + "/" + row.path).bytes },
        sha256: SHA256.hexadecimal)
    }
    return (documents, unbuilt)
  }

  /// - Parameter lost: documents of those that the notice waits for which are not served.
  private func sendable(
    _ notice: PendingNotification, _ outcome: inout Outcome, _ lost: [String], _ missing: [String: String]
  ) -> [PendingNotification.Item] {
    // A feed waits for itself alone, pages for all that leads to them.
    if case .indexNow = notice.service, !lost.isEmpty {
      for address in lost { outcome.unserved[address] = missing[address] }
      return []
    }
    for item in notice.items where !item.isRemoved {
      if let reason = missing[item.address] { outcome.unserved[item.address] = reason }
    }
    return notice.items.filter { outcome.unserved[$0.address] == nil }
  }
}
