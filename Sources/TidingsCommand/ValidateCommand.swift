import ArgumentParser
import ContentCorpus
import Tidings
import TidingsCore
import Validation

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Validate RSS, Atom, JSON Feed, sitemaps and OPML from any source.")

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

  @Option(help: "Format of the result.")
  var format = Format.human

  @Argument(
    help: ArgumentHelp(
      "Files, folders of documents, - for standard input, or web addresses of documents and pages.",
      valueName: "file-folder-or-address"))
  var paths: [String]

  @OptionGroup var live: LiveOptions

  @Option(help: "Address of the folder; self links and the scope of sitemaps are compared with it.")
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      "Folder of the built site; the pages that sitemaps name are compared with its files.",
      valueName: "folder"))
  var site: String?

  @Option(help: "Address of the one document.")
  var url: String?

  @Option(name: .shortAndLong, help: "Documents validated at a time.")
  var jobs = HostMachine.processors

  @Option(help: "The encoding that the server names: the charset of Content-Type.")
  var charset: String?

  @Option(help: "The instant to compare dates with (RFC 3339); else the clock's.")
  var now: String?

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp(
      "Decide on a rule: 'html.style=off because old posts keep their styles'; off, info, warning or error.",
      valueName: "decision"))
  var decisions: [String] = []

  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp(
      "Also check the demands of a platform, once for each: \(Profile.names).",
      valueName: "name"))
  var profileNames: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Configuration that has validation.rules and validation.profiles; else tidings.yaml here or above.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("File of known faults; only new ones are reported.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write today's faults to this file as known.", valueName: "file"))
  var writeBaseline: String?

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Flag(
    help: "Write fixed documents to the folder that --output names; only faults that have a single remedy are fixed.")
  var fix = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the documents that --fix writes; the originals stay as they are.", valueName: "folder"))
  var output: String?

  func validate() throws {
    if let site, try !ContentFiles.isFolder(site) { throw ValidationError("there is no folder \(site)") }
    if url != nil, paths.count != 1 { throw ValidationError("--url goes with one document") }
    for name in profileNames where Profile(rawValue: name) == nil {
      throw ValidationError("there is no profile \(name); it can be \(Profile.names)")
    }
    let addresses = paths.filter(LiveOptions.isAddress)
    if addresses.isEmpty, live.follows || live.checkLinks > 0 || live.save != nil {
      throw ValidationError("--follow, --check-links and --save go with web addresses")
    }
    try validateFix(addresses)
  }

  private func validateFix(_ addresses: [String]) throws {
    guard fix else {
      if output != nil { throw ValidationError("--output goes with --fix") }
      return
    }
    guard output != nil else {
      throw ValidationError("--fix changes no document in place: add --output FOLDER, where it writes the fixed ones")
    }
    if !addresses.isEmpty || paths.contains("-") {
      throw ValidationError("--fix works on files and folders; fetch the document first, with --save FOLDER or curl")
    }
    if writeBaseline != nil { throw ValidationError("--write-baseline does not go with --fix") }
  }

  func run() async throws {
    try await Failure.reporting {
      let inputs = try paths.filter { !LiveOptions.isAddress($0) }.flatMap {
        try DocumentFiles.at($0, baseURL: baseURL, url: url)
      }
      let policy = try ValidationPolicy.read(config: config, decisions: decisions)
      var profiles = policy.profiles
      for profile in profileNames.compactMap(Profile.init) where !profiles.contains(profile) {
        profiles.append(profile)
      }
      let validator = Validator(now: try HostMachine.now(now), charset: charset, profiles: profiles)
      let known = try baseline.map { try BaselineFile.read($0) }
      let mended = try output.map { try MendedFolder($0, inputs, paths) }
      let single = try await Parallel.map(inputs.count, jobs: jobs, stride: 4) { index in
        if let mended { return try mended.mend(inputs[index], by: validator) }
        let validated = try inputs[index].validate(by: validator)
        return format == .sarif ? try inputs[index].proposing(validated, by: validator) : validated
      }
      var validated = single.compactMap { $0 }.withSetFindings(baseURL: baseURL)
      let served = try await liveDocuments(validator)
      validated = served.validated() + validated
      if let site {
        validated = try await validated.with(SiteCheck(folder: site, baseURL: baseURL), inputs, jobs: jobs)
      }
      if let writeBaseline {
        let findings = validated.flatMap { policy.applied(to: $0.verdict.findings) }
        try BaselineFile.write(Baseline(findings), to: writeBaseline)
      }
      let files = Dictionary(inputs.map { ($0.path, $0) }) { first, _ in first }
      let output = VerdictOutput(
        validated,
        lines: { path, numbers in
          served.lines(of: path, numbers) ?? (try? (files[path] ?? mended?.file(path))?.lines(numbers))
        },
        isStrict: strict,
        style: Style(isColoured: format == .human && Terminal.isColoured)
      ) { verdict in
        let findings = policy.applied(to: verdict.findings)
        return known?.unknown(in: findings) ?? findings
      }
      Terminal.write(output.text(format))
      if writeBaseline != nil { return }
      if output.hasErrors { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }

  private func liveDocuments(_ validator: Validator) async throws -> LiveDocuments {
    let addresses = paths.filter(LiveOptions.isAddress)
    guard !addresses.isEmpty else { return LiveDocuments([]) }
    let documents = LiveDocuments(
      try await live.documents(at: addresses, validator: validator, isWhole: live.follows))
    if let folder = live.save { try documents.save(in: folder) }
    return documents
  }
}
