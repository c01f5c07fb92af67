import Foundation

/// A program that was run to its end, with what it cost.
struct Run {
  let seconds: Double
  /// Of all its threads, in user and in kernel mode.
  let processorSeconds: Double
  let peakMegabytes: Double

  /// - Parameters:
  ///   - command: the program's path, and its arguments. Its output is thrown away.
  ///   - folder: that it runs in.
  ///   - statuses: exit statuses of a run that did what it should.
  /// - Throws: ``WrongResult`` where it ended otherwise: such a run measures something else.
  init(_ command: [String], in folder: String, statuses: Set<Int32> = [0]) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // env takes the program's place, in the folder.
    let command = ["env", "-C", folder] + command
    var arguments = unsafe command.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
    var process: pid_t = 0
    let clock = ContinuousClock()
    let start = clock.now
    let spawned = unsafe posix_spawnp(&process, command[0], &actions, nil, arguments, environ)
    guard spawned == 0 else {
      throw WrongResult(name: command[0])
    }
    var status: Int32 = 0
    var usage = rusage()
    unsafe wait4(process, &status, 0, &usage)
    let duration = clock.now - start
    guard status & 0x7F == 0, statuses.contains(status >> 8 & 0xFF) else {
      throw WrongResult(name: command.joined(separator: " ").prefix(200) + " ended with \(status >> 8)")
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    self.seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    peakMegabytes = Double(usage.ru_maxrss) / 1024
  }
}

/// Two things that are run in turn: machines have moods, and what counts is the ratio.
struct Pairs {
  private var pairs: [(own: Run, other: Run)] = []

  /// - Parameter warmsUp: whether a round goes before the others that fills the page cache and does not count.
  init(rounds: Int, warmsUp: Bool = true, own: (Int) throws -> Run, other: (Int) throws -> Run) throws {
    for round in (warmsUp ? 0 : 1)...rounds {
      // Nobody shall wait for the disk to take what the other wrote.
      sync()
      let first = try own(round)
      sync()
      let pair = (own: first, other: try other(round))
      if round > 0 { pairs.append(pair) }
    }
  }

  var own: [Run] { pairs.map(\.own) }
  var other: [Run] { pairs.map(\.other) }
  var ratios: [Double] { pairs.map { $0.own.seconds / $0.other.seconds }.sorted() }

  /// A row of a table: what both take, and the median of the ratios with the least and the greatest.
  func row(_ name: String) -> String {
    let ratios = ratios
    let peak = own.map(\.peakMegabytes).max() ?? 0
    return "| \(name) | \(text(middle(own.map(\.seconds)))) | \(text(middle(other.map(\.seconds)))) "
      + "| \(text(middle(ratios))) (\(text(ratios[0])) to \(text(ratios[ratios.count - 1]))) | \(Int(peak)) |"
  }

  static let head = "| what | Tidings s | other s | ratio, median (least to most) | peak MB |\n|---|---|---|---|---|"
}

func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// With two decimals, or three where a number is small.
func text(_ value: Double) -> String {
  let scale = value < 0.1 ? 1000.0 : 100
  return String((value * scale).rounded() / scale)
}
