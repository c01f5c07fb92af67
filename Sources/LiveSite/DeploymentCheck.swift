public import ChangeNotifications
import Foundation
import Markup
public import TidingsCore

/// Checks whether the public addresses serve what was built, and how: a service that hears of a change too early fetches the
/// old document, and may not come again for a long time. What is asked and what is found is as in ``LiveSite``.
public struct DeploymentCheck: Sendable {
  /// A document, and what its address must serve.
  public struct Expected: Sendable {
    public let address: String
    public let format: DocumentFormat?
    public let content: @Sendable () throws -> [UInt8]
    /// The digest of bytes, in lower-case hexadecimal.
    public let sha256: @Sendable ([UInt8]) -> String

    /// - Parameter format: what the document is, if it is to be looked at how it is served.
    public init(
      address: String, format: DocumentFormat? = nil, content: @escaping @Sendable () throws -> [UInt8],
      sha256: @escaping @Sendable ([UInt8]) -> String
    ) {
      self.address = address
      self.format = format
      self.content = content
      self.sha256 = sha256
    }
  }

  /// What came of a look.
  public struct Result: Sendable {
    /// Why addresses do not serve what they should; nothing for those that do.
    public var missing: [String: String] = [:]
    /// How the documents are served that are there, by their addresses: what is no more than a note is left out.
    public var findings: [String: [Finding]] = [:]
  }

  private let client: any HTTPTransport
  private let retryPolicy: RetryPolicy
  private static let concurrency = 4

  public init(client: any HTTPTransport, retryPolicy: RetryPolicy) {
    self.client = client
    self.retryPolicy = retryPolicy
  }

  /// - Parameters:
  ///   - documents: that must be served as they are.
  ///   - pages: addresses that must lead to a page.
  ///   - seconds: to wait for what is not there yet.
  /// - Throws: what reading a document throws, and `CancellationError`.
  public func result(
    _ documents: [Expected], pages: [String] = [], waiting seconds: Int = 0
  ) async throws -> Result {
    let fetcher = fetcher(for: documents.map(\.address) + pages)
    var waited = 0
    var pause = 1
    var tags: [String: String] = [:]
    var result = Result()
    var open = documents
    var openPages = pages
    while true {
      let known = tags
      let checked = await Parallel.each(open, at: DeploymentCheck.concurrency) { document in
        await verdict(on: document, fetcher, outdatedTag: known[document.address])
      }
      let looked = await Parallel.each(openPages, at: DeploymentCheck.concurrency) {
        await verdict(onPage: $0, fetcher)
      }
      try Task.checkCancellation()
      result.missing = [:]
      for (document, verdict) in zip(open, checked) {
        let verdict = try verdict.get()
        result.missing[document.address] = verdict.reason
        result.findings[document.address] = verdict.findings
        tags[document.address] = verdict.tag
      }
      for (page, reason) in zip(openPages, looked) { result.missing[page] = reason }
      guard !result.missing.isEmpty, waited < seconds else { return result }
      let missing = result.missing
      open = open.filter { missing[$0.address] != nil }
      openPages = openPages.filter { missing[$0] != nil }
      let wait = min(pause, seconds - waited)
      try await retryPolicy.wait(wait)
      waited += wait
      pause = min(2 * pause, 15)
    }
  }

  /// The site is the caller's own: its hosts are asked as often as there is something to ask, and an address that leads
  /// elsewhere does not serve the document.
  private func fetcher(for addresses: [String]) -> Fetcher {
    var limits = LiveLimits()
    limits.redirects = 0
    limits.pause = 0
    return Fetcher(
      client: client, limits: limits, hosts: HostPolicy(named: addresses, resolve: { _ in [] }), pace: Pace())
  }

  private struct Verdict: Sendable {
    /// `nil` where the right document is served.
    var reason: String?
    /// The tag of the outdated one.
    var tag: String?
    /// How the right one is served.
    var findings: [Finding]?
  }

