import ArgumentParser
import Foundation
import LocalFiles
import PublishingLedger
import Tidings
import TidingsCore

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Manage the ledger: ids, first publications, real changes.",
    subcommands: [Export.self, Import.self, Check.self, Repair.self, Journal.self])

  /// Where the ledger lies.
  struct Place: ParsableArguments {
    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var place: LedgerPlace

    func path() throws -> String {
      try place.ledger ?? corpusOptions.resolve().ledger(nil)
    }

    func existing() throws -> SQLiteLedger {
      let path = try path()
      guard try SQLiteLedger.exists(path) else { throw Failure(.noInput, "there is no ledger \(path)") }
      return try SQLiteLedger(path, for: .reading)
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the ledger to standard output, one JSON object per line, for version control.")

    @OptionGroup var place: Place

    func run() async throws {
      try await Failure.reporting {
        try LedgerLines.write(try place.existing()) { Terminal.write(String(decoding: $0, as: UTF8.self)) }
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Merge an export into the ledger.",
      discussion: """
        If both have an item, the earlier id and first publication are kept, and the later of everything else. \
        Importing twice, or in another order, makes no difference.
        """)

    @Argument(help: ArgumentHelp("An export, or - for standard input.", valueName: "file"))
    var file: String

    @Flag(help: "Import what is there, even if the export is not complete, or two were merged.")
    var partial = false

    @OptionGroup var place: Place

    func run() async throws {
      try await Failure.reporting {
        let bytes = file == "-" ? try LocalFile.readStandardInput() : try LocalFile.read(file).bytes
        let read: Ledger
        do {
          let lines = try LedgerLines.lines(bytes)
          if !partial { try LedgerLines.check(lines) }
          read = try LedgerLines.read(lines)
        } catch let fault as LedgerLines.Fault {
          throw Failure(.cannotRead, "\(file) is not an export of a ledger: \(fault)")
        }
        let store = try SQLiteLedger(try place.path())
        let known = try store.load()
        var merged = known
        merged.merge(read)
        if let fault = merged.faults.first { throw Failure(.cannotRead, "\(file) does not fit: \(fault)") }
        var changes = merged.changes(since: known)
        let history = try read.history(
          after: store.lastBuild(), instant: store.instant(ofBuild:), services: store.services())
        (changes.builds, changes.services) = (history.builds, history.services)
        _ = try store.commit(changes)
        Terminal.write("Items      \(read.rows.count) read, \(changes.rows.count) taken in\n")
        if !read.pages.isEmpty {
          Terminal.write("Pages      \(read.pages.count) of history read, \(changes.pages.count) taken in\n")
        }
        if !read.journal.isEmpty {
          let builds = read.journal.count == 1 ? "1 build" : "\(read.journal.count) builds"
          Terminal.write("Journal    \(builds) read, \(changes.builds.count) taken in\n")
        }
      }
    }
  }

  struct Journal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what builds have added, updated and removed, one JSON object per line.")

    @OptionGroup var place: Place

    @Option(help: ArgumentHelp("The number of the last build that you know already.", valueName: "number"))
    var after: Int64 = 0

    private struct Line: Encodable {
      let build: Int64
      let instant, subject, change, address: String
    }

    func run() async throws {
      try await Failure.reporting {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for entry in try place.existing().journal(after: after) {
          for change in entry.changes {
            let line = Line(
              build: entry.number, instant: entry.instant.rfc3339, subject: change.subject.rawValue,
              change: change.kind.rawValue, address: change.address)
            Terminal.write(String(decoding: try encoder.encode(line), as: UTF8.self) + "\n")
          }
        }
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check that the ledger is complete and undamaged.")

    @OptionGroup var place: Place

    func run() async throws {
      try await Failure.reporting {
        let store = try place.existing()
        let ofFile = try store.check()
        let ledger = ofFile.isEmpty ? try store.load() : Ledger()
        let faults = ofFile + ledger.faults
        for fault in faults { Terminal.write("\(store.path): \(fault)\n") }
        if !faults.isEmpty { throw ExitCode(Failure.Status.findings.rawValue) }
        let withdrawn = ledger.rows.values.count { $0.withdrawn != nil }
        Terminal.write(
          "Items      \(ledger.rows.count - withdrawn) published, \(withdrawn) withdrawn\nFeeds      \(ledger.feeds.count)\n"
            + (ledger.pages.isEmpty ? "" : "Pages      \(ledger.pages.count) of history\n")
        )
      }
    }
  }
}
