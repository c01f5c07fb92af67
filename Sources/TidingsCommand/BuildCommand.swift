import ArgumentParser
import ContentCorpus
import Documents
import LedgerKeeping
import Tidings

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Write all documents of a corpus, each validated before it is published.")

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var reportOptions: ReportOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Folder for the documents.", valueName: "folder"))
  var output: String?

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Flag(help: "Replace files that Tidings did not write.")
  var overwrite = false

  @Flag(help: "Do not judge the documents: for a look at work in progress.")
  var noValidation = false

  @Flag(help: "Stay, and build again whenever the corpus or the configuration changes.")
  var watch = false

  @Flag(help: "Go on where published entries would look new to subscribers, however many.")
  var allowReannounce = false

  @OptionGroup var cacheOptions: CacheOptions
  @OptionGroup var ledgerOptions: LedgerOptions

  func run() async throws {
    Allocator.keepMemory()
    try await Failure.reporting {
      if watch { try await Watching(command: self).run() }
      let site = try corpusOptions.resolve(output: output)
      let store: (any LedgerStore)? = try ledgerOptions.store(site, isReadOnly: dryRun)
      let isLook = dryRun && !ledgerOptions.noLedger
      let state = try await built(site, store ?? (isLook ? EmptyLedger() : nil), after: nil, changed: nil)
      let report = tell(state, to: site.output)
      // Taking apart all that was read takes longer than anybody wants to wait for an end.
      withExtendedLifetime(state) { Terminal.leave(report.errors > 0 ? .findings : nil) }
    }
  }

  /// A build that is done, and how long it took.
  struct Built: Sendable {
    let state: Build.State
    let seconds: Double
  }

  /// - Parameters: as for `Build/run(to:after:changed:progress:)`.
  func built(
    _ site: Resolution, _ ledger: (any LedgerStore)?, after former: Build.State?, changed: Set<String>?
  ) async throws -> Built {
    let start = ContinuousClock.now
    let progress = Progress()
    defer { progress.finish() }
    var options = Build.Options()
    options.publishing.jobs = corpusOptions.jobs
    options.publishing.isDryRun = dryRun
    options.publishing.overwrites = overwrite
    options.publishing.validates = !noValidation
    options.cache = cacheOptions.folder(site)
    options.verifiesCache = cacheOptions.verifyCache
    options.keepsState = watch
    options.allowsReannouncement = allowReannounce
    let build = Build(configuration: site.configuration, reader: site.reader, options: options, ledger: ledger)
    let state = try await build.run(to: site.output, after: former, changed: changed) { progress.show($0) }
    guard state.report.corpus.files > 0 else { throw Failure(.noInput, "there is no content file in \(site.folder)") }
    let duration = start.duration(to: .now) / .seconds(1)
    return Built(state: state, seconds: duration)
  }

  /// Writes the result of a build to standard output.
  @discardableResult
  func tell(_ built: Built, to output: String) -> Report {
    let result = built.state.report
    let report = strict ? result.report.strict : result.report
    Terminal.write(
      PublishOutput(
        result: result, report: report, style: reportOptions.style, seconds: built.seconds, output: output
      ).text(reportOptions.format))
    return report
  }
}

/// What is kept from build to build.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder for what makes the next build quick; else .tidings-cache beside the configuration.", valueName: "folder"))
  var cache: String?

  @Flag(help: "Neither use nor leave a cache.")
  var noCache = false

  @Flag(help: "Recognise files and documents by their bytes, not by size and time.")
  var verifyCache = false

  func folder(_ site: Resolution) -> CacheFolder? {
    noCache ? nil : CacheFolder(cache ?? site.configuration.cache ?? site.base + ".tidings-cache")
  }
}

/// Where the ledger lies.
struct LedgerPlace: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File for what must be remembered; else tidings.sqlite beside the configuration.", valueName: "file"))
  var ledger: String?
}

/// What is remembered from build to build.
struct LedgerOptions: ParsableArguments {
  @OptionGroup var place: LedgerPlace

  @Flag(help: "Build without memory, and leave none: dates are what the files say.")
  var noLedger = false

  /// - Parameter isReadOnly: whether nothing is to be written; then there is none where there is no file.
  func store(_ site: Resolution, isReadOnly: Bool = false) throws -> SQLiteLedger? {
    let path = site.ledger(place.ledger)
    guard !noLedger, !isReadOnly || SQLiteLedger.exists(path) else { return nil }
    return try SQLiteLedger(path, for: isReadOnly ? .reading : .building)
  }
}