  private func verdict(
    on document: Expected, _ fetcher: Fetcher, outdatedTag: String?
  ) async -> Swift.Result<Verdict, any Error> {
    let content: [UInt8]
    do { content = try document.content() } catch { return .failure(error) }
    var headers = ["accept-encoding": "gzip, identity", "want-repr-digest": "sha-256=1", "cache-control": "no-cache"]
    if let outdatedTag { headers["if-none-match"] = outdatedTag }
    do throws(FetchFailure) {
      // A look at the head may be enough.
      let head = try await fetcher.get(document.address, headers: headers, limit: 0, method: .head)
      if head.answer.status == 304, outdatedTag != nil {
        return .success(Verdict(reason: DeploymentCheck.old, tag: outdatedTag))
      }
      if head.answer.isSuccess, DeploymentCheck.names(document.sha256(content), head.answer.headers) {
        return .success(Verdict(findings: DeploymentCheck.findings(head, document)))
      }
      let exchange = try await fetcher.get(document.address, headers: headers, limit: DeploymentCheck.limit(content))
      return .success(DeploymentCheck.verdict(on: exchange, content, document))
    } catch {
      return .success(Verdict(reason: DeploymentCheck.words(error)))
    }
  }

  private static func verdict(on exchange: Exchange, _ content: [UInt8], _ document: Expected) -> Verdict {
    guard exchange.answer.isSuccess else {
      return Verdict(reason: exchange.answer.status == 304 ? old : "it answers \(exchange.answer.status)")
    }
    guard exchange.body == content else { return Verdict(reason: old, tag: exchange.answer.headers["etag"]) }
    return Verdict(findings: findings(exchange, document))
  }

  private static func findings(_ exchange: Exchange, _ document: Expected) -> [Finding] {
    ResponseCheck(exchange: exchange, format: document.format, facts: nil).findings.filter { $0.severity != .info }
  }

  /// Bytes that are enough to distinguish a document from a longer one, also when packing has made it no shorter.
  private static func limit(_ content: [UInt8]) -> Int { content.count + content.count / 100 + 64 }

  private static let old = "another document is still served there"

  /// Why an address does not serve the document, where there is no answer that could be compared.
  private static func words(_ failure: FetchFailure) -> String {
    switch failure {
    case .web(let failure, _): failure.description
    case .redirects(let hops): hops.first.map(words) ?? "it leads elsewhere"
    case .scheme(let hop): words(hop)
    case .privateHost: "it leads to a host of a private network"
    case .coding(let reason): "it cannot be unpacked: \(reason)"
    case .unasked: "it is served in a coding that was not requested"
    // What is longer than the document is another one.
    case .tooLarge: old
    }
  }

  private static func words(_ hop: Exchange.Hop) -> String { "it answers \(hop.status) and leads to \(hop.target)" }

  private func verdict(onPage page: String, _ fetcher: Fetcher) async -> String? {
    do throws(FetchFailure) {
      let answer = try await fetcher.get(page, limit: 0, method: .head).answer
      // Some servers know no HEAD.
      return answer.isSuccess || [405, 501].contains(answer.status) ? nil : "it answers \(answer.status)"
    } catch {
      return DeploymentCheck.words(error)
    }
  }

  /// Whether the head of an answer names a digest: `Repr-Digest` (RFC 9530), or a tag that is the digest itself.
  private static func names(_ sha256: String, _ headers: [String: String]) -> Bool {
    if let digests = headers["repr-digest"],
      digests.split(separator: ",").contains(where: {
        $0.drop { $0 == " " } == "sha-256=:\(base64(sha256)):"
      })
    {
      return true
    }
    let tag = headers["etag"]?.drop { $0 != "\"" }.filter { $0 != "\"" }.lowercased()
    return tag == sha256
  }

  private static func base64(_ hexadecimal: String) -> String {
    let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    return Data(bytes).base64EncodedString()
  }
}
