import ArgumentParser
import ContentCorpus
import Foundation
import PublishingLedger
import Tidings

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what subscribers and search engines would see of a build, without building.",
    discussion: """
      Makes all documents in a folder of its own, holds them against those of today by the rules by which readers know an entry \
      again, and changes nothing. 'resurfaced' entries were published before and were not in the feed; 'unread' is what each reader \
      would show as new.
      """)

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var ledgerOptions: LedgerOptions

  @Option(
    help: ArgumentHelp("Today's documents: a folder, or its manifest; else the output folder.", valueName: "path"))
  var against: String?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case json
    /// For a pull request.
    case markdown
  }

  @Option(help: "Format of the result.")
  var format = Format.human

  func run() async throws {
    try await Failure.reporting {
      let site = try corpusOptions.resolve()
      let folder = FileManager.default.temporaryDirectory.path + "/tidings-diff-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      if !ledgerOptions.noLedger {
        try MissingLedgerError.check(site.ledger(ledgerOptions.place.ledger), output: site.output, cache: nil)
      }
      let store = try ledgerOptions.store(site, isReadOnly: true)
      var options = Build.Options()
      options.publishing.jobs = corpusOptions.jobs
      options.publishing.validates = false
      options.allowsReannouncement = true
      let today = against ?? site.output
      // A build keeps the entries of files that it cannot read as they stand there.
      options.publishing.published =
        today.hasSuffix(Manifest.fileName) ? String(today.dropLast(Manifest.fileName.count)) + "." : today
      // Without a ledger the dates are those of a first build.
      let build = Build(
        configuration: site.configuration, reader: site.reader, options: options,
        ledger: store.map { ReadOnlyLedger($0) }
      )
      let report = try await build.run(to: folder)
      guard report.corpus.published > 0 else {
        throw Failure(.findings, "nothing is published, so a build would leave today's documents as they are")
      }
      let ids = try store.map { Set(try $0.load().rows.values.map(\.id)) } ?? []
      guard FileManager.default.fileExists(atPath: today) else {
        throw Failure(.noInput, "there are no documents in \(today)")
      }
      let diff = try PublicationDiff(from: today, to: folder, remembered: ids)
      guard !diff.isFirst else {
        throw Failure(
          .noInput, "there are no documents in \(today) to compare with; name today's documents with --against")
      }
      Terminal.write(DiffOutput(diff: diff).text(format))
      // A build would stop there.
      if let loss = try WithdrawalError(of: today, in: folder) { throw loss }
    }
  }
}
