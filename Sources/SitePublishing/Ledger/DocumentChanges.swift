package import PublishingLedger
package import SiteOutput
package import SiteSettings
import TidingsCore

/// What a build has changed of the documents, held against what the ledger knows of the build before: what lies in the folder may
/// be ahead of the ledger, where a build was cut off between the two, or be another folder than that build's.
package struct DocumentChanges {
  /// What the ledger is to note: digests by address, `nil` for one that is gone.
  let digests: [String: String?]
  let journal: [JournalEntry.Change]

  /// - Parameters:
  ///   - rows: all documents that are published now.
  ///   - report: of the build, for a ledger that knows no documents.
  ///   - known: digests by address, as the ledger has them.
  package init(_ addresses: SiteAddresses, _ rows: [Manifest.Row], _ report: PublishReport, known: [String: String]) {
    let now = Dictionary(rows.map { (addresses.document($0.path), $0.sha256) }) { first, _ in first }
    var digests: [String: String?] = now.filter { known[$0.key] != $0.value }
    for address in known.keys where now[address] == nil { digests[address] = .some(nil) }
    self.digests = digests
    journal =
      known.isEmpty
      ? DocumentChanges.reported(by: report, addresses)
      : digests.map { address, digest in
        JournalEntry.Change(.document, digest == nil ? .removed : known[address] == nil ? .added : .updated, address)
      }
  }

  private static func reported(by report: PublishReport, _ addresses: SiteAddresses) -> [JournalEntry.Change] {
    report.documents.compactMap { row in
      let kind: JournalEntry.Change.Kind? =
        switch row.change {
        case .created: .added
        case .updated: .updated
        case .removed: .removed
        case .unchanged, .withheld: nil
        }
      return kind.map { JournalEntry.Change(.document, $0, addresses.document(row.path)) }
    }
  }
}

extension LedgerChanges {
  /// The same, with what there is to say of documents. The journal begins after the first build.
  package func with(_ documents: DocumentChanges, isFirst: Bool) -> LedgerChanges {
    var changes = self
    changes.documents = documents.digests
    if !isFirst { changes.journal += documents.journal }
    return changes
  }
}
