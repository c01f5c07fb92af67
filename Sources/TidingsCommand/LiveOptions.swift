import ArgumentParser
import LiveSite
import NetworkClient
import Tidings
import TidingsCore
import Validation

/// How much is asked for where documents are validated at their addresses.
struct LiveOptions: ParsableArguments {
  @Flag(
    name: .customLong("follow"),
    help:
      "Validate all documents that the addresses name, as one set; --site with an address, or at the end, does the same."
  )
  var follows = false

  @Option(help: ArgumentHelp("How many of the pages that entries and sitemaps name are checked.", valueName: "count"))
  var checkLinks = 0

  @Option(help: ArgumentHelp("Keep what was fetched in this folder, to validate it again.", valueName: "folder"))
  var save: String?

  @Option(help: ArgumentHelp("Maximum number of documents to fetch.", valueName: "count"))
  var maxDocuments = 500

  @Option(help: ArgumentHelp("Maximum number of megabytes to fetch.", valueName: "count"))
  var maxBytes = 1000

  @Option(help: ArgumentHelp("Maximum number of seconds for all of it.", valueName: "seconds"))
  var maxTime = 600

  @Option(help: ArgumentHelp("Time for one request.", valueName: "seconds"))
  var timeout = 30

  @Option(help: ArgumentHelp("Pause between two requests to one host.", valueName: "seconds"))
  var pause = 1

  func validate() throws {
    guard [checkLinks, pause].allSatisfy({ $0 >= 0 }),
      [maxDocuments, maxBytes, maxTime, timeout].allSatisfy({ $0 > 0 })
    else { throw ValidationError("--max-documents, --max-bytes, --max-time and --timeout must be at least 1") }
  }

  private var limits: LiveLimits {
    var limits = LiveLimits()
    limits.documents = maxDocuments
    limits.bytes = maxBytes * 1_000_000
    limits.seconds = maxTime
    limits.pause = pause
    limits.links = checkLinks
    return limits
  }

  static func isAddress(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// How the program names itself to servers.
  static var agent: String { "Tidings/\(TidingsCommand.configuration.version) (feed and sitemap validator)" }

  /// - Throws: ``Failure`` where the program was built without a client.
  func documents(at addresses: [String], validator: Validator, isWhole: Bool) async throws -> [LiveSite.Document] {
    #if Push
      let progress = Progress()
      defer { progress.finish() }
      let limits = limits
      return try await NetworkClient.with(agent: LiveOptions.agent, timeout: timeout) { client in
        let site = LiveSite(
          client: client, limits: limits, validator: validator,
          resolve: { await HostLookup.addresses(of: $0) }, progress: { progress.show($0) })
        return await site.documents(at: addresses, isWhole: isWhole)
      }
    #else
      throw Failure(
        .unavailable, "this program was built without network access; build it with --traits Push")
    #endif
  }
}

/// `--site` takes the folder of a built site, or follows the addresses that are validated: then it needs no value.
enum SiteFlag {
  static func rewritten(_ arguments: [String]) -> [String] {
    guard arguments.first == "validate" else { return arguments }
    var out: [String] = []
    for (index, argument) in arguments.enumerated() {
      let next = index + 1 < arguments.count ? arguments[index + 1] : nil
      let isFlag = argument == "--site" && (next.map { $0.hasPrefix("--") || LiveOptions.isAddress($0) } ?? true)
      out.append(isFlag ? "--follow" : argument)
    }
    return out
  }
}
