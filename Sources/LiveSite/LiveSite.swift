public import ChangeNotifications
import Markup
import TidingsCore
public import Validation

/// Validates what is served: documents at their addresses, or all documents of a site as one set.
public struct LiveSite: Sendable {
  /// A document that was fetched, or an address that gave none.
  public struct Document: Sendable {
    public let verdict: Verdict
    public let facts: DocumentFacts?
    /// As it came, unpacked.
    public let body: [UInt8]
  }

  private let client: any HTTPTransport
  private let limits: LiveLimits
  private let validator: Validator
  private let isForStrangers: Bool
  private let resolve: @Sendable (_ host: String) async -> [String]
  private let progress: @Sendable (String) -> Void

  /// - Parameters:
  ///   - client: asks one request and follows no redirects.
  ///   - validator: validates the documents; the charset that a server says is added to it.
  ///   - isForStrangers: whether the addresses come from somebody who must not reach what this machine reaches: no host of
  ///     a private network is asked then, though it is named, and no port but those of the web.
  ///   - resolve: finds the numeric addresses of a host.
  ///   - progress: called with what is asked for next.
  public init(
    client: any HTTPTransport, limits: LiveLimits = LiveLimits(), validator: Validator, isForStrangers: Bool = false,
    resolve: @escaping @Sendable (_ host: String) async -> [String],
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.client = client
    self.limits = limits
    self.validator = validator
    self.isForStrangers = isForStrangers
    self.resolve = resolve
    self.progress = progress
  }

  /// What is validated next, and who named it.
  struct Target: Sendable, Hashable {
    let address: String
    /// `nil` where the caller named it.
    var namedBy: String?
  }

  /// - Parameters:
  ///   - addresses: of documents, or of pages that name some.
  ///   - isWhole: whether what the documents name is followed: the sitemaps of an index, the feeds of a list, pages of
  ///     history. Without it, what a page names is validated, and no more.
  /// - Returns: in the order of the addresses, then of discovery. Where the task is cancelled, what there was until then.
  public func documents(at addresses: [String], isWhole: Bool) async -> [Document] {
    let hosts =
      isForStrangers ? HostPolicy(strangersBy: resolve) : HostPolicy(named: addresses, resolve: resolve)
    let fetcher = Fetcher(client: client, limits: limits, hosts: hosts, pace: Pace())
    var crawl = Crawl(limits: limits)
    for address in addresses { crawl.add(Target(address: address)) }
    if isWhole {
      for address in addresses { crawl.add(Target(address: LiveSite.robots(of: address), namedBy: address)) }
    }
    var documents: [Document] = []
    while !Task.isCancelled, let batch = crawl.next() {
      let robots = crawl.robots
      let looks = await Parallel.each(batch, at: limits.concurrency) { target in
        await look(at: target, fetcher, robots: isWhole ? robots : [:], isWhole: isWhole)
      }
      for look in looks {
        crawl.take(look)
        documents += look.documents
      }
    }
    if crawl.isCut, let first = addresses.first {
      let finding = ResponseRules.limit.finding(
        at: SourceLocation(path: first), "\(crawl.waiting) documents were not checked: a limit is reached")
      documents.append(Document(verdict: Verdict(path: first, format: nil, findings: [finding]), facts: nil, body: []))
    }
    if isWhole { documents += LiveSite.forbidden(documents, crawl.robots) }
    if limits.links > 0 {
      documents += await LinkCheck(fetcher: fetcher, limits: limits, progress: progress).documents(for: documents)
    }
    return documents
  }

  static func robots(of address: String) -> String {
    URIReference("/robots.txt").resolved(against: URIReference(address)).description
  }

  /// What came of one target.
  struct Look: Sendable {
    let target: Target
    var documents: [Document] = []
    var next: [Target] = []
    var robots: RobotsFile?
    var bytes = 0
  }

