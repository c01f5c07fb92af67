import CMalloc
import Synchronization
import Tidings

/// How the C library manages memory, set once for a program that makes thousands of documents one behind the other: what is
/// given back to the system only to be asked for again costs a tenth of a build (mallopt(3)).
enum Allocator {
  static func keepMemory() {
    // Documents are of all sizes up to some megabytes; none of them needs a mapping of its own.
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    _ = mallopt(M_TRIM_THRESHOLD, 512 << 20)
    _ = mallopt(M_TOP_PAD, 16 << 20)
  }

  /// Gives back what one part of the work has left, in a form that the next one does not ask for (malloc_trim(3)): of a large corpus a
  /// tenth of all memory. Of a small one it is not worth the time.
  ///
  /// - Parameter stage: what the work comes to now.
  static func giveBack(at stage: Publisher.Stage) {
    if case .reading(let count) = stage { files.store(count, ordering: .relaxed) }
    guard files.load(ordering: .relaxed) >= worthwhile else { return }
    _ = malloc_trim(0)
  }

  private static let files = Atomic<Int>(0)
  private static let worthwhile = 20_000
}
