import ArgumentParser
import ContentCorpus
import PublishingLedger
import Tidings

struct RedirectsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redirects",
    abstract: "Write redirects of former addresses and the list of withdrawn pages, in the server's format.",
    discussion: """
      Former addresses of the ledger, and 'aliases' of the content, lead to the page of today (301); pages that are \
      withdrawn, and whose addresses no page has taken, are gone (410). The map goes to standard output.
      """)

  @Argument(help: "nginx, apache, netlify (_redirects) or cloudflare (_worker.js).")
  var server: Server

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var place: LedgerPlace

  func run() async throws {
    try await Failure.reporting {
      let site = try corpusOptions.resolve()
      let corpus = try await site.rememberingReader().read(jobs: corpusOptions.jobs)
      let path = site.ledger(place.ledger)
      try MissingLedgerError.check(path, output: site.output, cache: nil)
      let known = try SQLiteLedger.exists(path) ? SQLiteLedger(path, for: .reading).load() : nil
      if known == nil, place.ledger != nil { throw Failure(.noInput, "there is no ledger \(path)") }
      if known == nil {
        Terminal.writeError(
          "tidings: there is no ledger \(path.printable), so former addresses and withdrawn pages are missing\n")
      }
      Terminal.write(RedirectMap(corpus, known ?? Ledger(), configuration: site.configuration).text(for: server.inMap))
    }
  }
}

extension RedirectsCommand {
  /// The library's list, as an argument.
  enum Server: String, ExpressibleByArgument, CaseIterable {
    case nginx
    case apache
    case netlify
    case cloudflare

    var inMap: RedirectMap.Server { RedirectMap.Server(rawValue: rawValue) ?? .nginx }
  }
}
