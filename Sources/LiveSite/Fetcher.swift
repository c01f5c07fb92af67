import ChangeNotifications
import Codecs
import Markup

/// Asks for documents: follows redirects itself, so that each can be reported, and never asks one host too often.
struct Fetcher: Sendable {
  let client: any HTTPTransport
  let limits: LiveLimits
  let hosts: HostPolicy
  let pace: Pace

  /// What is asked of a server for a document.
  static let headers = [
    "accept": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8",
    "accept-encoding": "gzip",
  ]

  /// Asks for a document, and goes where its address leads.
  ///
  /// - Parameters:
  ///   - address: in full.
  ///   - more: headers beside the usual ones.
  ///   - limit: bytes of the body that are read at most.
  ///   - method: GET or HEAD.
  /// - Throws: ``FetchFailure`` where there is no answer that can be validated.
  func get(
    _ address: String, headers more: [String: String] = [:], limit: Int? = nil, method: WebRequest.Method = .get
  ) async throws(FetchFailure) -> Exchange {
    let limit = limit ?? limits.documentBytes
    var hops: [Exchange.Hop] = []
    var next = address
    while true {
      var host: String?
      switch await hosts.decision(on: next) {
      case .allowed: break
      case .allowedAt(let numeric): host = numeric
      case .refused: throw .privateHost(next)
      }
      await pace.wait(for: URIReference(next).authority ?? "", seconds: limits.pause)
      let start = ContinuousClock.now
      let answer: HTTPAnswer
      do throws(WebFailure) {
        let headers = Fetcher.headers.merging(more) { _, new in new }
        answer = try await client.answer(
          to: WebRequest(method, Fetcher.plain(next), headers: headers, answerLimit: limit + 1, host: host))
      } catch {
        throw .web(error, at: next)
      }
      // What a head says of a body that does not come is not held against it.
      if method == .get, answer.isSuccess, let coding = answer.headers["content-encoding"]?.lowercased(),
        !["", "identity", "gzip", "x-gzip"].contains(coding)
      {
        throw .unasked(coding)
      }
      guard (301...308).contains(answer.status), answer.status != 304, let location = answer.headers["location"] else {
        let took = ContinuousClock.now - start
        let milliseconds = Int(took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000)
        do throws(Gzip.Failure) {
          return try Exchange(address, hops, answer, limit: limit, milliseconds: milliseconds)
        } catch {
          switch error {
          case .damaged: throw .coding("\(error)")
          case .tooLarge: throw .tooLarge("\(error)")
          }
        }
      }
      let target = URIReference(location).resolved(against: URIReference(next)).description
      let hop = Exchange.Hop(address: next, status: answer.status, target: target)
      guard URIReference(target).isWeb else { throw .scheme(hop) }
      let isLoop = hops.contains { $0.address == target } || target == next
      hops.append(hop)
      guard !isLoop, hops.count <= limits.redirects else { throw .redirects(hops) }
      next = target
    }
  }

  /// Without what a server never sees.
  private static func plain(_ address: String) -> String {
    var reference = URIReference(address)
    reference.fragment = nil
    return reference.description
  }
}

/// Leaves a host in peace between two requests.
actor Pace {
  private var free: [String: ContinuousClock.Instant] = [:]

  func wait(for host: String, seconds: Int) async {
    guard seconds > 0 else { return }
    let now = ContinuousClock.now
    let turn = max(now, free[host] ?? now)
    free[host] = turn + .seconds(seconds)
    if turn > now { try? await Task.sleep(until: turn, clock: .continuous) }
  }
}
