import ArgumentParser
import ContentCorpus
import FeedParsing
import LocalFiles
import PublishingLedger
import Syndication
import Tidings
import TidingsCore

extension LedgerCommand {
  struct Repair: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rebuild a damaged or missing ledger from its newest export and from the documents.",
      discussion: """
        Takes the newest complete export ('ledger.backup'), then undamaged rows of the damaged file and, without either, the ids \
        in the feeds of the output folder. Keeps the damaged file beside the new one.
        """)

    @OptionGroup var place: Place

    @Option(
      help: ArgumentHelp(
        "Set the ledger back to an instant (RFC 3339) after a build whose clock was ahead: no date in it is later then.",
        valueName: "instant"))
    var until: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Folder of the documents.", valueName: "folder"))
    var output: String?

    func run() async throws {
      try await Failure.reporting {
        let site = try place.corpusOptions.resolve(output: output)
        let path = site.ledger(place.place.ledger)
        let isThere = try LocalFile.kind(path) != nil
        let backup = site.backup(place.place.ledger) ?? LedgerBackup(of: path)
        if let until { return try setBack(path, to: until) }
        if isThere, try isWhole(path, site, backup) {
          Terminal.write("The ledger \(path.printable) is undamaged; nothing was changed.\n")
          return
        }
        var repaired = Ledger()
        let (found, problems) = try backup.newest()
        for problem in problems { Terminal.write("Ignored \(problem.printable)\n") }
        if let found {
          repaired = found.ledger
          Terminal.write("Export     \(found.path.printable), \(found.ledger.rows.count) items\n")
        }
        if isThere { try salvage(path, site, into: &repaired) }
        if repaired.rows.isEmpty { try await adopt(site, into: &repaired) }
        guard !repaired.rows.isEmpty else {
          throw Failure(.findings, "there is neither an export nor a feed to repair the ledger \(path) from")
        }
        if let aside = try SQLiteLedger.replace(path, by: repaired) {
          Terminal.write("Kept       the damaged file as \(aside.printable)\n")
        }
        let isReported = !repaired.journal.isEmpty
        Terminal.write(
          "Items      \(repaired.rows.count) in the new ledger\n"
            + (isReported ? "Journal    \(repaired.journal.count) builds\n" : "")
            + "Unknown    what changed\(isReported ? ", and what was reported to services," : "") after the export"
            + (isReported ? "\n" : ", and what was reported to services\n"))
      }
    }

    /// A whole ledger, whose clock was ahead.
    private func setBack(_ path: String, to text: String) throws {
      guard let instant = Timestamp(rfc3339: text) else {
        throw Failure(.usage, "--until takes an instant such as 2026-01-31T12:00:00Z, and '\(text)' is none")
      }
      guard try SQLiteLedger.exists(path) else { throw Failure(.noInput, "there is no ledger \(path)") }
      let store = try SQLiteLedger(path, for: .reading)
      var ledger = try store.load()
      ledger.journal = try store.journal(after: 0)
      ledger.services = try store.services()
      let count = ledger.setBack(to: instant)
      guard count > 0 else {
        Terminal.write("The ledger \(path.printable) has no later date; nothing was changed.\n")
        return
      }
      if let aside = try SQLiteLedger.replace(path, by: ledger) {
        Terminal.write("Kept       the former file as \(aside.printable)\n")
      }
      Terminal.write("Set back   \(count) items, pages of history and builds to \(instant.rfc3339)\n")
    }

    private func isWhole(_ path: String, _ site: Resolution, _ backup: LedgerBackup) throws -> Bool {
      do {
        let store = try SQLiteLedger(path, for: .reading)
        try MissingLedgerError.check(empty: store, output: site.output, backup: backup, cache: nil)
        let faults = try store.check()
        for fault in faults { Terminal.write("Fault      \(fault.printable)\n") }
        return try faults.isEmpty && store.load().faults.isEmpty
      } catch is MissingLedgerError {
        Terminal.write("Fault      it is empty, and what is published was remembered\n")
        return false
      } catch let problem as LedgerError where problem.kind == .damaged || problem.kind == .foreign {
        Terminal.write("Fault      \(problem.reason.printable)\n")
        return false
      }
    }

    private func salvage(_ path: String, _ site: Resolution, into ledger: inout Ledger) throws {
      let salvage = LedgerRecovery(path)
      for problem in salvage.problems { Terminal.write("Unread     \(problem.printable)\n") }
      guard !salvage.ledger.rows.isEmpty else { return }
      let exported = ledger.documents
      ledger.merge(salvage.ledger)
      ledger.documents = exported
      if salvage.ledger.journal.count >= ledger.journal.count, !salvage.ledger.journal.isEmpty {
        let known = ledger.journal.last?.number ?? 0
        (ledger.journal, ledger.services) = (salvage.ledger.journal, salvage.ledger.services)
        if !salvage.ledger.documents.isEmpty {
          ledger.documents = salvage.ledger.documents
        } else {
          // What the journal says of documents has been said: the next build must not say it again.
          let published = try DocumentDigests.published(in: site.output, site.configuration)
          for change in ledger.journal.lazy.filter({ $0.number > known }).flatMap(\.changes)
          where change.subject == .document && !published.isEmpty {
            ledger.documents[change.address] = published[change.address]
          }
        }
      }
      Terminal.write(
        "Read       \(salvage.ledger.rows.count) items of the damaged file, \(salvage.damagedRows) more are not as they were written\n"
      )
    }

    /// Ids that the documents name: of what they still show.
    private func adopt(_ site: Resolution, into ledger: inout Ledger) async throws {
      var settings = site.settings
      settings.readsMeaning = true
      let corpus = try await CorpusReader(folder: site.folder, settings: settings).read(jobs: place.corpusOptions.jobs)
      let feeds = try PublishedFeeds.own(in: site.output)
      guard !feeds.isEmpty else { return }
      let outcome = IDAdoption(configuration: site.configuration).outcome(of: feeds, for: corpus, in: Ledger())
      for row in outcome.changes.rows { ledger.rows[row.key] = row }
      Terminal.write(
        "Documents  \(outcome.entries) entries read, \(outcome.adopted) ids taken over; older entries, former addresses and what was withdrawn are not known\n"
      )
    }
  }
}
