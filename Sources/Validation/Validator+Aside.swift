import Dispatch

extension Validator {
  /// Runs what keeps a thread busy for seconds, on one that nothing else waits for: a program that answers requests goes on
  /// answering.
  public static func aside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
  }

  /// Validates a document on a thread that nothing else waits for, and stops soon after the task is cancelled: between two rules, or
  /// where the next part of the document would be read.
  ///
  /// - Parameters:
  ///   - bytes: the document as it is served.
  ///   - path: its name in findings.
  ///   - address: where it is found on the web, if that is known.
  /// - Returns: as ``examine(_:path:address:)``.
  /// - Throws: `CancellationError`. A part of a verdict is none: it would call a document valid that nobody has looked at.
  public func examineAside(
    _ bytes: [UInt8], path: String, address: String? = nil
  ) async throws -> (verdict: Verdict, facts: DocumentFacts?) {
    let stop = StopMark()
    var validator = self
    validator.stop = stop
    let examined = await withTaskCancellationHandler { [validator] in
      await Validator.aside {
        let (verdict, facts) = validator.examine(bytes, path: path, address: address)
        return (verdict: verdict, facts: facts)
      }
    } onCancel: {
      stop.set()
    }
    guard !stop.isSet else { throw CancellationError() }
    return examined
  }
}
