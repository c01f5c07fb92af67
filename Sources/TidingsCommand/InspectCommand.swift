import ArgumentParser
import ContentCorpus
import Documents
import Tidings

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show how one content file is read, whether it is published, and where it appears.")

  @OptionGroup var reportOptions: ReportOptions
  @OptionGroup var settings: SettingsOptions

  @Argument(help: ArgumentHelp("A content file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The corpus that it belongs to.", valueName: "folder"))
  var corpus: String?

  func run() async throws {
    try await Failure.reporting {
      let (configuration, folder, now) = try settings.resolve(corpus: corpus, near: file)
      guard let path = ContentFiles.path(of: file, in: folder) else {
        throw Failure(.noInput, "there is no content file \(file) in the corpus \(folder)")
      }
      let reader = CorpusReader(folder: folder, settings: configuration.corpusSettings(now: now))
      let corpus = try await reader.read(jobs: settings.jobs)
      let inspection = Inspection(path, in: corpus, configuration: configuration)
      Terminal.write(
        InspectionOutput(inspection: inspection, folder: folder, style: reportOptions.style).text(reportOptions.format))
      if inspection.findings.hasErrors { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }
}
