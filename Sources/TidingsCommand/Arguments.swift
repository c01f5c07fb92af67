import Glibc

/// The words of the command line, as the system has them.
enum Arguments {
  /// - Returns: the words after the program's name. One that is no UTF-8 ends the program: repaired, it would name another
  ///   file than the one that was meant.
  static func read() -> [String] {
    let words = unsafe UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    for number in words.indices {
      guard let word = unsafe words[number], unsafe String(validatingCString: word) == nil else { continue }
      let shown = unsafe String(cString: word).printable
      Terminal.writeError(
        "tidings: the argument '\(shown)' is no UTF-8 (word \(number)); rename what it names, for instance with convmv\n"
      )
      exit(Failure.Status.usage.rawValue)
    }
    return Array(CommandLine.arguments.dropFirst())
  }
}
