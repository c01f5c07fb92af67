import ArgumentParser
import ContentCorpus
import Documents
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

  func run() async throws {
    try await Failure.reporting {
      let progress = Progress()
      defer { progress.finish() }
      let site = try corpusOptions.resolve(output: output)
      let configuration = site.configuration
      let corpus = try await site.reader.read(jobs: corpusOptions.jobs) { progress.show("reading \($0) files") }
      guard corpus.fileCount > 0 else { throw Failure(.noInput, "there is no content file in \(site.folder)") }
      var options = Publisher.Options()
      (options.jobs, options.isDryRun, options.overwrites) = (corpusOptions.jobs, dryRun, overwrite)
      let result = try await Publisher(configuration: configuration, options: options).publish(
        Plan(corpus, configuration: configuration), of: corpus, to: site.output
      ) { progress.show($0) }
      progress.finish()
      let report = strict ? result.report.strict : result.report
      Terminal.write(
        PublishOutput(result: result, report: report, style: reportOptions.style).text(reportOptions.format))
      if report.errors > 0 { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }
}
