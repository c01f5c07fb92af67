import ArgumentParser
import ContentCorpus
import FeedParsing
import LocalFiles
import PublishingLedger
import Syndication
import Tidings
import TidingsCore

struct IDsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ids", abstract: "Manage the ids of entries.", subcommands: [Adopt.self])

  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Take over the ids of the feeds that a site publishes today, so that no subscriber gets an entry twice.",
      discussion: """
        The feeds may be RSS, Atom or JSON Feed, by Hugo, Jekyll, WordPress or any other program, plain or as gzip. An entry is that \
        of the item whose page has its address; scheme, www. and a slash at the end make no difference. Run it once, before the \
        first build, and again whenever you like.
        """)

    @Argument(
      help: ArgumentHelp(
        "Feed documents; else those in the generator's built site.", valueName: "feed"))
    var feeds: [String] = []

    enum Generator: String, ExpressibleByArgument, CaseIterable { case auto, none }

    @Option(
      help:
        "Ids of items that are no longer in a feed: those that the site's generator gave them (auto), or new ones (none)."
    )
    var generator = Generator.auto

    @Option(
      help: ArgumentHelp(
        "The corpus folder; else the one that the configuration names, or its own folder.", valueName: "folder"))
    var corpus: String?

    @OptionGroup var settings: SettingsOptions
    @OptionGroup var place: LedgerPlace

    @Flag(help: "Continue even if content files cannot be read; their ids are then not taken over.")
    var allowUnread = false

    @Flag(help: "Show what would be taken over, and change nothing.")
    var dryRun = false

    func run() async throws {
      try await Failure.reporting {
        var documents = try feeds.map(document)
        let site = try settings.resolve(corpus: corpus)
        var reading = site.settings
        reading.readsMeaning = true
        let reader = CorpusReader(folder: site.folder, settings: reading)
        let read = try await reader.read(jobs: settings.jobs)
        // A file that is empty, or a link, may have been something else once.
        let odd = read.findings.filter { ["file.zeros", "file.link"].contains($0.rule) }.map(\.location.path)
        var paths: [String?] = []
        if feeds.isEmpty {
          let own = try found(site, read)
          (documents, paths) = (own.map(\.feed), own.map(\.path))
        }
        let adoption = IDAdoption(configuration: site.configuration)
        let unread = read.refused + adoption.emptied(in: read, known: documents) + odd
        if let first = unread.first, !allowUnread {
          throw Failure(
            .stopped,
            "\(unread.count) content \(unread.count == 1 ? "file" : "files") cannot be read, the first of them \(first), so their entries would get new ids; run 'tidings build --dry-run' to see why, fix them, or continue with --allow-unread"
          )
        }
        let changed = documents.flatMap(\.entries).filter { !IDAdoption.standsInAtom($0.id) }.count
        let path = site.ledger(place.ledger)
        try MissingLedgerError.check(path, output: site.output, cache: nil)
        let isThere = try SQLiteLedger.exists(path)
        let isNew = dryRun && !isThere
        let store = isNew ? nil : try SQLiteLedger(path, for: dryRun ? .reading : .building)
        let ledger = try store?.load() ?? Ledger()
        let outcome = adoption.outcome(
          of: documents, for: read, in: ledger, derives: generator == .auto,
          name: { record in reader.generatorName(record.path) })
        if feeds.isEmpty, documents.isEmpty, outcome.derived == 0, try isBuilt(site) {
          Terminal.write(
            "The built site has no feed of its own pages: there is nothing to adopt\n")
          return
        }
        guard outcome.adopted + outcome.derived > 0 || !outcome.conflicts.isEmpty else {
          report(outcome)
          throw Failure(
            .findings, "nothing was adopted: no entry is that of an item, and the rule for the ids is not known")
        }
        guard outcome.entries == 0 || outcome.adopted > 0 else {
          report(outcome)
          throw Failure(
            .stopped,
            "none of the \(outcome.entries) entries is that of an item, so nothing was adopted; check that these are the feeds of the site in \(site.folder)"
          )
        }
        var next = ledger
        for row in outcome.changes.rows { next.rows[row.key] = row }
        let before = next
        next.note(adoption.reach(of: documents, at: paths, read, next))
        var changes = outcome.changes
        let reach = next.changes(since: before)
        changes.since = reach.since
        changes.settings.merge(reach.settings) { $1 }
        if !dryRun { _ = try store?.commit(changes) }
        report(outcome)
        if changed > 0, site.configuration.feeds.formats.contains(.atom) {
          Terminal.write(
            "\(changed) ids are no IRIs, which Atom demands: subscribers of Atom feeds will see their entries again\n"
          )
        }
        if !outcome.conflicts.isEmpty { throw ExitCode(Failure.Status.findings.rawValue) }
      }
    }

    /// Whether the generator has made the site already.
    private func isBuilt(_ site: Resolution) throws -> Bool {
      let built = site.configuration.corpus
      return try [built.builtSite?.folder, built.generatorFolder].compactMap { $0 }.contains { folder in
        try LocalFile.isFile(folder + "/index.html")
      }
    }

    /// The generator's own feeds.
    private func found(_ site: Resolution, _ corpus: Corpus) throws -> [(path: String, feed: Feed)] {
      let built = site.configuration.corpus
      let folders = [built.builtSite?.folder, built.generatorFolder].compactMap { $0 }
      let published = try PublishedFeeds(corpus, site.configuration, in: folders)
      for (path, feed) in published.feeds {
        Terminal.write("Read       \(path.printable), \(feed.entries.count) entries\n")
      }
      guard !published.feeds.isEmpty || generator == .auto else {
        throw Failure(.usage, "name the feeds that the site publishes today")
      }
      return zip(published.places, published.feeds).map { ($0, $1.feed) }
    }

    private func document(_ path: String) throws -> Feed {
      let bytes = try LocalFile.read(path).bytes
      let reading = FeedReader.read(bytes, path: path)
      guard let feed = reading.feed else {
        throw Failure(.noInput, "\(path) is not a feed: neither RSS, Atom nor JSON Feed")
      }
      guard allowUnread || !FeedReader.isCutOff(bytes) else {
        throw Failure(
          .stopped,
          "\(path) is cut off, so entries are missing that would get new ids; save it again, or continue with --allow-unread"
        )
      }
      if let first = reading.findings.first(where: { $0.severity == .error }) {
        Terminal.writeError(
          "tidings: the feed was repaired to be read; check that its ids are right\n  \(first.description.printable)\n")
      }
      return feed
    }

    private func report(_ outcome: IDAdoption.Outcome) {
      for conflict in outcome.conflicts { Terminal.write("conflict: \(conflict.printable)\n") }
      for stranger in outcome.strangers.prefix(20) {
        Terminal.write("no item has the address \(stranger.printable)\n")
      }
      if outcome.strangers.count > 20 { Terminal.write("and \(outcome.strangers.count - 20) more\n") }
      if outcome.derived > 0, let rule = outcome.rule {
        Terminal.write(
          "Others     \(outcome.derived) items have the ids that the generator gave them (\(rule.words))\n")
      }
      Terminal.write(
        "Entries    \(outcome.entries) read, \(outcome.adopted) adopted, \(outcome.strangers.count) of no item\n")
    }
  }
}
