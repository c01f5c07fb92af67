/// Work on independent pieces, by several tasks at a time, with results in the order of the pieces.
package enum Parallel {
  /// - Parameters:
  ///   - jobs: tasks at a time, at least 1.
  ///   - stride: pieces that one task takes before it looks for more; larger where a piece is small.
  package static func map<Result: Sendable>(
    _ count: Int, jobs: Int, stride: Int = 1, _ body: @escaping @Sendable (Int) throws -> Result
  ) async throws -> [Result] {
    let chunks = (count + stride - 1) / stride
    return try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
      var results = [[Result]?](repeating: nil, count: chunks)
      func start(_ chunk: Int) {
        group.addTask {
          (chunk, try (chunk * stride..<min((chunk + 1) * stride, count)).map(body))
        }
      }
      var next = min(max(jobs, 1), chunks)
      for chunk in 0..<next { start(chunk) }
      while let (chunk, part) = try await group.next() {
        results[chunk] = part
        if next < chunks {
          start(next)
          next += 1
        }
      }
      return results.flatMap { $0 ?? [] }
    }
  }
}
