import Synchronization

/// What the body of one request takes of the room that is there for all.
final class ConcurrencyLimit: Sendable {
  private struct State {
    var bytes = 0
    var isOverLimit = false
  }

  private let state = Mutex(State())
  private let limit: Int
  private let visitors: Visitors

  /// - Parameter limit: bytes that one request may take.
  init(limit: Int, of visitors: Visitors) { (self.limit, self.visitors) = (limit, visitors) }

  /// Whether more was wanted than one request may take.
  var isOverLimit: Bool { state.withLock(\.isOverLimit) }

  func take(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard state.bytes + bytes <= limit else {
        state.isOverLimit = true
        return false
      }
      guard visitors.take(bytes) else { return false }
      state.bytes += bytes
      return true
    }
  }

  func giveBack() {
    let bytes = state.withLock { state in
      defer { state.bytes = 0 }
      return state.bytes
    }
    visitors.give(bytes)
  }
}
