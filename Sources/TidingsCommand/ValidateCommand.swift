import ArgumentParser
import ContentCorpus
import Documents
import Tidings
import Validation

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Judge RSS, Atom, JSON Feed, sitemaps and OPML, whoever made them.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case json
    /// One JSON object a line.
    case jsonl
    case sarif
    case junit
    /// Annotations of GitHub Actions.
    case github
  }

  @Option(help: "How to tell the result.")
  var format = Format.human

  @Argument(
    help: ArgumentHelp(
      "Files, or folders whose documents are judged; - for standard input.", valueName: "file-or-folder"))
  var paths: [String]

  @Option(help: "Address of the folder; self links and the scope of sitemaps are held against it.")
  var baseURL: String?

  @Option(help: "Address of the one document that is judged.")
  var url: String?

  @Option(name: .shortAndLong, help: "Documents judged at a time.")
  var jobs = Machine.processors

  @Flag(help: "Hold documents against the RELAX NG schema of their format too.")
  var deep = false

  @Option(help: "The present, against which dates are held (RFC 3339); the clock where it is not given.")
  var now: String?

  @Flag(help: "Make every warning an error.")
  var strict = false

  func validate() throws {
    if url != nil, paths.count != 1 { throw ValidationError("--url goes with one document") }
  }

  func run() async throws {
    try await Failure.reporting {
      let inputs = try paths.flatMap { try DocumentFiles.at($0, baseURL: baseURL, url: url) }
      let validator = Validator(isDeep: deep, now: try Machine.now(now))
      let verdicts = try await Parallel.map(inputs.count, jobs: jobs) { try inputs[$0].judge(by: validator) }.compactMap
      { $0 }
      let output = VerdictOutput(
        verdicts: verdicts, isStrict: strict, style: Style(isColoured: format == .human && Terminal.isColoured))
      Terminal.write(output.text(format))
      if output.hasErrors { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }
}