  private func look(
    at target: Target, _ fetcher: Fetcher, robots: [String: RobotsFile], isWhole: Bool
  ) async -> Look {
    var look = Look(target: target)
    let isRobots = URIReference(target.address).path == "/robots.txt"
    let file = robots[LiveSite.robots(of: target.address)]
    if target.namedBy != nil, let file, !file.allows(LiveSite.path(of: target.address)) {
      let finding = ResponseRules.forbidden.finding(
        at: SourceLocation(path: target.address), "robots.txt forbids \(LiveSite.path(of: target.address))")
      look.documents = [empty(target, [finding])]
      return look
    }
    progress("asking for \(target.address)")
    do throws(FetchFailure) {
      let exchange = try await fetcher.get(target.address)
      look.bytes = exchange.body.count
      // A site needs no robots.txt.
      if isRobots, exchange.answer.status == 404 || exchange.answer.status == 410 { return look }
      await take(exchange, target, fetcher, isWhole: isWhole, &look)
    } catch {
      look.documents = [empty(target, [LiveSite.finding(error, target)])]
    }
    return look
  }

  private func empty(_ target: Target, _ findings: [Finding]) -> Document {
    let named = findings.map { finding in
      guard let namer = target.namedBy else { return finding }
      var copy = finding
      copy.related.append(SourceLocation(path: namer))
      return copy
    }
    return Document(verdict: Verdict(path: target.address, format: nil, findings: named), facts: nil, body: [])
  }

  private static func path(of address: String) -> String {
    let reference = URIReference(address)
    return (reference.path.isEmpty ? "/" : reference.path) + (reference.query.map { "?" + $0 } ?? "")
  }

  private func take(_ exchange: Exchange, _ target: Target, _ fetcher: Fetcher, isWhole: Bool, _ look: inout Look) async
  {
    let path = target.address
    func fault(_ rule: Rule, _ message: String) {
      var finding = rule.finding(at: SourceLocation(path: path), message)
      finding.remedy += " See: " + ResponseCheck.curl(exchange.address)
      let answer = ResponseCheck(exchange: exchange, format: nil, facts: nil).findings
      look.documents = [empty(target, [finding] + answer)]
    }
    guard exchange.answer.status == 200 else {
      return fault(ResponseRules.status, "It answers \(exchange.answer.status)")
    }
    guard !exchange.isCut else { return fault(ResponseRules.cut, "It has more than \(limits.documentBytes) bytes") }
    guard !exchange.body.isEmpty else { return fault(ResponseRules.empty, "The answer has no body") }
    if LiveSite.isPage(exchange, target) { return takePage(exchange, target, isWhole: isWhole, &look) }
    var validator = validator
    let type = exchange.answer.headers["content-type"] ?? ""
    validator.charset = LiveSite.charset(type) ?? validator.charset
    let validate = validator
    // A document of megabytes takes seconds of a thread, and requests wait on few.
    let examined = try? await validate.examineAside(exchange.body, path: path, address: exchange.address)
    // The task is cancelled: nobody waits for the rest.
    guard let (verdict, facts) = examined else { return }
    var findings = verdict.findings
    findings += ResponseCheck(exchange: exchange, format: verdict.format, facts: facts).findings
    if let finding = await conditional(exchange, verdict.format, fetcher) { findings.append(finding) }
    look.documents = [
      Document(
        verdict: Verdict(path: path, format: verdict.format, findings: findings.sorted()), facts: facts,
        body: exchange.body)
    ]
    if verdict.format == .robots { look.robots = RobotsFile(exchange.body, agent: "tidings") }
    guard isWhole, let facts else { return }
    let named = facts.sitemaps + facts.subscriptions + facts.feedPages
    look.next = named.map {
      Target(address: URIReference($0).resolved(against: URIReference(exchange.address)).description, namedBy: path)
    }
    .filter { URIReference($0.address).isWeb }
  }

  /// A web page where a page may be: not at an address that is one of a document.
  private static func isPage(_ exchange: Exchange, _ target: Target) -> Bool {
    let name = URIReference(target.address).path.lowercased()
    let isDocument = [".xml", ".rss", ".atom", ".json", ".opml", ".rdf", ".gz", ".txt"].contains(where: name.hasSuffix)
    guard target.namedBy == nil, !isDocument else { return false }
    if exchange.answer.headers["content-type"]?.lowercased().contains("html") == true { return true }
    let start = exchange.body.drop { $0 <= 0x20 }.prefix(14).map { $0 | 0x20 }
    return start.starts(with: "<!doctype html".utf8.map { $0 | 0x20 })
      || start.starts(with: "<html".utf8.map { $0 | 0x20 })
  }

