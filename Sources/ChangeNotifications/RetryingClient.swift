/// Brings one request to a service, and does not give up at the first failure.
struct RetryingClient: Sendable {
  let client: any HTTPTransport
  let retryPolicy: RetryPolicy

  enum Delivery: Sendable, Hashable {
    case done(HTTPAnswer)
    /// The service does not want it, now or later, unless something is mended.
    case declined(HTTPAnswer)
    /// It did not come through for now.
    case postponed(reason: String)
  }

  func deliver(_ request: WebRequest) async throws -> Delivery {
    var attempt = 1
    while true {
      let failure: Failure
      switch await outcome(of: request) {
      case .success(let delivery): return delivery
      case .failure(let reason): failure = reason
      }
      attempt += 1
      guard !failure.isHopeless, try await retryPolicy.waits(before: attempt, asked: failure.asked) else {
        let tries = attempt == 2 ? "" : " (\(attempt - 1) attempts)"
        return .postponed(reason: failure.reason + tries)
      }
    }
  }

  /// Why an attempt came to nothing.
  private struct Failure: Error {
    let reason: String
    /// Seconds that the service asks to wait.
    var asked: Int?
    /// Whether the next attempt would end as this one.
    var isHopeless = false
  }

  private func outcome(of request: WebRequest) async -> Result<Delivery, Failure> {
    do throws(WebFailure) {
      let answer = try await client.answer(to: request)
      if answer.isSuccess { return .success(.done(answer)) }
      guard RetryingClient.isPassing(answer.status) else { return .success(.declined(answer)) }
      let asked = retryPolicy.seconds(of: answer.headers["retry-after"])
      let more = asked.map { ", to come back in \($0) s" } ?? ""
      return .failure(Failure(reason: "it answered \(answer.status)\(more)", asked: asked))
    } catch {
      return .failure(Failure(reason: error.description, isHopeless: error == .address))
    }
  }

  /// Whether the same request may do better later: 408, 425, 429, and what the server takes for its own fault.
  private static func isPassing(_ status: Int) -> Bool {
    status == 408 || status == 425 || status == 429 || (500...599).contains(status)
  }
}
