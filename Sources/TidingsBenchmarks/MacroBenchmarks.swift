import Foundation
import TestSupport

/// Whole builds against what the machine needs at least, and against Hugo where it is at hand, in pairs.
///
///     TidingsBenchmarks macro [--items N …] [--corpus FOLDER --config FILE] [--rounds N] [--hugo COMMAND]
///
/// COMMAND is run as `COMMAND CORPUS OUTPUT` and has to do the same job with Hugo.
struct MacroBenchmarks {
  private var counts = [1000, 10_000]
  private var given: (corpus: String, configuration: String)?
  private var rounds = 5
  private var hugo: String?

  private let own = absolute(CommandLine.arguments[0])
  private var tidings: String {
    URL(filePath: own).deletingLastPathComponent().appending(path: "tidings").path
  }

  init(_ arguments: [String]) {
    var values: [String: [String]] = [:]
    var name = ""
    for argument in arguments {
      if argument.hasPrefix("--") { name = argument } else { values[name, default: []].append(argument) }
    }
    if let items = values["--items"] { counts = items.compactMap { Int($0) } }
    if let corpus = values["--corpus"]?.first, let configuration = values["--config"]?.first {
      given = (absolute(corpus), absolute(configuration))
    }
    rounds = values["--rounds"]?.first.flatMap { Int($0) } ?? rounds
    hugo = values["--hugo"]?.first.map(absolute)
  }

  func run() throws {
    print(Pairs.head)
    if let given {
      try measure("the given corpus", given.corpus, given.configuration, in: TemporaryFolder())
      return
    }
    for count in counts {
      let folder = TemporaryFolder()
      try folder.write("site: {baseURL: 'https://bench.example/', title: Bench}\n", to: "tidings.yaml")
      var maker = CorpusMaker(seed: 1, topics: max(count / 100, 1))
      for number in 1...count {
        try folder.write(maker.item(number), to: "corpus/content/\(number / 1000)/\(number).md")
      }
      try measure("\(count) items", folder.path + "/corpus", folder.path + "/tidings.yaml", in: folder)
    }
  }

  private func measure(_ name: String, _ corpus: String, _ configuration: String, in folder: TemporaryFolder) throws {
    func build(_ output: String, _ more: String...) throws -> Run {
      try Run(
        [tidings, "build", corpus, "--config", configuration, "--output", output, "--now", "2026-11-01T00:00:00Z"]
          + more,
        in: folder.path, statuses: [0, 1])
    }
    let made = folder.path + "/made"
    _ = try build(made, "--no-cache", "--no-ledger")
    func limit(_ round: Int) throws -> Run {
      try Run([own, "limit", corpus, made, folder.path + "/limit-\(UUID())"], in: folder.path)
    }
    let full = try Pairs(
      rounds: rounds, own: { try build(folder.path + "/full-\($0)", "--no-cache", "--no-ledger") }, other: limit)
    print(full.row("\(name): full build, against reading and writing"))
    let bare = try Pairs(
      rounds: rounds, own: { try build(folder.path + "/bare-\($0)", "--no-cache", "--no-ledger", "--no-validation") },
      other: limit)
    print(bare.row("\(name): the same without validation"))
    let first = try Pairs(
      rounds: rounds,
      own: { try build(folder.path + "/first-\($0)", "--no-cache", "--ledger", folder.path + "/\($0).sqlite") },
      other: limit)
    print(first.row("\(name): the same with a new ledger"))
    let known = ["--cache", folder.path + "/cache", "--ledger", folder.path + "/tidings.sqlite"]
    func again() throws -> Run { try build(made, known[0], known[1], known[2], known[3]) }
    _ = try again()
    let walk: (Int) throws -> Run = { _ in try Run([own, "walk", corpus], in: folder.path) }
    let same = try Pairs(rounds: rounds, own: { _ in try again() }, other: walk)
    print(same.row("\(name): nothing changed, against a walk with stat"))
    guard let file = SystemLimit.walk(corpus).map(\.path).filter({ $0.hasSuffix(".md") }).min() else { return }
    let original = try String(contentsOfFile: file, encoding: .utf8)
    defer { try? original.write(toFile: file, atomically: false, encoding: .utf8) }
    let changed = try Pairs(
      rounds: rounds,
      own: { round in
        try (original + "<p>Round \(round).</p>\n").write(toFile: file, atomically: false, encoding: .utf8)
        return try again()
      }, other: walk)
    print(changed.row("\(name): one file changed, against a walk with stat"))
    let validated = try Pairs(
      rounds: rounds,
      own: { _ in try Run([tidings, "validate", made], in: folder.path, statuses: [0, 1]) },
      other: { _ in try Run([own, "limit", made, folder.path + "/none", folder.path + "/none"], in: folder.path) })
    print(validated.row("\(name): validate all documents, against reading them"))
    guard let hugo else { return }
    // Once is enough: it takes minutes.
    let peer = try Pairs(
      rounds: 1, warmsUp: false, own: { try build(folder.path + "/beside-\($0)", "--no-cache", "--no-ledger") },
      other: { try Run([hugo, corpus, folder.path + "/hugo-\($0)"], in: folder.path) })
    print(peer.row("\(name): full build, against Hugo"))
  }
}

/// A path that holds wherever a program runs.
private func absolute(_ path: String) -> String { URL(filePath: path).absoluteURL.standardizedFileURL.path }
