import Dispatch

extension Validator {
  /// Runs what keeps a thread busy for seconds, on one that nothing else waits for: a program that answers requests goes on
  /// answering.
  public static func aside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
  }
}
