import ArgumentParser
import ChangeNotifications
import NetworkClient
import PublishingLedger
import Tidings
import TidingsCore

struct NotifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "Report what builds have changed to search engines and hubs, once the site is deployed.",
    discussion: """
      IndexNow receives pages if indexNow.key is set; each WebSub hub of 'hubs' receives feeds. Nothing is reported before its \
      address serves it, and nothing twice: receipts are kept in the ledger, so the next run continues where this one \
      stopped. Exit status 75: something has to wait for the next run.
      """)

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var place: LedgerPlace

  @Option(name: .shortAndLong, help: ArgumentHelp("Folder of the documents.", valueName: "folder"))
  var output: String?

  @Flag(help: "Show what would be reported, and send nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("Wait for documents that are not served yet.", valueName: "seconds"))
  var wait = 0

  @Flag(help: "Do not check that addresses serve what was built.")
  var noCheck = false

  @Option(help: ArgumentHelp("Attempts of a request that fails.", valueName: "count"))
  var attempts = 5

  @Option(help: ArgumentHelp("Time for one request.", valueName: "seconds"))
  var timeout = 30

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case json
  }

  @Option(help: "Format of the result.")
  var format = Format.human

  func validate() throws {
    guard attempts > 0, timeout > 0, wait >= 0 else {
      throw ValidationError("--attempts and --timeout must be at least 1, --wait at least 0")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let site = try corpusOptions.resolve(output: output)
      guard Announcement.hasServices(site.configuration) else {
        throw Failure(
          .configuration,
          "there is no service to report to: set indexNow.key or hubs in \(site.configurationFile ?? "tidings.yaml")")
      }
      let path = site.ledger(place.ledger)
      guard try SQLiteLedger.exists(path) else {
        throw Failure(.noInput, "there is no ledger \(path), so it is not known what builds have changed")
      }
      let ledger = try SQLiteLedger(path, for: dryRun ? .reading : .reporting)
      let announcement = try Announcement(configuration: site.configuration, output: site.output, receipts: ledger)
      if dryRun {
        Terminal.write(NotificationOutput.text(of: try announcement.notices(), format))
        return
      }
      let outcomes = try await send(announcement)
      Terminal.write(NotificationOutput.text(of: outcomes, format))
      if outcomes.contains(where: \.isRefused) { throw ExitCode(Failure.Status.findings.rawValue) }
      if outcomes.contains(where: \.isUnfinished) { throw ExitCode(Failure.Status.later.rawValue) }
    }
  }

  private func send(_ announcement: Announcement) async throws -> [Announcement.Outcome] {
    #if Push
      var retryPolicy = RetryPolicy(now: { HostMachine.now }, sleep: { try await Task.sleep(for: .seconds($0)) })
      retryPolicy.attempts = attempts
      let (ready, seconds, isChecked) = (retryPolicy, wait, !noCheck)
      let agent = "Tidings/\(TidingsCommand.configuration.version)"
      return try await NetworkClient.with(agent: agent, timeout: timeout) { client in
        try await announcement.send(by: client, retryPolicy: ready, waiting: seconds, isChecked: isChecked)
      }
    #else
      throw Failure(
        .unavailable, "this program was built without network access; build it with --traits Push")
    #endif
  }
}
