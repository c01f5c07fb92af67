import ArgumentParser
import ContentCorpus
import Tidings

struct TopicsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics", abstract: "List the topics of a corpus and how many published items each has.")

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var reportOptions: ReportOptions

  func run() async throws {
    try await Failure.reporting {
      let site = try corpusOptions.resolve()
      let corpus = try await site.rememberingReader().read(jobs: corpusOptions.jobs)
      guard corpus.fileCount > 0 else { throw Failure(.noInput, "there is no content file in \(site.folder)") }
      Terminal.write(TopicOutput(corpus: corpus).text(reportOptions.format))
    }
  }
}
