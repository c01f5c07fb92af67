import ArgumentParser
import ContentCorpus
import LocalFiles
import Tidings
import TidingsCore

/// The steps of a build that a cluster does: low-level commands for `tidings_spark.py`.
struct PartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "part",
    abstract: "Do one step of a build on a part of the corpus, for a cluster.",
    discussion: """
      Each step reads lines on standard input and writes lines on standard output, a JSON object each; its member 't' says what it is. \
      Between the steps an engine such as Apache Spark sorts, joins and counts them. Nobody runs these commands by hand, and the lines are \
      for the same version of the program only.
      """)

  /// What is done.
  enum Step: String, ExpressibleByArgument, CaseIterable {
    /// Says which program this is.
    case program
    /// Records become items, terms and findings.
    case read
    /// Items that share a path, an address or a key are decided on.
    case meet
    /// Terms become topics.
    case topics
    /// Items are held against the ledger, and get their places.
    case settle
    /// Lists get their places.
    case lists
    /// Sitemaps that are too large are cut.
    case shards
    /// Elements become sitemaps.
    case sitemaps
    /// Records become feeds.
    case feeds
    /// What names all documents is made, and the whole is held against what was published.
    case finish
    /// An export of a ledger is taken apart.
    case ledger
    /// Lines of a ledger become an export.
    case export
  }

  @Argument(help: "The step.")
  var step: Step

  @OptionGroup var options: SettingsOptions

  @Option(help: ArgumentHelp("Lines of earlier steps that say what is known of the whole.", valueName: "file"))
  var facts: String?

  @Option(help: ArgumentHelp("Lines of a ledger's export, but those of items.", valueName: "file"))
  var ledger: String?

  @Option(help: ArgumentHelp("The manifest of what is published.", valueName: "file"))
  var manifest: String?

  @Option(help: ArgumentHelp("A folder for the moment.", valueName: "folder"))
  var work = "."

  @Option(
    help: ArgumentHelp(
      "Stop unless this program is the one of that name, as the step 'program' writes it.", valueName: "name"))
  var program: String?

  @Flag(help: "All items come together.")
  var whole = false

  @OptionGroup var guards: GuardOptions

  /// Items that are settled together, where they need not be: as many as fit into little memory.
  private static let batch = 8192
}

extension PartCommand {
  func run() async throws {
    Allocator.keepMemory()
    try await Failure.reporting {
      if let program, program != Parts.program {
        throw Failure(
          .configuration,
          "this is another version of the program (\(Parts.program)) than the one that began the build (\(program))")
      }
      var out = PartOutput { Terminal.write(bytes: $0) }
      do {
        try await perform(to: &out)
      } catch let damaged as PartLine.Damaged {
        throw Failure(.cannotRead, damaged.description)
      } catch let uncovered as UncoveredError {
        throw Failure(.configuration, uncovered.description)
      }
      out.flush()
    }
  }

  private func perform(to out: inout PartOutput) async throws {
    switch step {
    case .program: return Terminal.write(Parts.program + "\n")
    case .export:
      var sum = PartLedgerSum()
      var rest = PartLineReader()
      try LocalFile.readStandardInput(pieces: PartCommand.piece) { piece in
        rest.read(piece) { line in
          sum.add(line)
          Terminal.write(bytes: line + [0x0A])
        }
      }
      return Terminal.write(bytes: sum.line)
    default: break
    }
    let parts = try parts()
    switch step {
    case .program, .export: break
    case .read: try await parts.read(jobs: options.jobs, to: &out)
    case .meet: try parts.meet(lines(), to: &out)
    case .topics: try parts.topics(lines(), to: &out)
    case .lists: try parts.lists(lines(), to: &out)
    case .shards: try parts.shards(lines(), to: &out)
    case .settle: try settle(parts, to: &out)
    case .sitemaps:
      var sitemaps = try Parts.SitemapLines(parts)
      try eachLine { try sitemaps.read($0, to: &out) }
      try sitemaps.finish(to: &out)
    case .feeds:
      var feeds = try Parts.FeedLines(parts)
      try eachLine { try feeds.read($0) }
      try await feeds.finish(to: &out)
    case .finish:
      var finish = Parts.Finish(work: work)
      finish.manifest = try manifest.map { try LocalFile.read($0).bytes }
      (finish.allowsReannouncement, finish.allowsWithdrawal) = (guards.allowReannounce, guards.allowWithdrawal)
      try parts.finish(lines(), finish, to: &out)
    case .ledger: try parts.takeApart(LocalFile.readStandardInput(), to: &out)
    }
  }

  private func settle(_ parts: Parts, to out: inout PartOutput) throws {
    var pending: [[UInt8]] = []
    try eachLine { line in
      pending.append(line)
      guard !whole, pending.count == PartCommand.batch else { return }
      try parts.settle(pending, to: &out)
      pending = []
    }
    if !pending.isEmpty { try parts.settle(pending, to: &out) }
  }

  private static let piece = 1 << 18

  private func eachLine(_ take: ([UInt8]) throws -> Void) throws {
    var reader = PartLineReader()
    try LocalFile.readStandardInput(pieces: PartCommand.piece) { try reader.read($0, take) }
    try reader.finish(take)
  }

  private func lines() throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try eachLine { lines.append($0) }
    return lines
  }

  private func parts() throws -> Parts {
    var options = options
    // Only one step reads records.
    if step == .read { options.records = ["-"] } else { options.records = [] }
    let site = try options.resolve(corpus: nil, withRecords: step == .read)
    return try Parts(
      configuration: site.configuration, reader: site.reader,
      facts: try facts.map { try LocalFile.read($0).bytes } ?? [],
      ledger: try ledger.map { try LocalFile.read($0).bytes })
  }
}
