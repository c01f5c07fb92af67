import Synchronization

/// Places for work of which only so much is done at a time. Who comes when all are taken waits a while, in turn.
final class VisitorLimit: Sendable {
  private struct State {
    var free: Int
    var number = 0
    var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  }

  private let state: Mutex<State>
  /// How many wait at most.
  private let queue: Int

  init(_ count: Int) {
    state = Mutex(State(free: max(1, count)))
    queue = 8 * max(1, count)
  }

  /// - Returns: whether there was a place in time; ``give()`` ends what this begins.
  func take(within retryPolicy: Duration) async -> Bool {
    await withCheckedContinuation { continuation in
      enum Step {
        case go(Bool)
        case wait(Int)
      }
      let step = state.withLock { state -> Step in
        if state.free > 0 {
          state.free -= 1
          return .go(true)
        }
        guard state.waiting.count < queue else { return .go(false) }
        state.number += 1
        state.waiting.append((state.number, continuation))
        return .wait(state.number)
      }
      switch step {
      case .go(let isIn): continuation.resume(returning: isIn)
      case .wait(let number):
        Task {
          try? await Task.sleep(for: retryPolicy)
          giveUp(number)
        }
      }
    }
  }

  func give() {
    let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst().continuation
    }
    next?.resume(returning: true)
  }

  private func giveUp(_ number: Int) {
    let late = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: index).continuation
    }
    late?.resume(returning: false)
  }
}
