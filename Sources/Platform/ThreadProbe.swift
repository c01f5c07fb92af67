/// Asks the system for threads only to see whether it gives them.
package enum ThreadProbe {
  /// - Parameter count: how many at once.
  /// - Returns: the `errno` value where it does not give so many; `nil` where it does, or nothing can be tried.
  package static func failure(toBegin count: Int) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    var threads: [pthread_t] = []
    var failure: Int32?
    // All of them at once: each waits until the pipe is closed.
    for _ in 0..<count where failure == nil {
      switch begin(ends[0]) {
      case .success(let thread): threads.append(thread)
      case .failure(let refused): failure = refused.code
      }
    }
    close(ends[1])
    for thread in threads { pthread_join(thread, nil) }
    close(ends[0])
    return failure
  }

  private struct Refused: Error {
    let code: Int32
  }

  private static func begin(_ descriptor: Int32) -> Result<pthread_t, Refused> {
    let place = UnsafeMutableRawPointer(bitPattern: Int(descriptor))
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = unsafe pthread_create(&thread, nil, { unsafe ThreadProbe.wait($0) }, place)
      guard code == 0, let thread else { return .failure(Refused(code: code)) }
      return .success(thread)
    #else
      var thread = pthread_t()
      let code = unsafe pthread_create(&thread, nil, { unsafe ThreadProbe.wait($0) }, place)
      return code == 0 ? .success(thread) : .failure(Refused(code: code))
    #endif
  }

  /// - Parameter descriptor: of the pipe's end, in the place of a pointer.
  private static func wait(_ descriptor: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    var byte: UInt8 = 0
    _ = unsafe read(Int32(Int(bitPattern: descriptor)), &byte, 1)
    return nil
  }
}
