import Validation

/// What is still to be asked for, within the limits.
struct Crawl {
  private let limits: LiveLimits
  private let start = ContinuousClock.now
  private var queue: [LiveSite.Target] = []
  private var seen: Set<String> = []
  private var bytes = 0
  private var asked = 0
  private(set) var isCut = false
  /// By the address of the file.
  private(set) var robots: [String: RobotsFile] = [:]

  init(limits: LiveLimits) { self.limits = limits }

  var waiting: Int { queue.count }

  mutating func add(_ target: LiveSite.Target) {
    if seen.insert(target.address).inserted { queue.append(target) }
  }

  /// Some targets to be looked at side by side; `nil` where all is done, or a limit is reached.
  mutating func next() -> [LiveSite.Target]? {
    guard !queue.isEmpty else { return nil }
    let isOver =
      asked >= limits.documents || bytes >= limits.bytes || ContinuousClock.now - start > .seconds(limits.seconds)
    guard !isOver else {
      isCut = true
      return nil
    }
    // Few at a time, so that the limits of bytes and time are met closely, and robots.txt is known in time.
    let count = min(2 * limits.concurrency, limits.documents - asked)
    let first = queue.prefix { $0.address.hasSuffix("/robots.txt") }
    let batch = Array(first.isEmpty ? queue.prefix(count) : first.prefix(count))
    queue.removeFirst(batch.count)
    asked += batch.count
    return batch
  }

  mutating func take(_ look: LiveSite.Look) {
    bytes += look.bytes
    if let file = look.robots { robots[look.target.address] = file }
    // robots.txt comes first, so that it is obeyed.
    let (rules, others) = (
      look.next.filter { $0.address.hasSuffix("/robots.txt") },
      look.next.filter { !$0.address.hasSuffix("/robots.txt") }
    )
    for target in rules where seen.insert(target.address).inserted { queue.insert(target, at: 0) }
    for target in others { add(target) }
  }
}

/// Work side by side, in the order of the values.
enum Parallel {
  static func each<Value: Sendable, Result: Sendable>(
    _ values: [Value], at width: Int, _ body: @escaping @Sendable (Value) async -> Result
  ) async -> [Result] {
    var results = [Result?](repeating: nil, count: values.count)
    await withTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < values.count else { return }
        let index = next
        next += 1
        group.addTask { (index, await body(values[index])) }
      }
      for _ in 0..<max(1, width) { start() }
      while let (index, result) = await group.next() {
        results[index] = result
        start()
      }
    }
    return results.compactMap { $0 }
  }
}
