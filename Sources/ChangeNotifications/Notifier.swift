/// Reports changes to services.
public struct Notifier: Sendable {
  private let retryingClient: RetryingClient
  /// Requests to one hub at a time.
  private let concurrency = 4

  public init(client: any HTTPTransport, retryPolicy: RetryPolicy) {
    retryingClient = RetryingClient(client: client, retryPolicy: retryPolicy)
  }

  /// What came of the items of a notice that were not reported.
  public struct Refusal: Sendable, Hashable {
    public let items: [PendingNotification.Item]
    public let reason: String
    /// Whether nothing will change unless something is mended.
    public let isFinal: Bool
  }

  /// - Parameters:
  ///   - host: of the site.
  ///   - acknowledge: is called with items as soon as the service has taken them.
  /// - Returns: what the service did not take.
  /// - Throws: what `acknowledge` throws, and `CancellationError`.
  public func report(
    _ notice: PendingNotification, host: String, acknowledge: ([PendingNotification.Item]) throws -> Void
  ) async throws -> [Refusal] {
    switch notice.service {
    case .indexNow(let service): try await report(service, notice.items, host, acknowledge)
    case .hub(let hub): try await report(hub, notice.items, acknowledge)
    }
  }

  private func report(
    _ service: IndexNow, _ items: [PendingNotification.Item], _ host: String,
    _ acknowledge: ([PendingNotification.Item]) throws -> Void
  ) async throws -> [Refusal] {
    var start = 0
    while start < items.count {
      let batch = Array(items[start..<min(start + IndexNow.batchLimit, items.count)])
      switch try await retryingClient.deliver(try service.request(batch.map(\.address), host: host)) {
      case .done: try acknowledge(batch)
      case .declined(let answer):
        // What is wrong with one batch is wrong with all.
        return [
          Refusal(
            items: Array(items[start...]), reason: "it answered \(answer.status): \(IndexNow.remedy(answer.status))",
            isFinal: true)
        ]
      case .postponed(let reason): return [Refusal(items: Array(items[start...]), reason: reason, isFinal: false)]
      }
      start += batch.count
    }
    return []
  }

  private func report(
    _ hub: WebSubHub, _ items: [PendingNotification.Item], _ acknowledge: ([PendingNotification.Item]) throws -> Void
  ) async throws -> [Refusal] {
    var refusals: [Refusal] = []
    var next = 0
    // A hub that does not answer for one feed will not for the next; what it declines is that feed's own.
    var isGone = false
    try await withThrowingTaskGroup(of: (PendingNotification.Item, RetryingClient.Delivery).self) { group in
      func start() {
        guard !isGone, next < items.count else { return }
        let item = items[next]
        next += 1
        group.addTask { (item, try await retryingClient.deliver(hub.request(item.address))) }
      }
      for _ in 0..<concurrency { start() }
      while let (item, delivery) = try await group.next() {
        switch delivery {
        case .done: try acknowledge([item])
        case .declined(let answer):
          let place = answer.headers["location"].map { "; if \($0) is the hub, put that into 'hubs'" } ?? ""
          refusals.append(Refusal(items: [item], reason: "it answered \(answer.status)\(place)", isFinal: true))
        case .postponed(let reason):
          isGone = true
          refusals.append(Refusal(items: [item], reason: reason, isFinal: false))
        }
        start()
      }
    }
    if next < items.count {
      let reason = refusals.first { !$0.isFinal }?.reason ?? ""
      refusals.append(Refusal(items: Array(items[next...]), reason: reason, isFinal: false))
    }
    return refusals
  }
}
