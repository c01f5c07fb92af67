import Glibc

/// Whether the system gives this process the threads that concurrency begins with: where it does not, work would wait for them for ever.
enum Threads {
  /// One for work, and those by which it is handed out.
  private static let needed = 3

  /// Ends the process where there are not enough.
  static func check() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    // All of them at once: each waits until the pipe is closed.
    let codes = (0..<needed).map { _ in Threads.begin(ends[0]) }
    close(ends[1])
    for case .success(let thread) in codes { pthread_join(thread, nil) }
    close(ends[0])
    if case .failure(let error) = codes.last {
      Terminal.writeError(
        "tidings: the system gives this process no thread (\(error.reason)); allow it more processes (ulimit -u, or pids.max of its cgroup), or try again later\n"
      )
      Terminal.leave(.later)
    }
  }

  private struct Refused: Error {
    let reason: String
  }

  private static func begin(_ descriptor: Int32) -> Result<pthread_t, Refused> {
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil, { unsafe Threads.wait($0) }, UnsafeMutableRawPointer(bitPattern: Int(descriptor)))
    return code == 0 ? .success(thread) : .failure(Refused(reason: unsafe String(cString: strerror(code))))
  }

  /// - Parameter descriptor: of the pipe's end, in the place of a pointer.
  private static func wait(_ descriptor: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    var byte: UInt8 = 0
    _ = unsafe read(Int32(Int(bitPattern: descriptor)), &byte, 1)
    return nil
  }
}
