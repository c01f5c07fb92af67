import Foundation

/// One thing that is measured: how often, over how many bytes, and whether the result is right.
struct Measurement {
  let name: String
  /// Bytes that one round works on.
  let bytes: Int
  let rounds: Int
  /// Does the work once, and reports whether it came out right.
  let work: () async throws -> Bool

  static let head = "| what | ms | MB/s | allocations |\n|---|---|---|---|"

  /// A row of the table: milliseconds a round (the median), megabytes a second, and allocations a round.
  func row() async throws -> String {
    let clock = ContinuousClock()
    var times: [Double] = []
    var allocations: Int?
    for _ in 0..<rounds {
      let before = Allocations.count
      let start = clock.now
      let isRight = try await work()
      let duration = (clock.now - start).components
      times.append(Double(duration.seconds) + Double(duration.attoseconds) / 1e18)
      allocations = before.flatMap { before in Allocations.count.map { $0 - before } }
      guard isRight else { throw WrongResult(name: name) }
    }
    let seconds = middle(times)
    return "| \(name) | \(text(seconds * 1000)) | \(text(Double(bytes) / seconds / 1e6)) | "
      + "\(allocations.map { String($0) } ?? "–") |"
  }
}

/// What the process has allocated so far, where that is counted.
enum Allocations {
  static var count: Int? { counter.map { $0() } }

  private typealias Counter = @convention(c) () -> Int

  private static let counter: Counter? = {
    guard let symbol = unsafe dlsym(dlopen(nil, RTLD_NOW), "tidings_allocations") else { return nil }
    return unsafe unsafeBitCast(symbol, to: Counter.self)
  }()
}

/// A benchmark whose result is wrong measures nothing.
struct WrongResult: Error {
  let name: String
}
