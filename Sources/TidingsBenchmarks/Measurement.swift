/// One thing that is measured: how often, over how many bytes, and whether the result is right.
struct Measurement {
  let name: String
  /// Bytes that one round works on.
  let bytes: Int
  let rounds: Int
  /// Does the work once, and tells whether it came out right.
  let work: () async throws -> Bool

  /// A row of the table: milliseconds a round (the median), and megabytes a second.
  func row() async throws -> String {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<rounds {
      let start = clock.now
      let isRight = try await work()
      times.append(clock.now - start)
      guard isRight else { throw WrongResult(name: name) }
    }
    let median = times.sorted()[rounds / 2]
    let seconds = Double(median.components.seconds) + Double(median.components.attoseconds) / 1e18
    return "| \(name) | \(rounded(seconds * 1000)) | \(rounded(Double(bytes) / seconds / 1e6)) |"
  }

  private func rounded(_ number: Double) -> String {
    let scaled = Int((number * 100).rounded())
    let cents = scaled % 100
    return "\(scaled / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

/// A benchmark whose result is wrong measures nothing.
struct WrongResult: Error {
  let name: String
}
