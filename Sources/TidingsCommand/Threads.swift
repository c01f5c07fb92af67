import Platform

/// Whether the system gives this process the threads that concurrency begins with: where it does not, work would wait for them for ever.
enum Threads {
  /// One for work, and those by which it is handed out.
  private static let needed = 3

  /// Ends the process where there are not enough.
  static func check() {
    guard let code = ThreadProbe.failure(toBegin: needed) else { return }
    let reason = unsafe String(cString: strerror(code))
    Terminal.writeError(
      "tidings: the system gives this process no thread (\(reason)); allow it more processes (ulimit -u, or pids.max of its cgroup), or try again later\n"
    )
    Terminal.leave(.later)
  }
}
