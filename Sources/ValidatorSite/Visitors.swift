import Synchronization

/// Who is being served: one request of each visitor at a time, and so many bytes in all.
final class Visitors: Sendable {
  private struct State {
    var served: Set<String> = []
    var bytes = 0
  }

  private let state = Mutex(State())
  private let memory: Int

  /// - Parameter memory: bytes that the bodies of all requests may take together.
  init(memory: Int) { self.memory = memory }

  /// - Returns: whether nothing of this visitor is being validated now; ``leave(_:)`` ends what this begins.
  func enter(_ visitor: String) -> Bool { state.withLock { $0.served.insert(visitor).inserted } }

  func leave(_ visitor: String) { state.withLock { _ = $0.served.remove(visitor) } }

  /// - Returns: whether there is room for so many bytes more; ``give(_:)`` ends what this begins.
  func take(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard state.bytes + bytes <= memory else { return false }
      state.bytes += bytes
      return true
    }
  }

  func give(_ bytes: Int) { state.withLock { $0.bytes -= bytes } }
}
