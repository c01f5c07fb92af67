import ArgumentParser
import ContentCorpus
import Documents
import Tidings
import Validation

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Judge RSS, Atom, JSON Feed, sitemaps and OPML, whoever made them.")

  @OptionGroup var reportOptions: ReportOptions

  @Argument(help: ArgumentHelp("Files, or folders whose documents are judged.", valueName: "file-or-folder"))
  var paths: [String]

  @Option(help: "Where the folder or the file is served; self links and the scope of sitemaps are held against it.")
  var baseURL: String?

  @Option(name: .shortAndLong, help: "Documents judged at a time.")
  var jobs = Machine.processors

  @Flag(help: "Make every warning an error.")
  var strict = false

  func run() async throws {
    try await Failure.reporting {
      let inputs = try paths.flatMap { try DocumentFiles.at($0, baseURL: baseURL) }
      let verdicts = try await Parallel.map(inputs.count, jobs: jobs) { try inputs[$0].judge() }.compactMap { $0 }
      let output = VerdictOutput(verdicts: verdicts, isStrict: strict, style: reportOptions.style)
      Terminal.write(output.text(reportOptions.format))
      if output.hasErrors { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }
}
