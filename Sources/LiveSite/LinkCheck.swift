import ChangeNotifications
import Markup
import TidingsCore
import Validation

/// Looks whether the pages that entries and sitemaps name are there, and what they say to search engines.
struct LinkCheck: Sendable {
  let fetcher: Fetcher
  let limits: LiveLimits
  let progress: @Sendable (String) -> Void

  /// Bytes of a page in which its head ends, nearly always.
  private static let pageBytes = 1 << 19

  private struct Page: Sendable {
    let address: String
    let namedBy: String
    let isListed: Bool
  }

  func documents(for documents: [LiveSite.Document]) async -> [LiveSite.Document] {
    var seen: Set<String> = []
    var pages: [Page] = []
    for document in documents {
      for address in document.facts?.namedPages ?? [] where pages.count < limits.links && URIReference(address).isWeb {
        guard seen.insert(address).inserted else { continue }
        let isListed = document.verdict.format == .sitemap
        pages.append(Page(address: address, namedBy: document.verdict.path, isListed: isListed))
      }
    }
    let found = await Parallel.each(pages, at: limits.concurrency) { await findings(of: $0) }
    return found.flatMap { $0 }.map {
      LiveSite.Document(
        verdict: Verdict(path: $0.location.path, format: nil, findings: [$0]), facts: nil, body: [])
    }
  }

  private func findings(of page: Page) async -> [Finding] {
    progress("looking at \(page.address)")
    let place = SourceLocation(path: page.address)
    func finding(_ rule: Rule, _ message: String) -> Finding {
      var finding = rule.finding(at: place, message, related: [SourceLocation(path: page.namedBy)])
      finding.remedy += " See: " + ResponseCheck.curl(page.address)
      return finding
    }
    do throws(FetchFailure) {
      let head = try await fetcher.get(page.address, limit: LinkCheck.pageBytes, method: .head)
      var exchange = head
      // Some servers know no HEAD, and what a page says to search engines stands in it.
      if head.answer.isSuccess || [403, 405, 501].contains(head.answer.status) {
        exchange = try await fetcher.get(page.address, limit: LinkCheck.pageBytes)
      }
      guard exchange.answer.isSuccess else {
        return [finding(ResponseRules.dead, "It answers \(exchange.answer.status)")]
      }
      var found: [Finding] = []
      if let last = exchange.hops.last { found.append(finding(ResponseRules.moved, "It leads to \(last.target)")) }
      guard page.isListed, exchange.answer.headers["content-type"]?.contains("html") ?? true else { return found }
      let content = PageDiscovery(exchange)
      if content.isHidden { found.append(finding(ResponseRules.hidden, "The page says noindex")) }
      if let canonical = content.canonical, canonical != page.address, exchange.hops.isEmpty {
        found.append(finding(ResponseRules.canonical, "The page names \(canonical) as its canonical"))
      }
      return found
    } catch {
      switch error {
      case .web(let failure, _): return [finding(ResponseRules.dead, "There is no answer: \(failure)")]
      case .redirects, .scheme: return [finding(ResponseRules.dead, "It is redirected and never arrives")]
      case .privateHost: return [finding(ResponseRules.privateHost, "The host is of a private network")]
      case .coding(let reason), .tooLarge(let reason):
        return [finding(ResponseRules.dead, "The answer cannot be unpacked: \(reason)")]
      case .unasked(let coding):
        return [finding(ResponseRules.dead, "It is sent in the coding '\(coding)', though gzip was requested")]
      }
    }
  }
}
