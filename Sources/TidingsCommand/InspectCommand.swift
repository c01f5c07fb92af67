import ArgumentParser
import ContentCorpus
import PublishingLedger
import Tidings
import TidingsCore

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what counts for the site and where it was said; or how one content file is read, and where it appears.")

  @OptionGroup var reportOptions: ReportOptions
  @OptionGroup var settings: SettingsOptions

  @Argument(help: ArgumentHelp("A content file; without one, the whole site.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("The corpus that it belongs to.", valueName: "folder"))
  var corpus: String?

  /// The settings of the site, and where each was said.
  private func inspectSite() async throws {
    let site = try settings.resolve(corpus: corpus)
    let read = try await site.rememberingReader().read(jobs: settings.jobs)
    var origins = try ConfigurationReader.origins(site.configurationFile)
    for (key, value) in [("site.baseURL", settings.baseURL), ("site.title", settings.title)] where value != nil {
      origins[key] = SettingOrigin(path: "the command line")
    }
    let inspection = SiteInspection(
      read, configuration: site.configuration, origins: origins, file: site.configurationFile)
    Terminal.write(SiteInspectionOutput(inspection: inspection).text(reportOptions.format))
  }

  func run() async throws {
    try await Failure.reporting {
      guard let file else { return try await inspectSite() }
      let site = try settings.resolve(corpus: corpus, near: file)
      let reader = site.reader
      let listing = try await reader.list(jobs: settings.jobs, stamps: false)
      let item =
        try ContentFiles.path(of: file, in: site.folder, isThere: false).flatMap {
          listing.item(at: $0, settings: reader.settings)
        } ?? listing.item(at: file, settings: reader.settings)
      guard let path = try item ?? ContentFiles.path(of: file, in: site.folder) else {
        throw Failure(.noInput, "there is no content file \(file) in the corpus \(site.folder)")
      }
      if item == nil, let records = reader.settings.records {
        let hint = records.areLines ? "its line: \(file):120" : "its line or number: \(file):120, \(file)#42"
        throw Failure(.usage, "\(file) holds many items; name one by \(hint)")
      }
      let corpus = try await site.rememberingReader().read(jobs: settings.jobs)
      let ledger = site.ledger(nil)
      let store = try SQLiteLedger.exists(ledger) ? SQLiteLedger(ledger, for: .reading) : nil
      let inspection = Inspection(
        path, in: corpus, configuration: site.configuration, isContent: listing.contains(path)
      ) { key in try? store?.rows(keys: [key]).first }
      Terminal.write(
        InspectionOutput(inspection: inspection, folder: site.folder, style: reportOptions.style).text(
          reportOptions.format))
      if inspection.findings.hasErrors { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }
}
