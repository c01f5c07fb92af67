import ArgumentParser
import ContentCorpus
import Tidings

struct LinksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "Print the link elements by which a page of the site names its feeds to browsers and readers.",
    discussion: "An item's page names the feeds of the site and of the item's topics, a topic's page its own.")

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(help: ArgumentHelp("The page: its address, or its path on the site.", valueName: "address"))
  var page: String

  func run() async throws {
    try await Failure.reporting {
      let site = try corpusOptions.resolve()
      let corpus = try await site.rememberingReader().read(jobs: corpusOptions.jobs)
      let found = FeedLinks(corpus, configuration: site.configuration).page(page)
      Terminal.write(found.html)
      if !found.isKnown {
        Terminal.writeError(
          "tidings: \(page.printable) is neither the home page nor that of an item or topic: these are the site's feeds\n"
        )
      }
    }
  }
}
