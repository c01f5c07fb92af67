import Platform

/// The words of the command line, as the system has them.
enum Arguments {
  /// - Returns: the words after the program's name. One that is no UTF-8 ends the program: repaired, it would name another
  ///   file than the one that was meant.
  static func read() -> [String] {
    // The runtime finds them under /proc; where it cannot, there are none, and without a word all commands show their help.
    guard CommandLine.argc > 0 else {
      Terminal.writeError("tidings: the system does not let the arguments be read (/proc/self/maps); try again\n")
      exit(Failure.Status.cannotRead.rawValue)
    }
    let words = unsafe UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    for number in words.indices {
      guard let word = unsafe words[number], unsafe String(validatingCString: word) == nil else { continue }
      let shown = unsafe String(cString: word).printable
      Terminal.writeError(
        "tidings: the argument '\(shown)' is not UTF-8 (word \(number)); rename what it names, for instance with convmv\n"
      )
      exit(Failure.Status.usage.rawValue)
    }
    return Array(CommandLine.arguments.dropFirst())
  }
}
