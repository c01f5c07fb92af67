import ArgumentParser
import ContentCorpus
import PublishingLedger
import Tidings
import TidingsCore

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Write all documents of a corpus, each validated before it is published.")

  @OptionGroup var options: BuildOptions

  @Flag(help: "Keep running, and build again whenever the corpus or the configuration changes.")
  var watch = false

  func run() async throws {
    Allocator.keepMemory()
    try await Failure.reporting {
      if watch {
        try await WatchLoop(options: options).run { built, site in try options.report(built, of: site) }
      }
      let site = try options.corpusOptions.resolve(output: options.output)
      let built = try await options.guarding(site) {
        try await options.built(site, try options.store(site), after: nil, changed: nil, keepsState: false)
      }
      let report = try options.report(built, of: site)
      // Taking apart all that was read takes longer than anybody wants to wait for an end.
      withExtendedLifetime(built) { Terminal.leave(report.errors > 0 ? .findings : nil) }
    }
  }
}

/// What is kept from build to build.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of the cache; else .tidings-cache beside the configuration.", valueName: "folder"))
  var cache: String?

  @Flag(help: "Neither use nor write a cache.")
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
      "File of the ledger; else tidings.sqlite beside the configuration.", valueName: "file"))
  var ledger: String?
}

/// What is remembered from build to build.
struct LedgerOptions: ParsableArguments {
  @OptionGroup var place: LedgerPlace

  @Flag(help: "Build without a ledger, and write none: dates are those of the files.")
  var noLedger = false

  /// - Parameter isReadOnly: whether nothing is to be written; then there is none where there is no file.
  func store(_ site: Resolution, isReadOnly: Bool = false) throws -> SQLiteLedger? {
    let path = site.ledger(place.ledger)
    guard !noLedger else { return nil }
    let isThere = try SQLiteLedger.exists(path)
    guard isThere || !isReadOnly else { return nil }
    return try SQLiteLedger(path, for: isReadOnly ? .reading : .building)
  }
}
