import ArgumentParser
import ContentCorpus
import Foundation
import LocalFiles
import PublishingLedger
import Tidings
import TidingsCore

/// What a build depends on, beside whether it is done once or again and again.
struct BuildOptions: ParsableArguments {
  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var reportOptions: ReportOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Folder for the documents.", valueName: "folder"))
  var output: String?

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Flag(help: "Replace files that Tidings did not write.")
  var overwrite = false

  @Flag(help: "Do not validate the documents: for a look at work in progress.")
  var noValidation = false

  @OptionGroup var guards: GuardOptions

  @Flag(help: "Begin a new ledger if the one of earlier builds is missing.")
  var newLedger = false

  @Option(help: ArgumentHelp("Also write the result as one HTML page.", valueName: "file"))
  var report: String?

  @OptionGroup var cacheOptions: CacheOptions
  @OptionGroup var ledgerOptions: LedgerOptions

  /// A build that is done, and how long it took.
  struct Built: Sendable {
    let state: Build.State
    let seconds: Double
  }

  /// The ledger of a site, as far as it is wanted.
  func store(_ site: Resolution) throws -> (any LedgerStore)? {
    if !ledgerOptions.noLedger, !newLedger {
      try MissingLedgerError.check(
        site.ledger(ledgerOptions.place.ledger), output: site.output, cache: cacheOptions.folder(site))
    }
    let store: (any LedgerStore)? = try ledgerOptions.store(site, isReadOnly: dryRun)
    if !newLedger, let ledger = store as? SQLiteLedger {
      try MissingLedgerError.check(
        empty: ledger, output: site.output, backup: site.backup(ledgerOptions.place.ledger),
        cache: cacheOptions.folder(site))
    }
    return store ?? (dryRun && !ledgerOptions.noLedger ? EmptyLedger() : nil)
  }

  /// Work with a ledger. Where that turns out to be damaged, what is readable of it is saved beside it before the work ends.
  func guarding<Value>(_ site: Resolution, _ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let problem as LedgerError where problem.kind == .damaged {
      if let saved = try? LedgerRecovery.save(besides: problem.path) {
        Terminal.writeError("tidings: what can be read of the damaged ledger was written to \(saved.printable)\n")
      }
      throw problem
    }
  }

  /// - Parameters: as for `Build/run(to:after:changed:progress:)`.
  func built(
    _ site: Resolution, _ ledger: (any LedgerStore)?, after former: Build.State?, changed: Set<String>?,
    keepsState: Bool
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
    options.keepsState = keepsState
    options.allowsReannouncement = guards.allowReannounce
    options.publishing.allowsWithdrawal = guards.allowWithdrawal
    options.backup = ledgerOptions.noLedger ? nil : site.backup(ledgerOptions.place.ledger)
    let build = Build(configuration: site.configuration, reader: site.reader, options: options, ledger: ledger)
    let state = try await build.run(to: site.output, after: former, changed: changed) { stage in
      progress.show(stage)
      Allocator.giveBack(at: stage)
    }
    guard state.report.corpus.files > 0 else { throw Failure(.noInput, "there is no content file in \(site.folder)") }
    return Built(state: state, seconds: start.duration(to: .now) / .seconds(1))
  }

  /// Writes the result of a build to standard output, and its page where one is wanted.
  @discardableResult
  func report(_ built: Built, of site: Resolution) throws -> Report {
    let result = built.state.report
    let report = strict ? result.report.strict : result.report
    if let file = self.report {
      let page = try BuildReport(
        built.state, report: report, configuration: site.configuration, output: site.output, seconds: built.seconds,
        made: HostMachine.now, version: TidingsCommand.configuration.version
      ).page()
      try LocalFile.replace(file, with: Array(page))
    }
    Terminal.write(
      PublishOutput(
        result: result, report: report, style: reportOptions.style, seconds: built.seconds, output: site.output
      ).text(reportOptions.format))
    return report
  }
}
