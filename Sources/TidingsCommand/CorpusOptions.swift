import ArgumentParser
import ContentCorpus
import PublishingLedger
import Tidings
import TidingsCore

/// A corpus and how it is read, from options and configuration together.
struct Resolution {
  let configuration: Configuration
  /// The corpus.
  let folder: String
  /// Where the documents go.
  let output: String
  let settings: CorpusSettings
  /// The folder of the configuration file, with a slash at its end; empty for the current one.
  let base: String
  let configurationFile: String?

  /// The ledger's file, by the option, the configuration, or beside that.
  func ledger(_ given: String?) -> String { given ?? configuration.ledger ?? base + "tidings.sqlite" }

  /// Where exports of the ledger lie; `nil` where none are kept.
  func backup(_ given: String?) -> LedgerBackup? {
    guard configuration.keepsBackup else { return nil }
    return configuration.ledgerBackup.map { LedgerBackup($0) } ?? LedgerBackup(of: ledger(given))
  }

  var reader: CorpusReader { CorpusReader(folder: folder, settings: settings) }

  /// The reader that knows the paths that topics have had, if there is a ledger.
  ///
  /// - Throws: `LedgerError`.
  func rememberingReader() throws -> CorpusReader {
    let path = ledger(nil)
    guard try SQLiteLedger.exists(path) else { return reader }
    return reader.remembering(try PublishedTopics(SQLiteLedger(path, for: .reading)))
  }
}

/// What a command needs to read a corpus, beside the corpus.
struct SettingsOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Configuration file; else tidings.yaml in the corpus folder or above it.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Address of the site's root, in place of site.baseURL.", valueName: "address"))
  var baseURL: String?

  @Option(help: ArgumentHelp("Name of the site, in place of site.title.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "File with an item on each line as a JSON object, or - for standard input, in place of corpus.records. Can be given several times.",
      valueName: "file"))
  var records: [String] = []

  @Option(
    help: ArgumentHelp("The instant to compare dates with; else SOURCE_DATE_EPOCH, else now.", valueName: "date"))
  var now: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Files and documents handled at a time.", valueName: "count"))
  var jobs = HostMachine.processors

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be at least 1") }
  }

  /// - Parameters:
  ///   - corpus: the corpus folder, if it was named.
  ///   - near: where to look for the configuration where no corpus was named.
  ///   - withRecords: whether records are read, where the configuration names any.
  func resolve(
    corpus: String?, output: String? = nil, near: String = ".", withRecords: Bool = true
  ) throws -> Resolution {
    let instant = try HostMachine.now(now)
    if let corpus, try !ContentFiles.isFolder(corpus) { throw Failure(.noInput, "there is no folder \(corpus)") }
    let start = try corpus ?? (ContentFiles.isFolder(near) ? near : near + "/..")
    let path = try config ?? ConfigurationReader.find(from: start)
    if path == nil, baseURL == nil {
      throw Failure(
        .configuration, "there is no tidings.yaml in \(start) or above it; run 'tidings init', or give --base-url")
    }
    let name = path.map { ContentFiles.relativeToHere($0) }
    var configuration = try ConfigurationReader.read(
      path, named: name, overrides: .init(baseURL: baseURL, title: title))
    if !records.isEmpty {
      guard ![.html, .wordpress].contains(configuration.corpus.convention.generator) else {
        throw Failure(.usage, "--records names items, and corpus.convention takes its items from elsewhere")
      }
      guard records.count(where: { $0 == "-" }) < 2 else { throw Failure(.usage, "there is only one standard input") }
      configuration.corpus.records = records
    }
    if !withRecords { configuration.corpus.records = [] }
    let ofConfiguration = configuration.corpus.path ?? name.map(ContentFiles.folder(of:))
    let folder = corpus ?? ofConfiguration ?? "."
    guard try ContentFiles.isFolder(folder) else { throw Failure(.noInput, "there is no folder \(folder)") }
    let documents = output ?? configuration.output ?? "output"
    var settings = try configuration.corpusSettings(now: instant, folder: folder)
    let builtSite = configuration.corpus.builtSite?.folder
    if let builtSite, try !ContentFiles.isFolder(builtSite) {
      throw Failure(
        .noInput, "there is no folder \(builtSite), which corpus.rendered names; build the site before its feeds")
    }
    settings.excludedFolders = [documents, builtSite].compactMap { $0 }.compactMap {
      ContentFiles.path(ofFolder: $0, in: folder)
    }
    return Resolution(
      configuration: configuration, folder: folder, output: documents, settings: settings,
      base: name.map(ContentFiles.folder(of:)).map { $0 == "." ? "" : $0 + "/" } ?? "", configurationFile: name)
  }
}

/// A corpus, and what a command needs to read it.
struct CorpusOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The corpus folder; else the one that the configuration names, or its own folder.", valueName: "corpus"))
  var corpus: String?

  @OptionGroup var settings: SettingsOptions

  var jobs: Int { settings.jobs }

  /// Folders in which whatever is missing may turn up.
  var places: [String] { [settings.config.map(ContentFiles.folder(of:)) ?? ".", corpus ?? "."] }

  func resolve(output: String? = nil) throws -> Resolution {
    try settings.resolve(corpus: corpus, output: output)
  }
}

/// How a result is reported.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case json
    /// One JSON object a line.
    case jsonl
  }

  @Option(help: "Format of the result.")
  var format = Format.human

  var style: Style { Style(isColoured: format == .human && Terminal.isColoured) }
}