  private func takePage(_ exchange: Exchange, _ target: Target, isWhole: Bool, _ look: inout Look) {
    let page = PageDiscovery(exchange)
    var findings = ResponseCheck(exchange: exchange, format: nil, facts: nil).findings
    if page.feeds.isEmpty {
      findings.append(ResponseRules.found.finding(at: SourceLocation(path: target.address), "The page names no feed"))
    }
    look.next = (page.feeds + page.outlines + page.sitemaps).map { Target(address: $0, namedBy: target.address) }
    // Sitemaps are named by robots.txt, not by pages.
    look.next.append(Target(address: LiveSite.robots(of: exchange.address), namedBy: target.address))
    look.documents = [
      Document(verdict: Verdict(path: target.address, format: nil, findings: findings), facts: nil, body: exchange.body)
    ]
  }

  private static func charset(_ type: String) -> String? {
    guard let start = type.lowercased().firstRange(of: "charset=")?.upperBound else { return nil }
    let value = type[start...].prefix { $0 != ";" }.trimmed.filter { $0 != "\"" && $0 != "'" }
    return value.isEmpty ? nil : value
  }

  /// Asks for a feed once more, with what the server has said of it.
  private func conditional(_ exchange: Exchange, _ format: DocumentFormat?, _ fetcher: Fetcher) async -> Finding? {
    guard format == .rss || format == .atom || format == .json else { return nil }
    var headers: [String: String] = [:]
    headers["if-none-match"] = exchange.answer.headers["etag"]
    headers["if-modified-since"] = exchange.answer.headers["last-modified"]
    guard !headers.isEmpty, let again = try? await fetcher.get(exchange.address, headers: headers) else { return nil }
    guard again.answer.status == 200, again.body == exchange.body else { return nil }
    var finding = ResponseRules.conditional.finding(
      at: SourceLocation(path: exchange.requested), "The same document is sent again with status 200")
    let options = headers.sorted { $0.key < $1.key }.map { "-H '\($0.key): \($0.value.replacing("'", with: ""))'" }
    finding.remedy += " See: " + ResponseCheck.curl(exchange.address, "-sSI " + options.joined(separator: " "))
    return finding
  }

  /// What sitemaps list though robots.txt forbids it.
  private static func forbidden(_ documents: [Document], _ robots: [String: RobotsFile]) -> [Document] {
    documents.compactMap { document in
      guard document.verdict.format == .sitemap, let facts = document.facts else { return nil }
      let pages = facts.namedPages.filter { page in
        robots[LiveSite.robots(of: page)].map { !$0.allows(path(of: page)) } ?? false
      }
      guard let first = pages.first else { return nil }
      let more = pages.count > 1 ? " and \(pages.count - 1) more pages" : ""
      let finding = ResponseRules.forbidden.finding(
        at: SourceLocation(path: document.verdict.path), "robots.txt forbids \(first)\(more), which the sitemap lists")
      return Document(
        verdict: Verdict(path: document.verdict.path, format: .sitemap, findings: [finding]), facts: nil, body: [])
    }
  }

  private static func finding(_ failure: FetchFailure, _ target: Target) -> Finding {
    let place = SourceLocation(path: target.address)
    var (finding, address) =
      switch failure {
      case .web(let failure, let address):
        (ResponseRules.reachable.finding(at: place, "There is no answer: \(failure)"), address)
      case .redirects(let hops):
        (
          ResponseRules.loop.finding(
            at: place,
            "It is redirected \(hops.count) times, and \(Set(hops.map(\.address)).contains(hops.last?.target ?? "") ? "back to \(hops.last?.target ?? "")" : "there is no end")"
          ), target.address
        )
      case .scheme(let hop): (ResponseRules.scheme.finding(at: place, "It leads to \(hop.target)"), hop.address)
      case .privateHost(let address):
        (ResponseRules.privateHost.finding(at: place, "\(address) is of a private network"), target.address)
      case .coding(let reason), .tooLarge(let reason):
        (ResponseRules.coding.finding(at: place, "The answer cannot be unpacked: \(reason)"), target.address)
      case .unasked(let coding):
        (
          ResponseRules.coding.finding(at: place, "It is sent in the coding '\(coding)', though gzip was requested"),
          target.address
        )
      }
    finding.remedy += " See: " + ResponseCheck.curl(address, "-sSIL")
    return finding
  }
}
