import Platform
import Synchronization
import Tidings

/// When memory is kept, and when it is given back.
enum Allocator {
  static func keepMemory() { ProcessMemory.keep() }

  /// Gives back what one part of the work has left, in a form that the next one does not ask for: of a large corpus a
  /// tenth of all memory. Of a small one it is not worth the time.
  ///
  /// - Parameter stage: what the work comes to now.
  static func giveBack(at stage: Publisher.Stage) {
    if case .reading(let count) = stage { files.store(count, ordering: .relaxed) }
    guard files.load(ordering: .relaxed) >= worthwhile else { return }
    ProcessMemory.giveBack()
  }

  private static let files = Atomic<Int>(0)
  private static let worthwhile = 20_000
}
